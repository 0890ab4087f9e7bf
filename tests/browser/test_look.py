"""How a drawing looks once the script has furnished it: as it was drawn."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_FILLS = "shapes => shapes.map(shape => getComputedStyle(shape).fill)"


@pytest.mark.parametrize("shape", [".card > rect", ".frame > rect", ".pill", ".gate > rect"])
def test_every_card_frame_pill_and_gate_keeps_its_ground(shape: str, page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html", wait_until="networkidle")

    fills = page.locator(f".atlas-diagram.live .atlas-svg {shape}").evaluate_all(_FILLS)

    assert len(fills) > 1
    # Frames of what lives outside have none; they are drawn as a dashed line alone.
    assert fills.count("none") == (1 if shape == ".frame > rect" else 0)


def test_a_card_has_one_rectangle(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html", wait_until="networkidle")

    counts = page.locator(".atlas-svg .card").evaluate_all(
        "cards => cards.map(card => card.querySelectorAll(':scope > rect').length)"
    )

    assert set(counts) == {1}
