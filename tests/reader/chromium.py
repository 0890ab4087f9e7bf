"""Which Chromium is started, and with what options."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The system's Chromium; None where there is none, and the one that Playwright brought is taken."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def options() -> list[str]:
    """Options that keep it to what a page asks for."""
    return [*_QUIET]
