"""`expect:` as expectations, with every name resolved and every selector expanded."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.load.nearest import hint, some
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Scalar
from iam_atlas.load.references import References
from iam_atlas.load.values import prose, scalars, text, texts
from iam_atlas.load.words import quoted
from iam_atlas.model.expectations import Expectation, ExpectationKind, LeastLevel
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

CONDITIONS = ("mfa", "external_id", "source_ip", "org")
_LEVELS = {level.value: level for level in LeastLevel}
_OF_ROLES = (ExpectationKind.CAN, ExpectationKind.CANNOT)
_Places = Mapping[str, Collection[str]]


def load_expectations(refs: References, places: _Places) -> tuple[Expectation, ...]:
    """Every entry in the order of the files; one that says nothing usable is reported and left out.

    `places` are the accounts in which each role exists.
    """
    found = (_expectation(node, refs, places) for node in refs.scope.sections.expect)
    return tuple(expectation for expectation in found if expectation is not None)


def _expectation(node: MappingNode, refs: References, places: _Places) -> Expectation | None:
    kind = next((kind for kind in ExpectationKind if node.get(kind.value) is not None), None)
    if kind is None:
        return None
    if node.get("who") is not None and node.get("only") is not None:
        message = said("who belongs to can, cannot and cannot-reach, only to can-reach: write one entry for each")
        refs.scope.findings.error(node.key("who") or node, "who-and-only", message)
        return None
    target = node.get(kind.value)
    level = text(node, "level")
    if level is not None and kind in _OF_ROLES:
        message = said("level belongs to can-reach and cannot-reach; {key} names roles already", key=kind.value)
        refs.scope.findings.error(node.key("level") or node, "level-of-a-role", message)
    people = scalars(node.get("who") or node.get("only"))
    of_roles = kind in _OF_ROLES
    return Expectation(
        kind=kind,
        position=node.position,
        who=tuple(ref for one in people if (ref := _who(one, refs, places)) is not None),
        written=texts(node, kind.value),
        roles=tuple(sorted({key for one in scalars(target) for key in _roles(one, refs, places)})) if of_roles else (),
        accounts=() if of_roles else refs.scope.select(target),
        level=_LEVELS.get(level or ""),
        conditions=tuple(_conditions(node, refs)),
        reason=prose(node, "reason"),
    )


def _who(written: Scalar, refs: References, places: _Places) -> Ref | None:
    """Somebody; a bare name is a group. A role must exist in its account."""
    ref = refs.resolve(written, RefKind.GROUP)
    if ref is not None and ref.kind is RefKind.ROLE:
        return ref if refs.check_copy(written, RoleKey.of(ref.name), places) else None
    return ref


def _roles(written: Scalar, refs: References, places: _Places) -> Iterator[RoleKey]:
    """The copies that `role`, `role@account` or `role@selector` means; one that exists nowhere is reported."""
    name, at, where = written.text.removeprefix("role:").rpartition("@")
    role = name if at else where
    if not refs.is_role(written, role):
        return
    there = places.get(role, ())
    accounts = refs.scope.select(replace(written, text=where)) if at else tuple(sorted(there))
    if accounts == (where,):
        accounts = accounts if refs.check_copy(written, RoleKey(role, where), places) else ()
    elif accounts and not set(accounts) & set(there):
        message = said(
            "role {role} exists in none of these accounts: {accounts}", role=quoted(role), accounts=some(accounts)
        )
        refs.scope.findings.error(written, "no-such-role-copy", message)
    yield from (RoleKey(role, account) for account in accounts if account in there)


def _conditions(node: MappingNode, refs: References) -> Iterator[str]:
    for written in scalars(node.get("if")):
        if written.text in CONDITIONS or ":" in written.text:
            yield written.text
            continue
        message = said(
            "{word} is neither a condition with a name of its own nor a condition key such as aws:SourceIp{hint}",
            word=quoted(written.text),
            hint=hint(written.text, CONDITIONS),
        )
        refs.scope.findings.error(written, "unknown-condition", message)
