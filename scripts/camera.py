"""The address of a page and how it is looked at -> that page in Chromium, when it has come to rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page

PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at. `scale` is how many pixels of the picture one of the page takes."""

    width: int
    height: int = 1000
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    scale: float = 1


@contextmanager
def at_rest(browser: Browser, address: str, view: View) -> Iterator[Page]:
    """The page with all that it loads, its fonts too, and without motion."""
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme=view.scheme,
        device_scale_factor=view.scale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address, wait_until="networkidle")
    page.emulate_media(media=view.media)
    page.evaluate("document.fonts.ready")
    yield page
    context.close()
