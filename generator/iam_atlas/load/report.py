"""Problems -> text for people, JSON or GitHub annotations, in the reader's language; nothing is printed here."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iam_atlas.errors import Problem, Said, Severity, Words, counted, listed, said
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import ENGLISH, Translator

_WIDEST = 120  # columns of a terminal that a source line may take
_BEFORE = 40  # columns kept before the caret when a long line is cut


def as_text(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """`file:line:col: message [rule]`, the source line with a caret under the words meant, and a last line that counts.

    Sorted by position. Empty when there are no problems. Warnings say so before their message.
    """
    ordered = in_order(problems)
    return "".join(block(problem, _as_said(problem), t) for problem in ordered) + (
        f"{summary(ordered, t)}\n" if ordered else ""
    )


def summary(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """`3 errors, 1 warning in 2 files`; `no problems` when there are none."""
    return summary_of(tally(problems), t)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems there are of each severity, and in how many files."""

    counts: Mapping[Severity, int]
    files: int


def tally(problems: Iterable[Problem]) -> Tally:
    """The problems counted."""
    found = [*problems]
    counts = Counter(problem.severity for problem in found)
    return Tally({severity: counts[severity] for severity in Severity}, len({each.position.file for each in found}))


def summary_of(found: Tally, t: Translator = ENGLISH) -> str:
    """`summary` for problems that were counted before."""
    if not any(found.counts.values()):
        return say(said("no problems"), t)
    parts = listed(_count(severity, count) for severity, count in found.counts.items() if count)
    files = counted("{count} file", "{count} files", found.files)
    return say(said("{problems} in {files}", problems=parts, files=files), t)


def as_json(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """A JSON object with `problems` (file, line, column, length, severity, rule, message) and `summary`."""
    ordered = in_order(problems)
    rows = [
        {
            "file": problem.position.file,
            "line": problem.position.line,
            "column": problem.position.column,
            "length": problem.length,
            "severity": problem.severity.value,
            "rule": problem.rule,
            "message": say(problem.said, t),
        }
        for problem in ordered
    ]
    return as_json_text({"problems": rows, "summary": summary(ordered, t)})


def as_github(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """One workflow command a line (`::error file=...`), which GitHub shows beside the line of the file.

    Source: GitHub Actions, "Workflow commands": percent, carriage return and line feed are escaped everywhere,
    colon and comma in properties too.
    """
    return "".join(github_line(problem, problem.severity.value, problem.said, t) for problem in in_order(problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By position, errors before warnings at one place."""
    return sorted(
        problems, key=lambda problem: (problem.position, problem.severity.value, problem.rule, problem.message)
    )


def _count(severity: Severity, number: int) -> Said:
    if severity is Severity.ERROR:
        return counted("{count} error", "{count} errors", number)
    return counted("{count} warning", "{count} warnings", number)


def _as_said(problem: Problem) -> Said:
    is_warning = problem.severity is Severity.WARNING
    return said("warning: {message}", message=problem.said) if is_warning else problem.said


def block(problem: Problem, message: Words, t: Translator) -> str:
    """One problem as people read it: place, message, rule, and the line with a caret under the words meant."""
    words = say(message, t)
    head = f"{safe(str(problem.position))}: {safe(words)} [{problem.rule}]\n"
    if not problem.source_line.strip():
        return head + "\n"
    line, before, length = _excerpt(problem)
    number = str(problem.position.line)
    margin = " " * len(number)
    marker = "^" + "~" * (max(_width(line[before : before + length]), 1) - 1)
    return f"{head}{margin} |\n{number} | {line}\n{margin} | {_blank(line[:before])}{marker}\n\n"


def _excerpt(problem: Problem) -> tuple[str, int, int]:
    """The line as shown, how many of its characters stand before the caret, and how many are marked."""
    start = problem.position.column - 1
    source = problem.source_line
    before, meant, after = (safe(part) for part in _cut(source, start, problem.length))
    cut_before = _width(before + meant + after) > _WIDEST and _width(before) > _BEFORE
    if cut_before:
        before = "…" + _last_columns(before, _BEFORE)
    shown = _first_columns(before + meant + after, _WIDEST)
    return shown, len(before), min(len(meant), len(shown) - len(before))


def _cut(source: str, start: int, length: int) -> tuple[str, str, str]:
    return source[:start], source[start : start + length], source[start + length :].rstrip()


def safe(text: str) -> str:
    """The text with characters spelled out that have no picture or change what is shown around them.

    Tabs are kept, and the wide space of Japanese prose.
    """
    return "".join(
        character if character.isprintable() or character in "\t\u3000" else _spelled(character) for character in text
    )


def _spelled(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def _width(text: str) -> int:
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    """Columns of a terminal: two for wide East Asian characters, none for marks that sit on the one before."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _blank(text: str) -> str:
    """White space exactly as wide as the text; tabs stay tabs, whatever their width is."""
    return "".join("\t" if character == "\t" else " " * _columns(character) for character in text)


def _first_columns(text: str, columns: int) -> str:
    """As much of the beginning as fits, with a sign where something was left out."""
    if _width(text) <= columns:
        return text
    used, kept = 1, 0
    while kept < len(text) and used + _columns(text[kept]) <= columns:
        used += _columns(text[kept])
        kept += 1
    return text[:kept] + "…"


def _last_columns(text: str, columns: int) -> str:
    kept = text[-columns:]
    while _width(kept) > columns:
        kept = kept[1:]
    return kept


def github_line(problem: Problem, level: str, message: Words, t: Translator) -> str:
    """One annotation: `level` is error, warning or notice."""
    place = problem.position
    end = place.column + problem.length
    where = f"file={_property(place.file)},line={place.line},col={place.column},endColumn={end}"
    properties = f"{where},title={_property(problem.rule)}"
    return f"::{level} {properties}::{_data(say(message, t))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json_text(value: object) -> str:
    """JSON for people and programs: indented, Japanese as it is, one line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
