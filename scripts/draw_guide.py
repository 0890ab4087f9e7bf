"""The organisations in scripts/guide/ -> the drawings of the page "Why this set-up?", one file a language.

    python scripts/draw_guide.py            # write generator/iam_atlas/pages/guide/*.svg

They are drawn by the code that draws everything else. Their cards lead nowhere: their organisations have no pages.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from iam_atlas.atlas import analyse
from iam_atlas.drawing.draw import draw_all
from iam_atlas.load.landscape import load_landscape
from iam_atlas.wording.catalogues import LANGUAGES, translator

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "generator" / "iam_atlas" / "pages" / "guide"
DRAWINGS = {"people": ("people", "home"), "halves": ("people", "roles/operator.md"), "outside": ("outside", "home")}
"""By the name of the drawing: whose it is, and the page that it is on there."""

_SVG = re.compile(r"<svg class=\"atlas-svg\".*?</svg>", re.DOTALL)
_LINK = re.compile(r' xlink:href="[^"#][^"]*"(?: role="link")?(?: aria-label="[^"]*")?')
_ID = re.compile(r' id="([0-9a-z]+)"')


def main() -> int:
    """Write every drawing."""
    for name, svg in drawings().items():
        (TARGET / name).write_text(svg, encoding="utf-8")
    return 0


def drawings() -> Mapping[str, str]:
    """Each drawing by the name of its file."""
    return {
        f"{name}.{language}.svg": _drawing(name, organisation, page, language)
        for name, (organisation, page) in DRAWINGS.items()
        for language in LANGUAGES
    }


def _drawing(name: str, organisation: str, page: str, language: str) -> str:
    atlas = analyse(load_landscape(ROOT / "scripts" / "guide" / f"{organisation}.yaml"), None)
    figure = draw_all(atlas, translator(language))[page].figure
    found = _SVG.search(figure)
    assert found is not None
    picture = re.sub(r"<(/?)a\b", r"<\1g", _LINK.sub("", found[0])).replace('role="group"', 'role="img"', 1)
    own = _ID.search(picture)
    assert own is not None
    return picture.replace(own[1], f"guide-{name}") + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
