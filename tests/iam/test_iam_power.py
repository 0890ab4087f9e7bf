from collections.abc import Mapping

import pytest

from iam_atlas.data import managed_policies
from iam_atlas.errors import Position
from iam_atlas.iam.level import Level
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy, scp_level
from iam_atlas.iam.summarise import summarise
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
WITHIN: Json = {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::1:policy/b"}}
MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def policy(*statements: Mapping[str, Json], kind: PolicyKind = PolicyKind.IDENTITY) -> Policy:
    body: list[Json] = [dict(statement) for statement in statements]
    return parse_policy(Document({"Version": "2012-10-17", "Statement": body}, HERE), "own", kind)


def statement(effect: str, action: str, resource: str = "*", condition: Json = None) -> dict[str, Json]:
    made: dict[str, Json] = {"Effect": effect, "Action": action, "Resource": resource}
    return made if condition is None else {**made, "Condition": condition}


def aws(name: str) -> Policy:
    document = managed_policies.document(name)
    assert document is not None
    return parse_policy(Document(document, HERE), name, PolicyKind.IDENTITY)


ADMINISTRATOR = policy(statement("Allow", "*"))


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("AdministratorAccess", Level.ADMIN),
        ("IAMFullAccess", Level.ADMIN),
        ("PowerUserAccess", Level.WRITE),
        ("AmazonS3FullAccess", Level.WRITE),
        ("job-function/Billing", Level.WRITE),
        ("ReadOnlyAccess", Level.READ),
        ("SecurityAudit", Level.READ),
        ("job-function/ViewOnlyAccess", Level.READ),
        ("AmazonS3ReadOnlyAccess", Level.READ),
        ("IAMReadOnlyAccess", Level.READ),
    ],
)
def test_awss_own_policies_have_the_level_their_names_promise(name: str, level: Level) -> None:
    assert summarise((aws(name),)).level is level


@pytest.mark.parametrize(
    ("action", "resource", "condition", "level"),
    [
        pytest.param("iam:*", "*", None, Level.ADMIN, id="all of IAM"),
        pytest.param("iam:PutRolePolicy", "*", None, Level.ADMIN, id="writes policies of any role"),
        pytest.param("iam:PutRolePolicy", "arn:aws:iam::111111111111:role/*", None, Level.ADMIN, id="any role by ARN"),
        pytest.param("iam:PutRolePolicy", "arn:aws:iam::*", None, Level.ADMIN, id="all of IAM by ARN"),
        pytest.param("iam:PutRolePolicy", "*", MFA, Level.ADMIN, id="with MFA it is still any role"),
        pytest.param("iam:PutRolePolicy", "arn:aws:iam::1:role/team/*", None, Level.WRITE, id="only a team's roles"),
        pytest.param("iam:PutRolePolicy", "arn:aws:iam::1:user/*", None, Level.WRITE, id="a resource that is no role"),
        pytest.param("iam:PutRolePolicy", "*", WITHIN, Level.WRITE, id="only roles under a boundary"),
        pytest.param("iam:CreateUser", "*", None, Level.WRITE, id="makes users that may do nothing"),
        pytest.param("iam:CreateLoginProfile", "*", None, Level.WRITE, id="takes over what exists"),
        pytest.param("iam:PassRole", "*", None, Level.WRITE, id="hands over what exists"),
        pytest.param("iam:TagRole", "*", None, Level.WRITE, id="tags"),
        pytest.param("s3:PutBucketPolicy", "*", None, Level.WRITE, id="permissions of a resource"),
        pytest.param("iam:GetRole", "*", None, Level.READ, id="looks at IAM"),
        pytest.param("sts:AssumeRole", "*", None, Level.NONE, id="only moves on"),
        pytest.param("sts:GetFederationToken", "*", None, Level.WRITE, id="makes credentials"),
        pytest.param("brandnew:Create*", "*", None, Level.UNKNOWN, id="an unknown action that may change something"),
        pytest.param("brandnew:*", "*", None, Level.UNKNOWN, id="unknown actions of any kind"),
        pytest.param("brandnew:Describe*", "*", None, Level.READ, id="an unknown action that looks by its name"),
    ],
)
def test_one_statement_gives_a_level(action: str, resource: str, condition: Json, level: Level) -> None:
    assert summarise((policy(statement("Allow", action, resource, condition)),)).level is level


