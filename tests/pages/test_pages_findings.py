"""The page of findings: each once with what it means, every place with its link, and what is accepted apart."""

from datetime import date
from pathlib import Path

import pytest
from page_organisations import dead_links, pages_of

from findings.rule_examples import whole_file
from iam_atlas.atlas import analyse
from iam_atlas.findings.rules import RULES
from iam_atlas.load.landscape import load_landscape
from iam_atlas.pages.render import render_pages

TODAY = date(2026, 11, 26)
RISKY = """\
teams: { platform: { title: Platform } }
users: { alice: [developers], ben: [operators], eve: [guests] }
groups: { operators: {}, guests: {}, testers: {} }
roles: { viewer: { policies: [ReadOnlyAccess], require: { mfa: false } } }
grants: { operators: { dev: viewer }, guests: { dev: viewer } }
accepted:
  - finding: people-without-mfa
    at: group:operators
    reason: "Keys | arrive <b>later</b>"
    owner: platform
    until: 2026-12-31
"""


def the_pages_of(text: str, folder: Path, language: str = "en") -> dict[str, str]:
    file = folder / "accounts.yaml"
    file.write_text(whole_file(text), encoding="utf-8")
    atlas = analyse(load_landscape(file, today=TODAY), TODAY)
    return dict(render_pages(atlas, {}, language, sources={"accounts.yaml": file.read_text(encoding="utf-8")}))


def test_each_finding_stands_once_with_every_place_of_it(tmp_path: Path) -> None:
    page = the_pages_of(RISKY, tmp_path)["findings.md"]

    rule = RULES["people-without-mfa"]
    section = page.split("{ #people-without-mfa }")[1].split("\n## ")[0]
    assert page.count("{ #people-without-mfa }") == 1
    assert f"{rule.what} {rule.why}" in section
    assert rule.fix in section
    assert "- [developers](groups/developers.md): " in section
    assert "- [guests](groups/guests.md): " in section
    assert "[`accounts.yaml:" in section
    assert "operators" not in section


def test_the_gravest_comes_first(tmp_path: Path) -> None:
    page = the_pages_of(RISKY, tmp_path)["findings.md"]

    assert page.index("## High: 2 { #high }") < page.index("## Info: 2 { #info }")
    assert "{ #critical }" not in page


def test_what_is_accepted_stands_apart_with_reason_owner_and_day(tmp_path: Path) -> None:
    accepted = the_pages_of(RISKY, tmp_path)["findings.md"].split("{ #accepted }")[1]

    assert "operators](groups/operators.md)" in accepted
    assert "| Keys &#124; arrive &#60;b&#62;later&#60;/b&#62; | Platform | 2026-12-31 |" in accepted


def test_the_page_of_a_thing_says_how_grave_it_is_and_leads_to_the_finding(tmp_path: Path) -> None:
    pages = the_pages_of(RISKY, tmp_path)

    assert "- High: group " in pages["groups/guests.md"]
    assert "[`people-without-mfa`](../findings.md#people-without-mfa)" in pages["groups/guests.md"]
    assert "people-without-mfa" not in pages["groups/operators.md"]


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was found."), ("ja", "検出結果はありません。")])
def test_a_file_without_findings_has_the_page_too(language: str, words: str, tmp_path: Path) -> None:
    page = the_pages_of("{}", tmp_path, language)["findings.md"]

    assert words in page
    assert "## " not in page.split("{ #top }")[1]


def test_an_acceptance_past_its_day_is_about_its_thing_and_not_about_what_stands_before_it(tmp_path: Path) -> None:
    pages = the_pages_of(RISKY.replace("2026-12-31", "2026-10-31"), tmp_path)

    section = pages["findings.md"].split("{ #acceptance-expired }")[1]
    assert "- [operators](groups/operators.md): " in section
    assert [path for path, page in pages.items() if "acceptance-expired" in page] == ["findings.md"]


def test_the_links_of_the_page_lead_somewhere(tmp_path: Path) -> None:
    assert dead_links(the_pages_of(RISKY, tmp_path)) == []
    assert "findings.md" in pages_of("hundred")
