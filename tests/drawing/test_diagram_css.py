import re
from itertools import pairwise
from pathlib import Path

import pytest

_CSS = (
    Path(__file__).parents[2] / "generator" / "iam_atlas" / "site" / "assets" / "stylesheets" / "diagram.css"
).read_text(encoding="utf-8")
_LIGHT, _DARK = (
    dict(re.findall(r"--atlas-([a-z-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r'\[data-md-color-scheme="(?:default|slate)"\] \{(.*?)\n\}', _CSS, re.DOTALL)[:2]
)
_SCHEMES = {"light": _LIGHT, "dark": _DARK}
_TONES = ("production", "staging", "development", "security", "infrastructure", "sandbox", "jump", "neutral")
_TEXT = [
    ("text", "canvas"), ("text", "card"), ("muted", "canvas"), ("muted", "card"), ("muted", "inner"),
    ("admin-text", "admin-fill"), ("write-text", "write-fill"), ("finding", "finding-fill"),
    *((tone, f"{tone}-fill") for tone in _TONES), *(("text", f"{tone}-fill") for tone in _TONES),
    *(("muted", f"{tone}-fill") for tone in _TONES),
]  # fmt: skip
_LINES = [
    ("edge", "canvas"), ("edge-admin", "canvas"), ("finding", "canvas"), ("edge", "jump-fill"), ("gate", "card"),
    *(("edge", f"{tone}-fill") for tone in _TONES),
]  # fmt: skip


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), _TEXT)
def test_text_has_enough_contrast(scheme: str, ink: str, ground: str) -> None:
    colours = _SCHEMES[scheme]

    assert _contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), _LINES)
def test_lines_have_enough_contrast(scheme: str, ink: str, ground: str) -> None:
    colours = _SCHEMES[scheme]

    assert _contrast(colours[ink], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("tone", _TONES)
def test_the_word_on_an_environments_pill_has_enough_contrast(scheme: str, tone: str) -> None:
    colours = _SCHEMES[scheme]
    ink, ground = colours[tone], colours[f"{tone}-fill"]
    channels = [(int(ink[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    opacity = float(re.findall(r"\.pill \{[^}]*fill-opacity: ([\d.]+)", _CSS)[0])

    pill = "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in channels)

    assert _contrast(ink, pill) >= 4.5


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_production_and_staging_differ_in_lightness_too(scheme: str) -> None:
    colours = _SCHEMES[scheme]

    assert _contrast(colours["production-line"], colours["staging-line"]) >= 1.4


def test_both_schemes_define_the_same_colours() -> None:
    assert _LIGHT.keys() == _DARK.keys()


def test_braces_are_balanced_and_nothing_is_fetched() -> None:
    depth = [0]
    for character in _CSS:
        depth.append(depth[-1] + {"{": 1, "}": -1}.get(character, 0))

    assert depth[-1] == 0 and min(depth) == 0
    assert all(abs(a - b) <= 1 for a, b in pairwise(depth))
    assert "url(" not in _CSS and "@import" not in _CSS
