"""A project folder to its built site or its live preview, by MkDocs in a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from iam_atlas.errors import OutputError, said
from iam_atlas.site.manifest import NAVIGATION_PATH

CONFIGURATION = "mkdocs.yml"
_HOST = "127.0.0.1"
_LAST_PORT = 65535
_BUILT = b"Reloading browsers"
_NOISE = b"A 'dirty' build is being performed"  # on purpose: a preview rebuilds only the pages that changed


def build_site(
    root: Path, configuration: str = CONFIGURATION, *, strict: bool, into: str | None = None, held: int | None = None
) -> int:
    """Build what a configuration in `root` says; MkDocs' messages go to stderr. Returns its exit code, 0 when whole.

    `into` is the folder, None the one that the configuration names. `held` is a lock that MkDocs holds on to, also when
    this program is killed: as long as it reads the pages, no other run may move them.
    """
    options = [
        "--config-file",
        configuration,
        *(["--strict"] if strict else []),
        *(["--site-dir", into] if into else []),
    ]
    return subprocess.run(
        _command("build", "--clean", *options),
        cwd=root,
        env=_environment(),
        stdout=2,
        check=False,
        pass_fds=() if held is None or os.name != "posix" else (held,),
    ).returncode


def require_free_port(port: int) -> None:
    """Raise OutputError when the preview cannot listen on `port`, with the next one that is free."""
    if _is_free(port):
        return
    free = next((other for other in range(port + 1, _LAST_PORT + 1) if _is_free(other)), None)
    other = free or said("with another number")
    raise OutputError(said("port {port} is taken; try --port {other}", port=port, other=other))


@dataclass(frozen=True, slots=True)
class Server:
    """A preview that runs: MkDocs' process, and what is set each time that it has built what changed."""

    process: "subprocess.Popen[bytes]"
    built: Event


@contextmanager
def preview(root: Path, port: int, configuration: str = CONFIGURATION) -> Iterator[Server]:
    """MkDocs' preview server on 127.0.0.1:`port` while the block runs; it rebuilds and reloads what changes."""
    where = ("--config-file", configuration, "--dev-addr", f"{_HOST}:{port}", "--watch", NAVIGATION_PATH)
    server = subprocess.Popen(
        _command("serve", "--dirty", "--no-strict", *where),
        cwd=root,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    built = Event()
    speaker = Thread(target=_pass_on, args=(server.stdout or (), built), daemon=True)
    speaker.start()
    try:
        yield Server(server, built)
    finally:
        server.terminate()
        server.wait()
        speaker.join()
        if server.stdout:
            server.stdout.close()


def _pass_on(lines: Iterable[bytes], built: Event) -> None:
    """MkDocs' messages to stderr, without the warning that a preview need not show; `built` when one says so."""
    for line in lines:
        if _BUILT in line:
            built.set()
        if _NOISE not in line:
            os.write(2, line)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if (
            os.name == "posix"
        ):  # a connection that just ended does not hold the port; elsewhere this means another thing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "iam_atlas.site.our_mkdocs", *words]


def _environment() -> dict[str, str]:
    """The caller's environment, with the theme's advertisement for its successor switched off.

    MkDocs stops at an empty date, which says as much as none.
    """
    dated = {name: value for name, value in os.environ.items() if value or name != "SOURCE_DATE_EPOCH"}
    return {**dated, "NO_MKDOCS_2_WARNING": "1"}
