"""What the YAML parser says, said again for people."""

import pytest

from iam_atlas.load.node import Findings
from iam_atlas.load.reader import read_yaml

CASES = {
    "colon in a text": ("a: b: c", '1:5 a ":" is not expected here'),
    "question mark": ("a: ? b", '1:4 a "? " is not expected here'),
    "tab before a key": ("a:\n\tb: c", "2:1 a tab stands where spaces are needed"),
    "tab in a folded text": ("a: |\n\tb", "2:1 a tab stands where spaces are needed"),
    "at sign": ("a: @b", '1:4 a value cannot start with "@"'),
    "star": ("a: *", '1:4 a value cannot start with "*" or "&"'),
    "open list": ("a: 1\nb: [c\n", '2:4 a "," or the closing "]" is missing in the list that opens in line 2'),
    "open list with more behind": ("a: [b\nc: d]\n", '2:2 a "," or the closing "]" is missing in the list that opens'),
    "open map": ("a: {b: c\n\n", '1:4 a "," or the closing "}" is missing in the map that opens in line 1'),
    "list and map": ("a:\n  - b\n  c: d", '3:3 every entry of this list starts with "- "'),
    "indentation": ("a:\n  b: c\n d: e", "3:2 this line does not fit the map around it"),
    "open quotes": ('a: 1\nb: "c\nd: e\n', "2:4 the quotes opened here are never closed"),
    "quotes that swallow a line": (
        'a: "1\nb: "2"\n',
        "1:4 a quote that opens in line 1 does not close on that line; the next quote, in line 2, ends it",
    ),
    "quotes that swallow lines in a map": ("a: {b: '1,\nc: x,\nd: '2'}\n", "1:8 a quote that opens in line 1 does not"),
    "long quotes that are closed": ('a: "1\n  2"\nb: [\nc: d\n', '3:4 a "," or the closing "]" is missing'),
    "comment in a map": ("a: { b: #c }\nd: e\n", '1:9 " #" starts a comment'),
    "comment behind a comma": ('a: { b: c, # "d" }\ne: [f\n', '2:4 a "," or the closing "]" is missing'),
    "key without colon at the top": ("a: b\nroles\n  c: d\n", '2:1 the ":" after this key is missing'),
    "key without colon before a map": ("a:\n  prod\n    id: b\n", '2:3 the ":" after "prod" is missing'),
    "key without colon before its neighbour": ("a:\n  b: c\n  dev # x\n\n  prod: b\n", '3:3 the ":" after this key is'),
    "a second colon below a list": ("a:\n  - word\nb: c: d\n", '3:5 a ":" is not expected here'),
    "comment sign in quotes": ("a: { b: 'x: #y', c: [d }\n", '1:24 a "," or the closing "]" is missing'),
    "text over two lines": ("a:\n  b: some\n    words\n    c: d\n", '4:6 a ":" is not expected here'),
    "one line indented too far": (
        "a:\n  b: c\n    d: e\n",
        "3:5 this line is indented deeper than line 2, which has its value already",
    ),
    "one key indented too far": ("a:\n  b: c # x\n\n    d:\n", "4:5 this line is indented deeper than line 2"),
    "full-width colon": ("a:\n  b：c\n  d: e\n", '2:4 "：" is a full-width sign; write ":"'),
    "full-width space behind a colon": (
        "a:\n  b:\u3000c\n  d: e\n",
        "2:5 a full-width space stands here; write an ordinary one",
    ),
    "full-width indentation": ("a:\n  b: c\n\u3000d: e\n  f: g\n", "3:1 a full-width space stands here"),
    "full-width comma in a map": ("a: { b: c、 d: e }\n", '1:10 "、" is a full-width sign; write ","'),
    "full-width signs in prose": ("a:\n  b: 目的：本番、開発\n d: e", "3:2 this line does not fit the map around it"),
    "quotes over documents": ('"a\n---\nb"', "1:1 the quotes opened here are never closed"),
    "list beside its key": ("a: - b", '1:4 a list entry "- " cannot start here'),
    "bracket too many": ("]", '1:1 a value is expected here, not "]"'),
    "backslash": ('a: "\\q"', "1:5 this backslash sequence is not known"),
    "short hexadecimal": ('a: "\\xzz"', "1:7 hexadecimal digits must follow"),
    "text behind the bar": ("a: | b\n c", "1:6 text after | or > must start on the next line"),
    "tag handle": ("a: !x!y z", "1:4 YAML tags such as !include are not accepted"),
    "open tag": ("a: !<x y", "1:7 YAML tags such as !include are not accepted"),
    "another YAML": ("%YAML 9.1\n---\na: b", "1:1 this version of YAML is not known"),
    "directive": ("%FOO\n---\na", "1:5 a line that starts with % is a directive"),
    "behind the end": ("a: b\n... c", "2:5 this line does not belong to what stands above it"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_syntax_error_is_said_in_plain_words(name: str) -> None:
    text, expected = CASES[name]
    findings = Findings()

    node = read_yaml(text.encode(), "a.yaml", findings)

    assert node is None
    (problem,) = findings.problems
    said = problem.message.removeprefix("this is not valid YAML: ")
    assert said != problem.message
    assert f"{problem.position.line}:{problem.position.column} {said}".startswith(expected)
