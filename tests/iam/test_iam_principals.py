import pytest

from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import Principal
from iam_atlas.iam.principals import Manner, named
from iam_atlas.iam.question import Caller, CallerKind

A, B = "111111111111", "222222222222"
ROLE = f"arn:aws:iam::{A}:role/p/r"
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A)
ANY_SESSION = Caller(kind=CallerKind.SESSION, arn=ROLE, role_arn=ROLE, account_id=A)
SESSION = Caller(kind=CallerKind.SESSION, arn=f"arn:aws:sts::{A}:assumed-role/r/s", role_arn=ROLE, account_id=A)
ACCOUNT = Caller(kind=CallerKind.ACCOUNT, arn=f"arn:aws:iam::{A}:root", account_id=A)
UNKNOWN_ROLE = Caller(kind=CallerKind.SESSION, account_id=A)
SERVICE = Caller(kind=CallerKind.SERVICE, arn="ec2.amazonaws.com")
PROVIDER = Caller(kind=CallerKind.WEB_IDENTITY, arn=f"arn:aws:iam::{A}:oidc-provider/gitlab.com")
BY_HOST = Caller(kind=CallerKind.WEB_IDENTITY, arn="gitlab.com")
NOBODY = Caller(kind=CallerKind.ANONYMOUS)

CASES: tuple[tuple[str, Caller, str, str, Manner | None], ...] = (
    ("a user by its ARN", USER, "AWS", USER.arn, Manner.USER),
    ("another user", USER, "AWS", f"arn:aws:iam::{A}:user/v", None),
    ("a user by its account", USER, "AWS", A, Manner.ACCOUNT),
    ("a user by another account", USER, "AWS", B, None),
    ("a user of another partition", USER, "AWS", f"arn:aws-cn:iam::{A}:root", None),
    ("a user as everyone", USER, "AWS", "*", Manner.DIRECT),
    ("nobody in particular as everyone", NOBODY, "*", "*", Manner.DIRECT),
    ("nobody in particular by account", NOBODY, "AWS", A, None),
    ("a session by its role", SESSION, "AWS", ROLE, Manner.ROLE),
    ("a session by a role under another path", SESSION, "AWS", f"arn:aws:iam::{A}:role/r", None),
    ("a session by its own ARN", SESSION, "AWS", SESSION.arn, Manner.DIRECT),
    ("a session by the ARN of another", SESSION, "AWS", f"arn:aws:sts::{A}:assumed-role/r/t", None),
    ("a user is no role", USER, "AWS", ROLE, None),
    ("an account by its root", ACCOUNT, "AWS", ACCOUNT.arn, Manner.ACCOUNT),
    ("an account by one of its users", ACCOUNT, "AWS", USER.arn, None),
    ("a service by its name", SERVICE, "Service", "ec2.amazonaws.com", Manner.DIRECT),
    ("a service by another name", SERVICE, "Service", "lambda.amazonaws.com", None),
    ("a service under AWS", SERVICE, "AWS", "ec2.amazonaws.com", None),
    ("a role with an unknown ARN is no user", UNKNOWN_ROLE, "AWS", USER.arn, None),
    ("a role with an unknown ARN is no provider", UNKNOWN_ROLE, "AWS", f"arn:aws:iam::{A}:saml-provider/p", None),
    ("a provider by its ARN", PROVIDER, "Federated", PROVIDER.arn, Manner.DIRECT),
    ("a provider by its host", BY_HOST, "Federated", PROVIDER.arn, Manner.DIRECT),
    ("another provider by its host", BY_HOST, "Federated", f"arn:aws:iam::{A}:oidc-provider/x.gitlab.com", None),
    ("a provider under AWS", PROVIDER, "AWS", PROVIDER.arn, None),
)


@pytest.mark.parametrize(("caller", "kind", "value", "manner"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_principal_names_a_caller(caller: Caller, kind: str, value: str, manner: Manner | None) -> None:
    found = named(Principal(kind, value), caller)

    assert found == (None if manner is None else (manner, ALWAYS))


def test_a_session_arn_is_a_condition_while_no_session_is_meant() -> None:
    found = named(Principal("AWS", f"arn:aws:sts::{A}:assumed-role/r/s"), ANY_SESSION)

    assert found == (Manner.DIRECT, ConditionTest("StringLike", "aws:userid", ("*:s",)))


@pytest.mark.parametrize(
    ("session", "names"),
    [
        pytest.param("AWSReservedSSO_Ops_0123456789abcdef/s", True, id="a role of that shape"),
        pytest.param("AWSReservedSSO_Other_0123456789abcdef/s", False, id="a role of another permission set"),
    ],
)
def test_a_session_may_be_one_of_a_role_of_which_only_the_shape_is_known(session: str, names: bool) -> None:
    shape = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_*"
    caller = Caller(kind=CallerKind.SESSION, arn=shape, arn_patterns=(shape,), account_id="111111111111")

    found = named(Principal("AWS", f"arn:aws:sts::111111111111:assumed-role/{session}"), caller)

    assert (found is not None) is names
    assert found is None or (found[0] is Manner.DIRECT and found[1] != ALWAYS)
