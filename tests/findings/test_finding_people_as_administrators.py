"""People who are administrators every day are found; those in an emergency or a sandbox are not."""

from dataclasses import replace

import pytest

from builders import (
    a_grant,
    a_group,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_role,
    a_user,
    an_account,
    an_analysis_of,
)
from iam_atlas.findings.people_as_administrators import people_as_administrators
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import BreakGlass, UserKind
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
    return [
        (problem.position.line, problem.message.partition(", and not only")[0].partition(" by policies")[0])
        for problem in problems
    ]


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


@pytest.mark.parametrize(
    ("kinds", "is_found"),
    [
        pytest.param([UserKind.HUMAN, UserKind.BREAK_GLASS], True, id="a person among them"),
        pytest.param([UserKind.BREAK_GLASS], False, id="users for emergencies"),
        pytest.param([UserKind.MACHINE], False, id="machines"),
        pytest.param([], True, id="nobody that the file knows"),
    ],
)
def test_who_is_in_the_group_counts(kinds: list[UserKind], is_found: bool) -> None:
    users = {kind.value: a_user(kind.value, groups=["ops"], kind=kind) for kind in kinds}
    group = a_group("ops", members=users)

    assert bool(found(replace(the_organisation(), users=users, groups={"ops": group}))) is is_found


def test_a_permission_set_of_administrators_is_found_at_its_grant() -> None:
    def assigned(policy: AttachedPolicy) -> Landscape:
        return a_landscape(
            providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
            groups=[a_group("ops", source="sso")],
            permission_sets=[a_permission_set("all", policies=[policy])],
            grants=[a_grant("ops", permission_sets=["all@prod"], line=7)],
        )

    assert found(assigned(EVERYTHING)) == [(7, 'group "ops" can be administrator by permission set "all@prod"')]
    assert found(assigned(LOOKS)) == []


def test_policies_that_make_an_administrator_without_a_role_are_said_of_the_group_and_not_of_its_members() -> None:
    def attached(to_group: AttachedPolicy, to_user: AttachedPolicy) -> Landscape:
        return a_landscape(
            users=[a_user("alice", groups=["ops"], policies=[to_user], line=3)],
            groups=[a_group("ops", policies=[to_group], line=5)],
        )

    assert found(attached(EVERYTHING, LOOKS)) == [(5, 'group "ops" can be administrator of account "jump"')]
    assert found(attached(LOOKS, EVERYTHING)) == [(3, 'user "alice" can be administrator of account "jump"')]
    assert found(attached(LOOKS, LOOKS)) == []
