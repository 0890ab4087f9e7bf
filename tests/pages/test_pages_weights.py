"""Pages of an organisation of middle size, in characters of Markdown: HTML is what a reader loads, and follows from it.

Whole sites of S, M and L are weighed by `make bench`.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from iam_atlas.pages.render import render_pages
from iam_atlas.versions import load_atlas

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.organisations import Size, organisation  # found by the line above

_SIZE = Size(accounts=240, roles=12, copies=1200, users=12, groups=4)
_HEAVIEST = 100_000


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    file = tmp_path_factory.mktemp("middle") / "accounts.yaml"
    file.write_text(organisation(_SIZE), encoding="utf-8")
    return render_pages(load_atlas(file, None), {}, "en", sources={"accounts.yaml": file.read_text(encoding="utf-8")})


def test_no_page_is_too_heavy(pages: Mapping[str, str]) -> None:
    heavy = {path: len(text) for path, text in pages.items() if len(text) > _HEAVIEST}

    assert heavy == {}


def test_what_is_long_goes_on_on_further_pages(pages: Mapping[str, str]) -> None:
    further = {path.split("--")[0] for path in pages if "--" in path}

    assert {"matrix", "source/accounts-yaml-x47931772"} <= further


def test_every_account_stands_in_the_matrix_once(pages: Mapping[str, str]) -> None:
    rows = [line for path, text in pages.items() if path.startswith("matrix--") for line in text.splitlines()]
    heads = [line for line in rows if line.startswith('<th scope="row"')]

    assert len(heads) == len(set(heads)) == _SIZE.accounts


def test_search_knows_an_account_of_a_large_organisation_by_its_page_alone(pages: Mapping[str, str]) -> None:
    page = pages["accounts/product000-dev.md"]

    assert "{ #who data-search-exclude }" in page
    assert "{ #roles data-search-exclude }" in page


def test_search_finds_a_role_of_a_large_organisation_by_the_policies_that_it_holds(pages: Mapping[str, str]) -> None:
    words = pages["roles/role000.md"].partition("Also found")[2].partition("</details>")[0]

    assert "ReadOnlyAccess" in words
