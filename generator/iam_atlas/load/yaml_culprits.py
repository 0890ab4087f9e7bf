"""A text that the YAML parser gave up on -> the earlier place that is really at fault, where that can be told."""

import re
from contextlib import suppress
from typing import Protocol, cast

import yaml

from iam_atlas.errors import Said, said
from iam_atlas.load.source_text import split_lines
from iam_atlas.load.words import quoted

Culprit = tuple[Said, int, int]
_BARE_KEY = re.compile(r"(?P<before>\s*(?:- )?)(?P<word>[\w.-]+)\s*(?:#.*)?")
_VALUE_THAT_IS_A_COMMENT = re.compile(r":\s+(?P<text>#[^\s,}\]]+)")
_ANY_QUOTE = frozenset("\"'")
_WHOLE_ENTRY = re.compile(r"(?P<before> *)[\w.@-]+:\s+[^\s#|>].*")
_ONLY_A_KEY = re.compile(r"(?P<before> *)[\w.@-]+:\s*(?:#.*)?$")
_FULL_WIDTH = (  # only where YAML's own sign must stand: Japanese prose is full of them
    re.compile(r"(?:^ *(?:- )?|[{\[,]\s*)[\w.@-]+(?P<sign>：)"),
    re.compile(r"^ *(?P<sign>\u3000)"),
    re.compile(r"^ *(?:- )?[\w.@-]+:(?P<sign>\u3000)"),
    re.compile(r"[{\[,]\s*(?:[\w.@-]+:\s+)?[\w.@-]+(?P<sign>[、，])"),
)
_PLAIN_SIGNS = {"：": ":", "、": ",", "，": ","}


class _Mark(Protocol):
    line: int
    column: int


def culprit(problem: str, text: str, line: int, column: int, opens: int) -> Culprit | None:
    """What is wrong and where (line and column from 1); None when nothing better than the parser's words is known.

    `line` and `column` are where the parser gave up, `opens` is the line where what it was reading began; all from 1.
    """
    if "end of stream" not in problem and (found := _swallowing_quote(text, line)):
        return found
    lines = split_lines(text)
    if found := _full_width_sign(lines, line, opens):
        return found
    if "expected ',' or" in problem:
        return _comment_as_value(lines, line, opens)
    if "mapping values are not allowed" in problem:
        return _key_without_colon(lines, line, column) or _indented_under_a_value(lines, line)
    return _indented_under_a_value(lines, line) if "did not find expected key" in problem else None


def full_width_sign(text: str) -> tuple[Said, int] | None:
    """The first full-width sign in one line that stands in the place of YAML's own, and where; columns from 1."""
    found = min((match for sign in _FULL_WIDTH if (match := sign.search(text))), key=_sign_at, default=None)
    if found is None:
        return None
    return wide(found["sign"]), _sign_at(found) + 1


def wide(sign: str) -> Said:
    """What to write in the place of a full-width sign."""
    if sign == "\u3000":
        return said("a full-width space stands here; write an ordinary one")
    return said("{sign} is a full-width sign; write {plain}", sign=quoted(sign), plain=quoted(_PLAIN_SIGNS[sign]))


def _sign_at(found: re.Match[str]) -> int:
    return found.start("sign")


def _full_width_sign(lines: tuple[str, ...], line: int, opens: int) -> Culprit | None:
    """A sign on the line that the parser gave up on, on the one before, or where what it was reading began."""
    for number in sorted({opens, line - 1, line}):
        if 1 <= number <= len(lines) and (found := full_width_sign(lines[number - 1])):
            return found[0], number, found[1]
    return None


def _swallowing_quote(text: str, line: int) -> Culprit | None:
    """A quote whose text ends lines further down, in the line that the parser could not read on."""
    last = _last_quoted(text)
    if last is None or last[0].line == last[1].line or last[1].line + 1 != line:
        return None
    opens, closes = last[0].line + 1, last[1].line + 1
    message = said(
        "a quote that opens in line {opens} does not close on that line; the next quote, in line {closes}, ends it",
        opens=opens,
        closes=closes,
    )
    return message, opens, last[0].column + 1


def _last_quoted(text: str) -> tuple[_Mark, _Mark] | None:
    """Where the last scalar before the fault begins and ends; None when it has no quotes."""
    next_event = yaml.CBaseLoader(text.encode("utf-8")).get_event
    last: yaml.Event | None = None
    with suppress(yaml.YAMLError):
        while (event := next_event()) is not None:
            last = event
    if not isinstance(last, yaml.ScalarEvent) or last.style not in _ANY_QUOTE:
        return None
    return cast("_Mark", last.start_mark), cast("_Mark", last.end_mark)


def _comment_as_value(lines: tuple[str, ...], line: int, opens: int) -> Culprit | None:
    for number in range(opens, min(line, len(lines)) + 1):
        found = _VALUE_THAT_IS_A_COMMENT.search(lines[number - 1])
        if found and not any(lines[number - 1][: found.start()].count(quote) % 2 for quote in _ANY_QUOTE):
            message = said(
                '" #" starts a comment, which hides the rest of this line; put {text} in quotes',
                text=quoted(found["text"]),
            )
            return message, number, found.start("text") + 1
    return None


def _key_without_colon(lines: tuple[str, ...], line: int, column: int) -> Culprit | None:
    """The single word in the line before, unless it goes on with a text that began above it."""
    if ":" in lines[line - 1][: column - 1]:
        return None  # the colon in the way is the second one of its own line
    above = [number for number in range(1, line) if lines[number - 1].split("#")[0].strip()]
    found = _BARE_KEY.fullmatch(lines[above[-1] - 1]) if above else None
    if found is None:
        return None
    if len(above) > 1:
        earlier = lines[above[-2] - 1]
        indent = len(earlier) - len(earlier.lstrip())
        if not earlier.rstrip().endswith(":") and indent < len(found["before"]):
            return None
    return said('the ":" after {word} is missing', word=quoted(found["word"])), above[-1], found.start("word") + 1


def _indented_under_a_value(lines: tuple[str, ...], line: int) -> Culprit | None:
    """An entry that is indented deeper than the one above it, although that one has its value on its own line."""
    entry = _WHOLE_ENTRY.match(lines[line - 1]) or _ONLY_A_KEY.match(lines[line - 1])
    above = [number for number in range(1, line) if lines[number - 1].split("#")[0].strip()]
    earlier = _WHOLE_ENTRY.match(lines[above[-1] - 1]) if above else None
    if entry is None or earlier is None or len(entry["before"]) <= len(earlier["before"]):
        return None
    message = said(
        "this line is indented deeper than line {above}, which has its value already; begin both in the same column",
        above=above[-1],
    )
    return message, line, len(entry["before"]) + 1
