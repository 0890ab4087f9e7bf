"""What is wrong with a file, in Japanese; and whole in every language: no word of ours is left in English.

After a wording was changed on purpose, run the tests with IAM_ATLAS_ACCEPT=1 in the environment: every file of
`cases/ja` is then written anew, and the difference is read in review.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from load_cases import broken_cases, loaded, report
from scripts.extract_messages import sentences

from iam_atlas.atlas import analyse
from iam_atlas.data import managed_policies
from iam_atlas.errors import InputError, Problem
from iam_atlas.iam.conditions import OPERATORS
from iam_atlas.iam.faults import STATEMENT_ELEMENTS
from iam_atlas.load import account_properties, references, resource_arns
from iam_atlas.load.json_schema import json_schema
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import C_, Translator

CASES = Path(__file__).parent / "cases"
BROKEN = broken_cases() | {path.stem: path for path in CASES.glob("shape/*.yaml")}
SPOKEN = sorted(path.stem for path in CASES.glob("ja/*.out"))
_ENGLISH_WORD = re.compile(r"[A-Za-z][\w'-]*")
_SPELLED = re.compile(r"\S*…|U\+[0-9A-F]+|\\n")
"""What the user wrote, but not as he wrote it: a text that was cut, and signs that have no picture."""
_BETWEEN = "·"


@pytest.mark.parametrize("name", SPOKEN)
def test_a_broken_file_is_told_of_in_japanese(name: str) -> None:
    expected = CASES / "ja" / f"{name}.out"

    told = report(BROKEN[name], translator("ja"))

    if os.environ.get("IAM_ATLAS_ACCEPT"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8"), "IAM_ATLAS_ACCEPT=1 accepts a change of wording"


def test_a_dozen_kinds_of_mistakes_are_told_of_in_japanese() -> None:
    rules = {problem.rule for name in SPOKEN for problem in _problems(BROKEN[name])}

    assert len(rules) >= 12


@pytest.mark.parametrize("path", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_translated_are_words_of_the_file_and_of_its_language(path: Path) -> None:
    known = _words_of_the_user(path) | _CODE

    for problem in _problems(path):
        said = _SPELLED.sub("", say(problem.said, _WORDLESS))
        assert {word for word in _ENGLISH_WORD.findall(said) if word.lower() not in known} == set(), problem.message


def test_english_that_no_catalogue_has_would_be_seen() -> None:
    assert _ENGLISH_WORD.findall(_WORDLESS("there is no role {name}{hint}", name='"x"', hint="")) == ["x"]
    assert _ENGLISH_WORD.findall(_WORDLESS("nobody says this of {name}", name='"x"')) == [
        "nobody",
        "says",
        "this",
        "of",
        "x",
    ]


def _problems(path: Path) -> tuple[Problem, ...]:
    """Whatever is said of a case, by the loader or, where it loads, by the findings."""
    try:
        return analyse(loaded(path), None).problems
    except InputError as error:
        return error.problems


def _wordless() -> Translator:
    """A language in which nothing is said but what fills the gaps."""
    catalogue = {}
    for message in sentences():
        one = message.id if isinstance(message.id, str) else message.id[0]
        gaps = [f"{{{gap}}}" for _, gap, _, _ in Formatter().parse(one) if gap is not None]
        catalogue[C_(message.context, one) if message.context else one] = (_BETWEEN + _BETWEEN.join(gaps) + _BETWEEN,)
    return Translator("nobody's", catalogue, plural=lambda _: 0)


def _words_of_the_user(path: Path) -> frozenset[str]:
    """What the files of a case say, the first as the name of a file too; and the documents that the cases share."""
    beside = path.parent.rglob("*") if path.name == "accounts.yaml" else (CASES / "resolve" / "policies").rglob("*")
    files = [path, *(file for file in beside if file.is_file())]
    texts = (f"{file.stem} {file.name} {file.read_text(encoding='utf-8', errors='replace')}" for file in files)
    return frozenset(word.lower() for text in texts for word in _ENGLISH_WORD.findall(text))


def _code() -> Iterator[str]:
    """Keys and values of accounts.yaml, elements and operators of policies, and names of AWS managed policies."""
    yield from _names_in(json_schema())
    yield from (*account_properties.PREFIXES, *references.PREFIXES, *resource_arns.KINDS, "self")
    yield from (operator.name for operator in OPERATORS)
    yield from STATEMENT_ELEMENTS
    yield from managed_policies.names()


def _names_in(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (name for key in ("properties", "definitions") for name in schema.get(key, {}))
        yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
        for value in schema.values():
            yield from _names_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names_in(value)


_WORDLESS = _wordless()
_CODE = frozenset(word.lower() for text in _code() for word in _ENGLISH_WORD.findall(text))
