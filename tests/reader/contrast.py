"""How well text and lines stand out from what lies behind them, by the colours that the browser computed."""

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").partition("\n")[2].rstrip().removesuffix(";")


def too_faint(page: Page, selectors: str, colour: str, least: float) -> list[str]:
    """What of `selectors` in the window has less contrast than `least`; `colour` is the property that paints it."""
    found: list[str] = page.evaluate(_SCRIPT, [selectors, colour, least])
    return found
