"""What the YAML parser complains about -> the same in plain words, for somebody who never read the YAML standard."""

from dataclasses import replace

import yaml

from iam_atlas.errors import Said, Words, said
from iam_atlas.load.yaml_culprits import culprit

_TAB = said("a tab stands where spaces are needed; indent with spaces")
_UNCLOSED = said("the quotes opened here are never closed")
_NO_TAGS = said("YAML tags such as !include are not accepted; put quotes around a text that starts with !")
_MEANINGS = (  # gaps stay open until it is known where the parser stood
    (
        "mapping values are not allowed",
        said('a ":" is not expected here; the line above may lack one, or a text that contains ": " lacks quotes'),
    ),
    ("mapping keys are not allowed", said('a "? " is not expected here; put quotes around a text that starts with it')),
    ("found a tab character", _TAB),
    ("cannot start any token", said("a value cannot start with {character}; put the value in quotes")),
    ("expected ',' or ']'", said('a "," or the closing "]" is missing in the list that opens in line {opens}')),
    ("expected ',' or '}'", said('a "," or the closing "}}" is missing in the map that opens in line {opens}')),
    ("expected '-' indicator", said('every entry of this list starts with "- ", all in the same column')),
    ("did not find expected key", said("this line does not fit the map around it; check its indentation and quotes")),
    ("could not find expected ':'", said('the ":" after this key is missing')),
    ("found unexpected end of stream", _UNCLOSED),
    ("found unexpected document indicator", _UNCLOSED),
    (
        "block sequence entries are not allowed",
        said('a list entry "- " cannot start here; put the list on lines of its own'),
    ),
    ("did not find expected node content", said("a value is expected here, not {character}")),
    (
        "found unknown escape character",
        said("this backslash sequence is not known; use single quotes for a text as it is"),
    ),
    ("expected hexdecimal number", said("hexadecimal digits must follow this backslash sequence")),
    ("expected alphabetic or numeric character", said('a value cannot start with "*" or "&"; put the value in quotes')),
    ("expected <document start>", said("this line does not belong to what stands above it; check its indentation")),
    ("expected comment or line break", said("text after | or > must start on the next line")),
    ("tag handle", _NO_TAGS),
    ("tag URI", _NO_TAGS),
    ("the expected '>'", _NO_TAGS),
    ("found incompatible YAML document", said("this version of YAML is not known; remove the %YAML line")),
    ("directive", said("a line that starts with % is a directive, and this one is not known; remove it")),
)


def explain(error: yaml.YAMLError, text: str) -> tuple[Said, int, int]:
    """What is wrong and where: a message, the line and the column, both from 1.

    The place is where the parser gave up, except where an earlier one is known to be at fault: a quote or bracket that
    is never closed, a key without a colon.
    """
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    opening = getattr(error, "context_mark", None) or mark
    if mark is None or opening is None:
        return _invalid(problem), 1, 1
    if better := culprit(problem, text, mark.line + 1, mark.column + 1, opening.line + 1):
        reason, line, column = better
        return _invalid(reason), line, column
    meaning = _meaning(problem, at_tab=text[mark.index : mark.index + 1] == "\t")
    gaps = (("character", _character(text, mark.index)), ("opens", opening.line + 1))
    if meaning is _UNCLOSED or "could not find expected ':'" in problem or mark.index >= len(text.rstrip()):
        mark = opening
    return _invalid(replace(meaning, gaps=gaps) if meaning else problem), mark.line + 1, mark.column + 1


def _invalid(reason: Words) -> Said:
    return said("this is not valid YAML: {reason}", reason=reason)


def _meaning(problem: str, *, at_tab: bool) -> Said | None:
    if "cannot start any token" in problem and at_tab:
        return _TAB
    return next((meaning for part, meaning in _MEANINGS if part in problem), None)


def _character(text: str, index: int) -> Words:
    if index >= len(text):
        return said("the end of the file")
    return said('"{text}"', text="\\t" if text[index] == "\t" else text[index])
