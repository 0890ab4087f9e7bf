"""The gettext catalogue of a language to the translator that speaks it."""

from collections.abc import Iterable
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import TYPE_CHECKING

from iam_atlas.wording.translate import C_, ENGLISH, Translator

if TYPE_CHECKING:  # English is spoken without Babel
    from babel.messages.catalog import Message

DOMAIN = "iam_atlas"
LANGUAGES = ("en", "ja")
"""What `translator` speaks."""

_FULL_WIDTH = ("ja",)


def catalogue_path(language: str) -> str:
    """Where the catalogue of a language lies, relative to the wording room."""
    return f"locales/{language}/{DOMAIN}.po"


@cache
def translator(language: str) -> Translator:
    """The translator of one of `LANGUAGES`; ValueError for any other. English is in the code: it reads no file."""
    if language == ENGLISH.language:
        return ENGLISH
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    return _read(language)


def spoken(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of `languages` that there is a catalogue for, each once, in their order; may be none."""
    return tuple(language for language in dict.fromkeys(languages) if language in LANGUAGES)


def translator_for(languages: Iterable[str]) -> Translator:
    """The first of `languages` that there is, else English."""
    return translator(next(iter(spoken(languages)), ENGLISH.language))


def _read(language: str) -> Translator:
    from babel.messages.pofile import read_po  # noqa: PLC0415  # English answers start without it

    with (files(__package__) / catalogue_path(language)).open("rb") as text:
        catalogue = read_po(text, locale=language)
    said = {_key(message): _forms(message.string or "") for message in catalogue if message.id and not message.fuzzy}
    known = {english: forms for english, forms in said.items() if all(forms)}
    return Translator(language, known, c2py(catalogue.plural_expr), language in _FULL_WIDTH)


def _key(message: "Message") -> str:
    english = _forms(message.id)[0]
    return C_(message.context, english) if message.context else english


def _forms(said: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
