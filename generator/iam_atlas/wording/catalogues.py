"""The gettext catalogue of a language to the translator that speaks it."""

from functools import cache
from gettext import c2py
from importlib.resources import files

from iam_atlas.wording.translate import ENGLISH, Translator

DOMAIN = "iam_atlas"
LANGUAGES = ("en", "ja")
"""What `translator` speaks. Pages have fewer languages, see `translate.translator_for`."""

_FULL_WIDTH = ("ja",)


def catalogue_path(language: str) -> str:
    """Where the catalogue of a language lies, relative to the wording room."""
    return f"locales/{language}/{DOMAIN}.po"


@cache
def translator(language: str) -> Translator:
    """The translator of one of `LANGUAGES`; ValueError for any other. English is in the code: it reads no file.

    Only rooms whose sentences are in the catalogue (`ROOMS` in scripts/extract_messages.py) are spoken whole; what
    another room says stays English.
    """
    if language == ENGLISH.language:
        return ENGLISH
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    return _read(language)


def _read(language: str) -> Translator:
    from babel.messages.pofile import read_po  # noqa: PLC0415  # English answers start without it

    with (files(__package__) / catalogue_path(language)).open("rb") as text:
        catalogue = read_po(text, locale=language)
    said = {_forms(message.id)[0]: _forms(message.string or "") for message in catalogue if not message.fuzzy}
    known = {english: forms for english, forms in said.items() if english and all(forms)}
    return Translator(language, known, c2py(catalogue.plural_expr), language in _FULL_WIDTH)


def _forms(said: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
