"""An accounts file in a git repository -> the commits that changed it or what it includes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iam_atlas.changes.past import Commit
from iam_atlas.errors import UsageError
from iam_atlas.load.git import attempt, git

_FIELDS = ("%H", "%cs", "%an", "%s")


@dataclass(frozen=True, slots=True)
class History:
    """`commits`, newest first. `is_edited` says that the files on disk are not what the newest of them holds.

    `is_whole` says that the last of `commits` is the first version there ever was: nothing was cut off, neither by the
    number asked for nor by a shallow clone.
    """

    commits: tuple[Commit, ...]
    is_edited: bool
    is_whole: bool


NO_HISTORY = History((), is_edited=False, is_whole=False)


def history_of(file: Path, sources: Iterable[str], most: int) -> History:
    """The newest `most` commits, along first parents, that changed `file` or one of `sources`, relative to its folder.

    A merge counts once, as what it brought. Nothing is there without git, outside of a repository, and for a file that
    no commit has.
    """
    folder, paths = file.parent, sorted({file.name, *sources})
    try:
        if attempt(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
            return NO_HISTORY
        commits = (*_commits(folder, paths, most + 1),)
        edited = bool(_about(folder, ["status", "--porcelain", "--untracked-files=all"], paths))
        is_shallow = git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except UsageError:
        return NO_HISTORY
    return History(commits[:most], bool(commits) and edited, len(commits) <= most and not is_shallow)


def _commits(folder: Path, paths: list[str], most: int) -> Iterator[Commit]:
    """What `git log -z` lists; the texts come as UTF-8, whatever a commit was written in."""
    form = "%x00".join(_FIELDS)
    asked = ["log", "-z", "--first-parent", "--no-show-signature", "--encoding=UTF-8", f"--max-count={most}"]
    answer = _about(folder, [*asked, f"--format={form}"], paths).decode(errors="replace")
    texts = iter(answer.split("\0") if answer else ())
    for revision, day, author, subject in zip(texts, texts, texts, texts, strict=True):
        yield Commit(revision, date.fromisoformat(day), author, subject)


def _about(folder: Path, asked: list[str], paths: list[str]) -> bytes:
    return git(folder, "--literal-pathspecs", *asked, "--", *paths).removesuffix(b"\0")
