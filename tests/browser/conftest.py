"""The built reference site, served and on disk, and pages that allow neither foreign requests nor console errors."""

import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from built_site import PUBLISHED_AT, reference_site

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_PATIENCE = 15_000  # milliseconds: a busy machine is slow, and what is expected nearly always comes at once
expect.set_options(timeout=_PATIENCE)


class _Site(SimpleHTTPRequestHandler):
    """The files of a folder, without a line on stderr for each.

    The list of pages names the port that the site is served at, as it would be on the web: the theme navigates without
    loading documents only among the pages listed.
    """

    def do_GET(self) -> None:  # the base class calls it by this name
        """Answer with a file."""
        if self.path.split("?")[0] != "/sitemap.xml":
            super().do_GET()
            return
        listed = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
        body = listed.replace(PUBLISHED_AT, f"http://{self.headers['Host']}/").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server that finds nothing wrong with a browser that leaves a page before all of it has arrived."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what is not a lost connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typed as object: it is passed on


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site, shared by all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return reference_site(shared / "site-of-the-browser-tests")


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the site on this machine, without a slash at the end."""
    with _Server(("127.0.0.1", 0), partial(_Site, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium where there is one, else the one that Playwright brought."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    return {"args": [*_QUIET], **({"executable_path": found} if found else {})}


@pytest.fixture(autouse=True)
def nothing_foreign_and_no_errors(page: Page, base_url: str) -> Iterator[None]:
    """Every test fails when its page asks another host for anything, or when the console reports an error."""
    wrong: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{base_url}/", "file:///", "data:", "blob:", "about:")):
            wrong.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console {message.type}: {message.text}")

    page.set_default_timeout(_PATIENCE)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    yield
    assert wrong == []
