"""The text of one JSON file -> a tree of nodes with positions; malformed JSON is reported where it goes wrong."""

import json
import math
import re
from bisect import bisect_right
from json import JSONDecodeError

from iam_atlas.errors import Position, Said, Words, said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.reader import DEEPEST
from iam_atlas.load.source_text import decode, line_starts
from iam_atlas.load.words import quoted
from iam_atlas.pause import gc_paused

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])|(?:true|false|null)(?!\w)")
_WORDS = ("true", "false", "null")
_MOST_DIGITS = 310  # of the largest finite double
# Possessive: a way back, kept for each character, would take a hundred times the memory of the text.
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\.)*+"')
_WRONG_WORD = re.compile(r"[\w.+'-]+")


def read_json(data: bytes, file: str, findings: Findings) -> Node | None:
    """The value of a JSON file; None when it cannot be read (the reason was reported).

    Numbers, `true`, `false` and `null` become plain scalars, strings become scalars that are not plain, so that one
    rule tells them apart in YAML and JSON. A duplicate key is reported and left out.
    """
    text = decode(data, file, findings)
    if text is None:
        return None
    scanner = _Scanner(text, file, findings)
    try:
        with gc_paused():
            return scanner.document()
    except _MalformedError as error:
        findings.error(error.position, "json-syntax-error", said("this is not valid JSON: {reason}", reason=error.said))
        return None


def _is_a_number_for_all(word: str) -> bool:
    """Whether programs read the number: none reads `1e999` as what it says, and few more digits than a double has."""
    return word in _WORDS or (len(word) <= _MOST_DIGITS and math.isfinite(float(word)))


class _MalformedError(Exception):
    """The text is not JSON from `position` on."""

    def __init__(self, position: Position, reason: Said) -> None:
        super().__init__(str(reason))
        self.position, self.said = position, reason


class _Scanner:
    """Walks through the text once; `_at` is the index of the next character."""

    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self._text, self._file, self._findings = text, file, findings
        self._starts = line_starts(text)
        self._at = 0

    def document(self) -> Node:
        node = self._value(0)
        if self._peek():
            raise self._malformed(said("nothing may follow the value, but {met} does", met=self._met()))
        return node

    def _value(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._malformed(
                said("maps and lists stand more than {levels} levels inside each other", levels=DEEPEST)
            )
        match self._peek():
            case "{":
                return self._object(depth)
            case "[":
                return self._array(depth)
            case '"':
                return self._string()
        found = _WORD.match(self._text, self._at)
        if not found:
            raise self._malformed(
                said("a value is expected, not {met}{hint}", met=self._met(), hint=self._quote_hint())
            )
        if not _is_a_number_for_all(found[0]):
            raise self._malformed(said("this number is larger than any that is read"))
        position = self._position()
        self._at = found.end()
        return Scalar(found[0], True, position, len(found[0]))

    def _object(self, depth: int) -> Mapping:
        begin, position = self._at, self._position()
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        self._at += 1
        more = self._peek() != "}"
        while more:
            if self._peek() != '"':
                raise self._malformed(said("a key in double quotes is expected, not {met}", met=self._met()))
            key = self._string()
            if self._peek() != ":":
                raise self._malformed(
                    said('":" is expected after the key {key}, not {met}', key=quoted(key.text), met=self._met())
                )
            self._at += 1
            value = self._value(depth + 1)
            if self._is_new(key, seen):
                entries.append((key, value))
            more = self._goes_on("}")
        self._at += 1
        return Mapping(tuple(entries), position, self._length(begin))

    def _array(self, depth: int) -> Sequence:
        begin, position = self._at, self._position()
        items: list[Node] = []
        self._at += 1
        more = self._peek() != "]"
        while more:
            items.append(self._value(depth + 1))
            more = self._goes_on("]")
        self._at += 1
        return Sequence(tuple(items), position, self._length(begin))

    def _goes_on(self, closing: str) -> bool:
        """Whether a comma says that another entry follows; stands at the closing bracket when not."""
        end = self._at
        met = self._peek()
        if met == closing:
            return False
        line = bisect_right(self._starts, end - 1)
        if met and met not in ",}]:" and self._position().line > line:
            self._at = end
            raise self._malformed(said("a comma is missing after line {line}", line=line))
        if met != ",":
            raise self._malformed(said('"," or "{closing}" is expected, not {met}', closing=closing, met=self._met()))
        comma = self._at
        self._at += 1
        if self._peek() == closing:
            self._at = comma
            raise self._malformed(said('no comma may stand before the closing "{closing}"', closing=closing))
        return True

    def _string(self) -> Scalar:
        position = self._position()
        found = _STRING.match(self._text, self._at)
        if not found:
            raise self._malformed(said("the string that starts here is never closed on its line"))
        try:
            text = str(json.loads(found[0]))
            text.encode("utf-8")
        except (JSONDecodeError, UnicodeEncodeError):
            raise self._malformed(said("a backslash sequence in this string is not known")) from None
        self._at = found.end()
        return Scalar(text, False, position, len(found[0]))

    def _is_new(self, key: Scalar, seen: dict[str, Scalar]) -> bool:
        first = seen.setdefault(key.text, key)
        if first is not key:
            message = said(
                "key {key} stands twice in this map; the first is at {place}",
                key=quoted(key.text),
                place=str(first.position),
            )
            self._findings.error(key, "duplicate-key", message)
        return first is key

    def _peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _met(self) -> Words:
        if self._at >= len(self._text):
            return said("the end of the file")
        if self._text[self._at] == '"':
            return said("a string")
        word = _WRONG_WORD.match(self._text, self._at)
        return quoted(word[0] if word else self._text[self._at])

    def _quote_hint(self) -> Words:
        return said("; JSON texts stand in double quotes") if _WRONG_WORD.match(self._text, self._at) else ""

    def _position(self) -> Position:
        line = bisect_right(self._starts, self._at)
        return Position(self._file, line, self._at - self._starts[line - 1] + 1)

    def _length(self, begin: int) -> int:
        """How many characters from `begin` to here, 1 when a line ends in between."""
        on_one_line = bisect_right(self._starts, begin) == bisect_right(self._starts, self._at - 1)
        return self._at - begin if on_one_line else 1

    def _malformed(self, reason: Said) -> _MalformedError:
        return _MalformedError(self._position(), reason)
