"""The hand-written and generated pages of a reader -> every fenced block in them, with what the page says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from builders import REPOSITORY

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_MARK = re.compile(r"^ *<!-- snippet: (?P<mark>.+?) -->$")
_GENERATED = (REPOSITORY / "docs" / "atlas", REPOSITORY / "docs" / "ja")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One fenced block.

    `kind` is the first word behind its fence. `mark` is what a comment above it says (`<!-- snippet: ... -->`): what
    it is a part of, or what printed it; empty where the kind says enough. `line` is that of the fence, counted from 1.
    """

    page: str
    line: int
    kind: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> tuple[Path, ...]:
    """Every Markdown file for readers that no run of `generate` writes, sorted."""
    below = (REPOSITORY / "docs").rglob("*.md")
    written = [path for path in below if not any(path.is_relative_to(folder) for folder in _GENERATED)]
    return tuple(sorted([*REPOSITORY.glob("*.md"), *written]))


def snippets() -> tuple[Snippet, ...]:
    """Every fenced block of these pages, in order."""
    return tuple(one for path in pages() for one in snippets_in(_name(path), path.read_text(encoding="utf-8")))


def snippets_in(page: str, text: str) -> Iterator[Snippet]:
    """The fenced blocks of one page. A fence that is never closed goes on to the end."""
    lines, mark, number = text.splitlines(), "", 0
    while number < len(lines):
        opened, comment = _FENCE.match(lines[number]), _MARK.match(lines[number])
        if opened is None:
            mark = comment["mark"] if comment else mark if not lines[number].strip() else ""
            number += 1
            continue
        end = next((n for n in range(number + 1, len(lines)) if _closes(lines[n], opened["ticks"])), len(lines))
        inside = dedent("".join(f"{line}\n" for line in lines[number + 1 : end]))
        yield Snippet(page, number + 1, (opened["info"].split() or [""])[0], mark, inside)
        mark, number = "", end + 1


def prose_of(text: str) -> str:
    """A page without its fenced blocks, line for line."""
    kept, ticks = [], ""
    for line in text.splitlines():
        fence = _FENCE.match(line)
        if not ticks:
            ticks = fence["ticks"] if fence else ""
            kept.append("" if fence else line)
        else:
            kept.append("")
            ticks = "" if _closes(line, ticks) else ticks
    return "\n".join(kept)


def _closes(line: str, ticks: str) -> bool:
    return line.strip().startswith(ticks) and not line.strip().strip(ticks[0])


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()
