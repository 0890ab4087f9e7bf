"""YAML as written: texts, positions, and everything that is not plain, safe YAML."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.errors import Position
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.reader import read_yaml
from iam_atlas.load.report import as_text
from iam_atlas.load.shape import check_shape


def _read(text: str | bytes) -> tuple[Node | None, list[str]]:
    findings = Findings()
    data = text if isinstance(text, bytes) else text.encode()
    node = read_yaml(data, "a.yaml", findings)
    return node, [f"{p.position.line}:{p.position.column} {p.rule}: {p.message}" for p in findings.problems]


def _only(text: str) -> Node:
    node, problems = _read(text)
    assert problems == []
    assert node is not None
    return node


def _scalar(text: str) -> Scalar:
    node = _only(text)
    assert isinstance(node, Mapping)
    value = node.entries[0][1]
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize(
    ("written", "text", "plain"),
    [
        ("020222070707", "020222070707", True),
        ("NO", "NO", True),
        ("18:00", "18:00", True),
        ("2012-10-17", "2012-10-17", True),
        ("1_000", "1_000", True),
        ('"true"', "true", False),
        ("'it''s'", "it's", False),
        ("null", "null", True),
        ("", "", True),
        ('"!text"', "!text", False),
        ("|\n  two\n  lines\n", "two\nlines\n", False),
        (">\n  one\n  line\n", "one line\n", False),
        ("plain\n  over lines", "plain over lines", False),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_scalar_stays_as_written(written: str, text: str, plain: bool) -> None:
    value = _scalar(f"a: {written}")

    assert (value.text, value.plain) == (text, plain)


def test_positions_count_characters_from_one() -> None:
    node = _only("店: { 名前: 値, b: [1, 23] }\n")

    assert isinstance(node, Mapping)
    key, inner = node.entries[0]
    assert isinstance(inner, Mapping)
    (_, name), (_, numbers) = inner.entries
    assert isinstance(numbers, Sequence)
    assert (key.position, key.length) == (Position("a.yaml", 1, 1), 1)
    assert (inner.position.column, inner.length) == (4, 21)
    assert (name.position.column, name.length) == (10, 1)
    assert (numbers.items[1].position.column, numbers.items[1].length) == (20, 2)


def test_a_byte_order_mark_and_windows_line_ends_move_no_position() -> None:
    node, problems = _read("\ufeffa: 1\r\nb: 2\r\n".encode())

    assert problems == []
    assert isinstance(node, Mapping)
    assert [key.position for key, _ in node.entries] == [Position("a.yaml", 1, 1), Position("a.yaml", 2, 1)]


def test_an_alias_is_the_same_value_at_the_place_of_its_anchor() -> None:
    node = _only("a: &x { b: 1 }\nc: *x\n")

    assert isinstance(node, Mapping)
    assert node.get("c") is node.get("a")
    assert node.entries[1][1].position == Position("a.yaml", 1, 4)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: 1\n".encode("utf-16"), "1:1 encoding: this file is in UTF-16; save it as UTF-8"),
        ("a: 1\n".encode("utf-16-be"), "1:1 encoding: this file is in UTF-16; save it as UTF-8"),
        ("a: 1\nb: 店\n".encode("shift_jis"), "2:4 encoding: byte 0x93 is not UTF-8; save the file as UTF-8"),
        ("a: 1\nb: é\n".encode("latin-1"), "2:4 encoding: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b"a: b\0c\n", "1:5 encoding: character U+0000 cannot stand in this file; remove it"),
        (b"a: \x1b[31m\n", "1:4 encoding: character U+001B cannot stand in this file; remove it"),
        (b"", "1:1 empty-file: this file is empty"),
        (b"\xef\xbb\xbf", "1:1 empty-file: this file is empty"),
        (b"# only words\n---\n...\n", None),
        (b"x" * 50_000_001, "1:1 file-size: this file has 50,000,001 bytes; at most 50,000,000 are read"),
    ],
    ids=[
        "utf-16",
        "utf-16-be",
        "shift-jis",
        "latin-1",
        "nul",
        "escape",
        "empty",
        "only-a-mark",
        "empty-document",
        "too-large",
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, expected: str | None) -> None:
    node, problems = _read(data)

    assert problems == ([expected] if expected else [])
    assert (node is None) == bool(expected)


def test_a_duplicate_key_is_left_out_and_the_rest_is_kept() -> None:
    node, problems = _read("a: 1\nb: 2\na: 3\n")

    assert isinstance(node, Mapping)
    assert [(key.text, value.text) for key, value in node.entries if isinstance(value, Scalar)] == [
        ("a", "1"),
        ("b", "2"),
    ]
    assert problems == ['3:1 duplicate-key: key "a" stands twice in this map; the first is at a.yaml:1:1']


def test_aliases_are_counted_before_they_are_written_out() -> None:
    few = "a: &a [x, x]\nb: [*a, *a]\n"
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 40))

    _, silent = _read(few)
    node, problems = _read(bomb)

    assert silent == []
    assert node is None
    assert [problem.split(" ")[1] for problem in problems] == ["too-many-aliases:"]


def test_an_alias_inside_its_own_anchor_is_cyclic_and_one_behind_it_is_not() -> None:
    _, cyclic = _read("a: &a { b: *a }\n")
    _, behind = _read("a: &a { b: 1 }\nc: *a\n")

    assert [problem.split(" ")[1] for problem in cyclic] == ["cyclic-alias:"]
    assert behind == []


@pytest.mark.parametrize(("levels", "fine"), [(99, True), (100, False), (100_000, False)])
def test_nesting_has_a_limit(levels: int, fine: bool) -> None:
    node, problems = _read("a: " + "[" * levels + "]" * levels)

    assert (node is not None) == fine
    assert (problems == []) == fine


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    gc.disable()
    try:
        _only("a: 1\n")
        stayed_off = not gc.isenabled()
    finally:
        gc.enable()
    _only("a: 1\n")

    assert stayed_off
    assert gc.isenabled()


_PIECES = [
    *"a1\"':[]{}#~\t\n\\@店",
    "accounts",
    "roles",
    "version",
    ": ",
    "\n  ",
    "- ",
    ", ",
    "&x ",
    "*x",
    "!t ",
    "> ",
    "? ",
]
_MARKERS = ["---\n", "...\n", "%YAML 1.1\n", "<<", "{{", "| "]
_TOKENS = st.sampled_from([*_PIECES, *_MARKERS])


@given(st.lists(_TOKENS, max_size=40).map("".join))
def test_no_text_raises_anything(text: str) -> None:
    findings = Findings()

    node = read_yaml(text.encode(), "a.yaml", findings)
    if isinstance(node, Mapping):
        check_shape(node, root=True, findings=findings)

    assert node is not None or findings.problems
    assert bool(as_text(findings.problems)) == bool(findings.problems)


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything(data: bytes) -> None:
    findings = Findings()

    node = read_yaml(data, "a.yaml", findings)

    assert node is not None or findings.problems
    assert all(character.isprintable() or character in "\n\t\u3000" for character in as_text(findings.problems))


_SECTIONS = ["version", "accounts", "users", "roles", "grants", "defaults", "include", "ous", "site", "vendors", "x-a"]
_FIELDS = ["id", "policies", "require", "trust", "mfa", "inline", "variants", "en", "kind", ""]
_KEYS = st.sampled_from([*_SECTIONS, *_FIELDS])
_LEAVES = st.sampled_from(["a", "yes", "true", "1", "012345678901", "~", "''", "2027-03-31", "4h", "env:*", "a@b"])


def _flow(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    entries = st.dictionaries(_KEYS, children, max_size=4)
    as_map = entries.map(lambda found: "{" + ", ".join(f'"{key}": {value}' for key, value in found.items()) + "}")
    as_list = st.lists(children, max_size=3).map(lambda found: "[" + ", ".join(found) + "]")
    return as_map | as_list


@given(st.dictionaries(_KEYS, st.recursive(_LEAVES, _flow, max_leaves=12), max_size=5))
def test_no_tree_raises_anything_in_the_shape_check(tree: dict[str, str]) -> None:
    findings = Findings()
    text = "".join(f'"{key}": {value}\n' for key, value in tree.items()) or "{}\n"
    node = read_yaml(text.encode(), "a.yaml", findings)
    assert isinstance(node, Mapping)

    checked = check_shape(node, root=True, findings=findings)
    again = Findings()
    check_shape(checked, root=False, findings=again)

    assert [problem for problem in again.problems if problem.rule != "invalid-account-id"] == []
    assert {key for key, _ in checked.entries} <= {key for key, _ in node.entries}
