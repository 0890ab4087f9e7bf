"""A `require` becomes an IAM Condition block, the part of a statement that a request must fulfil."""

from iam_atlas.derive.blocks import Block, all_of, equal, one_test
from iam_atlas.derive.place import Place
from iam_atlas.model.annotations import Moment
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleCopy

TAG_SESSION = "sts:TagSession"
SET_SOURCE_IDENTITY = "sts:SetSourceIdentity"
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
    needed = set()
    if any(require.session_tags or require.transitive_tags for require in requires):
        needed.add(TAG_SESSION)
    if any(require.source_identity for require in requires):
        needed.add(SET_SOURCE_IDENTITY)
    return tuple(sorted(needed))


def chain_actions(copy: RoleCopy) -> tuple[str, ...]:
    """The actions besides sts:AssumeRole that a session of this role needs to assume another role, sorted.

    Transitive session tags and a source identity go along with the session: both halves of the next role must let
    them in. Source: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed
    roles".
    """
    ways_in = (copy.require, *(entry.require for entry in copy.trust))
    tags = (TAG_SESSION,) if any(require.transitive_tags for require in ways_in) else ()
    identity = (SET_SOURCE_IDENTITY,) if any(require.source_identity for require in ways_in) else ()
    return (*identity, *tags)


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


def _network(require: Require) -> Block:
    return all_of(
        one_test("IpAddress", "aws:SourceIp", require.source_ip),
        equal("aws:SourceVpc", require.source_vpc),
        equal("aws:SourceVpce", require.source_vpce),
    )


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
