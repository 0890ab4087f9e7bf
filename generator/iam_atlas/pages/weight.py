"""The Markdown of a page to about how heavy its HTML will be, to make one lighter before it is written."""

HEAVIEST = 145_000
"""Bytes of HTML from which on a page moves rows of its tables to further pages; readers are promised 150,000."""

# Measured on the pages of large organisations: HTML takes 1.0 to 1.5 times as many bytes as prose, tables and code.
_AROUND, _GROWTH = 16_000, 1.5
_OPENING, _CLOSING = "<svg", "</svg>"


def weight(markdown: str) -> int:
    """Bytes of HTML, at most as a rule; drawings stay as they are."""
    every = len(markdown.encode())
    before = markdown.split(_CLOSING)[:-1]
    drawn = sum(len(part[at:].encode()) + len(_CLOSING) for part in before if (at := part.find(_OPENING)) >= 0)
    return round(_AROUND + drawn + _GROWTH * (every - drawn))
