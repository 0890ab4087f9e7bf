"""Text from the file stays text, wherever it lands."""

import html
import re

import markdown  # type: ignore[import-untyped]  # ships no type information
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile.corpus import strings
from iam_atlas.pages.escape import address, attribute, code, external, fence, link, text, yaml_text

_EXTENSIONS = [
    "tables",
    "attr_list",
    "md_in_html",
    "admonition",
    "def_list",
    "abbr",
    "footnotes",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "pymdownx.magiclink",
    "pymdownx.emoji",
    "toc",
]


def _shown(source: str) -> str:
    """The page that Markdown makes of `source`, with every extension that a team is likely to switch on."""
    return str(markdown.markdown(source, extensions=_EXTENSIONS))


HOSTILE = (
    "<script>alert(1)</script>",
    "</p><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](http://elsewhere.example/x.png)",
    "`code` **bold** _it_ ~~s~~ ^^u^^ ==m==",
    "# heading",
    "1. list",
    "- list",
    "+ list",
    "> quote",
    "| a | b |",
    "a { .class #id onclick=x }",
    "{: .class }",
    "???+ note",
    '!!! danger "x"',
    '=== "tab"',
    '--8<-- "secret.txt"',
    ":smile: :material-account:",
    "http://example.com and www.example.com and a@example.com",
    "@user #12 user/repo#12",
    "*[HTML]: abbreviation",
    "[^1] and [^1]: note",
    ": definition",
    "&lt;b&gt; &amp; &#60;",
    "\u0002klzzwxh:0\u0003",
    "a\n\n# b\n\n<b>c</b>",
    "*** --- ___",
    "\u202egnp.exe",
    "{{ macro }} {% raw %}",
    "\\*not escaped\\*",
    "~~~\ncode\n~~~",
    "/// html | div",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_one_paragraph_that_reads_as_written(hostile: str) -> None:
    shown = _shown(text(hostile))

    match = re.fullmatch(r"<p>([^<>]*)</p>", shown)
    assert match, shown
    expected = re.sub(r"\s+", " ", re.sub("[\u0002\u0003\u202e]", "\ufffd", hostile)).strip()
    assert html.unescape(match.group(1)) == expected


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_in_its_table_cell(hostile: str) -> None:
    shown = _shown(f"| a | b |\n| --- | --- |\n| {text(hostile)} | {code(hostile)} |\n")

    assert shown.count("<td>") == 2
    assert re.findall(r"<(\w+)", shown) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "code"]


@settings(deadline=None)  # a busy machine must not fail it
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_makes_an_element(value: str) -> None:
    shown = _shown(f"x {text(value)}")

    assert re.findall(r"<(\w+)", shown) == ["p"]


def test_everyday_text_stays_readable_in_the_source() -> None:
    assert text("Builds the shop. Free in dev, careful in staging (mostly).") == (
        "Builds the shop. Free in dev, careful in staging (mostly)."
    )
    assert text("ci-hub@tools") == "ci-hub@tools"
    assert code("arn:aws:iam::111111111111:role/x") == "`arn:aws:iam::111111111111:role/x`"


ADDRESSES = {
    "https": ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
    "mail": ("mailto:a@example.com", "mailto:a@example.com"),
    "script": ("javascript:alert(1)", None),
    "script with a tab": ("java\tscript:alert(1)", None),
    "mail with a second header": ("mailto:a@example.com\r\nBcc: b@example.com", None),
    "a line end": ("https://example.com/\nx", None),
    "nothing that is seen": ("https://example.com/\u202ex", None),
    "data": ("data:text/html,x", None),
    "file": ("file:///etc/passwd", None),
    "no host": ("https:///x", None),
    "relative": ("docs/runbook.md", None),
    "protocol-relative": ("//example.com", None),
    "broken": ("https://[", None),
    "with what Markdown reads": ('https://example.com/(a)<b>"c', "https://example.com/%28a%29%3Cb%3E%22c"),
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_only_web_and_mail_addresses_become_links(url: str, expected: str | None) -> None:
    assert address(url) == expected


def test_an_address_that_may_not_be_followed_is_shown_as_text() -> None:
    shown = _shown(external("Runbook", "javascript:alert(1)"))

    assert "<a" not in shown
    assert "javascript:alert(1)" in html.unescape(shown)


def test_a_link_escapes_its_label_and_its_address() -> None:
    assert link("[x]", "roles/a (b).md") == "[&#91;x&#93;](roles/a%20%28b%29.md)"


def test_an_attribute_value_cannot_leave_its_quotes() -> None:
    assert '"' not in attribute('" onclick="x')


def test_a_title_is_html_inside_yaml() -> None:
    assert yaml_text('a "b" <c>') == '"a &quot;b&quot; &lt;c&gt;"'


def test_a_title_of_any_characters_is_one_text_of_yaml() -> None:
    for hostile in strings():
        read = yaml.safe_load(f"title: {yaml_text(hostile)}\n")

        assert list(read) == ["title"]
        assert not set(read["title"]) & set("<>\u202e\u061c\ufffe\uffff")


FENCED = ("```\n# out\n```", "~~~", "````\nx", "</code></pre><script>", '--8<-- "secret"', "{ .x }")


@pytest.mark.parametrize("value", FENCED)
def test_code_cannot_leave_its_block(value: str) -> None:
    shown = _shown(fence("json", value))

    assert shown.count("<pre>") == 1
    assert "<h1" not in shown
    assert "<script>" not in shown
