"""Where something stands in the input, what is said to be wrong with it, and the exceptions that carry that outwards.

AtlasError
+-- InputError      the user's files are wrong; carries every problem found, not just the first (exit 3)
+-- UsageError      the command was called with words that make no sense together (exit 2)
+-- OutputError     a file could not be written, or somebody else's file is in the way (exit 1)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Words: TypeAlias = "Said | Listing | str | int"
"""What is said, or fills a gap of it. A text goes as it is into every language: it is the user's own, or code."""


@dataclass(frozen=True, slots=True)
class Said:
    """An English sentence with named gaps, and what fills them; `str` puts it together.

    Nothing is glued to a sentence: what comes and goes, such as `; did you mean "prod"?`, is said for itself and fills
    a gap, so that another language can say the sentence whole, and in its own order. `many` is the plural form of a
    counted sentence, whose number fills the gap `count`. A literal brace is doubled.
    """

    sentence: str
    gaps: tuple[tuple[str, Words], ...] = ()
    many: str | None = None

    def __str__(self) -> str:
        values = dict(self.gaps)
        form = self.sentence if self.many is None or values["count"] == 1 else self.many
        return form.format(**values)


class Joint(Enum):
    """What stands before the last thing of a list, in English; between all of them, where each has its own line."""

    COMMA = ", "
    AND = " and "
    OR = " or "
    LINE = "\n"


@dataclass(frozen=True, slots=True)
class Listing:
    """Things in a row: `a, b and c`; empty for none."""

    items: tuple[Words, ...]
    joint: Joint

    def __str__(self) -> str:
        between = self.joint.value if self.joint is Joint.LINE else Joint.COMMA.value
        *head, last = map(str, self.items) if self.items else ("",)
        return f"{between.join(head)}{self.joint.value}{last}" if head else last


def said(sentence: str, /, **gaps: Words) -> Said:
    """`sentence` and what fills its gaps. It is found for the catalogues here, so it must be a literal."""
    return Said(sentence, tuple(gaps.items()))


def counted(one: str, many: str, count: int, /, **gaps: Words) -> Said:
    """The same for a sentence about `count` things, which also fills the gap `{count}`."""
    return Said(one, (("count", count), *gaps.items()), many)


def listed(items: Iterable[Words], joint: Joint = Joint.COMMA) -> Listing:
    """`items` in a row."""
    return Listing(tuple(items), joint)


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

    `rule` is a stable kebab-case name (`unknown-account`). `said` quotes the user's own words and says what is
    accepted. `source_line` is the whole offending line, empty when the file could not be read at all.
    `length` is how many characters from the position on are meant, at least 1. `within` is where the trust entry begins
    that the position lies in, None for everything else.
    """

    position: Position
    severity: Severity
    rule: str
    said: Said
    source_line: str = ""
    length: int = 1
    within: Position | None = None

    @property
    def message(self) -> str:
        """What is said, in English: problems are sorted and told apart by it, whatever language they are shown in."""
        return str(self.said)


class AtlasError(Exception):
    """Anything this program refuses to do, with a message for people."""

    def __init__(self, words: Words) -> None:
        self.said = words
        super().__init__(str(words))


class InputError(AtlasError):
    """The input is invalid. `problems` holds all errors and warnings found, sorted by position."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        lines = (
            said("{place}: {message} [{rule}]", place=str(p.position), message=p.said, rule=p.rule) for p in problems
        )
        super().__init__(listed(lines, Joint.LINE))


class UsageError(AtlasError):
    """The command line asks for something that cannot be meant."""


class OutputError(AtlasError):
    """Output could not be written whole; the previous state is untouched."""
