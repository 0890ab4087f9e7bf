"""Every word on pages and diagrams goes through the catalogues, and Japanese pages are Japanese throughout."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from page_organisations import (
    TODAY,
    dead_links,
    figures_said_by,
    matches_golden,
    organisation,
    pages_of,
    pages_said_by,
    situation,
    the_atlas,
)
from page_words import drawn_pieces, english_of_ours, gaps_only, pieces

from iam_atlas.atlas import analyse
from iam_atlas.load.landscape import load_landscape
from iam_atlas.pages.render import render_pages, sections
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

ORGANISATIONS = ("reference", "minimal", "hundred")
GLOSSARY = "words.md"
GUIDE = "why.md"  # written by hand in each language
GOLDEN = (".home.md", "matrix.md", "roles/operator.md", "accounts/prod.md", "people/chie.md", GLOSSARY)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_nothing_on_a_page_is_said_without_the_catalogue(name: str) -> None:
    said = {
        path: english_of_ours(pieces(page), name)
        for path, page in pages_said_by(organisation(name), gaps_only()).items()
        if path != GUIDE
    }

    assert _not_empty(said) == {}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_nothing_on_a_diagram_is_said_without_the_catalogue(name: str) -> None:
    said = {
        path: english_of_ours(drawn_pieces(svg), name)
        for path, svg in figures_said_by(organisation(name), gaps_only()).items()
    }

    assert _not_empty(said) == {}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_no_english_of_ours_is_left_on_a_japanese_page(name: str) -> None:
    said = {
        path: english_of_ours(pieces(_without_english_words(path, page)), name)
        for path, page in pages_of(name, "ja").items()
    }

    assert _not_empty(said) == {}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_no_english_of_ours_is_left_on_a_japanese_diagram(name: str) -> None:
    figures = figures_said_by(organisation(name), translator("ja"))

    assert _not_empty({path: english_of_ours(drawn_pieces(svg), name) for path, svg in figures.items()}) == {}


class _Asked(dict[str, tuple[str, ...]]):
    """The sentences of a catalogue, and those that it was asked for and lacks."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(known)
        self.missed: set[str] = set()

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]  # None only, as it is asked
        if key not in self and re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", key)):
            self.missed.add(key)
        return super().get(key, default)


@pytest.mark.parametrize("number", [f"{number:02d}" for number in range(1, 47)])
def test_every_sentence_that_a_situation_needs_is_in_the_catalogue(number: str) -> None:
    asked = _Asked(translator("ja").catalogue)
    t = replace(translator("ja"), catalogue=asked)

    pages_said_by(situation(number), t)
    figures_said_by(situation(number), t)

    assert asked.missed == set()


def test_english_that_is_said_past_the_catalogue_would_be_found() -> None:
    page = "<!-- Generated -->\n\n| 誰が | Owner |\n| `of code` | Only if it is open. |\n"

    assert english_of_ours(pieces(page), "minimal") == {"Owner", "Only if it is open"}
    assert english_of_ours(drawn_pieces('<text>次の場合</text><title aria-label="leads to">x</title>'), "minimal") == {
        "leads to"
    }


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_english_pages_have_japanese_in_the_glossary_only(name: str) -> None:
    found = [path for path, page in pages_of(name).items() if _JAPANESE.search(page)]
    drawn = [path for path, svg in figures_said_by(organisation(name), ENGLISH).items() if _JAPANESE.search(svg)]

    assert (found, drawn) == ([GLOSSARY], [])


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_punctuation_of_japanese_pages_is_full_width_and_brings_its_own_space(name: str) -> None:
    wrong = {
        (path, piece)
        for path, page in pages_of(name, "ja").items()
        for piece in pieces(page)
        if re.search(r"[、。] | [、。]|[ぁ-んァ-ン一-龠], |, [ぁ-んァ-ン一-龠]|。。|[ぁ-んァ-ン一-龠]\.(?: |$)", piece)
    }

    assert wrong == set()


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_a_page_in_japanese_holds_what_its_english_holds(name: str) -> None:
    english, japanese = pages_of(name), pages_of(name, "ja")

    assert list(japanese) == list(english)
    assert dead_links(japanese) == []
    assert {path: _shape(page) for path, page in japanese.items()} == {
        path: _shape(page) for path, page in english.items()
    }


@pytest.mark.parametrize("path", GOLDEN)
def test_a_japanese_page_reads_as_accepted(path: str) -> None:
    matches_golden(f"ja/{path}", pages_of("reference", "ja")[path])


def test_the_navigation_is_in_the_language_of_the_site() -> None:
    titles = [title for title, _ in sections(the_atlas(), "ja")]

    assert titles[:4] == ["初日の手引き", "この構成にしている理由", "アカウント", "ロール"]
    assert [path for _, path in sections(the_atlas(), "ja")] == [path for _, path in sections(the_atlas(), "en")]


SEVERAL = """
version: 1
accounts: { jump: { id: "111111111111", kind: jump }, dev: { id: "222222222222", title: { en: ENGLISH, ja: 題 } } }
teams: { core: { title: { en: ENGLISH, ja: 班 } } }
users: { alice: [devs] }
groups: { devs: { description: { en: ENGLISH, ja: 説明 }, owner: core } }
site: { glossary: { shop: { en: ENGLISH, ja: 店の言葉 } } }
roles:
  admin:
    policies: [ReadOnlyAccess]
    description: { en: ENGLISH, ja: 役割 }
    notes: { en: ENGLISH, ja: 注記 }
    request: { how: { en: ENGLISH, ja: 申し込み } }
    break_glass:
      when: { en: ENGLISH, ja: 場面 }
      alert: { en: ENGLISH, ja: 通知 }
      after: { en: ENGLISH, ja: 事後 }
      credentials: { en: ENGLISH, ja: 金庫 }
grants: { devs: [{ roles: [admin], accounts: [dev], reason: { en: ENGLISH, ja: 経緯 } }] }
"""


def test_texts_of_the_file_are_shown_in_the_language_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "accounts.yaml").write_text(SEVERAL, encoding="utf-8")
    atlas = analyse(load_landscape(tmp_path / "accounts.yaml", today=TODAY), TODAY)

    japanese = "".join([*render_pages(atlas, {}, "ja").values(), *figures_said_by(atlas, translator("ja")).values()])
    english = "".join([*render_pages(atlas, {}, "en").values(), *figures_said_by(atlas, ENGLISH).values()])

    texts = re.findall(r"ja: (\w+)", SEVERAL)
    assert "ENGLISH" not in japanese
    assert [text for text in texts if text not in japanese or text in english] == []


def _not_empty(found: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {path: words for path, words in found.items() if words}


def _without_english_words(path: str, page: str) -> str:
    """The glossary has the English word in brackets behind its own."""
    return re.sub(r"(?m)^(## .+) \([^()]+\) (?=\{ #word-)", r"\1 ", page) if path == GLOSSARY else page


def _shape(page: str) -> tuple[list[str], list[str], int]:
    """What no language changes: headings by their anchors, classes that style them, and how many rows there are."""
    classes = re.findall(r'class="([^"]+)"', page)
    return re.findall(r"\{ #([\w-]+) \}", page), classes, len(re.findall(r"(?m)^\| ", page))
