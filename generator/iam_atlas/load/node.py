"""YAML as a tree of values with positions: every scalar as it was written, nothing guessed about its type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.errors import Position, Problem, Said, Severity, said
from iam_atlas.model.landscape import Look

MOST_ERRORS = 2_000  # reported; nobody mends more at once, and a hostile file could have millions


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar exactly as written: `text` is `020222070707`, `NO`, `2012-10-17`, quotes and folding removed.

    `plain` is True for an unquoted one-liner; only a plain `true`, `false`, `null`/`~`/empty or short integer ever has
    a meaning beyond its text. `length` is how many characters it takes on its line.
    """

    text: str
    plain: bool
    position: Position
    length: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    position: Position
    length: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map; keys are unique and in the order of the file (duplicates were reported and left out)."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    position: Position
    length: int = 1

    def get(self, key: str) -> "Node | None":
        """The value under `key`, None when the key is absent."""
        for name, value in self.entries:  # asked so often that a generator for each would be felt
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its position; None when absent."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def named(self) -> Iterator[tuple[str, Scalar, "Node"]]:
        """Each entry with its key as text, without the `x-` keys."""
        return ((name.text, name, value) for name, value in self.entries if not name.text.startswith("x-"))


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Findings:
    """Collects problems while loading; knows every look, and the lines of all files, to show the offending one."""

    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    errors: int = 0

    def error(self, at: "Node | Position", rule: str, message: Said) -> None:
        """Report what must be mended before anything is generated; of very many, the first, and that there are more."""
        self.errors += 1
        if self.errors <= MOST_ERRORS:
            self._add(at, Severity.ERROR, rule, message)
        elif self.errors == MOST_ERRORS + 1:
            more = said("there are more problems than the {most} that are reported; mend these first", most=MOST_ERRORS)
            self._add(at, Severity.ERROR, "too-many-problems", more)

    def warning(self, at: "Node | Position", rule: str, message: Said, within: "Mapping | None" = None) -> None:
        """Report what is probably not meant; `within` is the trust entry that `at` is a part of."""
        self._add(at, Severity.WARNING, rule, message, within)

    def has(self, rule: str) -> bool:
        """Whether something was reported under this rule."""
        return any(problem.rule == rule for problem in self.problems)

    def _add(
        self, at: "Node | Position", severity: Severity, rule: str, message: Said, within: "Mapping | None" = None
    ) -> None:
        position, length = (at, 1) if isinstance(at, Position) else (at.position, at.length)
        lines = self.lines.get(position.file, ())
        line = lines[position.line - 1] if 0 < position.line <= len(lines) else ""
        whole = within.position if within else None
        self.problems.append(Problem(position, severity, rule, message, line, max(length, 1), whole))
