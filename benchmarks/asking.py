"""A built site to how many of the questions that people type into its search find the page that they are about."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from reader.chromium import chromium, options
from reader.places import served
from search_box import search

QUESTIONS = (
    ("踏み台", "words.html"),
    ("スイッチロール", "words.html"),
    ("信頼ポリシー", "words.html"),
    ("多要素認証", "words.html"),
    ("permissions boundary", "words.html"),
    ("sts:AssumeRole", "words.html"),
    ("AssumeRole", "words.html"),
    ("role002", "roles/role002.html"),
    ("ROLE002", "roles/role002.html"),
    ("arn:aws:iam::200000000001:role/role002", "roles/role002.html"),
    ("ReadOnlyAccess", "roles/role"),
    ("AdministratorAccess", "roles/role002.html"),
    ("200000000001", "accounts/product000-stg.html"),
    ("product000-stg", "accounts/product000-stg.html"),
    ("user007", "people/user007.html"),
    ("team03", "groups/team03.html"),
    ("watchful", "vendors/watchful.html"),
    ("s3:GetObject", "roles/role000.html"),
)
"""What is typed, and how the address ends of what has to be in the list that comes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`missed` are the questions that did not find their page."""

    asked: int
    missed: tuple[str, ...]


def asked_of(site: Path) -> Asked:
    """Type every question into the site's search, in Chromium."""
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options())
        page = browser.new_page()
        missed = tuple(query for query, expected in QUESTIONS if not _finds(page, address, query, expected))
        browser.close()
    return Asked(len(QUESTIONS), missed)


def _finds(page: Page, address: str, query: str, expected: str) -> bool:
    page.goto(f"{address}/index.html")
    search(page, query)
    try:
        expect(page.locator(f'.md-search-result__link[href*="{expected}"]').first).to_be_visible(timeout=3000)
    except AssertionError:
        return False
    return True
