"""Pages of an organisation of middle size, in characters of Markdown: HTML is what a reader loads, and follows from it.

Whole sites of S, M and L are weighed by `make bench`.
"""

import re
from collections.abc import Mapping

import pytest
from benchmarks.organisations import Size, organisation

from iam_atlas.pages.render import render_pages
from iam_atlas.pages.weight import HEAVIEST, weight
from iam_atlas.versions import load_atlas

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


@pytest.fixture(scope="module")
def widespread(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Two roles that are in a thousand accounts each."""
    file = tmp_path_factory.mktemp("widespread") / "accounts.yaml"
    file.write_text(organisation(Size(accounts=1000, roles=2, copies=2000, users=4, groups=2)), encoding="utf-8")
    return render_pages(load_atlas(file, None), {}, "en")


def test_a_role_in_a_thousand_accounts_has_a_page_that_is_light_and_lists_them_all(
    widespread: Mapping[str, str],
) -> None:
    of_role = {path: text for path, text in widespread.items() if path.startswith("roles/role000")}
    lines = (line for text in of_role.values() for line in text.splitlines())
    rows = [line for line in lines if re.match(r"\| \[[\w-]+\]\(\S*#in-", line)]
    told = re.search(r"of (\d+) rows", of_role["roles/role000.md"])

    assert {path: weight(text) for path, text in of_role.items() if weight(text) > HEAVIEST} == {}
    assert told is not None
    assert len(rows) == len(set(rows)) == int(told[1]) > 900
