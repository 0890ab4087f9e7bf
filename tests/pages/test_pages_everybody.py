"""Cells that say who comes in, for few and for many: nobody's name is lost, and no page is heavy by names."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from iam_atlas.pages.render import render_pages
from iam_atlas.versions import load_atlas

_MANY = 700


@cache
def _pages(count: int, leads: int = 0, elsewhere: int = 0) -> Mapping[str, str]:
    """So many people in the group `staff`, which gets a role; some are in `leads` too, which gets it as well.

    Those `elsewhere` are kept in another account and are in no group.
    """
    names = [f"user{number:04}" for number in range(count)]
    users = {
        name: {
            "groups": [] if number < elsewhere else ["staff", "leads"] if number < leads else ["staff"],
            "account": "hop" if number < elsewhere else "jump",
        }
        for number, name in enumerate(names)
    }
    data = {
        "version": 1,
        "accounts": {
            "jump": {"id": "111111111111", "kind": "jump"},
            "hop": {"id": "333333333333"},
            "prod": {"id": "222222222222"},
        },
        "users": users,
        "roles": {"reader": {"policies": ["ReadOnlyAccess"]}},
        "grants": {"staff": {"prod": "reader"}, "leads": {"prod": "reader"}}
        if leads
        else {"staff": {"prod": "reader"}},
    }
    with TemporaryDirectory() as folder:
        file = Path(folder) / "accounts.yaml"
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return render_pages(load_atlas(file, None), {}, "en")


def _names_on(pages: Mapping[str, str], beginning: str) -> set[str]:
    """Everybody who is named on the page or on a further page of it."""
    texts = (text for path, text in pages.items() if path == f"{beginning}.md" or path.startswith(f"{beginning}--"))
    return {name for text in texts for name in re.findall(r"\[(user\d+)\]", text)}


def test_few_are_named_on_the_page_of_the_role() -> None:
    page = _pages(12)["roles/reader.md"]

    assert page.count("../people/user") == 12
    assert "members" not in page.partition("-who }")[2].partition("<details")[0]


def test_all_members_of_a_large_group_are_told_by_their_number_which_leads_to_their_names() -> None:
    pages = _pages(_MANY)

    assert "[all 700 members](../groups/staff.md#members)" in pages["roles/reader.md"]
    assert "[all 700 members](../groups/staff.md#members)" in pages["accounts/prod.md"]
    assert "{ #members }" in pages["groups/staff.md"]
    assert len(_names_on(pages, "groups/staff")) == _MANY


def test_those_who_are_no_whole_group_are_all_named_by_the_role_and_counted_elsewhere() -> None:
    pages = _pages(_MANY, leads=300)

    assert len(_names_on(pages, "roles/reader")) == 400
    assert "[all 300 members](../groups/leads.md#members) of group" in pages["roles/reader.md"]
    assert "[400 people](../roles/reader.md#in-prod)" in pages["accounts/prod.md"]


def test_an_account_that_keeps_everybody_leads_to_the_section_that_lists_them() -> None:
    assert "[all 700 of the file](../people/index.md)" in _pages(_MANY)["accounts/jump.md"]


def test_an_account_that_keeps_only_some_of_many_names_each() -> None:
    pages = _pages(_MANY, elsewhere=1)

    assert "699, in the table below" in pages["accounts/jump.md"]
    assert len(_names_on(pages, "accounts/jump")) == 699
    assert "[user0000](../people/user0000.md)" in pages["accounts/hop.md"]


def test_no_page_is_heavy_by_names() -> None:
    assert {path: len(text) for path, text in _pages(_MANY, leads=300).items() if len(text) > 60_000} == {}