@pytest.mark.parametrize(
    ("ceiling", "level"),
    [
        pytest.param([statement("Allow", "*")], Level.ADMIN, id="it allows everything"),
        pytest.param([statement("Allow", "iam:*", condition=MFA)], Level.ADMIN, id="MFA stops no administrator"),
        pytest.param([statement("Allow", "*"), statement("Deny", "iam:*")], Level.WRITE, id="it denies IAM"),
        pytest.param(
            [statement("Allow", "*"), statement("Deny", "iam:*", condition=MFA)], Level.ADMIN, id="or not always"
        ),
        pytest.param([statement("Allow", "s3:*")], Level.WRITE, id="it is silent on IAM"),
        pytest.param(
            [statement("Allow", "iam:PutRolePolicy", condition=WITHIN)], Level.WRITE, id="only under a boundary"
        ),
        pytest.param(
            [statement("Allow", "iam:PutRolePolicy", "arn:aws:iam::1:role/t/*")], Level.WRITE, id="some roles"
        ),
        pytest.param([statement("Allow", "s3:Get*")], Level.READ, id="it allows looking"),
        pytest.param([statement("Allow", "sts:AssumeRole")], Level.NONE, id="it allows moving on"),
    ],
)
@pytest.mark.parametrize("kind", [PolicyKind.BOUNDARY, PolicyKind.SCP])
def test_a_ceiling_lowers_an_administrator(kind: PolicyKind, ceiling: list[dict[str, Json]], level: Level) -> None:
    made = policy(*ceiling, kind=kind)

    if kind is PolicyKind.BOUNDARY:
        summary = summarise((ADMINISTRATOR,), (), made)
    else:
        summary = summarise((ADMINISTRATOR,), (), None, None, ((made,),))

    assert summary.level is level


def test_an_scp_that_protects_one_role_leaves_an_administrator() -> None:
    guard = policy(statement("Deny", "iam:*", "arn:aws:iam::*:role/break-glass"), kind=PolicyKind.SCP)

    assert summarise((ADMINISTRATOR,), (), None, None, (scp_level((guard,)),)).level is Level.ADMIN


def test_scps_that_protect_everything_that_carries_a_policy_take_the_administrator() -> None:
    kinds = [statement("Deny", "iam:*", f"arn:aws:iam::*:{kind}/*") for kind in ("group", "policy", "role", "user")]

    guard = policy(*kinds, kind=PolicyKind.SCP)

    assert summarise((ADMINISTRATOR,), (), None, None, (scp_level((guard,)),)).level is Level.WRITE


@pytest.mark.parametrize(
    ("own", "level"),
    [
        pytest.param((ADMINISTRATOR,), Level.ADMIN, id="already administrator"),
        pytest.param((policy(statement("Allow", "s3:*")),), Level.UNKNOWN, id="writes, perhaps more"),
        pytest.param((), Level.UNKNOWN, id="nothing known"),
    ],
)
def test_with_a_policy_not_at_hand_only_an_administrator_is_known(own: tuple[Policy, ...], level: Level) -> None:
    assert summarise(own, ("arn:aws:iam::1:policy/x",)).level is level


@pytest.mark.parametrize(
    ("own", "level"),
    [
        pytest.param((ADMINISTRATOR,), Level.UNKNOWN, id="administrator, perhaps less"),
        pytest.param((policy(statement("Allow", "s3:Get*")),), Level.UNKNOWN, id="reads, perhaps not"),
        pytest.param((policy(statement("Allow", "sts:AssumeRole")),), Level.NONE, id="only moves on"),
        pytest.param((), Level.NONE, id="nothing to cap"),
    ],
)
def test_with_a_boundary_not_at_hand_only_nothing_is_known(own: tuple[Policy, ...], level: Level) -> None:
    assert summarise(own, (), None, "arn:aws:iam::1:policy/x").level is level
