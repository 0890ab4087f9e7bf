"""The sentences that the code says -> the gettext catalogues, so that none goes without its translation.

    python scripts/extract_messages.py            # bring every catalogue up to date
    python scripts/extract_messages.py --check    # change nothing; tell whether one is out of date

A sentence is found where a literal is handed to `t(...)` or `say(...)`, to `count` or another of their methods below,
to `said(...)` and `counted(...)` in what may go wrong, or to `N_(...)` or `C_(...)` in a table; in templates too. A new
one comes into the catalogue with an empty translation; one that nobody says any more is kept at the end, behind `#~`,
until somebody deletes it. A room is spoken in another language from the day that it stands in `ROOMS`.
"""

import argparse
import ast
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from iam_atlas.wording.catalogues import LANGUAGES, catalogue_path
from iam_atlas.wording.translate import ENGLISH

Sentence: TypeAlias = tuple[str | tuple[str, ...], str | None]  # one, or one and its plural; and its context

ROOMS = (
    "answers",
    "build.py",
    "making.py",
    "questions.py",
    "transfer.py",
    "cli",
    "importers",
    "derive",
    "drawing",
    "expectations",
    "exporters",
    "findings",
    "iam",
    "load",
    "lookup",
    "pages",
    "public",
    "site",
    "wording",
)
CALLS = ("t", "form", "say", "opened", "said", "N_")
COUNTED = ("count", "counted")
IN_CONTEXT = "C_"
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "iam_atlas"
CATALOGUES = {
    language: PACKAGE / "wording" / catalogue_path(language) for language in LANGUAGES if language != ENGLISH.language
}


def main() -> int:
    """Write the catalogues, or say which are out of date."""
    parser = argparse.ArgumentParser(description="Bring the gettext catalogues up to date with the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when one is out of date")
    check = parser.parse_args().check
    stale = [language for language in CATALOGUES if ids(committed(language)) != ids(sentences())]
    for language in CATALOGUES if not check else ():
        write(language)
    for language in stale:
        print(f"{CATALOGUES[language].relative_to(ROOT)} {'is out of date' if check else 'has changed: translate it'}")
    return 1 if check and stale else 0


def sentences(rooms: tuple[str, ...] = ROOMS) -> Catalog:
    """Every sentence that the rooms say, untranslated, with the files that say it."""
    found = Catalog()
    for path in sorted(file for room in rooms for file in _files(PACKAGE / room)):
        for message, context in _in_file(path):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return found


def _files(room: Path) -> Iterable[Path]:
    return room.rglob("*") if room.is_dir() else (room,)


def _in_file(path: Path) -> Iterator[Sentence]:
    if path.suffix == ".jinja":
        with path.open("rb") as text:
            yield from ((said, None) for _, said, _, _ in extract("jinja2", text, dict.fromkeys(CALLS)))
    elif path.suffix == ".py":
        calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            yield from _in_call(call)


def _in_call(call: ast.Call) -> Iterator[Sentence]:
    """What a call says in literals. (Babel's own method misses calls inside of calls.)"""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    match name, [one.value for one in call.args if isinstance(one, ast.Constant)]:
        case str(), [str(one), str(many), *_] if name in COUNTED:
            yield (one, many), None
        case str(), [str(context), str(one)] if name == IN_CONTEXT:
            yield one, context
        case str(), [str(one), *_] if name in CALLS:
            yield one, None


def committed(language: str) -> Catalog:
    """The catalogue as it lies in the repository; an empty one for a new language."""
    path = CATALOGUES[language]
    return read_po(BytesIO(path.read_bytes() if path.is_file() else b""), locale=language)


def ids(catalogue: Catalog) -> frozenset[tuple[str, ...]]:
    """The sentences of a catalogue, each behind its context; singular and plural for a counted one."""
    return frozenset(
        (one.context or "", *((one.id,) if isinstance(one.id, str) else one.id)) for one in catalogue if one.id
    )


def write(language: str) -> None:
    """Write the catalogue with exactly the sentences that the code says, and the translations that it has."""
    catalogue, path = committed(language), CATALOGUES[language]
    catalogue.update(sentences(), no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)


if __name__ == "__main__":
    raise SystemExit(main())
