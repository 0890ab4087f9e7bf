"""The sites of two organisations to pictures of their pages in screenshots/, to be looked at; `make screenshots`.

    python scripts/screenshots.py                  # every picture
    python scripts/screenshots.py overview dark      # those whose name holds all of these words

A page that is to be looked at is one line of `PAGES`, a way to look at it one line of `VIEWS`.
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "generator"), str(ROOT / "tests")]

from scripts.camera import View, at_rest  # noqa: E402

from built_site import ORGANISATIONS, reference_site, site_of  # noqa: E402
from reader.chromium import chromium, options  # noqa: E402  # found by the line above
from reader.places import served  # noqa: E402

TARGET = ROOT / "screenshots"
TALLEST = 6000  # pixels


VIEWS = {
    "light": View(1500),
    "dark": View(1500, scheme="dark"),
    "tablet": View(768),
    "phone": View(390, 844, scale=2),
    "phone-dark": View(390, 844, scheme="dark", scale=2),
    "print": View(794, 1123, media="print"),  # A4 at 96 dots an inch
}
PAGES = {
    "reference": {
        "overview": ("index.html", ("light", "dark", "tablet", "phone", "phone-dark", "print")),
        "filtered": ("index.html#~condition=finding", ("light", "dark")),
        "card": ("index.html#~select=role--operator--prod", ("light", "dark", "phone")),
        "account": ("atlas/accounts/prod.html", ("light", "dark", "phone", "print")),
        "role": ("atlas/roles/break-glass-admin.html", ("light", "dark", "print")),
        "group": ("atlas/groups/developers.html", ("light", "dark")),
        "person": ("atlas/people/chie.html", ("light", "dark", "phone")),
        "path": ("atlas/paths.html#~from=user--chie&to=role--operator--prod", ("light", "dark", "phone", "print")),
        "matrix": ("atlas/matrix.html", ("light", "dark", "phone", "print")),
    },
    "hundred": {
        "overview": ("index.html", ("light", "dark", "phone", "print")),
        "filtered": ("index.html#~line=finding", ("light", "dark")),
        "account": ("atlas/accounts/payments-prd.html", ("light",)),
        "role": ("atlas/roles/operator.html", ("light", "dark")),
        "group": ("atlas/groups/sre.html", ("light",)),
        "person": ("atlas/people/aiko.html", ("light",)),
        "matrix": ("atlas/matrix.html", ("light", "dark")),
    },
}
"""By organisation and by what is looked at: the address, with what a reader chose there, and the views of it."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take."""

    name: str
    address: str
    view: View


def main(words: list[str]) -> int:
    """Take the pictures whose name holds all the words."""
    wanted = {name: [*_shots(name, words)] for name in PAGES}
    TARGET.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options())
        for organisation, shots in wanted.items():
            if shots:
                with served(_site(organisation, Path(folder))) as base:
                    for shot in shots:
                        _take(browser, base, shot)
        browser.close()
    return 0 if any(wanted.values()) else 2


def _shots(organisation: str, words: list[str]) -> Iterator[Shot]:
    for what, (address, views) in PAGES[organisation].items():
        for view in views:
            name = f"{organisation}-{what}-{view}"
            if all(word in name for word in words):
                yield Shot(name, address, VIEWS[view])


def _site(organisation: str, folder: Path) -> Path:
    print(f"building the site of {organisation}", flush=True)
    if organisation == "reference":
        return reference_site(folder)
    project = folder / organisation
    shutil.copytree(ORGANISATIONS / organisation, project)
    return site_of(project)


def _take(browser: Browser, base: str, shot: Shot) -> None:
    """The whole page, unless it is very tall, when it has come to rest."""
    with at_rest(browser, f"{base}/{shot.address}", shot.view) as page:
        height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
        whole = FloatRect(x=0, y=0, width=shot.view.width, height=height)
        page.screenshot(path=TARGET / f"{shot.name}.png", full_page=True, clip=whole)
    print(f"screenshots/{shot.name}.png", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
