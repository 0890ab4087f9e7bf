"""How long a session may last on a step, and whether the console can make the step."""

import pytest

from builders import a_role
from iam_atlas.graph.access import Means
from iam_atlas.graph.sessions import longest_session, opens_in_console
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.question import CallerKind

_EXTERNAL_ID = ConditionTest("StringEquals", "sts:ExternalId", ("x",))
_TAG = ConditionTest("StringEquals", "aws:RequestTag/team", ("shop",))
_IDENTITY = ConditionTest("StringEquals", "sts:SourceIdentity", ("ben",))
_MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [(CallerKind.USER, 7200), (CallerKind.SESSION, 3600), (CallerKind.SERVICE, 7200), (CallerKind.SAML, 7200)],
)
def test_only_chaining_cuts_a_session_to_an_hour(kind: CallerKind, seconds: int) -> None:
    copy = a_role("admin", max_session=7200).copies["prod"]

    assert longest_session(kind, copy) == seconds


CONSOLE: dict[str, tuple[CallerKind, Means, Formula, bool | None]] = {
    "a user": (CallerKind.USER, Means.ASSUME_ROLE, ALWAYS, True),
    "a user with MFA": (CallerKind.USER, Means.ASSUME_ROLE, _MFA, True),
    "a role": (CallerKind.SESSION, Means.ASSUME_ROLE, ALWAYS, None),
    "ExternalId": (CallerKind.USER, Means.ASSUME_ROLE, _EXTERNAL_ID, False),
    "ExternalId or MFA": (CallerKind.USER, Means.ASSUME_ROLE, Or((_EXTERNAL_ID, _MFA)), True),
    "session tags": (CallerKind.USER, Means.ASSUME_ROLE, _TAG, False),
    "source identity": (CallerKind.USER, Means.ASSUME_ROLE, _IDENTITY, False),
    "ExternalId for a role": (CallerKind.SESSION, Means.ASSUME_ROLE, _EXTERNAL_ID, False),
    "SAML": (CallerKind.SAML, Means.SAML, ALWAYS, True),
    "web identity": (CallerKind.WEB_IDENTITY, Means.WEB_IDENTITY, ALWAYS, False),
    "a service": (CallerKind.SERVICE, Means.SERVICE, ALWAYS, False),
    "another account": (CallerKind.ACCOUNT, Means.ASSUME_ROLE, ALWAYS, True),
}


@pytest.mark.parametrize("case", CONSOLE)
def test_what_the_console_can_do(case: str) -> None:
    kind, means, residue, expected = CONSOLE[case]
    decision = Decision(Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF, residue)

    assert opens_in_console(kind, means, a_role("admin").copies["prod"], decision) is expected


def test_a_closed_step_is_closed_in_the_console_too() -> None:
    closed = Decision(Verdict.IMPLICITLY_DENIED, NEVER)

    assert opens_in_console(CallerKind.USER, Means.ASSUME_ROLE, a_role("a").copies["prod"], closed) is False


@pytest.mark.parametrize(("length", "expected"), [(63, True), (64, False)])
def test_path_and_name_over_64_characters_cannot_be_switched_to(length: int, expected: bool) -> None:
    copy = a_role("x" * length).copies["prod"]

    switch = opens_in_console(CallerKind.USER, Means.ASSUME_ROLE, copy, Decision(Verdict.ALLOWED, ALWAYS))

    assert switch is expected


@pytest.mark.parametrize(
    ("wanted", "user", "expected"),
    [
        ("alice", "alice", True),
        ("ci", "alice", False),
        ("${aws:username}", None, True),
        ("ci", None, False),
    ],
)
def test_the_console_names_the_session_after_the_user(wanted: str, user: str | None, expected: bool) -> None:
    residue = ConditionTest("StringEquals", "sts:RoleSessionName", (wanted,))
    decision = Decision(Verdict.ALLOWED_IF, residue)

    found = opens_in_console(CallerKind.USER, Means.ASSUME_ROLE, a_role("admin").copies["prod"], decision, user)

    assert found is expected
