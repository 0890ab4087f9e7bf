"""A plan that was not carried out to what a reviewer reads: the stale files, and how they differ."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from iam_atlas.site.manifest import MANIFEST_PATH
from iam_atlas.site.plan import Plan

_MOST_LINES = 400  # of one diff: a new drawing says nothing line by line


def stale_files(plan: Plan) -> tuple[str, ...]:
    """One line a file, sorted by path: `changed`, `missing`, `edited by hand` or `no longer generated`."""
    said = {path: "changed" if path in plan.replaced else "missing" for path in plan.written}
    said |= dict.fromkeys(plan.deleted, "no longer generated")
    said |= {path: f"{said[path]}, and edited by hand" for path in plan.edited if path in said}
    told = said if set(said) == {MANIFEST_PATH} else said.keys() - {MANIFEST_PATH}
    return tuple(f"{path}: {said[path]}" for path in sorted(told))


def differences(root: Path, plan: Plan) -> str:
    """A unified diff from what is on disk to what would be written, by path; binary files and the manifest left out.

    A file's diff is cut after some hundred lines and says so.
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
        yield f"# ... and {len(lines) - _MOST_LINES} more lines of {path}\n"


def _diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    names = (f"a/{path}" if before else "/dev/null", f"b/{path}" if after else "/dev/null")
    for line in difflib.unified_diff(_lines(before), _lines(after), *names):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)
