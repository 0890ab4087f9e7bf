"""The site of the reference organisation -> the pictures that README.md shows, in docs/images/; `make pictures`.

    python scripts/pictures.py                  # every picture
    python scripts/pictures.py overview dark    # those whose name holds all of these words

A picture is one entry of `PICTURES`. It begins and ends with parts of the page and not at coordinates, so that it still
fits when the page has grown.
"""

import base64
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "generator"), str(ROOT / "tests")]

from scripts.camera import View, at_rest  # noqa: E402

from built_site import reference_site  # noqa: E402
from reader.chromium import chromium, options  # noqa: E402
from reader.places import served  # noqa: E402  # found by the line above

TARGET = ROOT / "docs" / "images"
MARGIN = 8  # pixels of the page
TALL = 4000  # pixels: what rests at the lower edge of the window is then out of the way


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen: all that stands between the top of `first` and the bottom of `last`, as selectors."""

    address: str
    view: View
    first: str
    last: str


PICTURES = {
    "overview-light": Picture(
        "index.html",
        View(1300, TALL),
        first=".atlas-diagram",
        last='.atlas-diagram [data-node="account--log-archive"]',  # the frame beside which those of people have ended
    ),
    "path-dark": Picture(
        "atlas/accounts/prod.html#~from=provider--github&to=role--ci-deploy--prod",
        View(1500, TALL, scheme="dark", scale=1.2),
        first=".atlas-diagram",
        last=".atlas-diagram",
    ),
    "first-day-light": Picture(
        "atlas/people/erin.html",  # has one role: all of what is to be copied fits
        View(1300, TALL, scale=1.4),
        first="#switch-role",
        last="#command-line ~ .atlas-block",
    ),
}
"""By the name of the file. A picture takes less than 250,000 bytes, and code hosts show it narrower than it is."""


def main(words: list[str]) -> int:
    """Take the pictures whose name holds all the words."""
    wanted = {name: picture for name, picture in PICTURES.items() if all(word in name for word in words)}
    with TemporaryDirectory() as folder, sync_playwright() as playwright, served(reference_site(Path(folder))) as base:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options())
        for name, picture in wanted.items():
            taken = _taken(browser, base, picture)
            (TARGET / f"{name}.png").write_bytes(taken)
            print(f"docs/images/{name}.png: {len(taken):,} bytes", flush=True)
        browser.close()
    return 0 if wanted else 2


def _taken(browser: Browser, base: str, picture: Picture) -> bytes:
    with at_rest(browser, f"{base}/{picture.address}", picture.view) as page:
        shot = page.screenshot(full_page=True, clip=_clip(page, picture))
        width, height, pixels = page.evaluate(_DECODED, base64.b64encode(shot).decode())
    return png(width, height, base64.b64decode(pixels))


def _clip(page: Page, picture: Picture) -> FloatRect:
    """The whole pixels around both parts."""
    x, y, right, bottom = page.evaluate(_AROUND, [picture.first, picture.last])
    return FloatRect(x=x - MARGIN, y=y - MARGIN, width=right - x + 2 * MARGIN, height=bottom - y + 2 * MARGIN)


_AROUND = """selectors => {
  const boxes = selectors.map((selector) => document.querySelector(selector).getBoundingClientRect());
  const [left, right] = [boxes.map((box) => box.left), boxes.map((box) => box.right)];
  return [Math.min(...left), boxes[0].top, Math.max(...right), boxes[1].bottom].map(Math.round);
}"""
_DECODED = """async (shot) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  pen.drawImage(bitmap, 0, 0);
  const blob = new Blob([pen.getImageData(0, 0, bitmap.width, bitmap.height).data]);
  const url = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });
  return [bitmap.width, bitmap.height, url.split(",")[1]];
}"""


def png(width: int, height: int, pixels: bytes) -> bytes:
    """Pixels, four bytes each of which the last says nothing, as a PNG.

    Browsers predict each row from the one above, which is for photographs: text and frames get a fifth smaller as they
    are. Source: W3C, "Portable Network Graphics (PNG) Specification", 12.7 "Filter selection".
    """
    plain = bytearray(width * height * 3)
    for channel in range(3):
        plain[channel::3] = pixels[channel::4]
    stride = width * 3
    rows = b"".join(b"\0" + plain[start : start + stride] for start in range(0, len(plain), stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
