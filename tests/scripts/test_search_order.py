"""What the theme's search lists first in a large organisation, whose accounts have names of several words.

The theme's own worker searches the index of a built site. A browser would add nothing but the list on the screen.
"""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from built_site import organisation_site
from node import run_node

pytestmark = pytest.mark.site

SEARCHING = Path(__file__).with_name("searching.mjs")
THEME = files("material") / "templates" / "assets" / "javascripts"
FIRST = {
    "developer@payments-dev": "roles/developer.html",
    "DEVELOPER@PAYMENTS-DEV": "roles/developer.html",
    "break-glass-admin@payments-prd": "roles/break-glass-admin.html",
    "analyst@loyalty-prd": "roles/analyst.html",
    "developer payments dev": "roles/developer.html",
    "developer": "roles/developer.html",
    "payments-dev": "accounts/payments-dev.html",
    "payments-prd": "accounts/payments-prd.html",
    "200000000103": "accounts/payments-prd.html",
    "trust policy": "words.html",
    "AssumeRole": "words.html",
}
"""What is typed, and the page that comes before all others."""


@pytest.fixture(scope="module", params=["en", "."], ids=["English", "Japanese"])
def listed(request: pytest.FixtureRequest, shared: Path) -> Mapping[str, Sequence[str]]:
    """The pages that are listed for each query."""
    index = organisation_site(shared, "hundred") / request.param / "search" / "search_index.json"
    given = json.dumps({"scripts": str(THEME), "index": str(index), "queries": [*FIRST]})
    done = run_node(SEARCHING, given=given)
    assert done.returncode == 0, done.stderr
    return dict(zip(FIRST, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("query", FIRST)
def test_the_page_that_is_meant_comes_first(query: str, listed: Mapping[str, Sequence[str]]) -> None:
    assert listed[query][0] == f"atlas/{FIRST[query]}"
