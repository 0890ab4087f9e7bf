import re

from hypothesis import given, settings
from hypothesis import strategies as st
from iam_strategies import BOUNDED

from iam_atlas.iam.glob import Variable, covers, glob_matches, matches_among, overlap, parse_glob

patterns = st.text(alphabet="ab*?", max_size=6)
texts = st.text(alphabet="ab", max_size=6)


def plainly(pattern: str, text: str) -> bool:
    source = "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch(source, text, re.DOTALL) is not None


@settings(BOUNDED, max_examples=200)
@given(patterns, texts)
def test_a_pattern_matches_as_a_regular_expression_would(pattern: str, text: str) -> None:
    assert glob_matches(parse_glob(pattern), text) is plainly(pattern, text)


@settings(BOUNDED, max_examples=200)
@given(patterns, st.lists(texts, max_size=8))
def test_of_many_texts_those_match_that_match_one_by_one(pattern: str, many: list[str]) -> None:
    assert matches_among(parse_glob(pattern), many) == [text for text in many if plainly(pattern, text)]


@settings(BOUNDED, max_examples=300)
@given(patterns, patterns, texts)
def test_what_covers_matches_whatever_the_other_matches(wide: str, narrow: str, text: str) -> None:
    if covers(parse_glob(wide), parse_glob(narrow)) and plainly(narrow, text):
        assert plainly(wide, text)


@settings(BOUNDED, max_examples=300)
@given(patterns, patterns, texts)
def test_patterns_that_share_a_text_overlap(left: str, right: str, text: str) -> None:
    if plainly(left, text) and plainly(right, text):
        assert overlap(parse_glob(left), parse_glob(right))


def test_a_variable_is_covered_by_a_star_and_by_itself_only() -> None:
    name, other = Variable("aws:username"), Variable("aws:userid")

    assert covers(parse_glob("a*"), ("a", name))
    assert covers(("a", name), ("a", name))
    assert not covers(("a", name), ("a", other))
    assert not covers(parse_glob("a?"), ("a", name))


def test_a_variable_may_be_any_text() -> None:
    assert overlap(("a", Variable("aws:username")), ("abc",))
    assert not overlap(("a", Variable("aws:username")), ("bc",))
