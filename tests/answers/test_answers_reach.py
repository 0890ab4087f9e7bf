"""Where somebody gets to, also where the graph lists others in their place."""

import pytest
from asking import an_asker

from builders import (
    a_document,
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_policy,
    a_ref,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_id,
)
from iam_atlas.answers.asker import Asker
from iam_atlas.answers.path import find_ways
from iam_atlas.answers.reach import reach, reach_text
from iam_atlas.answers.who_can import who_can, who_can_text


def _two_hops() -> Asker:
    """The users of jump may become hub@dev, whose account goal@prod trusts; closed@prod trusts nobody."""
    return an_asker(
        a_landscape(
            users=[a_user("alice", groups=["ops"])],
            groups=[a_group("ops")],
            roles=[
                a_role("hub", accounts=["dev"], policies=[a_policy()]),
                a_role("goal", trust=[a_trust("account", "dev")]),
                a_role("closed"),
            ],
            grants=[a_grant("ops", "hub@dev")],
        )
    )


@pytest.mark.parametrize("who", ["account:jump", "user:alice"])
def test_a_whole_account_gets_where_its_users_get(who: str) -> None:
    asker = _two_hops()

    found = [[str(step.role) for step in path.steps] for path in reach(asker, a_ref(who)).ways]

    assert found == [["hub@dev"], ["hub@dev", "goal@prod"]]


def test_a_way_of_a_whole_account_may_lead_over_a_role() -> None:
    (way,) = find_ways(_two_hops(), a_ref("account:jump"), a_key("goal@prod")).ways

    assert [str(step.role) for step in way.steps] == ["hub@dev", "goal@prod"]
    assert find_ways(_two_hops(), a_ref("account:jump"), a_key("closed@prod")).ways == ()


def test_an_answer_about_a_whole_account_says_so() -> None:
    asker = _two_hops()
    note = "This is asked for any identity of the account"

    assert note in reach_text(asker, reach(asker, a_ref("account:jump")))
    assert note not in reach_text(asker, reach(asker, a_ref("user:alice")))


def test_an_account_that_nobody_trusts_gets_nowhere() -> None:
    asker = _two_hops()

    text = reach_text(asker, reach(asker, a_ref("account:management")))

    assert text == "account management can become no role that is in the file.\n"


STRANGERS = {
    "a vendor": ("vendor:watchful", ["open@prod", "to-all@prod"]),
    "a vendor that nobody trusts": ("vendor:other", ["open@prod"]),
    "a principal of a trusted account": (
        f"principal:arn:aws:iam::{an_id('dev')}:role/there",
        ["open@prod", "of-dev@prod"],
    ),
    "a principal of no trusted account": ("principal:arn:aws:iam::121212121212:role/there", ["open@prod"]),
}


@pytest.mark.parametrize(("who", "roles"), STRANGERS.values(), ids=STRANGERS.keys())
def test_a_stranger_gets_where_its_account_and_anybody_gets(who: str, roles: list[str]) -> None:
    anybody = a_document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
    asker = an_asker(
        a_landscape(
            vendors=[a_vendor("watchful", "131313131313"), a_vendor("other", "141414141414")],
            roles=[
                a_role("open", trust_policy=anybody),
                a_role("of-dev", trust=[a_trust("account", "dev")]),
                a_role("to-all", trust=[a_trust("vendor", "watchful")]),
            ],
        )
    )

    assert sorted(str(path.steps[-1].role) for path in reach(asker, a_ref(who)).ways) == sorted(roles)
    assert all(find_ways(asker, a_ref(who), a_key(role)).ways for role in roles)


_DENIED = a_policy("never", {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"})
_NOTE = "This is what the policies of group ops give; it is not the whole answer for bob."


@pytest.mark.parametrize("barred", [True, False])
def test_an_answer_about_a_group_names_the_members_of_whom_it_is_not_true(*, barred: bool) -> None:
    asker = an_asker(
        a_landscape(
            users=[
                a_user("alice", groups=["ops"]),
                a_user("bob", groups=["ops"], policies=[_DENIED] if barred else []),
            ],
            groups=[a_group("ops")],
            roles=[a_role("hub")],
            grants=[a_grant("ops", "hub@prod")],
        )
    )

    of_the_group = reach_text(asker, reach(asker, a_ref("group:ops")))
    everybody = who_can_text(asker, who_can(asker, a_key("hub@prod")))
    of_alice = reach_text(asker, reach(asker, a_ref("user:alice")))

    assert (_NOTE in of_the_group, _NOTE in everybody, "not the whole answer" in of_alice) == (barred, barred, False)
