"""Problems -> text for people, JSON, GitHub annotations or SARIF, in the reader's language; nothing is printed here."""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

from iam_atlas.errors import Problem, Said, Severity, counted, listed, said
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import ENGLISH, Translator

_WIDEST = 120  # columns of a terminal that a source line may take
_BEFORE = 40  # columns kept before the caret when a long line is cut
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """`file:line:col: message [rule]`, the source line with a caret under the words meant, and a last line that counts.

    Sorted by position. Empty when there are no problems. Warnings say so before their message.
    """
    ordered = _sorted(problems)
    return "".join(_block(problem, t) for problem in ordered) + (f"{summary(ordered, t)}\n" if ordered else "")


def summary(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """`3 errors, 1 warning in 2 files`; `no problems` when there are none."""
    found = [*problems]
    if not found:
        return say(said("no problems"), t)
    counts = Counter(problem.severity for problem in found)
    parts = listed(_count(severity, counts[severity]) for severity in Severity if counts[severity])
    files = len({problem.position.file for problem in found})
    return say(said("{problems} in {files}", problems=parts, files=counted("{count} file", "{count} files", files)), t)


def as_json(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """A JSON object with `problems` (file, line, column, length, severity, rule, message) and `summary`."""
    ordered = _sorted(problems)
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
    return _as_json_text({"problems": rows, "summary": summary(ordered, t)})


def as_github(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """One workflow command a line (`::error file=...`), which GitHub shows beside the line of the file.

    Source: GitHub Actions, "Workflow commands": percent, carriage return and line feed are escaped everywhere,
    colon and comma in properties too.
    """
    return "".join(_github_line(problem, t) for problem in _sorted(problems))


def as_sarif(problems: Iterable[Problem], t: Translator = ENGLISH) -> str:
    """A SARIF 2.1.0 log; the same problems give the same bytes, and fingerprints survive lines that move."""
    ordered = _sorted(problems)
    rules = sorted({problem.rule for problem in ordered})
    driver = {"name": "iam-atlas", "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(problem, print_, t) for problem, print_ in zip(ordered, _fingerprints(ordered), strict=True)
        ],
    }
    return _as_json_text({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(
        problems, key=lambda problem: (problem.position, problem.severity.value, problem.rule, problem.message)
    )


def _count(severity: Severity, number: int) -> Said:
    if severity is Severity.ERROR:
        return counted("{count} error", "{count} errors", number)
    return counted("{count} warning", "{count} warnings", number)


def _block(problem: Problem, t: Translator) -> str:
    is_warning = problem.severity is Severity.WARNING
    words = say(said("warning: {message}", message=problem.said) if is_warning else problem.said, t)
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


def _github_line(problem: Problem, t: Translator) -> str:
    place = problem.position
    end = place.column + problem.length
    where = f"file={_property(place.file)},line={place.line},col={place.column},endColumn={end}"
    properties = f"{where},title={_property(problem.rule)}"
    return f"::{problem.severity.value} {properties}::{_data(say(problem.said, t))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_result(problem: Problem, fingerprint: str, t: Translator) -> dict[str, object]:
    place = problem.position
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + problem.length,
    }
    return {
        "ruleId": problem.rule,
        "level": problem.severity.value,
        "message": {"text": say(problem.said, t)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}],
        "partialFingerprints": {"problem/v1": fingerprint},
    }


def _uri(file: str) -> str:
    """A relative reference: everything but letters, digits and a few signs as percent escapes of its UTF-8 bytes."""
    plain = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in file.encode("utf-8", "replace"))


def _fingerprints(problems: list[Problem]) -> list[str]:
    """File, rule, message and how many of the same came before; not the line number, which moves with every edit.

    The message counts in English, so that one problem has one fingerprint, whoever reads of it in which language.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for problem in problems:
        key = (problem.position.file, problem.rule, problem.message)
        text = "\0".join((*key, str(seen[key])))
        prints.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
        seen[key] += 1
    return prints


def _as_json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
