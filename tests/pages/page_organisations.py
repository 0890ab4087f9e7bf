"""Analysed organisations for the tests of pages, each computed once, and what a reader sees of a page."""

import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from builders import REPOSITORY, the_organisation, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.drawing.draw import draw_all
from iam_atlas.errors import Position
from iam_atlas.exporters.showing import showing
from iam_atlas.load.landscape import load_landscape
from iam_atlas.pages.context import Context
from iam_atlas.pages.render import render_pages, written
from iam_atlas.pages.speech import Speech
from iam_atlas.wording.translate import ENGLISH, Translator

TODAY = date(2026, 11, 23)
_SITUATIONS = REPOSITORY / "tests" / "load" / "cases" / "resolve"
_GOLDEN = Path(__file__).parent / "golden"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r'(?:\{ #|id=")([\w-]+)')


def a_source_url(position: Position) -> str:
    return f"https://git.example.com/atlas/{position.file}#L{position.line}"


@cache
def the_atlas() -> Atlas:
    return analyse(the_reference(), TODAY)


@cache
def organisation(name: str) -> Atlas:
    """`reference`, or one of tests/organisations."""
    return the_atlas() if name == "reference" else analyse(the_organisation(name), TODAY)


@cache
def situation(number: str) -> Atlas:
    """One of the situations that the file must express, `01` and so on."""
    file = f"situation-{number}.yaml"
    path = _SITUATIONS / file if (_SITUATIONS / file).exists() else _SITUATIONS / "ok" / file
    return analyse(load_landscape(path, today=TODAY), TODAY)


@cache
def the_pages() -> Mapping[str, str]:
    """The pages of the reference organisation, without diagrams."""
    return pages_of("reference")


@cache
def pages_of(name: str, language: str = "en") -> Mapping[str, str]:
    return render_pages(organisation(name), {}, language, a_source_url)


def pages_written_in(text: str, folder: Path, language: str = "en") -> Mapping[str, str]:
    """The pages of an organisation that is written down as accounts.yaml, but for its version."""
    file = folder / "accounts.yaml"
    file.write_text(f"version: 1\n{text}", encoding="utf-8")
    return render_pages(analyse(load_landscape(file, today=TODAY), TODAY), {}, language)


def between(page: str, start: str, end: str) -> str:
    """What stands between the two on a page."""
    return page.split(start, 1)[1].split(end, 1)[0]


def pages_said_by(atlas: Atlas, t: Translator) -> Mapping[str, str]:
    """The pages in the words of a translator of the test's own."""
    return written(replace(a_context(), atlas=atlas, say=Speech(t), language=t.language, showing=showing(atlas, t)))


def figures_said_by(atlas: Atlas, t: Translator) -> Mapping[str, str]:
    """The diagrams, by page."""
    return {page: drawing.figure for page, drawing in draw_all(atlas, t).items()}


def a_context() -> Context:
    """What views are given, for a page without diagram."""
    return Context(
        the_atlas(), Speech(ENGLISH), "en", "index.md", {}, a_source_url, {}, showing=showing(the_atlas(), ENGLISH)
    )


def dead_links(pages: Mapping[str, str]) -> list[str]:
    """Links between the pages that lead to no page or no anchor; the home page is there by hand."""
    anchors = {f"atlas/{path}": set(_ANCHOR.findall(text)) for path, text in pages.items()} | {"index.md": set()}
    found = []
    for path, text in pages.items():
        here = "index.md" if path == ".home.md" else f"atlas/{path}"
        own = anchors[f"atlas/{path}"]
        for destination in _LINK.findall(text):
            if destination.startswith(("http:", "https:", "mailto:")):
                continue
            target, _, fragment = destination.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(here), target)) if target else here
            known = own if not target else anchors.get(place)
            if known is None or (fragment and fragment not in known):
                found.append(f"{path}: {destination}")
    return found


def matches_golden(name: str, text: str) -> None:
    """Hold `text` against tests/pages/golden; IAM_ATLAS_ACCEPT=1 takes it as the new truth."""
    file = _GOLDEN / name.replace("/", "--")
    if os.environ.get("IAM_ATLAS_ACCEPT") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    wanted = file.read_text(encoding="utf-8") if file.exists() else ""
    assert text == wanted, f"{file.name} differs; if that is meant: IAM_ATLAS_ACCEPT=1 pytest tests/pages"
