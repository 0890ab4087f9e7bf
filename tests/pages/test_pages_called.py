"""What search knows roles and accounts by, beside what a reader sees of their pages."""

import re
from collections.abc import Iterable, Mapping

import pytest
import yaml
from page_organisations import TODAY, the_pages

from builders import REPOSITORY, a_landscape, a_role, an_account
from iam_atlas.atlas import analyse
from iam_atlas.pages.render import render_pages
from iam_atlas.pages.views.called import NOT_CALLED, called_account, called_role

STARTER = REPOSITORY / "generator" / "iam_atlas" / "site" / "starter" / "mkdocs.yml"


def rendered(*accounts: str, role: str = "developer") -> Mapping[str, str]:
    landscape = a_landscape(accounts=("jump", *accounts), roles=[a_role(role, accounts=accounts)])
    return render_pages(analyse(landscape, TODAY), {}, "en")


@pytest.mark.parametrize(
    ("accounts", "heading", "names"),
    [
        pytest.param(["prod"], "developer", "developer@prod", id="one word"),
        pytest.param(["acme-prod-eu"], "developer @ eu, prod", "developer@acme", id="three words"),
        pytest.param(
            ["acme-dev-eu", "acme-prod-eu", "prod"],
            "developer @ dev, eu, prod",
            "developer@acme, developer@prod",
            id="no word twice",
        ),
        pytest.param(["Acme Prod_eu.1"], "developer @ 1, Prod, eu", "developer@Acme", id="other marks"),
    ],
)
def test_a_role_is_called_by_what_search_makes_of_its_copies(accounts: Iterable[str], heading: str, names: str) -> None:
    called = called_role(a_role("developer", accounts=accounts))

    assert (called.heading, called.names) == (heading, names)


def test_a_role_without_copies_is_not_called_anything() -> None:
    assert called_role(a_role("developer", accounts=())) == NOT_CALLED


def test_names_that_only_their_number_makes_many_are_left_out_and_the_others_kept() -> None:
    called = called_role(a_role("developer", accounts=[f"product{number}-prod" for number in range(501)]))

    assert (called.heading, called.names) == ("developer @ prod", "")


def test_names_of_accounts_are_parted_as_search_parts_them() -> None:
    configuration = yaml.safe_load(re.sub("!!python.*", "", STARTER.read_text(encoding="utf-8")))
    separator = next(one["search"]["separator"] for one in configuration["plugins"] if "search" in one)
    account = "acme-prod_eu.1 two:three"

    called = called_role(a_role("developer", accounts=[account]))

    first, *further = re.split(separator, account)
    assert called.names == f"developer@{first}"
    assert called.heading == f"developer @ {', '.join(sorted(further))}"


def test_an_account_is_called_by_its_id() -> None:
    assert called_account(an_account("prod", id="444444444444")).heading == "444444444444"


def test_what_a_page_is_called_stands_at_its_end_where_it_takes_nothing_into_its_section() -> None:
    page = rendered("acme-prod")["roles/developer.md"]

    last = page.rstrip().splitlines()[-1]
    assert last == ('<div class="atlas-called"><h2 id="called">developer @ prod</h2><p>developer@acme</p></div>')


def test_only_pages_of_roles_and_accounts_are_called_anything() -> None:
    called = {path.partition("/")[0] for path, page in the_pages().items() if 'id="called"' in page}

    assert called == {"roles", "accounts"}
    assert 'id="called"' not in the_pages()["roles/index.md"]


def test_a_name_that_is_markup_is_text() -> None:
    page = rendered("acme-<b>prod</b>", role="<i>dev</i>")

    text = "".join(page.values())
    assert "<b>prod" not in text
    assert "<i>dev" not in text


def test_search_leaves_out_a_heading_that_names_several_accounts() -> None:
    assert (
        "## In acme-dev and acme-prod { #in-acme-dev data-search-exclude }"
        in rendered("acme-dev", "acme-prod")["roles/developer.md"]
    )
    assert "## In acme-prod { #in-acme-prod }" in rendered("acme-prod")["roles/developer.md"]


def test_an_account_weighs_less_than_half_of_a_role_and_more_than_other_pages() -> None:
    pages = rendered("prod")
    account, role, other = (
        float(re.search(r"boost: ([\d.]+)", pages[path])[1])  # type: ignore[index]  # every page has one
        for path in ("accounts/prod.md", "roles/developer.md", "roles/index.md")
    )

    assert other < account
    assert 0.40 < account / role < 0.49
