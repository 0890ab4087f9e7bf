"""How many listeners the window and the document of a page have."""

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_suffix(".js")


def count_listeners(page: Page) -> None:
    """Count from the next document on."""
    page.add_init_script(path=_SCRIPT)


def listeners(page: Page) -> int:
    """How many there are at present."""
    found: int = page.evaluate("window.listening()")
    return found
