"""Names, values and comments to lines of an ini file, whatever characters the input has."""

import re
from collections.abc import Iterable

_NOT_PLAIN = re.compile(r"[^\w.@+-]+")
_LINE_ENDS = re.compile(r"\s+")
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
_LONGEST_NAME = 100


def plain(name: str) -> str:
    """`name` without what would end the name of a section or its line; never empty, and short enough to type."""
    return _NOT_PLAIN.sub("-", name)[:_LONGEST_NAME].strip("-") or "-"


def in_a_line(text: str) -> str:
    """`text` on one line; what would act on the text around it becomes U+FFFD."""
    return _ACTING.sub("\ufffd", _LINE_ENDS.sub(" ", text)).strip()


def section(name: str) -> str:
    """The line that begins the section; `name` is plain, with `profile ` before it or not."""
    return f"[{name}]"


def settings(pairs: Iterable[tuple[str, str | None]]) -> list[str]:
    """One line a setting; those without a value are left out."""
    return [f"{key} = {in_a_line(value)}" for key, value in pairs if value]


def comments(*sentences: str) -> list[str]:
    """One line a sentence; an empty one is an empty comment."""
    return [f"# {line}" if (line := in_a_line(sentence)) else "#" for sentence in sentences]


def whole(blocks: Iterable[Iterable[str]]) -> str:
    """The lines of blocks, an empty line between two, with a line end at the last."""
    texts = ["\n".join(block) for block in blocks]
    return "\n\n".join(text for text in texts if text) + "\n"
