"""Whoever can act as an administrator over a service is found; near twins who cannot are not."""

from dataclasses import replace

import pytest

from builders import a_group, a_landscape, a_policy, a_role, a_trust, a_user, an_analysis_of, an_unknown_policy
from iam_atlas.findings.service_role_takeover import service_role_takeover
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import BreakGlass, UserKind
from iam_atlas.model.roles import Role

CODE = a_policy("code", {"Effect": "Allow", "Action": "lambda:UpdateFunctionCode", "Resource": "*"})
ADMIN = a_policy("admin", {"Effect": "Allow", "Action": "*", "Resource": "*"})
QUEUE = a_policy("queue", {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"})
WORKER = a_role("worker", accounts=["dev"], policies=[ADMIN], trust=[a_trust("service", "lambda.amazonaws.com")])


def found(landscape: Landscape) -> list[tuple[int, str]]:
    return [(problem.position.line, problem.message) for problem in service_role_takeover(an_analysis_of(landscape))]


def beside(*roles: Role, worker: Role = WORKER) -> Landscape:
    return a_landscape(roles=[worker, *roles])


SENTENCE = (
    '{who} can act as administrator "worker@{where}" over what lambda.amazonaws.com runs with that role: '
    "lambda:UpdateFunctionCode (lambda-003); whether it runs anything with it is not in the file"
)


def test_a_role_that_may_change_the_code_is_found_where_the_strong_role_is() -> None:
    landscape = beside(a_role("developer", accounts=["dev", "prod"], policies=[CODE], line=7))

    assert found(landscape) == [(7, SENTENCE.format(who='role "developer@dev"', where="dev"))]


@pytest.mark.parametrize(
    ("developer", "worker"),
    [
        pytest.param(a_role("developer", accounts=["prod"], policies=[CODE]), WORKER, id="in another account"),
        pytest.param(a_role("developer", accounts=["dev"], policies=[QUEUE]), WORKER, id="who changes no code"),
        pytest.param(a_role("developer", accounts=["dev"], policies=[ADMIN]), WORKER, id="an administrator already"),
        pytest.param(
            a_role("developer", accounts=["dev"], policies=[CODE, an_unknown_policy()]),
            WORKER,
            id="perhaps one already",
        ),
        pytest.param(
            a_role("developer", accounts=["dev"], policies=[CODE]),
            a_role("worker", accounts=["dev"], policies=[QUEUE], trust=WORKER.copies["dev"].trust),
            id="a role of little use",
        ),
        pytest.param(
            a_role("developer", accounts=["dev"], policies=[CODE]),
            a_role("worker", accounts=["dev"], policies=[ADMIN], trust=[a_trust("service", "ec2.amazonaws.com")]),
            id="a role of another service",
        ),
        pytest.param(
            replace(a_role("developer", accounts=["dev"], policies=[CODE]), break_glass=BreakGlass()),
            WORKER,
            id="a role for emergencies",
        ),
    ],
)
def test_a_near_twin_is_silent(developer: Role, worker: Role) -> None:
    assert found(beside(developer, worker=worker)) == []


def test_people_are_found_in_their_own_account() -> None:
    worker = a_role("worker", accounts=["jump"], policies=[ADMIN], trust=WORKER.copies["dev"].trust)
    landscape = a_landscape(
        users=[a_user("ann", groups=["ops"], line=2), a_user("ben", policies=[CODE], line=3)],
        groups=[a_group("ops", policies=[CODE], line=4)],
        roles=[worker],
    )

    assert sorted(found(landscape)) == [
        (3, SENTENCE.format(who='user "ben"', where="jump")),
        (4, SENTENCE.format(who='group "ops"', where="jump")),
    ]


def test_a_user_for_emergencies_is_meant_to_be_strong() -> None:
    worker = a_role("worker", accounts=["jump"], policies=[ADMIN], trust=WORKER.copies["dev"].trust)

    def held_by(kind: UserKind) -> Landscape:
        return a_landscape(users=[a_user("ben", kind=kind, policies=[CODE])], roles=[worker])

    assert found(held_by(UserKind.BREAK_GLASS)) == []
    assert len(found(held_by(UserKind.HUMAN))) == 1
