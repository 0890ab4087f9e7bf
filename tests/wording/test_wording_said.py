"""What is wrong: English as it stands, and whole sentences in another language."""

import pytest

from iam_atlas.errors import Joint, Words, counted, listed, said
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import C_, ENGLISH, Translator

FRENCH = Translator(
    "fr",
    {
        "{what} of {owner}": ("{owner}: {what}",),
        "account {name}": ("compte {name}",),
        '"{text}"': ("« {text} »",),
        "{count} file": ("{count} fichier", "{count} fichiers"),
        C_("several", "{first} or {last}"): ("{first} ou {last}",),
        "{first} and {last}": ("{first} et {last}",),
        ", ": (" ; ",),
        "; did you mean {near}?": (" ; {near} ?",),
        "there is no {name}{hint}": ("pas de {name}{hint}",),
    },
    plural=lambda number: 0 if number < 2 else 1,
)
PROD = said("account {name}", name=said('"{text}"', text="prod"))
SAID: dict[str, tuple[Words, str, str]] = {
    "a text of the user": ("prod", "prod", "prod"),
    "a number": (3, "3", "3"),
    "a sentence in a sentence": (PROD, 'account "prod"', "compte « prod »"),
    "gaps in another order": (
        said("{what} of {owner}", what="id", owner=PROD),
        'id of account "prod"',
        "compte « prod »: id",
    ),
    "one": (counted("{count} file", "{count} files", 1), "1 file", "1 fichier"),
    "none, which is many in English only": (counted("{count} file", "{count} files", 0), "0 files", "0 fichier"),
    "several": (counted("{count} file", "{count} files", 2), "2 files", "2 fichiers"),
    "a row with commas": (listed(("a", PROD, "c")), 'a, account "prod", c', "a ; compte « prod » ; c"),
    "a choice": (listed("abc", Joint.OR), "a, b or c", "a ; b ou c"),
    "all of them": (listed("ab", Joint.AND), "a and b", "a et b"),
    "lines": (listed("abc", Joint.LINE), "a\nb\nc", "a\nb\nc"),
    "a row of one": (listed("a", Joint.OR), "a", "a"),
    "a row of none": (listed(()), "", ""),
    "something that comes": (
        said("there is no {name}{hint}", name="prd", hint=said("; did you mean {near}?", near="prod")),
        "there is no prd; did you mean prod?",
        "pas de prd ; prod ?",
    ),
    "and goes": (said("there is no {name}{hint}", name="prd", hint=""), "there is no prd", "pas de prd"),
    "a sentence without a translation": (
        said("{name} is new", name=PROD),
        'account "prod" is new',
        "compte « prod » is new",
    ),
    "braces of the user": (said("there is no {name}{hint}", name="{x}", hint=""), "there is no {x}", "pas de {x}"),
}


@pytest.mark.parametrize(("words", "english", "french"), SAID.values(), ids=SAID.keys())
def test_words_are_said_in_english_and_in_another_language(words: Words, english: str, french: str) -> None:
    assert str(words) == english
    assert say(words, ENGLISH) == english
    assert say(words, FRENCH) == french


def test_a_name_is_quoted_as_the_language_quotes() -> None:
    assert say(PROD, translator("ja")) == "アカウント「prod」"
