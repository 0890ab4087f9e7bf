"""Text to its width in pixels, and to a shorter text that fits: without fonts, the same on every machine."""

import unicodedata
from functools import lru_cache

# Advances of Inter, weight 600, in thousandths of an em, for U+0020 to U+007E (from the font the site ships; OFL).
_ADVANCES = (
    252,
    321,
    523,
    644,
    650,
    1004,
    663,
    326,
    373,
    373,
    540,
    673,
    319,
    465,
    319,
    379,
    660,
    423,
    623,
    636,
    666,
    612,
    640,
    576,
    640,
    640,
    319,
    329,
    673,
    673,
    673,
    543,
    999,
    728,
    659,
    737,
    722,
    605,
    588,
    749,
    746,
    277,
    580,
    703,
    565,
    922,
    759,
    769,
    645,
    773,
    652,
    650,
    660,
    736,
    728,
    1020,
    720,
    713,
    652,
    373,
    379,
    373,
    481,
    469,
    351,
    574,
    624,
    583,
    624,
    591,
    389,
    625,
    612,
    262,
    262,
    569,
    262,
    900,
    612,
    609,
    624,
    624,
    397,
    549,
    353,
    612,
    587,
    839,
    569,
    588,
    566,
    455,
    359,
    455,
    673,
)
_OTHER_LATIN = 640  # the mean of the accented letters of the same font is 600
_OTHER = 760  # Arabic, Hebrew, symbols: measured by the widest common ones, since the reader's own font draws them
_ELLIPSIS = "…"
_SLACK = 1.03  # the reader's font may be another one when Inter is blocked
_REGULAR = 0.97  # weight 400 against weight 600 over running text
_MONO = 0.602  # the advance of JetBrains Mono and of most monospaced fonts, in em


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, regular: bool = False) -> float:
    """The width of `text` at a font size of `size` pixels; an upper estimate, a few per cent above the truth."""
    units = sum(_advance(character) for character in text)
    return units * size * _SLACK * (_REGULAR if regular else 1.0) / 1000


def mono_width(text: str, size: float) -> float:
    """The width of `text` in a monospaced font; wide characters take two cells."""
    return sum(2 if _is_wide(c) else 1 for c in text) * size * _MONO


def shorten(text: str, size: float, room: float, *, regular: bool = False) -> str:
    """`text` when it fits into `room` pixels, else as much of its beginning as fits, with an ellipsis.

    Never cuts between a letter and its combining marks. A room too small for anything gives the ellipsis alone.
    """
    if text_width(text, size, regular=regular) <= room:
        return text
    end = max(0, min(len(text), int(room / size * 5) + 1))
    while end and text_width(text[:end].rstrip() + _ELLIPSIS, size, regular=regular) > room:
        end -= 1
    while end and end < len(text) and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + _ELLIPSIS


def _advance(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _ADVANCES[code - 32]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    if _is_wide(character):
        return 1000
    return _OTHER_LATIN if code < 0x0250 else _OTHER


def _is_wide(character: str) -> bool:
    """Whether it fills a whole em (CJK, emoji); ambiguous ones count as wide, as Japanese fonts draw them so."""
    return ord(character) > 0x2E7F and unicodedata.east_asian_width(character) in "WFA"
