"""Where something stands in the input, what is wrong with it, and the exceptions that carry that outwards.

AtlasError
+-- InputError      the user's files are wrong; carries every problem found, not just the first (exit 3)
+-- UsageError      the command was called with words that make no sense together (exit 2)
+-- OutputError     a file could not be written, or somebody else's file is in the way (exit 1)
"""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in an input file.

    `file` is relative to the folder of the root accounts file, with forward slashes: never absolute, so that
    output is the same on every machine. `line` and `column` count from 1; columns are characters, not bytes.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(Enum):
    """How bad a problem is: an error stops the run with exit 3, a warning is reported and the run goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input, ready to be shown to the person who wrote it.

    `rule` is a stable kebab-case name (`unknown-account`). `message` quotes the user's own words and says what
    is accepted. `source_line` is the whole offending line, empty when the file could not be read at all.
    `length` is how many characters from the position on are meant, at least 1. `within` is where the trust entry begins
    that the position lies in, None for everything else.
    """

    position: Position
    severity: Severity
    rule: str
    message: str
    source_line: str = ""
    length: int = 1
    within: Position | None = None


class AtlasError(Exception):
    """Anything this program refuses to do, with a message for people."""


class InputError(AtlasError):
    """The input is invalid. `problems` holds all errors and warnings found, sorted by position."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{p.position}: {p.message} [{p.rule}]" for p in problems))


class UsageError(AtlasError):
    """The command line asks for something that cannot be meant."""


class OutputError(AtlasError):
    """Output could not be written whole; the previous state is untouched."""
