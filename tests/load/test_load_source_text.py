"""Bytes of a file as text with lines and positions; the encodings themselves are tested with the readers."""

from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.errors import Position
from iam_atlas.load.node import Findings
from iam_atlas.load.source_text import decode, line_starts, position_at, split_lines


def test_every_kind_of_line_end_counts_once() -> None:
    lines = split_lines("a\nb\r\nc\rd")

    assert lines == ("a", "b", "c", "d")


def test_decoding_makes_the_lines_known_for_messages() -> None:
    findings = Findings()

    text = decode("\ufeffa: 店\r\nb: 2".encode(), "x/a.yaml", findings)

    assert text == "a: 店\r\nb: 2"
    assert findings.lines == {"x/a.yaml": ("a: 店", "b: 2")}


def test_the_line_of_a_wrong_byte_is_shown_with_a_sign_in_its_place() -> None:
    findings = Findings()

    text = decode(b"a: 1\nb: \xff2\n", "a.yaml", findings)

    assert text is None
    assert [(p.position, p.source_line) for p in findings.problems] == [(Position("a.yaml", 2, 4), "b: \ufffd2")]


@given(st.text(alphabet="a店\r\n", max_size=20), st.integers(0, 20))
def test_line_starts_and_positions_agree(text: str, index: int) -> None:
    starts = line_starts(text)
    place = position_at(text, min(index, len(text)), "a")

    assert len(starts) == len(split_lines(text))
    assert place.line <= len(starts)
