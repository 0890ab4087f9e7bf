"""What a version of the file changed, and when: the values that a history is told from."""

from dataclasses import dataclass
from datetime import date

from iam_atlas.changes.changes import Changes


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as git shows it: `day` is the committer's, in the time zone of the committer; all texts are hostile."""

    revision: str
    day: date
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class Past:
    """A version and what it changed. `commit` is None for one that is not committed yet.

    `changes` is None for the first version of all, and for one that could not be read, which `is_broken` says: it is
    left out, and the next one is compared with the last before it.
    """

    commit: Commit | None
    changes: Changes | None
    is_broken: bool = False
