"""What the YAML parser complains about -> the same in plain words, for somebody who never read the YAML standard."""

import yaml

from iam_atlas.load.yaml_culprits import culprit

_TAB = "a tab stands where spaces are needed; indent with spaces"
_UNCLOSED = "the quotes opened here are never closed"
_NO_TAGS = "YAML tags such as !include are not accepted; put quotes around a text that starts with !"
_MEANINGS = (
    (
        "mapping values are not allowed",
        'a ":" is not expected here; the line above may lack one, or a text that contains ": " lacks quotes',
    ),
    ("mapping keys are not allowed", 'a "? " is not expected here; put quotes around a text that starts with it'),
    ("found a tab character", _TAB),
    ("cannot start any token", "a value cannot start with {character}; put the value in quotes"),
    ("expected ',' or ']'", 'a "," or the closing "]" is missing in the list that opens in line {opens}'),
    ("expected ',' or '}'", 'a "," or the closing "}}" is missing in the map that opens in line {opens}'),
    ("expected '-' indicator", 'every entry of this list starts with "- ", all in the same column'),
    ("did not find expected key", "this line does not fit the map around it; check its indentation and quotes"),
    ("could not find expected ':'", 'the ":" after this key is missing'),
    ("found unexpected end of stream", _UNCLOSED),
    ("found unexpected document indicator", _UNCLOSED),
    ("block sequence entries are not allowed", 'a list entry "- " cannot start here; put the list on lines of its own'),
    ("did not find expected node content", "a value is expected here, not {character}"),
    ("found unknown escape character", "this backslash sequence is not known; use single quotes for a text as it is"),
    ("expected hexdecimal number", "hexadecimal digits must follow this backslash sequence"),
    ("expected alphabetic or numeric character", 'a value cannot start with "*" or "&"; put the value in quotes'),
    ("expected <document start>", "this line does not belong to what stands above it; check its indentation"),
    ("expected comment or line break", "text after | or > must start on the next line"),
    ("tag handle", _NO_TAGS),
    ("tag URI", _NO_TAGS),
    ("the expected '>'", _NO_TAGS),
    ("found incompatible YAML document", "this version of YAML is not known; remove the %YAML line"),
    ("directive", "a line that starts with % is a directive, and this one is not known; remove it"),
)


def explain(error: yaml.YAMLError, text: str) -> tuple[str, int, int]:
    """What is wrong and where: a message, the line and the column, both from 1.

    The place is where the parser gave up, except where an earlier one is known to be at fault: a quote or bracket that
    is never closed, a key without a colon.
    """
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    opening = getattr(error, "context_mark", None) or mark
    if mark is None or opening is None:
        return f"this is not valid YAML: {problem}", 1, 1
    if better := culprit(problem, text, mark.line + 1, mark.column + 1, opening.line + 1):
        message, line, column = better
        return f"this is not valid YAML: {message}", line, column
    character = _character(text, mark.index)
    message = _in_plain_words(problem, character, opening.line + 1)
    if _UNCLOSED in message or "could not find expected ':'" in problem or mark.index >= len(text.rstrip()):
        mark = opening
    return message, mark.line + 1, mark.column + 1


def _in_plain_words(problem: str, character: str, opens: int) -> str:
    if "cannot start any token" in problem and character == '"\\t"':
        return f"this is not valid YAML: {_TAB}"
    known = (meaning.format(character=character, opens=opens) for part, meaning in _MEANINGS if part in problem)
    return f"this is not valid YAML: {next(known, problem)}"


def _character(text: str, index: int) -> str:
    if index >= len(text):
        return "the end of the file"
    return '"\\t"' if text[index] == "\t" else f'"{text[index]}"'
