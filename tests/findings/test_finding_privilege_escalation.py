"""Roles, groups and users that can get stronger are found where they stand, and emergency roles are not."""

from dataclasses import replace

from builders import a_group, a_landscape, a_policy, a_role, a_user, an_analysis_of, an_unknown_policy
from iam_atlas.findings.privilege_escalation import privilege_escalation
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import BreakGlass, UserKind

STRONG = a_policy("strong", {"Effect": "Allow", "Action": "iam:CreatePolicyVersion", "Resource": "*"})
OWN = a_policy(
    "own", {"Effect": "Allow", "Action": "iam:CreateAccessKey", "Resource": "arn:aws:iam::*:user/${aws:username}"}
)


def found(landscape: Landscape) -> list[tuple[int, str]]:
    problems = privilege_escalation(an_analysis_of(landscape))
    return [(problem.position.line, problem.message) for problem in problems]


def test_a_role_is_found_once_for_all_its_copies() -> None:
    roles = [a_role("boss", accounts=["dev", "prod"], policies=[STRONG], line=4)]

    message = 'whoever has "boss@dev", "boss@prod" can get stronger: iam:CreatePolicyVersion (iam-001)'
    assert found(a_landscape(roles=roles)) == [(4, message)]


def test_a_group_is_found_and_its_members_are_not_found_again() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["ops"], policies=[OWN], line=2)],
        groups=[a_group("ops", policies=[STRONG], line=3)],
    )

    assert found(landscape) == [(3, 'group "ops" can get stronger: iam:CreatePolicyVersion (iam-001)')]
    assert found(a_landscape(users=[a_user("ann", groups=["ops"])], groups=[a_group("ops", policies=[OWN])])) == []


def test_a_user_is_found_for_what_the_groups_have_not() -> None:
    landscape = a_landscape(users=[a_user("ann", groups=["ops"], policies=[STRONG], line=2)], groups=[a_group("ops")])

    assert found(landscape) == [(2, 'user "ann" can get stronger: iam:CreatePolicyVersion (iam-001)')]


def test_nothing_is_said_under_a_boundary_that_nobody_knows() -> None:
    assert found(a_landscape(roles=[a_role("boss", policies=[STRONG], boundary=an_unknown_policy())])) == []


def test_a_role_for_emergencies_is_meant_to_be_strong() -> None:
    landscape = a_landscape(roles=[a_role("boss", policies=[STRONG])])
    boss = replace(landscape.roles["boss"], break_glass=BreakGlass())

    assert found(replace(landscape, roles={"boss": boss})) == []


def test_a_user_for_emergencies_is_meant_to_be_strong() -> None:
    def held_by(kind: UserKind) -> Landscape:
        return a_landscape(users=[a_user("ann", kind=kind, policies=[STRONG])])

    assert found(held_by(UserKind.BREAK_GLASS)) == []
    assert len(found(held_by(UserKind.CONTRACTOR))) == 1
