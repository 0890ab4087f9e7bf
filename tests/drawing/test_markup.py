import unicodedata

import pytest

from iam_atlas.drawing.geometry import Point
from iam_atlas.drawing.markup import curve_path, escape, number, optional, page_address


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('<b>Evil & "Co"</b>', "&lt;b&gt;Evil &amp; &quot;Co&quot;&lt;/b&gt;"),
        ("a\nb", "a b"),
        ("a\x00b\x1b", "a\ufffdb\ufffd"),
        ("\ud800", "\ufffd"),
        ("\u202eevil", "evil"),
        ("踏み台", "踏み台"),
    ],
    ids=["markup", "line break", "control characters", "half a surrogate", "turned direction", "Japanese"],
)
def test_text_is_safe_in_content_and_attributes(text: str, written: str) -> None:
    assert escape(text) == written


def test_no_character_that_is_left_as_it_is_means_anything_to_markup_or_turns_text_around() -> None:
    left = [character for character in map(chr, range(0x10000)) if escape(character) == character]

    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not {unicodedata.category(character) for character in left} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(character) for character in left} & turning
    assert not set(left) & set('&<>"\ufffe\uffff\u061c\u200e\u200f')


@pytest.mark.parametrize(("value", "written"), [(12.0, "12"), (12.34, "12.3"), (-0.04, "0"), (-7.0, "-7")])
def test_numbers_have_one_decimal_at_most(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [('"', ' rx="&quot;"'), (2.0, ' rx="2"'), (0, ' rx="0"'), ("", ""), (None, "")]
)
def test_an_optional_attribute_is_escaped_and_left_out_where_there_is_nothing_to_say(
    value: str | float | None, written: str
) -> None:
    assert optional("rx", value) == written


def test_a_level_piece_of_a_curve_is_a_horizontal_line() -> None:
    curve = (Point(0, 5), Point(3, 5), Point(6, 5), Point(9, 5), Point(12, 5), Point(12, 20), Point(15, 20))

    assert curve_path(curve) == "M0,5H9c3,0 3,15 6,15"


@pytest.mark.parametrize("address", ["../roles/x.html", "atlas/roles/x.html#in-prod", "x.html"])
def test_addresses_of_our_pages_pass(address: str) -> None:
    assert page_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "https://a.example/x.html", "//a.example/x.html", "x.html\n", "/x.html", "X.html"],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not an address of a generated page"):
        page_address(address)
