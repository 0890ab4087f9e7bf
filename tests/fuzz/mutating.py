"""Good values and texts to worse ones: pieces taken out, put elsewhere, or put in place of others."""

import json
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from hostile.corpus import strings

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
T = TypeVar("T", bound=Json)

_WORDS = (
    "aws",
    "*",
    "arn:aws:iam::111111111111:role/r",
    "sts:AssumeRole",
    "${aws:username}",
    "111111111111",
    "2012-10-17",
)
TEXTS = st.sampled_from((*strings(), *_WORDS)) | st.text(max_size=20)
SCALARS: st.SearchStrategy[Json] = (
    TEXTS
    | st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
_PIECES = st.sampled_from(
    (*"{}[]:,&*!|>'\"%@`#-?\\\n\t \r\0\ufeff\u2028", "\n---\n", "<<: ", "- ", "  ", "${", "{{", "\ud7ff")
)
_MOST = 6  # changes at once


@st.composite
def changed(draw: st.DrawFn, value: Json) -> Json:
    """The value with one to six changes, each at some place in it."""
    for _ in range(draw(st.integers(1, _MOST))):
        value = _once(draw, value)
    return value


@st.composite
def changed_text(draw: st.DrawFn, text: str) -> str:
    """The text with one to six changes: pieces cut out, written twice, moved, or put in."""
    for _ in range(draw(st.integers(1, _MOST))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        end = min(end, start + draw(st.sampled_from((0, 1, 3, 20, 200))))
        kept = draw(st.sampled_from(("", text[start:end] * 2))) if end > start else draw(_PIECES | TEXTS)
        text = text[:start] + kept + text[end:]
    return text


def as_json(value: Json) -> str:
    """The value as text; half of a character is written out, as other programs do."""
    return json.dumps(value)


def _once(draw: st.DrawFn, value: Json) -> Json:
    """One change somewhere below, or here."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return _in_map(draw, value, key)
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], _once(draw, value[at]), *value[at + 1 :]]
    return draw(VALUES)


def _in_map(draw: st.DrawFn, value: dict[str, Json], key: str) -> Json:
    match draw(st.integers(0, 7)):
        case 0:
            return {name: one for name, one in value.items() if name != key}
        case 1:
            return {**value, draw(TEXTS): value[key]}
        case 2:
            return {**value, key: value[draw(st.sampled_from(sorted(value)))]}
        case 3:
            return {**value, key: [value[key], value[key]]}
    return {**value, key: _once(draw, value[key])}
