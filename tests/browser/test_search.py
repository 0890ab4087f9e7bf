"""What people type into the search, and the page that they must find."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from search_box import search

pytestmark = pytest.mark.browser

QUERIES = [
    pytest.param("踏み台", "words.html", id="jump account, in Japanese"),
    pytest.param("スイッチロール", "words.html", id="switch role, in Japanese"),
    pytest.param("信頼ポリシー", "words.html", id="trust policy, in Japanese"),
    pytest.param("多要素認証", "words.html", id="MFA, in Japanese"),
    pytest.param("444444444444", "accounts/prod.html", id="an account id"),
    pytest.param("sts:AssumeRole", "roles/", id="an action"),
    pytest.param("AssumeRole", "roles/", id="an action without its service"),
    pytest.param("s3:GetObject", "resources/trail-bucket.html", id="an action on a resource"),
    pytest.param("arn:aws:iam::444444444444:role/operator", "roles/operator.html", id="a whole ARN"),
    pytest.param("operator@prod", "roles/operator.html", id="a role in an account"),
    pytest.param("OPERATOR", "roles/operator.html", id="a role in capitals"),
    pytest.param("chie", "people/chie.html", id="a person"),
    pytest.param("watchful", "vendors/watchful.html", id="a vendor"),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_the_search_finds_what_people_type(query: str, expected: str, page: Page) -> None:
    page.goto("/index.html")

    search(page, query)

    expect(page.locator(f'.md-search-result__link[href*="{expected}"]').first).to_be_visible()


def test_a_word_that_is_nowhere_finds_nothing(page: Page) -> None:
    page.goto("/index.html")

    search(page, "xyzzyplugh")

    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")
    expect(page.locator(".md-search-result__link")).to_have_count(0)


@pytest.mark.parametrize("query", ["踏み台", "operator@prod"])
def test_the_search_works_from_disk(query: str, site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())

    search(page, query)

    expect(page.locator(".md-search-result__link").first).to_be_visible()
