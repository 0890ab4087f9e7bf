"""Typing into the search of a site."""

import re

from playwright.sync_api import Page, expect


def search(page: Page, query: str) -> None:
    """Type into the search box as people do: the theme listens to keys, and looks again when its index is there."""
    box = page.locator("input.md-search__input")
    box.click()
    box.fill(query)
    box.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile("matching document|件見つかりました"))
