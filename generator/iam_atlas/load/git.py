"""Words for git -> what it answers; only ever questions, nothing in a repository is changed."""

import subprocess
from pathlib import Path

from iam_atlas.errors import UsageError, said


def git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints in `folder` when it is given `given`. Raises UsageError with git's own reason when it fails."""
    done = attempt(folder, *words, given=given)
    if done.returncode != 0:
        reason = " ".join(done.stderr.decode(errors="replace").split())
        raise UsageError(said("git cannot read {folder}: {reason}", folder=str(folder), reason=reason))
    return done.stdout


def attempt(folder: Path, *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """The same, whatever its exit code. Raises UsageError only where there is no git, or no such folder."""
    try:
        return subprocess.run(["git", *words], cwd=folder, input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise UsageError(said("there is no folder {folder}", folder=str(folder))) from error
        raise UsageError(said("a revision can only be read with git, and there is no git on the path")) from error
