"""Sentences on pages: what fills a gap is escaped, and spaced as the language wants it."""

import pytest

from iam_atlas.pages.escape import Md, code, link, text, visible
from iam_atlas.pages.speech import Speech
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH, Translator

JAPANESE = Speech(
    Translator("ja", {"role {name} here": ("ロール {name} がある",), ", ": ("、",)}, lambda _: 0, full_width=True)
)
ROLES = {
    "a half-width name": ("dev", "ロール dev がある"),
    "a full-width name": ("開発者", "ロール開発者がある"),
    "a link with a half-width label": (link("dev", "a.md"), "ロール [dev](a.md) がある"),
    "a link with a full-width label": (
        link("開発者", "a.md"),
        "ロール[開発者](a.md)がある",
    ),
    "code": (code("s3:*"), "ロール `s3:*` がある"),
    "full-width code": (code("信頼"), "ロール<code>信頼</code>がある"),
    "bold": (Md("**開発者**"), "ロール**開発者**がある"),
    "an escaped mark": ("*dev*", "ロール &#42;dev&#42; がある"),
}


@pytest.mark.parametrize(("name", "said"), ROLES.values(), ids=ROLES.keys())
def test_full_width_languages_space_what_a_reader_sees(name: str, said: str) -> None:
    assert JAPANESE("role {name} here", name=name) == said


SEEN = {
    "a link": (link("a_b", "x.md"), "a_b"),
    "text that looks like one": (text("[a](b)"), "[a](b)"),
    "an element": (Md('<span class="x">READ</span>'), "READ"),
    "text that looks like one too": (text("a < b > c"), "a < b > c"),
    "emphasis and code": (Md("**a** `b`"), "a b"),
}


@pytest.mark.parametrize(("written", "seen"), SEEN.values(), ids=SEEN.keys())
def test_a_reader_sees_no_markup(written: Md, seen: str) -> None:
    assert visible(written) == seen


LISTS = {
    "none": ((), "", ""),
    "one": (("dev",), "dev", "dev"),
    "three": (("dev", "<prod>", "qa"), "dev, &#60;prod&#62; and qa", "dev、&#60;prod&#62;、qa"),
}


@pytest.mark.parametrize(("items", "english", "japanese"), LISTS.values(), ids=LISTS.keys())
def test_lists_are_safe_and_joined_as_the_language_does(items: tuple[str, ...], english: str, japanese: str) -> None:
    assert Speech(ENGLISH).all_of(items) == english
    assert Speech(translator("ja")).all_of(items) == japanese


def test_what_is_empty_leaves_no_gap_in_a_row() -> None:
    assert Speech(ENGLISH).in_a_row(("One.", "", "Two.")) == "One. Two."
    assert Speech(translator("ja")).in_a_row(("一。", "", "MFA。")) == "一。MFA。"
    assert Speech(ENGLISH).listing(("a", "", "b")) == "a, b"


def test_one_is_named_and_several_are_counted() -> None:
    say = Speech(ENGLISH)

    assert say.named("in {name}", "in {number} accounts", 1, name="dev") == "in dev"
    assert say.named("in {name}", "in {number} accounts", 3, name="dev") == "in three accounts"


def test_a_sentence_has_a_capital_where_the_language_has_capitals() -> None:
    assert Speech(ENGLISH).opened("{name} is here", name="dev") == "Dev is here"
    assert Speech(translator("ja")).opened("{name} is here", name="dev") == "dev is here"
