"""A policy document becomes a frozen policy: statements in one shape, whatever shorthand the JSON used."""

from dataclasses import dataclass
from decimal import Decimal

from iam_atlas.errors import Position, said
from iam_atlas.iam.conditions import canonical_operator
from iam_atlas.iam.faults import Fault, PolicyKind, fault_of
from iam_atlas.iam.formula import Test
from iam_atlas.iam.keys import canonical_key
from iam_atlas.model.grants import Effect
from iam_atlas.model.policies import Document, Json

__all__ = ["FULL_AWS_ACCESS", "Policy", "PolicyKind", "Principal", "Statement", "as_text", "parse_policy", "scp_level"]

VARIABLES_VERSION = "2012-10-17"


@dataclass(frozen=True, slots=True)
class Principal:
    """One entry of a Principal element. `type` is AWS, Service, Federated or CanonicalUser; `*` for the bare `"*"`."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. Elements that are not there are empty, `principals` and `not_principals` are None.

    `name` is the Sid, else the number from 1. `fault` says why AWS would refuse the statement, so that it cannot be
    evaluated; None for a sound one. `effect` is None only then.
    """

    effect: Effect | None
    name: str
    position: Position
    principals: tuple[Principal, ...] | None = None
    not_principals: tuple[Principal, ...] | None = None
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    not_resources: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    fault: Fault | None = None

    @property
    def invalid(self) -> str:
        """Why the statement cannot be evaluated; empty for a sound one."""
        return "" if self.fault is None else str(self.fault.reason)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy, its statements in the order of the document. `version` is empty when the document has none."""

    name: str
    kind: PolicyKind
    version: str
    statements: tuple[Statement, ...]
    position: Position

    @property
    def literal(self) -> bool:
        """Whether `${...}` is plain text: only version 2012-10-17 knows policy variables."""
        return self.version != VARIABLES_VERSION


def parse_policy(document: Document, name: str, kind: PolicyKind) -> Policy:
    """Read a document; single objects and strings may stand where lists are usual.

    Raises nothing: what AWS would refuse is marked on the statement (`invalid`) and named by `lint_policy`.
    """
    version = document.value.get("Version")
    written = document.value.get("Statement")
    entries: list[Json] = written if isinstance(written, list) else [] if written is None else [written]
    text = version if isinstance(version, str) else ""
    statements = tuple(
        _statement(entry, number, _position(document, number), kind, text != VARIABLES_VERSION)
        for number, entry in enumerate(entries, start=1)
    )
    return Policy(name, kind, text, statements, document.position)


def scp_level(attached: tuple[Policy, ...]) -> tuple[Policy, ...]:
    """One level of SCPs as the file declares it, with FullAWSAccess where AWS leaves it attached.

    AWS attaches FullAWSAccess everywhere; whoever works with an allow list takes it away. So a level with no Allow of
    its own keeps it, and a level that has one is taken as it stands.
    Source: AWS Organizations User Guide, "SCP evaluation".
    """
    allows = any(s.effect is Effect.ALLOW for policy in attached for s in policy.statements)
    return attached if allows else (*attached, FULL_AWS_ACCESS)


def _position(document: Document, number: int) -> Position:
    return document.statements[number - 1] if number <= len(document.statements) else document.position


def _statement(entry: Json, number: int, position: Position, kind: PolicyKind, literal: bool) -> Statement:
    if not isinstance(entry, dict):
        fault = Fault("data-type-mismatch", said("the statement is not an object"))
        return Statement(None, str(number), position, fault=fault)
    sid = entry.get("Sid")
    effect = {"Allow": Effect.ALLOW, "Deny": Effect.DENY}.get(str(entry.get("Effect")))
    return Statement(
        effect=effect,
        name=sid if isinstance(sid, str) and sid else str(number),
        position=position,
        principals=_principals(entry.get("Principal")),
        not_principals=_principals(entry.get("NotPrincipal")),
        actions=_texts(entry.get("Action")),
        not_actions=_texts(entry.get("NotAction")),
        resources=_texts(entry.get("Resource")),
        not_resources=_texts(entry.get("NotResource")),
        tests=_tests(entry.get("Condition"), literal),
        fault=fault_of(entry, kind),
    )


def _principals(value: Json) -> tuple[Principal, ...] | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return tuple(Principal(kind, text) for kind, names in value.items() for text in _texts(names))
    return tuple(Principal("*" if text == "*" else "", text) for text in _texts(value))


def _tests(value: Json, literal: bool) -> tuple[Test, ...]:
    if not isinstance(value, dict):
        return ()
    return tuple(
        Test(canonical_operator(operator), canonical_key(key), tuple(sorted(set(_texts(wanted)))), literal)
        for operator, block in value.items()
        if isinstance(block, dict)
        for key, wanted in block.items()
    )


def _texts(value: Json) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item))
    return (as_text(value),)


def as_text(value: str | bool | float | dict[str, Json]) -> str:
    """The text that AWS compares for a JSON value: a number without an exponent, which no condition operator reads."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(Decimal(repr(value)).normalize(), "f") if isinstance(value, float) else str(value)


_EVERYTHING = Document(
    {"Version": VARIABLES_VERSION, "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
    Position("FullAWSAccess", 1, 1),
)
FULL_AWS_ACCESS = parse_policy(_EVERYTHING, "FullAWSAccess", PolicyKind.SCP)
