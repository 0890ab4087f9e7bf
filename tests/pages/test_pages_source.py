"""The pages that show input files line by line."""

from builders import the_reference
from iam_atlas.atlas import analyse
from iam_atlas.pages.render import render_pages

HOSTILE = 'a: 1\n\nb: <script>alert(1)</script>\n--8<-- "x"\nc: \u202ereversed\n'


def test_every_line_of_a_file_has_its_anchor() -> None:
    page = render_pages(analyse(the_reference(), None), {}, "en", sources={"accounts.yaml": HOSTILE})[_SOURCE]

    assert '<span id="line-1">a: 1</span>\n<span id="line-2"></span>\n<span id="line-3">b:' in page


def test_nothing_in_a_file_becomes_markup_or_an_include() -> None:
    page = render_pages(analyse(the_reference(), None), {}, "en", sources={"accounts.yaml": HOSTILE})[_SOURCE]

    assert "<script" not in page
    assert "--8<--" not in page
    assert "\u202e" not in page


def test_a_fact_leads_to_the_line_that_says_so() -> None:
    pages = render_pages(analyse(the_reference(), None), {}, "en", sources={"accounts.yaml": HOSTILE})

    assert "](../source/accounts-yaml-x47931772.md#line-" in pages["roles/operator.md"]


def test_without_the_text_of_a_file_its_lines_are_named_and_not_linked() -> None:
    pages = render_pages(analyse(the_reference(), None), {}, "en")

    assert _SOURCE not in pages
    assert "`accounts.yaml:" in pages["roles/operator.md"]
    assert "../source/" not in pages["roles/operator.md"]


_SOURCE = "source/accounts-yaml-x47931772.md"
