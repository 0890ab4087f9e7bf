"""JSON as the same tree as YAML, and malformed JSON named at its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.load.json_reader import read_json
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence


def _read(text: str) -> tuple[Node | None, list[str]]:
    findings = Findings()
    node = read_json(text.encode(), "a.json", findings)
    return node, [f"{p.position.line}:{p.position.column} {p.message}" for p in findings.problems]


def _value(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key.text: _value(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return json.loads(node.text) if node.plain else node.text


def test_strings_are_told_apart_from_numbers_and_switches() -> None:
    node, problems = _read('{"a": "true", "b": true, "c": 12, "d": "12", "e": null}')

    assert problems == []
    assert isinstance(node, Mapping)
    assert [value.plain for _, value in node.entries if isinstance(value, Scalar)] == [False, True, True, False, True]


def test_tabs_may_indent_json_and_positions_count_characters() -> None:
    node, problems = _read('{\n\t"Version": "2012-10-17",\n\t"店": ["a", "b"]\n}\n')

    assert problems == []
    assert isinstance(node, Mapping)
    (version, _), (_, shops) = node.entries
    assert (version.position.line, version.position.column, version.length) == (2, 2, 9)
    assert (shops.position.line, shops.position.column, shops.length) == (3, 7, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 this is not valid JSON: a value is expected, not the end of the file"),
        ('{"a": }', '1:7 this is not valid JSON: a value is expected, not "}"'),
        ('{"a": yes}', '1:7 this is not valid JSON: a value is expected, not "yes"; JSON texts stand in double quotes'),
        ("{a: 1}", '1:2 this is not valid JSON: a key in double quotes is expected, not "a"'),
        ("{'a': 1}", "1:2 this is not valid JSON: a key in double quotes is expected, not \"'a'\""),
        ('{"a" 1}', '1:6 this is not valid JSON: ":" is expected after the key "a", not "1"'),
        ('{"a": 1 "b": 2}', '1:9 this is not valid JSON: "," or "}" is expected, not a string'),
        ('{"a": 1,\n}', '1:8 this is not valid JSON: no comma may stand before the closing "}"'),
        ("[1, 2,]", '1:6 this is not valid JSON: no comma may stand before the closing "]"'),
        ('["a\n"]', "1:2 this is not valid JSON: the string that starts here is never closed on its line"),
        ('["\\x"]', "1:2 this is not valid JSON: a backslash sequence in this string is not known"),
        ('["\\ud800"]', "1:2 this is not valid JSON: a backslash sequence in this string is not known"),
        ("[01]", '1:2 this is not valid JSON: a value is expected, not "01"; JSON texts stand in double quotes'),
        ("[NaN]", '1:2 this is not valid JSON: a value is expected, not "NaN"; JSON texts stand in double quotes'),
        ("{} {}", '1:4 this is not valid JSON: nothing may follow the value, but "{" does'),
        ("// no\n{}", '1:1 this is not valid JSON: a value is expected, not "/"'),
        ("[" * 200, "1:102 this is not valid JSON: maps and lists stand more than 100 levels inside each other"),
    ],
    ids=range(17),
)
def test_malformed_json_is_named_at_its_place(text: str, expected: str) -> None:
    node, problems = _read(text)

    assert node is None
    assert problems == [expected]


def test_a_duplicate_key_is_left_out_and_the_rest_is_kept() -> None:
    node, problems = _read('{"Effect": "Deny",\n "Effect": "Allow"}')

    assert node is not None
    assert _value(node) == {"Effect": "Deny"}
    assert problems == ['2:2 key "Effect" stands twice in this map; the first is at a.json:1:2']


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=15,
)


@given(_JSON, st.sampled_from([None, 1, "\t"]))
def test_what_json_writes_is_read_back_the_same(value: object, indent: int | str | None) -> None:
    node, problems = _read(json.dumps(value, indent=indent))

    assert problems == []
    assert node is not None
    assert _value(node) == value


@given(st.text(alphabet='{}[],:"\\ntrue1.e-+ \n\t', max_size=40))
def test_json_is_accepted_exactly_when_the_standard_library_accepts_it(text: str) -> None:
    try:
        json.loads(text, parse_constant=int)
        valid = True
    except ValueError:
        valid = False

    node, problems = _read(text)

    assert (node is not None) == valid
    assert bool(problems) or valid
