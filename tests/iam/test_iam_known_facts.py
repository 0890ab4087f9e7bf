import pytest

from iam_atlas.iam.known_facts import knowledge_of, never_present
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target

A = "111111111111"
ROLE = f"arn:aws:iam::{A}:role/p/r"
USER = Caller(
    kind=CallerKind.USER,
    arn=f"arn:aws:iam::{A}:user/u",
    account_id=A,
    user_name="u",
    tags={"Team": "shop"},
    organization_id="o-a",
)
SESSION = Caller(
    kind=CallerKind.SESSION,
    arn=f"arn:aws:sts::{A}:assumed-role/r/s",
    role_arn=ROLE,
    account_id=A,
    tags={"Team": "shop"},
    organization_id="",
)
ACCOUNT = Caller(kind=CallerKind.ACCOUNT, arn=f"arn:aws:iam::{A}:root", account_id=A)
SERVICE = Caller(kind=CallerKind.SERVICE, arn="ec2.amazonaws.com")
SAML = Caller(kind=CallerKind.SAML, arn=f"arn:aws:iam::{A}:saml-provider/p")


def a_question(caller: Caller, facts: Facts) -> Question:
    target = Target(arn=ROLE, account_id=A, organization_id="o-a")
    return Question(caller=caller, action="sts:AssumeRole", target=target, policies=PolicySet(), facts=facts)


CASES: tuple[tuple[str, Caller, str, tuple[str, ...] | None], ...] = (
    ("a user's ARN", USER, "aws:principalarn", (USER.arn,)),
    ("a user's name", USER, "aws:username", ("u",)),
    ("a user's declared tag", USER, "aws:principaltag/team", ("shop",)),
    ("a user's undeclared tag", USER, "aws:principaltag/job", None),
    ("a user's organization", USER, "aws:principalorgid", ("o-a",)),
    ("whether a user signed in with MFA", USER, "aws:multifactorauthpresent", None),
    ("the ARN of the role of a session", SESSION, "aws:principalarn", (ROLE,)),
    ("a session has no user name", SESSION, "aws:username", ()),
    ("a session's tag may differ from the role's", SESSION, "aws:principaltag/team", None),
    ("an account in no organization", SESSION, "aws:principalorgid", ()),
    ("an account is any identity", ACCOUNT, "aws:principalarn", None),
    ("an account's id", ACCOUNT, "aws:principalaccount", (A,)),
    ("an account's unknown organization", ACCOUNT, "aws:principalorgid", None),
    ("a service is one", SERVICE, "aws:principalisawsservice", ("true",)),
    ("a user is no service", USER, "aws:principalisawsservice", ("false",)),
    ("a federated user is in no organization", SAML, "aws:principalorgid", ()),
    ("the target's account", SAML, "aws:resourceaccount", (A,)),
    ("the target's organization", SAML, "aws:resourceorgid", ("o-a",)),
)


@pytest.mark.parametrize(("caller", "key", "values"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_caller_and_target_settle_keys(caller: Caller, key: str, values: tuple[str, ...] | None) -> None:
    knowledge = knowledge_of(a_question(caller, Facts()))

    assert knowledge.knows(key) is (values is not None)
    assert knowledge.context.get(key) == values


def test_what_is_said_outright_wins() -> None:
    knowledge = knowledge_of(a_question(USER, Facts({"AWS:UserName": ("other",)})))

    assert knowledge.context["aws:username"] == ("other",)


def test_a_complete_context_is_all_there_is() -> None:
    knowledge = knowledge_of(a_question(USER, Facts({"sts:ExternalId": ("e",)}, complete=True)))

    assert knowledge.context == {"sts:externalid": ("e",)}
    assert knowledge.knows("aws:username")


def test_only_users_and_sessions_may_bring_mfa() -> None:
    assert never_present(USER) == never_present(SESSION) == frozenset()
    assert "aws:multifactorauthpresent" in never_present(SAML) & never_present(SERVICE)
