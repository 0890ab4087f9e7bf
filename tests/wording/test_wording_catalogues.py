"""The catalogues hold every sentence that the code says, each translated, and nothing else."""

import re
import subprocess
import sys
from collections.abc import Callable
from string import Formatter

import pytest
from babel.messages.catalog import Message
from scripts.extract_messages import CATALOGUES, ROOMS, committed, ids, sentences

from iam_atlas.wording.catalogues import LANGUAGES, translator, translator_for
from iam_atlas.wording.translate import C_, ENGLISH, N_

MESSAGES = [message for language in CATALOGUES for message in committed(language) if message.id]
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


def test_every_sentence_is_translated_with_the_gaps_of_its_english() -> None:
    def is_whole(message: Message) -> bool:
        english, translated = _forms(message.id), _forms(message.string or "")
        gaps = ({gap for form in forms for gap in _gaps(form)} for forms in (english, translated))
        return all(translated) and not message.fuzzy and len({frozenset(found) for found in gaps}) == 1

    assert _others(is_whole) == []


def test_space_around_a_translation_is_that_of_its_english_or_none() -> None:
    def is_spaced_alike(message: Message) -> bool:
        english, translated = _forms(message.id)[0], _forms(message.string or "")[0]
        before = translated[:1].isspace() == english[:1].isspace()
        return before and (not translated[-1:].isspace() or english[-1:].isspace())

    assert _others(is_spaced_alike) == []


def test_full_width_marks_bring_their_own_space_and_parentheses_are_half_width() -> None:
    def is_set_well(message: Message) -> bool:
        return not any(re.search(r"[、。「」] | [、。]|[（）：；]", form) for form in _forms(message.string or ""))

    assert _others(is_set_well) == []


def _others(is_right: Callable[[Message], bool]) -> list[tuple[object, object]]:
    """The messages of all catalogues that are not as they should be, with their translations."""
    assert MESSAGES
    return [(message.id, message.string) for message in MESSAGES if not is_right(message)]


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


SITES = {
    "the first language": (("ja", "en"), "ja"),
    "one without a catalogue is passed over": (("fr", "ja"), "ja"),
    "English where there is no other": (("fr",), "en"),
    "English where nothing is said": ((), "en"),
}


@pytest.mark.parametrize(("languages", "spoken"), SITES.values(), ids=SITES.keys())
def test_a_site_is_in_the_first_of_its_languages_that_there_is(languages: tuple[str, ...], spoken: str) -> None:
    assert translator_for(languages).language == spoken


def test_words_that_mean_several_things_are_told_apart() -> None:
    closed_account, closed_way = "closed", C_("way", "closed")

    assert ENGLISH(closed_account) == ENGLISH(closed_way) == "closed"
    assert translator("ja")(closed_account) != translator("ja")(closed_way)


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
