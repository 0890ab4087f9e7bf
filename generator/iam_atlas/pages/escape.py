"""Text of any origin to Markdown, HTML, addresses and code blocks in which it cannot be anything but text.

The one place that escapes. `Md` marks Markdown that is safe to print; templates escape whatever is not `Md`.
"""

import html
import json
import re
from functools import lru_cache
from urllib.parse import quote, urlsplit


class Md(str):
    """Markdown that is safe to print: our own, or already escaped."""

    __slots__ = ()


# Controls, marks of direction, and what YAML (of front matter), XML or UTF-8 cannot hold.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")
# Characters that mean something anywhere in a line of Markdown or HTML.
_ANYWHERE = r"[\\`*_{}\[\]<>&|~^=$#\"]"
# The start of a list, heading, tab, details, admonition, definition or block; a numbered list.
_AT_START = r"(?<![\s\S])[-+:!?/%]|(?<=(?<![\s\S])\d)[.)]|(?<=(?<![\s\S])\d\d)[.)]|(?<=(?<![\s\S])\d\d\d)[.)]"
# Emoji codes, addresses that become links by themselves, runs that typography or insertion marks use.
_IN_PLACE = r":(?=[\w+-]+:)|:(?=//)|(?<=www)\.|@(?=[\w-]+\.)|(?<![\w])@(?=\w)|-(?=-)|(?<=-)-|\+(?=\+)|(?<=\+)\+"
_SPECIAL = re.compile(f"{_ANYWHERE}|{_AT_START}|{_IN_PLACE}", re.IGNORECASE)
_PLAIN_CODE = re.compile(r"[A-Za-z0-9:/@._,+=*?-]+(?: [A-Za-z0-9:/@._,+=*?-]+)*\Z")
# A snippet marker is read even inside a code block; a semicolon before it says that it is text.
_SNIPPET = re.compile(r"(?m)^([ \t]*)(;*-+8<-+)")
# Brackets and angles in text are escaped, so that these are ours.
_LABELLED = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_MARKUP = re.compile(r"<[^>]*>|[*`]")
_SCHEMES = ("http", "https", "mailto")
_SAFE_IN_ADDRESS = "/:?#@!$&*+,;=%-._~"


def without_controls(value: str) -> str:
    """`value` with control and direction marks shown as U+FFFD; the one thing that escaping alone would leave alive."""
    return _CONTROL.sub("\ufffd", value)


@lru_cache(maxsize=65536)
def text(value: str) -> Md:
    """`value` as running text on one line; white space becomes single spaces, control and direction marks are shown."""
    flat = _SPACE.sub(" ", without_controls(value)).strip()
    return Md(_SPECIAL.sub(lambda found: f"&#{ord(found.group())};", flat))


def paragraphs(value: str) -> tuple[Md, ...]:
    """`value` as paragraphs; blank lines part them."""
    return tuple(part for raw in re.split(r"\n\s*\n", value) if (part := text(raw)))


def code(value: str) -> Md:
    """`value` in code type, inside a line or a table cell."""
    if _PLAIN_CODE.match(value):
        return Md(f"`{value}`")
    return Md(f"<code>{text(value)}</code>")


def visible(written: str) -> str:
    """What a reader sees of Markdown that is made here: labels of links, text of elements, no marks of emphasis."""
    return html.unescape(_MARKUP.sub("", _LABELLED.sub(r"\1", written)))


@lru_cache(maxsize=65536)
def attribute(value: str) -> Md:
    """`value` between the double quotes of an HTML or attribute-list value."""
    flat = _SPACE.sub(" ", without_controls(value))
    return Md(re.sub(r"[^A-Za-z0-9 ,._/-]", lambda found: f"&#{ord(found.group())};", flat))


def yaml_text(value: str) -> Md:
    """`value` as a quoted YAML scalar whose text is HTML: the theme prints titles as they are."""
    flat = _SPACE.sub(" ", without_controls(value)).strip()
    return Md(json.dumps(html.escape(flat, quote=True), ensure_ascii=False))


def address(value: str) -> str | None:
    """`value` as the destination of a Markdown link; None unless it is http, https or mailto and names somebody.

    An address on several lines, or with what cannot be seen in it, is none: it would end a header of a mail, or read
    other than it is.
    """
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    if without_controls(value) != value or len(value.splitlines()) > 1 or "\t" in value:
        return None
    if parts.scheme not in _SCHEMES or not (parts.netloc or (parts.scheme == "mailto" and parts.path)):
        return None
    return quote(value, safe=_SAFE_IN_ADDRESS)


def external(label: str, url: str) -> Md:
    """A link out of the site when `url` is one that may be followed, else label and address as text."""
    target = address(url)
    if target is None:
        return Md(f"{text(label)} ({code(url)})") if label != url else code(url)
    return Md(f"[{text(label)}]({target})")


def link(label: str, destination: str) -> Md:
    """A link to `destination`, which is ours."""
    shown = label if isinstance(label, Md) else text(label)
    return Md(f"[{shown}]({quote(destination, safe=_SAFE_IN_ADDRESS)})")


def fence(language: str, value: str) -> Md:
    """`value` as a code block; the fence is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall(r"`+", value)), default=0)
    marks = "`" * max(3, longest + 1)
    body = without_controls(value.replace("\r\n", "\n"))
    body = _SNIPPET.sub(r"\1;\2", body)
    return Md(f"{marks}{language}\n{body}\n{marks}")
