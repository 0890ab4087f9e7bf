"""What this program and AWS call things to a set of words, which say nothing of whose name they may be, too."""

import re
from functools import cache
from importlib.resources import files

from iam_atlas.iam.catalogue import services
from iam_atlas.public.phrases import words_of
from iam_atlas.wording.catalogues import LANGUAGES, translator

_TEMPLATES = "pages/templates"
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SHORT = 2  # letters: `a` and `it` are words before they are names


@cache
def our_words() -> frozenset[str]:
    """Every word of our sentences in all languages, and of AWS's services and actions, in small letters."""
    return frozenset(words_of(_our_text())) | {word for text in _names_of_aws() for word in parts_of(text)}


def is_common(phrase: str) -> bool:
    """Whether a reader takes `phrase` for something else than a name: it is short, a number, or said in our texts."""
    words = words_of(phrase)
    if len(words) != 1:
        return not words or phrase.lower() in _our_text()
    return len(words[0]) <= _SHORT or words[0].isdigit() or words[0] in our_words()


def parts_of(name: str) -> set[str]:
    """The words of a name, also those that only a capital begins: `GetObject` has `get`, `object` and `getobject`."""
    return {*words_of(name), *(part.lower() for part in _HUMP.findall(name))}


@cache
def _our_text() -> str:
    catalogues = [translator(language).catalogue for language in LANGUAGES]
    said = [text for one in catalogues for english, forms in one.items() for text in (english, *forms)]
    templates = (files("iam_atlas") / _TEMPLATES).iterdir()
    written = [one.read_text("utf-8") for one in sorted(templates, key=lambda one: one.name) if one.is_file()]
    return "\n".join((*said, *written)).lower()


def _names_of_aws() -> list[str]:
    found = services().values()
    actions = [action.name for service in found for action in service.actions]
    return [*actions, *(service.title for service in found)]
