"""A `require` becomes an IAM Condition block, the part of a statement that a request must fulfil."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from iam_atlas.derive.blocks import Block, all_of, equal, one_test
from iam_atlas.derive.place import Place
from iam_atlas.iam.conditions import parse_operator
from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.formula import Test
from iam_atlas.iam.policy import as_text
from iam_atlas.model.annotations import Moment
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey

TAG_SESSION = "sts:TagSession"
SET_SOURCE_IDENTITY = "sts:SetSourceIdentity"

Chains: TypeAlias = Mapping[RoleKey, Sequence[str]]
"""The actions that sessions of a role copy need for what they bring along to their next hop; none for most copies."""

_PASSED = {
    SET_SOURCE_IDENTITY: ("sts:sourceidentity",),
    TAG_SESSION: ("aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys"),
}
_LASTING = {SET_SOURCE_IDENTITY: ("sts:sourceidentity",), TAG_SESSION: ("sts:transitivetagkeys",)}
_USER_NAME = "${aws:username}"


def condition_block(require: Require, place: Place, claim_prefix: str = "") -> Block:
    """The Condition block that `require` comes to in a policy at `place`; empty when nothing is required.

    `claim_prefix` is the provider's part of the key for `claims` (`token.actions.githubusercontent.com:`). `hours` has
    no condition in IAM and `mfa: false` needs none. `transitive_tags` asks that one of them be passed as transitive:
    IAM has no test that asks for each. Keys and operators: IAM User Guide, "AWS global condition context keys" and
    "IAM and AWS STS condition context keys".
    """
    claims = (equal(claim_prefix + claim, values) for claim, values in require.claims.items())
    return all_of(
        _mfa(require),
        _callers(require, place),
        _network(require),
        _session(require),
        _dates(require.starts, require.until),
        _services(require, place),
        *claims,
        _as_written(require),
    )


def session_actions(*requires: Require) -> tuple[str, ...]:
    """The actions besides sts:AssumeRole that a caller needs to fulfil these requirements, sorted.

    Passing session tags or a source identity is an action of its own, which both halves must allow.
    Source: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles".
    """
    return _actions_for({key for require in requires for key in _asked(require)}, _PASSED)


def lasting_actions(*requires: Require) -> tuple[str, ...]:
    """The actions that sessions made under these requirements need for their next hop, sorted.

    Transitive tags and a source identity stay with a session and all that are made from it; other tags do not.
    Source: as for `session_actions` (chaining roles with session tags, role chaining).
    """
    return _actions_for({key for require in requires for key in _asked(require)}, _LASTING)


def lasting_actions_of(tests: Iterable[Test]) -> tuple[str, ...]:
    """The same of tests in a policy that was written by hand."""
    return _actions_for({test.key for test in tests if _needs_its_key(test)}, _LASTING)


def _actions_for(keys: set[str], table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(action for action, wanted in table.items() if any(key.lower().startswith(wanted) for key in keys))


@ByIdentity
def _asked(require: Require) -> tuple[str, ...]:
    """The keys of session tags and the source identity that a request must have, whoever wrote them how."""
    tags = (f"aws:RequestTag/{tag}" for tag in require.session_tags)
    transitive = ("sts:TransitiveTagKeys",) if require.transitive_tags else ()
    identity = ("sts:SourceIdentity",) if require.source_identity else ()
    written = ((operator, *one) for operator, keys in _as_written(require).items() for one in keys.items())
    by_hand = (key for operator, key, values in written if _needs_its_key(Test(operator, key, _texts(values))))
    return (*tags, *transitive, *identity, *by_hand)


def _needs_its_key(test: Test) -> bool:
    """Whether the test fails where its key is absent: one of `...IfExists`, or a negated one, can do without."""
    return parse_operator(test.operator) is not None and not matches(test, {})


def _texts(values: Json) -> tuple[str, ...]:
    listed = values if isinstance(values, list) else [values]
    return tuple(as_text(value) for value in listed if isinstance(value, str | bool | int | float))


@ByIdentity
def _mfa(require: Require) -> Block:
    # An age can only be asked of a sign-in with MFA, so asking for one asks for MFA too.
    aged = require.mfa_max_age is not None
    present = require.mfa or (aged and require.mfa is None)
    return all_of(
        one_test("Bool", "aws:MultiFactorAuthPresent", ("true",)) if present else {},
        one_test("NumericLessThan", "aws:MultiFactorAuthAge", (str(require.mfa_max_age),)) if aged else {},
    )


def _callers(require: Require, place: Place) -> Block:
    organization = place.organization_id if require.org is True else require.org or None
    tags = (equal(f"aws:PrincipalTag/{tag}", values) for tag, values in require.principal_tags.items())
    return all_of(
        equal("aws:PrincipalOrgID", (organization,)) if organization else {},
        equal("aws:PrincipalOrgPaths", require.org_paths, "ForAnyValue:"),
        *tags,
    )


@ByIdentity
def _network(require: Require) -> Block:
    return all_of(
        one_test("IpAddress", "aws:SourceIp", require.source_ip),
        equal("aws:SourceVpc", require.source_vpc),
        equal("aws:SourceVpce", require.source_vpce),
    )


@ByIdentity
def _session(require: Require) -> Block:
    identity = _USER_NAME if require.source_identity is True else require.source_identity or None
    name = _USER_NAME if require.session_name == "username" else require.session_name
    tags = (equal(f"aws:RequestTag/{tag}", values) for tag, values in require.session_tags.items())
    return all_of(
        equal("sts:ExternalId", (require.external_id,)) if require.external_id else {},
        *tags,
        one_test("ForAnyValue:StringEquals", "sts:TransitiveTagKeys", require.transitive_tags),
        equal("sts:SourceIdentity", (identity,)) if identity else {},
        equal("sts:RoleSessionName", (name,)) if name else {},
    )


def _dates(starts: Moment | None, until: Moment | None) -> Block:
    return all_of(
        one_test("DateGreaterThanEquals", "aws:CurrentTime", (_iso(starts),)) if starts else {},
        one_test("DateLessThan", "aws:CurrentTime", (_iso(until),)) if until else {},
    )


def _iso(moment: Moment) -> str:
    return moment.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _services(require: Require, place: Place) -> Block:
    account = place.account.id if require.source_account == "self" else require.source_account
    organization = place.organization_id if require.source_org else None
    return all_of(
        equal("aws:SourceAccount", (account,)) if account else {},
        one_test("ArnLike", "aws:SourceArn", require.source_arn),
        equal("aws:SourceOrgID", (organization,)) if organization else {},
    )


def _as_written(require: Require) -> Block:
    return {op: dict(keys) for op, keys in require.conditions.items() if isinstance(keys, dict)}
