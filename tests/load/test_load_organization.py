"""`organization`, `site`, `teams` and `defaults` as values, and what long forms say about themselves."""

from pathlib import Path

import pytest
from loading import ACCOUNTS, load

from iam_atlas.model.annotations import Status

TEXT = """organization: { id: o-abcdefghij, name: Big Company, management: jump }
site:
  title: { en: Map, ja: 地図 }
  languages: [ja, en]
  help: { slack: "#aws" }
  onboarding: { page: docs/first-day.md, tools: [aws-cli] }
  glossary: { jump: The place where people sign in. }
  redact: { emails: hide }
teams:
  platform:
    slack: "#platform"
    title: Platform team
    links: [{ url: https://example.com }, { title: Wiki, url: https://wiki.example.com }]
    tags: { cost: "4200" }
    status: deprecated
    review_by: 2027-01-31
    redact: [slack]
    request: { how: Ask., approvers: [platform], max_duration: PT2H }
defaults:
  environments: { prod: { color: F2B0A9, request: { how: Two approvals. } } }
accounts:
  jump: { id: "111111111111", kind: jump, owner: platform }
  dev: { id: "222222222222", environment: dev, owner: platform }
  prod: { id: "333333333333", environment: prod, owner: platform }
"""


MAPS = """site: { title: { en: Map, ja: 地図 }, languages: LANGUAGES, glossary: { jump: { en: A place. } } }
accounts: { jump: { id: "111111111111", kind: jump, owner: us, description: Where people sign in. } }
users: { eve: { groups: [], break_glass: { when: { ja: 障害時 } } } }
"""
LACKING = {
    "both": ("[en, ja]", ["2 text-without-language", "4 text-without-language"]),
    "one that the other text has": ("[ja]", ["2 text-without-language"]),
    "one that nobody speaks": ("[en, tlh]", ["2 language-not-spoken", "4 text-without-language"]),
}


@pytest.mark.parametrize(("languages", "expected"), LACKING.values(), ids=LACKING.keys())
def test_a_text_without_a_language_of_the_site_is_told_of_and_a_text_for_all_is_not(
    languages: str, expected: list[str], tmp_path: Path
) -> None:
    landscape = load(tmp_path, MAPS.replace("LANGUAGES", languages))

    rules = ("text-without-language", "language-not-spoken")
    told = [warning for warning in landscape.warnings if warning.rule in rules]
    assert [f"{one.position.line} {one.rule}" for one in told] == expected


def test_the_organization_and_its_site_are_read(tmp_path: Path) -> None:
    landscape = load(tmp_path, TEXT)

    assert landscape.organization is not None
    assert (landscape.organization.id, landscape.organization.name) == ("o-abcdefghij", "Big Company")
    assert landscape.organization.management == "jump"
    assert landscape.site.title is not None
    assert landscape.site.title.in_language("ja") == "地図"
    assert (landscape.site.languages, landscape.site.help.slack) == (("ja", "en"), "#aws")
    assert (landscape.site.onboarding_page, landscape.site.onboarding_tools) == ("docs/first-day.md", ("aws-cli",))
    assert landscape.site.glossary["jump"].in_language("en") == "The place where people sign in."
    assert landscape.site.redact == {"emails": "hide"}


def test_a_long_form_says_these_things_about_itself(tmp_path: Path) -> None:
    about = load(tmp_path, TEXT).teams["platform"].about

    assert about.status is Status.DEPRECATED
    assert [(link.title, link.url) for link in about.links] == [
        ("https://example.com", "https://example.com"),
        ("Wiki", "https://wiki.example.com"),
    ]
    assert (about.tags, about.redact) == ({"cost": "4200"}, ("slack",))
    assert about.review_by is not None
    assert about.request is not None
    assert (about.request.approvers, about.request.max_duration) == (("platform",), 7200)


def test_an_environment_lends_its_color_to_its_accounts(tmp_path: Path) -> None:
    landscape = load(tmp_path, TEXT)

    assert (landscape.accounts["prod"].color, landscape.accounts["dev"].color) == ("F2B0A9", None)
    assert landscape.defaults.environments["prod"].request is not None


def test_a_file_without_an_organization_has_none(tmp_path: Path) -> None:
    landscape = load(tmp_path, ACCOUNTS)

    assert landscape.organization is None
    assert landscape.site.languages == ("en",)
    assert landscape.defaults.partition == "aws"
