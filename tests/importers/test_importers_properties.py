"""Whatever stands in the policies of a small organisation: the imported file says of everybody what was found."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dumping import Doc, found, imported
from hand_made import JUMP, PROD, a_dump, a_group, a_role, a_user
from hypothesis import given, settings
from hypothesis import strategies as st

from iam_atlas.derive.derive import derive_halves
from iam_atlas.importers.sides import declared_sides, found_side

ROLES = ("r", "s")
ARNS = tuple(f"arn:aws:iam::{PROD}:role/{name}" for name in ROLES)
PRINCIPALS: tuple[Any, ...] = (
    *({"AWS": f"arn:aws:iam::{JUMP}:root"}, {"AWS": JUMP}, {"AWS": f"arn:aws:iam::{PROD}:root"}),
    *({"AWS": arn} for arn in (*ARNS, f"arn:aws:iam::{JUMP}:user/u", "AIDAEXAMPLEDELETED001", "999999999999")),
    *({"AWS": [*ARNS, f"arn:aws:iam::{JUMP}:root"]}, "*", {"AWS": "*"}, {"Service": ["ec2.amazonaws.com"]}),
    {"Federated": f"arn:aws:iam::{PROD}:oidc-provider/token.actions.githubusercontent.com"},
    {"Federated": f"arn:aws:iam::{PROD}:saml-provider/okta"},
    {"Federated": "cognito-identity.amazonaws.com"},
    {"Federated": "accounts.google.com"},
)
ACTIONS = (
    *("sts:AssumeRole", ["sts:assumerole"], ["sts:AssumeRole", "sts:TagSession"], "sts:*", "s3:GetObject"),
    *("sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"),
)
CONDITIONS: tuple[Doc, ...] = (
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    {"Bool": {"aws:MultiFactorAuthPresent": True}},
    {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
    {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
    {"StringEquals": {"sts:ExternalId": "x", "aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
    {"StringEquals": {"sts:ExternalId": ["x", "y"]}},
    {"StringEquals": {"aws:RequestTag/team": "a"}, "StringLike": {"aws:PrincipalTag/team": "b*"}},
    {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}},
    {"StringLike": {"token.actions.githubusercontent.com:sub": "repo:a/b:*"}},
    {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
    {"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:11111111-2222-3333-4444-555555555555"}},
    {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}},
    {"DateLessThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}},
    {"DateLessThan": {"aws:CurrentTime": "1798761600"}},
    {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}},
    {"StringEquals": {"sts:RoleSessionName": "${aws:username}"}},
    {"StringEquals": {"aws:SourceAccount": PROD}},
)
MAYBE_A_CONDITION = st.none() | st.sampled_from(CONDITIONS)
EFFECTS = st.sampled_from(("Allow", "Allow", "Allow", "Deny"))


def statement(effect: str, action: Any, condition: Doc | None, **more: Any) -> Doc:
    return {"Effect": effect, "Action": action, **({"Condition": condition} if condition else {}), **more}


trusts = st.builds(
    lambda effect, action, condition, principal: statement(effect, action, condition, Principal=principal),
    *(EFFECTS, st.sampled_from(ACTIONS), MAYBE_A_CONDITION, st.sampled_from(PRINCIPALS)),
)
identities = st.builds(
    lambda effect, action, condition, resource: statement(effect, action, condition, Resource=resource),
    *(EFFECTS, st.sampled_from(ACTIONS[:5]), MAYBE_A_CONDITION, st.sampled_from((*ARNS, [*ARNS], "*", [ARNS[0], "*"]))),
)
lists = st.lists(trusts, min_size=1, max_size=3), st.lists(identities, max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.tuples(*lists), st.tuples(*lists), st.lists(identities, max_size=2), st.lists(identities, max_size=2))
def test_the_imported_file_says_of_everybody_what_was_found(
    r: tuple[list[Doc], list[Doc]], s: tuple[list[Doc], list[Doc]], group: list[Doc], user: list[Doc]
) -> None:
    roles = [
        a_role(name, *trust, RolePolicyList=[{"PolicyName": "p", "PolicyDocument": {"Statement": own}}] if own else [])
        for name, (trust, own) in zip(ROLES, (r, s), strict=True)
    ]
    own = [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": user}}] if user else []
    dumps = {"jump": a_dump(a_user("u", "g", UserPolicyList=own), a_group("g", *group)), "prod": a_dump(*roles)}

    with TemporaryDirectory() as folder:
        _, landscape = imported(dumps, Path(folder))

    declared = declared_sides(landscape, derive_halves(landscape))
    for account in found(dumps):
        for one in account.principals:
            assert declared[one.arn].trusts_as(found_side(one, account))
            assert declared[one.arn].may_as(found_side(one, account))
