import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.text import Text
from iam_atlas.site.alternatives import Alternative
from iam_atlas.site.navigation import (
    Entry,
    Group,
    Navigation,
    grouped,
    navigation_text,
    site_navigation,
)

MINIMAL = Path(__file__).parent.parent / "organisations" / "minimal" / "accounts.yaml"
SECTIONS = (
    ("Accounts", "accounts/index.md"),
    ("Groups", "groups/index.md"),
    ("People", "people/index.md"),
    ("Vendors", "vendors/index.md"),
    ("Access matrix", "matrix.md"),
)


def test_home_comes_first_then_the_sections_then_the_own_pages() -> None:
    navigation = site_navigation(["first-day.md"], load_landscape(MINIMAL), SECTIONS)

    assert navigation.entries == (
        Entry("Home", "index.md"),
        Entry("Accounts", "atlas/accounts/index.md"),
        Group(
            "People and groups", (Entry("Groups", "atlas/groups/index.md"), Entry("People", "atlas/people/index.md"))
        ),
        Entry("Vendors", "atlas/vendors/index.md"),
        Entry("Access matrix", "atlas/matrix.md"),
        Group("Guide", (Entry("", "first-day.md"),)),
    )


def test_without_own_pages_there_is_no_guide() -> None:
    navigation = site_navigation([], load_landscape(MINIMAL), SECTIONS)

    assert Entry("Access matrix", "atlas/matrix.md") == navigation.entries[-1]
    assert navigation.site_name == "AWS accounts"


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "R&D <!-- -->", "</title><?x?>"])
def test_no_name_of_a_site_has_markup(title: str) -> None:
    landscape = load_landscape(MINIMAL)
    landscape = replace(landscape, site=replace(landscape.site, title=Text({"": title})))

    name = site_navigation([], landscape, SECTIONS).site_name

    assert name.replace("\u2060", "") == title
    assert not re.search("<[A-Za-z/!?]", name)


def test_a_name_without_markup_stays_as_it_is() -> None:
    landscape = load_landscape(MINIMAL)
    landscape = replace(landscape, site=replace(landscape.site, title=Text({"": "A < B & C > D"})))

    assert site_navigation([], landscape, SECTIONS).site_name == "A < B & C > D"


def test_folders_become_groups_with_their_index_first() -> None:
    entries = grouped(("runbooks/prod.md", "runbooks/index.md", "how-to/deep/x.md", "plain.md"))

    assert entries == (
        Entry("", "plain.md"),
        Group("How to", (Group("Deep", (Entry("", "how-to/deep/x.md"),)),)),
        Group("Runbooks", (Entry("", "runbooks/index.md"), Entry("", "runbooks/prod.md"))),
    )


@pytest.mark.parametrize(
    "name",
    ["No", "a: b", "- x", '"quoted"', "{{ x }}", "#tag", "*", "!ENV X", "日本語", "a\nb"],
)
def test_no_name_can_be_read_as_anything_but_a_name(name: str) -> None:
    navigation = Navigation(name, "en", (Entry(name, "index.md"), Group(name, (Entry("", "a.md"),))))

    parsed = yaml.safe_load(navigation_text(navigation))

    assert parsed["site_name"] == name
    assert parsed["nav"] == [{name: "index.md"}, {name: ["a.md"]}]
    assert set(parsed) == {"site_name", "theme", "nav", "not_in_nav"}


def test_the_first_tree_leaves_out_the_folders_of_the_others_and_knows_their_addresses() -> None:
    other = Alternative("日本語", "ja", "ja/", ("first-day.html",))
    navigation = Navigation("Site", "en", (Entry("Home", "index.md"),), (other,), ("ja/",))

    parsed = yaml.safe_load(navigation_text(navigation))

    assert parsed["extra"] == {
        "alternate": [{"name": "日本語", "lang": "ja", "link": "ja/", "pages": ["first-day.html"]}]
    }
    assert parsed["exclude_docs"] == "/ja/\n"
