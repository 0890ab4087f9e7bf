"""What this program and AWS call things to a set of words: whose name one of them is, too, it does not tell."""

import re
from functools import cache
from importlib.resources import files

from iam_atlas.iam.catalogue import services
from iam_atlas.public.phrases import words_of
from iam_atlas.wording.catalogues import LANGUAGES, translator

# What markup is made of: templates, finished pictures, styles; and what no such file has.
_FOLDERS = ("pages/templates", "pages/guide", "site/assets/stylesheets")
_TEXTS = (".jinja", ".svg", ".css")
_MARKUP = frozenset({"approves", "approvers", "fixed", "html", "json", "mailto", "oncall", "residue", "xxxxxxxx"})
_PEOPLE = re.compile(r"\b(?:aiko|ben)\b")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SHORT = 2  # letters: `a` and `it` are words before they are names
_NUMBER = 6  # digits: as many as durations in seconds and numbers of lines have


@cache
def our_words() -> frozenset[str]:
    """Every word of our sentences in all languages, and of AWS's services and actions, in small letters."""
    return _MARKUP | frozenset(words_of(_our_text())) | {word for text in _names_of_aws() for word in parts_of(text)}


def is_common(phrase: str) -> bool:
    """Whether a reader takes `phrase` for something else than a name: it is short, a number, or said in our texts."""
    words = words_of(phrase)
    if all(len(word) <= _SHORT for word in words):
        return True
    if len(words) > 1:
        return is_said(phrase)
    return (words[0].isdigit() and len(words[0]) <= _NUMBER) or words[0] in our_words()


def is_said(phrase: str) -> bool:
    """Whether `phrase` stands in our own sentences, as examples do."""
    return phrase.lower() in _our_text()


def parts_of(name: str) -> set[str]:
    """The words of a name, also those that only a capital begins: `GetObject` has `get`, `object` and `getobject`."""
    return {*words_of(name), *(part.lower() for part in _HUMP.findall(name))}


@cache
def _our_text() -> str:
    catalogues = [translator(language).catalogue for language in LANGUAGES]
    said = [text for one in catalogues for english, forms in one.items() for text in (english, *forms)]
    return "\n".join((*said, *map(_text_of, _FOLDERS))).lower()


def _text_of(folder: str) -> str:
    """The texts of a folder of this package, without the people in the pictures: they are called like anybody."""
    found = sorted((files("iam_atlas") / folder).iterdir(), key=lambda one: one.name)
    texts = (one.read_text("utf-8") for one in found if one.is_file() and one.name.endswith(_TEXTS))
    return _PEOPLE.sub("", "\n".join(texts))


def _names_of_aws() -> list[str]:
    found = services().values()
    actions = [action.name for service in found for action in service.actions]
    return [*actions, *(service.title for service in found)]
