"""Export: an SVG that stands alone, a PNG at twice the size, with or without background."""

import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

Kind = Literal["SVG", "PNG, twice the size"]
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
MARGINS = 32


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_export_an_svg_stands_alone(figure: Figure, place: Place, tmp_path: Path) -> None:
    saved = save(figure, "SVG", tmp_path)
    text = saved.read_text(encoding="utf-8")
    root = ET.fromstring(text)

    assert saved.name == "Who-can-become-what.svg"
    assert root.tag == f"{SVG}svg"
    kept = {name for element in root.iter() for name in element.attrib}
    assert {name for name in kept if re.match(r"class|on|role|tabindex|data-|aria-", name)} == set()
    assert "var(" not in text
    assert not any(element.tag in (f"{SVG}script", f"{SVG}foreignObject") for element in root.iter())
    addresses = re.findall(r'(?:href="|url\()([^")]*)', text)
    assert {address for address in addresses if not address.startswith(("#", "data:font/woff2;"))} == set()
    assert ("@font-face" in text) == (place.name != "disk")  # a page from disk may not read files


def test_export_an_svg_looks_as_the_drawing_does(figure: Figure, reader: Page, tmp_path: Path) -> None:
    looks = (
        "(text) => (({ fill, fontSize, fontWeight }) => [fill, fontSize, fontWeight, text.getBBox().width])"
        "(getComputedStyle(text))"
    )
    drawn = figure.view.locator("text", has_text="break-glass-admin").first.evaluate(looks)
    texts = figure.view.locator("svg > :not(defs) text, svg > text").all_text_contents()

    reader.goto(save(figure, "SVG", tmp_path).as_uri())

    picture = reader.locator("svg > :not(defs) text, svg > text")
    assert picture.all_text_contents() == texts
    *style, length = picture.filter(has_text="break-glass-admin").first.evaluate(looks)
    assert style == drawn[:-1]
    assert length == pytest.approx(drawn[-1], rel=0.02)


@pytest.mark.parametrize("background", [True, False], ids=["with background", "without background"])
def test_export_with_and_without_background(background: bool, figure: Figure, tmp_path: Path) -> None:
    root = ET.parse(save(figure, "SVG", tmp_path, background=background)).getroot()

    rects = root.findall(f"{SVG}rect")
    assert [rect.get("fill") for rect in rects] == (["rgb(250, 251, 253)"] if background else [])
    if background:
        assert [rects[0].get("width"), rects[0].get("height")] == [root.get("width"), root.get("height")]


def test_export_in_the_dark_the_picture_is_dark(figure: Figure, reader: Page, tmp_path: Path) -> None:
    reader.emulate_media(color_scheme="dark")

    root = ET.parse(save(figure, "SVG", tmp_path)).getroot()

    (ground,) = root.findall(f"{SVG}rect")
    assert ground.get("fill") == "rgb(18, 21, 29)"


def test_export_a_png_has_twice_the_size(figure: Figure, tmp_path: Path) -> None:
    width, height = figure.view.locator("svg.atlas-svg").evaluate(
        "({ viewBox: { baseVal } }) => [baseVal.width, baseVal.height]"
    )
    figure.button("Zoom in").click()

    saved = save(figure, "PNG, twice the size", tmp_path)
    data = saved.read_bytes()

    assert saved.name == "Who-can-become-what.png"
    assert data.startswith(PNG)
    assert struct.unpack(">II", data[16:24]) == (2 * round(width + MARGINS), 2 * round(height + MARGINS))


def save(figure: Figure, kind: Kind, folder: Path, *, background: bool = True) -> Path:
    """The file that a reader gets who saves the drawing."""
    figure.button("Save as a picture").click()
    sheet = figure.page.get_by_role("dialog", name="Save as a picture")
    sheet.get_by_label("with its background").set_checked(background)
    with figure.page.expect_download() as download:
        sheet.get_by_role("button", name=kind, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
