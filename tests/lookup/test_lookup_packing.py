"""What many things or steps share is written once, and comes back for each of them as if it stood there for itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from looking_up import line_of, look_up

from builders import a_grant, a_group, a_landscape, a_role, a_user, an_account, the_reference
from iam_atlas.atlas import analyse
from iam_atlas.exporters.json_line import json_line
from iam_atlas.lookup.packing import with_gaps
from iam_atlas.lookup.records import records
from iam_atlas.lookup.shown import shown
from iam_atlas.lookup.things import all_things
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import ENGLISH

# Names of accounts that stand in other texts, are another's part, mean something to a replacement, or need escapes.
NAMES = ("a", "ad", "admin", "role", "$&", 'the "main" \\ one', "本番", "Prod", "prod")


def an_organisation(names: tuple[str, ...] = NAMES) -> Landscape:
    """One role in all accounts, which a group of two may take."""
    return a_landscape(
        accounts=["jump", *(an_account(name) for name in names)],
        users=[a_user("alice", groups=["ops"]), a_user("bob", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=names)],
        grants=[a_grant("ops", [f"admin@{name}" for name in names])],
    )


@pytest.mark.parametrize("landscape", [an_organisation, the_reference], ids=["strange names", "reference"])
def test_every_thing_comes_back_as_it_is(landscape: Callable[[], Landscape]) -> None:
    atlas = analyse(landscape(), None)
    view = shown(atlas, ENGLISH, line_of)

    assert look_up(atlas).value["things"] == records(all_things(view), view)


def test_copies_that_differ_in_their_account_alone_share_a_pattern() -> None:
    written = look_up(an_organisation(("left", "right", "middle"))).written

    assert [one for one in written["things"] if isinstance(one, list)] == [[0, 0], [0, 1], [0, 2]]
    assert len(written["patterns"]) == 1
    told = {key: value for key, value in written["patterns"][0].items() if key != "findings"}
    assert not [name for name in ("left", "right", "middle") if name in json_line(told)]


def test_a_copy_that_has_more_for_itself_stands_there_whole() -> None:
    land = an_organisation(("left", "right", "middle"))
    written = look_up(
        replace(land, accounts={**land.accounts, "middle": an_account("middle", environment="live")})
    ).written

    assert [one["name"] for one in written["things"] if isinstance(one, dict) and one["kind"] == "role"] == [
        "admin@middle"
    ]


def test_the_members_of_a_group_share_their_steps() -> None:
    written = look_up(an_organisation()).written
    (_, alice), (_, bob) = [row for row in written["steps"] if written["things"][row[0]]["kind"] == "person"]

    assert alice == bob
    assert len(alice) == 1


def test_on_a_public_site_every_thing_stands_in_one_piece() -> None:
    land = an_organisation()
    written = look_up(replace(land, site=replace(land.site, audience="public"))).written

    assert written["patterns"] == []


@pytest.mark.parametrize(
    ("filling", "gapped"),
    [
        (("prod", "prod", "111"), "admin@\ue002 (\ue004) and in-\ue002"),
        (("", "prod", "111"), "admin@\ue003 (\ue004) and in-\ue003"),
        (("other", "other", "222"), "admin@prod (111) and in-prod"),
    ],
)
def test_what_a_thing_has_for_itself_leaves_a_gap(filling: tuple[str, ...], gapped: str) -> None:
    assert with_gaps("admin@prod (111) and in-prod", filling) == gapped
