import pytest

from iam_atlas.drawing.metrics import mono_width, shorten, text_width

# What Chromium measures for Inter at 13 px, weight 600.
_MEASURED = {"platform-admins": 104.67, "ReadOnly": 60.81, "SecurityAudit": 85.48, "WWWWWW": 81.05, "illicit": 29.19}


@pytest.mark.parametrize(("text", "width"), _MEASURED.items(), ids=_MEASURED)
def test_a_width_is_never_less_than_the_browsers_and_at_most_eight_per_cent_more(text: str, width: float) -> None:
    estimated = text_width(text, 13)

    assert width <= estimated <= width * 1.08


def test_a_japanese_character_takes_an_em() -> None:
    assert text_width("踏み台", 10) == pytest.approx(30, rel=0.05)


def test_a_combining_mark_takes_no_room() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_regular_weight_is_narrower_than_semibold() -> None:
    assert text_width("members", 11, regular=True) < text_width("members", 11)


def test_a_text_that_fits_is_not_shortened() -> None:
    assert shorten("ReadOnly", 13, 100) == "ReadOnly"


@pytest.mark.parametrize("text", ["x" * 200, "読み取り専用ロール" * 20, "a b " * 60])
def test_a_shortened_text_fits_and_says_that_it_is_one(text: str) -> None:
    short = shorten(text, 13, 120)

    assert short.endswith("…")
    assert text_width(short, 13) <= 120


def test_shortening_keeps_a_letter_with_its_marks() -> None:
    short = shorten("Nguye\u0302\u0303n" * 10, 13, 52)

    assert not short.removesuffix("…").endswith(("e", "e\u0302"))


def test_no_room_at_all_leaves_the_ellipsis() -> None:
    assert shorten("ReadOnly", 13, 1) == "…"


def test_wide_characters_take_two_cells_of_a_monospaced_font() -> None:
    assert mono_width("12台", 10) == pytest.approx(24.08)
