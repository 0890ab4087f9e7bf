"""A plan that was not carried out to what a reviewer reads: the stale files, and how they differ."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from iam_atlas.errors import Said, said
from iam_atlas.site.manifest import MANIFEST_PATH
from iam_atlas.site.plan import Plan

_MOST_LINES = 20  # of one diff: enough to see what kind of change it is
_DRAWING = re.compile(r"<svg\b(?:(?!<svg\b).)*?</svg>", re.DOTALL)  # an innermost one: drawings stand inside drawings
_LEFT_OUT = "(a drawing)"


def stale_files(plan: Plan) -> tuple[Said, ...]:
    """One line a file, sorted by path: `changed`, `missing`, `edited by hand` or `no longer generated`."""
    how = {path: said("changed") if path in plan.replaced else said("missing") for path in plan.written}
    how |= dict.fromkeys(plan.deleted, said("no longer generated"))
    how |= {path: said("{how}, and edited by hand", how=how[path]) for path in plan.edited if path in how}
    told = how if set(how) == {MANIFEST_PATH} else how.keys() - {MANIFEST_PATH}
    return tuple(said("{path}: {how}", path=path, how=how[path]) for path in sorted(told))


def differences(root: Path, plan: Plan) -> str:
    """A unified diff from what is on disk to what would be written, by path; binary files and the manifest left out.

    Drawings say nothing line by line, so they are left out; a file's diff is cut after some lines and says so.
    """
    return "".join(line for path in sorted({*plan.written, *plan.deleted}) for line in _of_file(root, plan, path))


def _of_file(root: Path, plan: Plan, path: str) -> Iterator[str]:
    before = (root / path).read_bytes() if path in plan.replaced or path in plan.deleted else b""
    after = plan.written.get(path, b"")
    if path == MANIFEST_PATH or b"\0" in before + after:
        return
    lines = [*_diff(path, before, after)]
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        yield f"# ... and {more} more {'line' if more == 1 else 'lines'} of {path}\n"
    if not lines and _DRAWING.search(after.decode("utf-8", "replace")):
        yield f"# {path}: only a drawing differs\n"


def _diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    names = (f"a/{path}" if before else "/dev/null", f"b/{path}" if after else "/dev/null")
    for line in difflib.unified_diff(_lines(before), _lines(after), *names):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(content: bytes) -> list[str]:
    text, found = content.decode("utf-8", "replace").replace("\r\n", "\n"), 1
    while found:
        text, found = _DRAWING.subn(_LEFT_OUT, text)
    return text.splitlines(keepends=True)
