"""A change of one role to the moment at which a reader of the preview sees it, for each size.

The preview runs as `iam-atlas serve` runs it; the page is asked for again and again, as a browser that reloads does.
"""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.organisations import start, wanted
from benchmarks.tables import table

_SESSIONS = ("2h", "3h", "5h")
_ROLE = "role002"
_LIMITS = {"S": 1.5, "M": 2.0, "L": 5.0}
_PATIENCE = 300.0  # seconds
_PAUSE = 0.02
_REST = {"S": 5.0, "M": 15.0, "L": 60.0}  # seconds after the change before, so that nothing of it is still under way


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds from each change to its sight."""

    size: str
    seconds: tuple[float, ...]


def previews() -> list[Seen]:
    """Every organisation that is asked for with `ONLY`, smallest first."""
    return [_seen(size) for size in wanted()]


def report(found: list[Seen]) -> str:
    """The middle of three changes beside its budget."""
    rows = [("organisation", "budget", "a changed role is seen after", "")]
    for one in found:
        limit, value = _LIMITS[one.size], median(one.seconds)
        rows.append((one.size, f"{limit:g} s", f"{value:.2f} s", "met" if value <= limit else "NOT MET"))
    return table(rows)


def _seen(size: str) -> Seen:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        start(root, size)
        with _preview(root) as address:
            page = f"{address}/atlas/roles/{_ROLE}.html"
            return Seen(size, tuple(_until_seen(root, page, session, _REST[size]) for session in _SESSIONS))


@contextmanager
def _preview(root: Path) -> Iterator[str]:
    """The address of a preview that shows its first page."""
    port = _free_port()
    command = (sys.executable, "-m", "iam_atlas", "serve", "--port", str(port))
    server = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _until(lambda: _text(f"{address}/index.html") != "")
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def _until_seen(root: Path, page: str, session: str, rest: float) -> float:
    """Rest, let the role's sessions last so long, and ask for its page until that is another one."""
    time.sleep(rest)
    before, accounts = _text(page), root / "accounts.yaml"
    text = accounts.read_text(encoding="utf-8")
    changed = re.sub(
        rf"(^  {_ROLE}:\n(?:    .*\n)*?    max_session: )\S+", rf"\g<1>{session}", text, flags=re.MULTILINE
    )
    start = time.perf_counter()
    accounts.write_text(changed, encoding="utf-8")
    _until(lambda: _text(page) not in {"", before})
    return time.perf_counter() - start


def _until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing was seen within {_PATIENCE:g} s")
        time.sleep(_PAUSE)


def _text(address: str) -> str:
    """What the article of a page says, without the script that MkDocs numbers anew; nothing where there is no page."""
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:
            return str(answer.read().decode("utf-8")).partition("<article")[2].partition("</article>")[0]
    except URLError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
