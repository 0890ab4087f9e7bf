"""A process with everything imported, which runs one command after another, each in a child that something happens to.

Requests come as lines of JSON on stdin, answers go to stdout. Starting Python for each would take most of the time.
"""

import errno
import gc
import json
import os
import signal
import sys
import traceback
from hashlib import sha256
from pathlib import Path
from typing import Any

from iam_atlas import build, cli
from iam_atlas.making import Run, Site, site_of
from iam_atlas.site import mkdocs
from iam_atlas.site.inputs import inputs_of

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
NEEDS_SPACE = ("open", "os.mkdir", "os.link")
CHANGES = (*NEEDS_SPACE, "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate")


class Watch:
    """Counts what changes files below a folder, logs it, and lets something happen at one of these moments.

    What happens: `kill`, and `half` with a file left empty that was just opened; the signals `term` and `int`; `full`
    from then on.
    """

    def __init__(self, folder: str, log: int, moment: int, what: str) -> None:
        self._folder, self._log, self._moment, self._what = f"{folder}/", log, moment, what
        self._count, self._busy = 0, False

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if self._busy or event not in CHANGES or (event == "open" and not _writes(given)):
            return
        path = self._path(given)
        if path is None:
            return
        self._count += 1
        os.write(self._log, f"{event} {path}\n".encode())
        if self._count == self._moment:
            self._busy = True
            self._happen(event, given)
            self._busy = False
        full = self._what == "full" and 0 < self._moment <= self._count and event in NEEDS_SPACE
        if full and not (event == "os.mkdir" and Path(given[0]).exists()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))

    def _happen(self, event: str, given: tuple[Any, ...]) -> None:
        if self._what == "half" and event == "open":
            os.close(os.open(given[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
        if self._what in ("kill", "half"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif self._what in ("term", "int"):
            os.kill(os.getpid(), signal.SIGTERM if self._what == "term" else signal.SIGINT)

    def _path(self, given: tuple[Any, ...]) -> str | None:
        """The path in the folder; None for one elsewhere. What is removed by its name inside a folder counts too."""
        if not isinstance(given[0], str | os.PathLike):
            return None
        path = os.path.abspath(given[0])  # noqa: PTH100 - no link may be followed
        return path.removeprefix(self._folder) if path.startswith(self._folder) else None


def _writes(given: tuple[Any, ...]) -> bool:
    return isinstance(given[2], int) and bool(given[2] & WRITING)


def a_small_site(root: Path, configuration: str, *, strict: bool, into: str | None, held: int | None) -> int:
    """In the place of MkDocs: pages that tell which state of the generated files they were built from."""
    pages = sorted((root / "docs" / "atlas").rglob("*.md"))
    for page in [root / configuration, *pages[:6]]:
        target = root / (into or "site") / f"{page.relative_to(root)}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.read_bytes())
    return 0


SITES: dict[frozenset[tuple[str, str]], Site] = {}
"""By what was read, what a site is made of: so a run of a test has little to do but what it is about."""


def remember(folder: str) -> None:
    """Make the site of the folder now; it counts in every folder that holds the same, since all paths are relative."""
    os.chdir(folder)
    site = site_of(Run(Path("accounts.yaml")))
    SITES[frozenset(site.ground.inputs.items())] = site


def remembered(wanted: Run) -> Site:
    """In the place of `build.site_of`."""
    digest = sha256(wanted.accounts_file.read_bytes()).hexdigest()
    known = SITES.get(frozenset(inputs_of(Path(), {str(wanted.accounts_file): digest}).items()))
    return known or site_of(wanted)


def run(request: dict[str, Any], out: int, log: int) -> None:
    """The child: does what is asked, and leaves."""
    os.chdir(request["folder"])
    os.dup2(out, 1)
    os.dup2(out, 2)
    for name, what in request.get("environment", {}).items():
        os.environ[name] = what
    if request.get("uid") is not None:
        os.setgroups([])
        os.setgid(request["uid"])
        os.setuid(request["uid"])
    if not request.get("mkdocs"):
        mkdocs.build_site = a_small_site  # type: ignore[assignment]
    build.site_of = remembered  # type: ignore[assignment, attr-defined]
    code = 70
    try:
        sys.addaudithook(Watch(request["folder"], log, request.get("moment", 0), request.get("what", "")))
        code = cli.run(request["words"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def answer(request: dict[str, Any], beside: Path) -> dict[str, Any]:
    """Run it in a child; what it said, how it ended (a signal as a negative number), and what it changed, in order."""
    said, log = beside / "said", beside / "log"
    descriptors = [os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC) for file in (said, log)]
    child = os.fork()
    if not child:
        run(request, *descriptors)
    _, status = os.waitpid(child, 0)
    for descriptor in descriptors:
        os.close(descriptor)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "said": said.read_text(encoding="utf-8"),
        "changes": log.read_text(encoding="utf-8", errors="replace").splitlines(),
    }


def main() -> None:
    """Warm up with the folder that is named first, then answer until nobody asks."""
    beside = Path(sys.argv[1])
    cli.run(["generate", "--file", str(beside / "warm" / "accounts.yaml")])
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        if "remember" in request:
            remember(request["remember"])
        sys.stdout.write(json.dumps({} if "remember" in request else answer(request, beside)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
