"""Names of roles as organizations write them, in capitals and underscores, and the search that must find them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built_site import new_site
from search_box import search

pytestmark = pytest.mark.browser

ACCOUNTS = """\
version: 1
accounts:
  jump: { id: "111111111111", kind: jump }
  prod: "222222222222"
users: { alice: [admins] }
roles:
  AdminRole: AdministratorAccess
  OrgReadOnly_v2: ReadOnlyAccess
grants:
  admins: { prod: [AdminRole, OrgReadOnly_v2] }
"""


@pytest.fixture(scope="module")
def named_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_site(tmp_path_factory.mktemp("names") / "project", ACCOUNTS)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("AdminRole", "AdminRole", id="as it is written"),
        pytest.param("adminrole", "AdminRole", id="in small letters"),
        pytest.param("Admin", "AdminRole", id="its first word"),
        pytest.param("ReadOnly", "OrgReadOnly_v2", id="a word inside"),
        pytest.param("OrgReadOnly_v2", "OrgReadOnly_v2", id="with its version"),
    ],
)
def test_a_role_is_found_by_its_name_and_its_parts(query: str, title: str, named_site: Path, page: Page) -> None:
    page.goto((named_site / "index.html").as_uri())

    search(page, query)

    found = page.locator(".md-search-result__article h1", has_text=title)
    expect(found.first).to_be_visible()
