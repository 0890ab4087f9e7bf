"""People who are administrators every day are found; those in an emergency or a sandbox are not."""

from dataclasses import replace

from builders import a_grant, a_group, a_landscape, a_policy, a_role, an_account, an_analysis_of
from iam_atlas.findings.people_as_administrators import people_as_administrators
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import BreakGlass
from iam_atlas.model.policies import AttachedPolicy

LOOKS = a_policy("looks", {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"})
EVERYTHING = a_policy()


def the_organisation(policy: AttachedPolicy = EVERYTHING, kind: AccountKind = AccountKind.WORKLOAD) -> Landscape:
    place = an_account("prod", kind=kind)
    return a_landscape(
        accounts=["jump", place],
        groups=[a_group("ops")],
        roles=[a_role("boss", accounts=[place], policies=[policy])],
        grants=[a_grant("ops", "boss@prod", line=7)],
    )


def found(landscape: Landscape) -> list[tuple[int, str]]:
    problems = people_as_administrators(an_analysis_of(landscape))
    return [(problem.position.line, problem.message.partition(" at any time")[0]) for problem in problems]


def test_a_group_of_administrators_is_found_at_its_grant() -> None:
    assert found(the_organisation()) == [(7, 'group "ops" can be administrator by "boss@prod"')]


def test_a_role_that_is_no_administrator_is_fine() -> None:
    assert found(the_organisation(LOOKS)) == []


def test_a_sandbox_is_there_for_it() -> None:
    assert found(the_organisation(kind=AccountKind.SANDBOX)) == []


def test_a_role_for_emergencies_is_meant_to_be_strong() -> None:
    landscape = the_organisation()
    boss = replace(landscape.roles["boss"], break_glass=BreakGlass())

    assert found(replace(landscape, roles={"boss": boss})) == []
