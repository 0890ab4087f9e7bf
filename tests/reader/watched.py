"""Pages on which nothing may go wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Page, Request

PATIENCE = 15_000
"""Milliseconds: a busy machine is slow, and what is expected nearly always comes at once."""

_OWN = ("http://127.0.0.1:", "file:///", "data:", "blob:", "about:")


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """Fail when the page asks another host for anything, or when the console reports an error."""
    wrong: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith(_OWN):
            wrong.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console {message.type}: {message.text}")

    page.set_default_timeout(PATIENCE)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    yield
    assert wrong == []
