"""An answer about what is planned says that it is not there yet; what is there is told as before."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from asking import an_asker

from builders import a_grant, a_group, a_key, a_landscape, a_policy, a_ref, a_resource, a_role, a_user, an_account
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.can import can, can_text
from iam_atlas.answers.explain import explain, explanation_json, explanation_text
from iam_atlas.answers.path import find_ways, ways_text
from iam_atlas.answers.reach import reach, reach_text
from iam_atlas.answers.who_can import who_can, who_can_text
from iam_atlas.iam.question import NO_FACTS
from iam_atlas.model.annotations import Annotations, Status

ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
PLANNED = Annotations(status=Status.PLANNED)
ACCOUNT = "Account next is planned and not there yet."
ROLE = "Role builder is planned and not there yet."
HOME = "Account jump is planned and not there yet."


def _asker(*planned: str) -> Asker:
    """Alice may become viewer and builder in dev, viewer in next, and from builder go on to goal; some are planned."""
    accounts = [an_account(name, about=_about(name, planned)) for name in ("jump", "dev", "next")]
    roles = [
        a_role("viewer", accounts=accounts[1:], policies=[a_policy("all", ALL)]),
        a_role("builder", accounts=["dev"], policies=[a_policy("all", ALL)]),
        a_role("goal", accounts=["dev"]),
    ]
    return an_asker(
        a_landscape(
            accounts=accounts,
            users=[a_user("alice", groups=["ops"])],
            groups=[a_group("ops")],
            roles=[replace(role, about=_about(role.name, planned)) for role in roles],
            grants=[a_grant("ops", ["viewer@dev", "viewer@next", "builder@dev"]), a_grant("role:builder", "goal@dev")],
            resources=[a_resource("box", account="next")],
        )
    )


def _about(name: str, planned: tuple[str, ...]) -> Annotations:
    return PLANNED if name in planned else Annotations()


def _who_can(asker: Asker, role: str) -> str:
    return who_can_text(asker, who_can(asker, a_key(role)))


def _reach(asker: Asker, who: str) -> str:
    return reach_text(asker, reach(asker, a_ref(who)))


def _path(asker: Asker, role: str) -> str:
    return ways_text(asker, find_ways(asker, a_ref("user:alice"), a_key(role)))


def _explain(asker: Asker, role: str) -> str:
    return explanation_text(asker, explain(asker, a_ref("user:alice"), a_key(role), NO_FACTS))


def _can(asker: Asker, who: str, resource: str = "*") -> str:
    return can_text(asker, can(asker, a_ref(who), "s3:GetObject", resource))


SAID: dict[str, tuple[str, Callable[[Asker], str], str]] = {
    "who gets into a planned account": ("next", lambda asker: _who_can(asker, "viewer@next"), ACCOUNT),
    "who gets into a planned role": ("builder", lambda asker: _who_can(asker, "builder@dev"), ROLE),
    "who gets in over a planned role": ("builder", lambda asker: _who_can(asker, "goal@dev"), ROLE),
    "who gets in from a planned account": ("jump", lambda asker: _who_can(asker, "viewer@dev"), HOME),
    "where somebody gets to": ("next", lambda asker: _reach(asker, "user:alice"), ACCOUNT),
    "where a planned role gets to": ("builder", lambda asker: _reach(asker, "role:builder@dev"), ROLE),
    "the way into a planned account": ("next", lambda asker: _path(asker, "viewer@next"), ACCOUNT),
    "the way over a planned role": ("builder", lambda asker: _path(asker, "goal@dev"), ROLE),
    "the explanation": ("next", lambda asker: _explain(asker, "viewer@next"), ACCOUNT),
    "what a planned role may do": ("builder", lambda asker: _can(asker, "role:builder@dev"), ROLE),
    "what may be done in a planned account": ("next", lambda asker: _can(asker, "role:builder@dev", "box"), ACCOUNT),
    "what may be done by ARN": (
        "next",
        lambda asker: _can(asker, "role:builder@dev", f"arn:aws:sqs:eu-west-1:{an_account('next').id}:jobs"),
        ACCOUNT,
    ),
}


@pytest.mark.parametrize(("planned", "ask", "said"), SAID.values(), ids=SAID.keys())
def test_an_answer_says_once_what_is_still_to_be_made(planned: str, ask: Callable[[Asker], str], said: str) -> None:
    assert ask(_asker(planned)).count(said) == 1
    assert "planned" not in ask(_asker())


def test_a_star_stands_where_something_is_planned_and_nowhere_else() -> None:
    lines = _reach(_asker("next"), "user:alice").splitlines()

    assert [line.split()[0] for line in lines if line.endswith(" *")] == ["viewer@next"]


def test_an_explanation_does_not_say_that_the_console_can_switch_into_what_is_planned() -> None:
    assert "the console can make this switch" not in _explain(_asker("next"), "viewer@next")
    assert "the console can make this switch" in _explain(_asker("next"), "viewer@dev")


def test_programs_read_what_is_planned_as_a_remark() -> None:
    asker = _asker("next")
    answer = explanation_json(asker, explain(asker, a_ref("user:alice"), a_key("viewer@next"), NO_FACTS))

    assert isinstance(answer, dict)
    assert answer["remark"] == ACCOUNT
