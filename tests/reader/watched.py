"""Pages on which nothing may go wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request

PATIENCE = 15_000
"""Milliseconds: a busy machine is slow, and what is expected nearly always comes at once."""

_OWN = ("http://127.0.0.1:", "file:///", "data:", "blob:", "about:")


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """Fail when the page asks another host for anything, opens a dialog, or when the console reports an error."""
    wrong: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith(_OWN):
            wrong.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console {message.type}: {message.text}")

    def on_dialog(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_error(error: Error) -> None:
        wrong.append(f"script error: {error}")

    page.set_default_timeout(PATIENCE)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("dialog", on_dialog)
    page.on("pageerror", on_error)
    yield
    page.remove_listener("request", on_request)
    page.remove_listener("console", on_console)
    page.remove_listener("dialog", on_dialog)
    page.remove_listener("pageerror", on_error)
    assert wrong == []
