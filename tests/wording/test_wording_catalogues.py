"""The catalogues hold every sentence that the code says, each translated, and nothing else."""

import subprocess
import sys
from string import Formatter

import pytest
from babel.messages.catalog import Message
from scripts.extract_messages import CATALOGUES, ROOMS, committed, ids, sentences

from iam_atlas.wording.catalogues import LANGUAGES, translator
from iam_atlas.wording.translate import ENGLISH, N_, TRANSLATORS, translator_for

MESSAGES = [
    pytest.param(message, id=f"{language}: {message.id}")
    for language in CATALOGUES
    for message in committed(language)
    if message.id
]
UPDATE = "run: python scripts/extract_messages.py"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_sentence_is_in_the_catalogue_and_none_that_nobody_says(language: str) -> None:
    said, held = ids(sentences()), ids(committed(language))

    assert said - held == set(), UPDATE
    assert held - said == set(), UPDATE


@pytest.mark.parametrize("language", CATALOGUES)
def test_nothing_is_kept_that_is_no_longer_said(language: str) -> None:
    assert list(committed(language).obsolete) == []


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_says_something(room: str) -> None:
    assert ids(sentences((room,)))


@pytest.mark.parametrize("message", MESSAGES)
def test_every_sentence_is_translated_with_the_gaps_of_its_english(message: Message) -> None:
    english, translated = _forms(message.id), _forms(message.string or "")

    assert all(translated)
    assert not message.fuzzy
    assert {gap for form in translated for gap in _gaps(form)} == {gap for form in english for gap in _gaps(form)}


@pytest.mark.parametrize("message", MESSAGES)
def test_space_around_a_translation_is_that_of_its_english_or_none(message: Message) -> None:
    english, translated = _forms(message.id)[0], _forms(message.string or "")[0]

    assert translated[:1].isspace() == english[:1].isspace()
    assert not translated[-1:].isspace() or english[-1:].isspace()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_is_a_table_entry_is_said_as_it_would_be_anywhere(language: str) -> None:
    t = translator(language)

    assert t(N_("MFA is present")) == t("MFA is present")


def test_each_language_has_one_translator() -> None:
    assert [translator(language).language for language in LANGUAGES] == list(LANGUAGES)
    assert translator("ja") is translator("ja")
    assert translator("en") is ENGLISH


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="no catalogue for 'fr'; there are en, ja"):
        translator("fr")


def test_counted_sentences_take_the_plural_forms_of_their_language() -> None:
    ja = translator("ja")

    assert [ja.count("{count} day", "{count} days", number) for number in (1, 2)] == ["1 日", "2 日"]
    assert [ENGLISH.count("{count} day", "{count} days", number) for number in (1, 2)] == ["1 day", "2 days"]


def test_what_no_room_with_a_catalogue_says_stays_english() -> None:
    assert translator("ja")("What its members can reach") == "What its members can reach"


def test_pages_are_in_english_until_all_of_them_are_translated() -> None:
    assert list(TRANSLATORS) == ["en"]
    assert translator_for(("ja", "en")) is ENGLISH
    assert translator_for(("ja",)) is ENGLISH


def test_english_is_spoken_without_reading_a_catalogue() -> None:
    program = (
        "import sys\n"
        "from iam_atlas.wording.catalogues import translator\n"
        "assert translator('en')('Allowed.') == 'Allowed.'\n"
        "assert not [name for name in sys.modules if name.startswith('babel')]\n"
    )

    ran = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": "generator"}, check=False)

    assert ran.returncode == 0


def _forms(said: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _gaps(form: str) -> set[str]:
    return {gap for _, gap, _, _ in Formatter().parse(form) if gap is not None}
