"""The live preview: what is edited appears, what is broken does not take the preview down."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from iam_atlas import build

pytestmark = pytest.mark.site

PATIENCE = 40.0  # seconds, on a busy machine
ROUNDS = max(1, int(os.environ.get("IAM_ATLAS_KILLS", "0")) // 10)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new repository."""
    build.init(tmp_path, "en")
    return tmp_path


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def said(project: Path, port: int) -> Iterator[Callable[[], str]]:
    """A preview that runs, as a function to what it said so far; it ends well when it is interrupted."""
    log = project / "log.txt"
    environment = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parents[1]), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "iam_atlas", "serve", "--port", str(port)],
            cwd=project,
            env=environment,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
        yield log.read_text
        server.send_signal(signal.SIGINT)
        try:
            assert server.wait(timeout=PATIENCE) == 0
        finally:
            server.kill()


def test_an_edit_appears_and_a_mistake_leaves_the_last_good_state(
    project: Path, port: int, said: Callable[[], str]
) -> None:
    accounts = project / "accounts.yaml"
    text = accounts.read_text()

    until(lambda: "alice" in page(port, "people/alice"))
    accounts.write_text(text.replace("bob: [developers]", "carol: [developers]"))
    until(lambda: "carol" in page(port, "people/carol"))
    accounts.write_text(text.replace("prod: viewer", "prod: viewr"))
    until(lambda: 'did you mean "viewer"' in said())

    assert "carol" in page(port, "people/carol")
    assert "The preview shows the last good state." in said()
    assert "Traceback" not in said()
    assert "dirty" not in said()


def test_what_was_edited_is_shown_before_the_rest_is_written(project: Path, port: int, said: Callable[[], str]) -> None:
    accounts = project / "accounts.yaml"
    until(lambda: "alice" in page(port, "people/alice"))
    before = len(said())

    longer = "developer: { policies: [PowerUserAccess], max_session: 2h }"
    accounts.write_text(accounts.read_text().replace("developer: PowerUserAccess", longer))

    until(lambda: "files written" in said()[before:])
    assert "Reloading browsers" in said()[before:].partition("files written")[0]


@pytest.mark.usefixtures("said")
def test_the_last_of_many_edits_is_shown_at_whatever_moments_they_come(project: Path, port: int) -> None:
    accounts, moments, hours = project / "accounts.yaml", Random(7), 1
    plain = accounts.read_text()

    def is_shown(hours: int) -> bool:
        return f"up to {hours} hour" in page(port, "roles/developer")

    until(partial(is_shown, hours))
    for _ in range(ROUNDS):
        for _ in range(moments.choice((2, 3, 5))):
            time.sleep(moments.uniform(0, 2))
            hours = moments.choice([other for other in range(2, 10) if other != hours])
            longer = f"developer: {{ policies: [PowerUserAccess], max_session: {hours}h }}"
            accounts.write_text(plain.replace("developer: PowerUserAccess", longer))
        until(partial(is_shown, hours))


def test_sigterm_ends_the_preview_and_frees_its_port(project: Path, port: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parents[1])}
    server = subprocess.Popen(
        [sys.executable, "-m", "iam_atlas", "serve", "--port", str(port)],
        cwd=project,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: "alice" in page(port, "people/alice"))

    server.send_signal(signal.SIGTERM)

    assert server.wait(timeout=PATIENCE) == 0
    assert page(port, "people/alice") == ""


def page(port: int, path: str) -> str:
    """A page of the preview; empty while there is none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/atlas/{path}.html", timeout=5) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""
    return content.decode()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that takes a moment; fails when it takes too long."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
