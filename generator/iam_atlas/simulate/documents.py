"""Policies of a case, as JSON in whatever form it came, become parsed policies; what AWS would refuse is an error."""

import json
import math
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from iam_atlas.errors import Position
from iam_atlas.iam.lint import REFUSED, lint_policy
from iam_atlas.iam.lint_principals import Home
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.load.words import quoted
from iam_atlas.model.policies import Document, Json
from iam_atlas.simulate.faults import CaseError, refuse_unknown

_NOWHERE = Position("case", 1, 1)
_DOCUMENT_ELEMENTS = ("Version", "Id", "Statement")
_LARGEST = 64 * 1024  # characters without blanks; the largest quota that AWS has for a policy is the 32 KB of AWS KMS
_LARGEST_OF_AWS = 512 * 1024  # its own managed policies are bound by none: AWSSupportServiceRolePolicy has 150,000


def read_policy(value: Json, name: str, kind: PolicyKind, home: Home | None = None) -> Policy:
    """One policy: a document, the text of one (plain or URL-encoded, as IAM gives it out), or `{name, policy}`.

    `home` is where the resource of a trust policy lives. Raises CaseError naming every fault that AWS would refuse.
    """
    name, value = _unwrapped(value, name)
    document = _decoded(value, name)
    if not isinstance(document, dict):
        raise CaseError(f"{name}: a policy is an object with Version and Statement")
    if document.get("Statement") is None:
        raise CaseError(f"{name}: the policy has no Statement")
    if not isinstance(document.get("Version", ""), str):
        raise CaseError(f"{name}: Version must be a text")
    most = _LARGEST_OF_AWS if kind in (PolicyKind.IDENTITY, PolicyKind.BOUNDARY) else _LARGEST
    if len(json.dumps(document, separators=(",", ":"))) > most:
        raise CaseError(f"{name}: the policy is larger than AWS allows for any")
    refuse_unknown(document, _DOCUMENT_ELEMENTS, f"a policy ({name})")
    policy = parse_policy(Document(document, _NOWHERE), name, kind)
    refused = [f"{name}: {lint.message} [{lint.rule}]" for lint in lint_policy(policy, home) if lint.rule in REFUSED]
    if refused:
        raise CaseError(*refused)
    return policy


def read_policies(value: Json, what: str, kind: PolicyKind) -> tuple[Policy, ...]:
    """A list of policies, named by their place where they have no name of their own; none for null."""
    return tuple(read_policy(entry, f"{what}[{place}]", kind) for place, entry in enumerate(_listed(value, what)))


def read_levels(value: Json, what: str, kind: PolicyKind) -> tuple[tuple[Policy, ...], ...]:
    """Levels of guardrails, organization root first; none for null.

    A level without a policy allows nothing, since each level must: it becomes a policy without statements.
    """
    levels = [read_policies(level, f"{what}[{place}]", kind) for place, level in enumerate(_listed(value, what))]
    return tuple(level or (Policy(f"{what}[{place}]", kind, "", (), _NOWHERE),) for place, level in enumerate(levels))


def read_json(text: str) -> Json:
    """The value that `text` is in JSON.

    Raises CaseError for NaN, for a number beyond all and for a name that stands twice in one object, ValueError for
    anything else that is no JSON.
    """
    value: Json = json.loads(text, object_pairs_hook=_unique_names, parse_constant=_no_number, parse_float=_finite)
    return value


def _no_number(text: str) -> Json:
    raise CaseError(f"{text} is no JSON")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise CaseError(f"the number {text} is larger than any that is read")
    return value


def _unique_names(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    """A JSON object; a name that stands twice in it is an error, since either value could be meant."""
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise CaseError(f"{quoted(name)} stands twice in one object")
        found[name] = value
    return found


def _listed(value: Json, what: str) -> Iterator[Json]:
    if value is None:
        return
    if not isinstance(value, list):
        raise CaseError(f"{what} must be a list")
    yield from value


def _unwrapped(value: Json, name: str) -> tuple[str, Json]:
    if not isinstance(value, dict) or "policy" not in value:
        return name, value
    refuse_unknown(value, ("name", "policy"), f"a named policy ({name})")
    given = value.get("name")
    return (given if isinstance(given, str) and given else name), value["policy"]


def _decoded(value: Json, name: str) -> Json:
    if not isinstance(value, str):
        return value
    text = value if value.lstrip().startswith("{") else unquote(value)
    try:
        return read_json(text)
    except (ValueError, RecursionError) as error:
        raise CaseError(f"{name}: the text is no JSON document: {error}") from error
