"""Placed cards, gates and frames to lines of SVG; colours and fonts are the style sheet's, places are given.

Cards stand inside their frame's group, whose `data-environment` and tone hold for them too.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from iam_atlas.drawing import sizes
from iam_atlas.drawing.column_graph import Card, Column, Frame, FrameKind, Gate, GateKind
from iam_atlas.drawing.geometry import Box, Point
from iam_atlas.drawing.icons import icon_or_other
from iam_atlas.drawing.markup import escape, number, optional, page_address
from iam_atlas.drawing.metrics import mono_width, shorten, text_width

Address: TypeAlias = Callable[[str], str]
"""A page below the generated folder to its address as seen from the reader's page."""


def card_lines(card: Card, box: Box, prefix: str, address: Address) -> Iterator[str]:
    """A card as a link, or as a group when it has no page; `box` is relative to the group that the card stands in."""
    name = "a" if card.href else "g"
    shown = sizes.shown_title(card, box.width)
    yield (
        f'<{name} class="{_classes("card", focus=card.focus, planned=card.planned)}"'
        f' data-node="{escape(card.id)}" data-kind="{card.kind.value}"'
        f"{optional('data-level', card.level.value if card.level else None)}"
        f"{optional('data-members', len(card.members) or None)}"
        f"{optional('data-finding', ' '.join(card.findings))}"
        f' transform="{_place(box)}"'
        f"{optional('xlink:href', page_address(address(card.href)) if card.href else None)}"
        f' role="{"link" if card.href else "img"}" aria-label="{escape(card.label)}">'
    )
    if card.planned or shown != card.title:
        yield f"<title>{escape(card.label if card.planned else card.title)}</title>"
    yield _rect(box, box.height / 2 if card.column is Column.WHO else 9)
    yield from _card_inside(card, box, prefix, shown)
    yield f"</{name}>"


def gate_lines(gate: Gate, box: Box, prefix: str) -> Iterator[str]:
    """A gate: a pill with an icon and a few words for each test.

    `data-tests` names what a reader may filter by: values of `wording.keys.Icon`, or `none`, or `unknown`. How long a
    session may last is no condition.
    """
    classes = "gate" if gate.kind is GateKind.PLAIN else f"gate {gate.kind.value}"
    tests = " ".join(gate.asks) or "none"
    yield (
        f'<g class="{classes}" data-node="{escape(gate.id)}" data-kind="gate" data-tests="{escape(tests)}"'
        f' transform="{_place(box)}" role="img">'
    )
    yield f"<title>{escape(gate.label)}</title>"
    yield _rect(box, box.height / 2)
    x = sizes.GATE_PAD
    if gate.kind is GateKind.FINDING:
        yield _icon(prefix, small("warning"), x, 6)
        x += sizes.TEST_ICON + sizes.TEST_ICON_GAP
    for index, test in enumerate(sizes.shown_tests(gate)):
        if index:
            yield _text(x - sizes.TEST_GAP / 2, 17, "+", "plus")
        if test.icon:
            yield _icon(prefix, small(test.icon), x, 6)
        yield _text(x + (sizes.TEST_ICON + sizes.TEST_ICON_GAP if test.icon else 0), 17, test.label)
        x += sizes.width_of_test(test) + sizes.TEST_GAP
    yield "</g>"


def frame_lines(frame: Frame, box: Box, prefix: str, address: Address, inside: Sequence[str]) -> Iterator[str]:
    """A frame with its header, which links to the account's page, and the lines of what stands inside."""
    name = f"frame {frame.kind.value} tone-{frame.tone.value}"
    classes = _classes(name, focus=frame.focus, planned=frame.planned)
    yield (
        f'<g class="{classes}" data-node="{escape(frame.id)}" data-kind="{frame.kind.value}"'
        f"{optional('data-environment', frame.environment)}{optional('data-place', frame.place)}"
        f"{optional('data-tone', frame.tone.value if frame.place else None)}"
        f' transform="{_place(box)}">'
    )
    yield _rect(box, 8 if frame.kind is FrameKind.INNER else 12)
    if frame.href:
        target = escape(page_address(address(frame.href)))
        yield f'<a xlink:href="{target}" role="link" aria-label="{escape(frame.label)}">'
        yield from _header(frame, box, prefix)
        yield "</a>"
    else:
        yield from _header(frame, box, prefix)
    yield from inside
    yield "</g>"


def small(icon: str) -> str:
    """The name of the symbol of an icon in the size for gates."""
    return f"s-{icon_or_other(icon)}"


def badge_lines(level: str, text: str, prefix: str) -> Iterator[str]:
    """The symbol of a level's badge, drawn once."""
    width = sizes.badge_width(text)
    yield f'<symbol id="{prefix}-{level}">'
    yield f'<rect class="atlas-badge {level}" x="0.5" y="0.5" width="{number(width - 1)}" height="15" rx="4"/>'
    yield _text(width / 2, 11.5, text, f"atlas-level {level}")
    yield "</symbol>"


def inside_of(frame: Box, box: Box) -> Box:
    """`box` as seen from the upper left corner of `frame`."""
    corner = Point(box.x - frame.x, box.y - frame.y)
    return Box(corner.x, corner.y, box.width, box.height)


def _card_inside(card: Card, box: Box, prefix: str, shown: str) -> Iterator[str]:
    start = sizes.title_start(card)
    if card.column is Column.MIDDLE:
        yield _icon(prefix, icon_or_other(card.icon), 12, 12)
        yield _text(start, 21 if card.subtitle else 28.5, shown)
        if card.subtitle:
            yield _text(
                start, 36.5, shorten(card.subtitle, sizes.SUBTITLE, box.width - start - 10, regular=True), "sub"
            )
        return
    yield _icon(prefix, icon_or_other(card.icon), 11, 7)
    yield _text(start, 20.5, shown)
    right = box.width - 10
    if card.level and card.badge:
        right -= sizes.badge_width(card.badge)
        yield _icon(prefix, card.level.value, right, 8)
    if card.findings:
        yield _icon(prefix, small("warning"), right - sizes.TEST_ICON - sizes.TEST_ICON_GAP, 9, "sign")


def _header(frame: Frame, box: Box, prefix: str) -> Iterator[str]:
    if frame.kind in (FrameKind.INNER, FrameKind.OUTSIDE):
        yield _text(11, 19, shorten(frame.title, sizes.SMALL, box.width - 20), "inner-title")
        return
    badge = sizes.environment_width(frame.badge)
    note = mono_width(frame.note, sizes.NOTE) + 10 if frame.note else 0.0
    title = shorten(frame.title, sizes.TITLE, box.width - 36 - 12 - badge - note)
    if title != frame.title:
        yield f"<title>{escape(frame.title)}</title>"
    yield _icon(prefix, "account", 12, 9.5)
    yield _text(36, 23, title)
    if frame.note:
        yield _text(round(36 + text_width(title, sizes.TITLE) + 9), 23, frame.note, "note")
    if frame.badge:
        left = box.width - badge - 10
        yield f'<rect class="pill" x="{number(left)}" y="10" width="{number(badge)}" height="18" rx="9"/>'
        yield _text(left + badge / 2, 22.7, sizes.shown_environment(frame.badge), "environment")


def _classes(name: str, *, focus: bool, planned: bool) -> str:
    return f"{name}{' focus' if focus else ''}{' planned' if planned else ''}"


def _place(box: Box) -> str:
    return f"translate({number(box.x)} {number(box.y)})"


def _rect(box: Box, radius: float) -> str:
    return f'<rect width="{number(box.width)}" height="{number(box.height)}" rx="{number(radius)}"/>'


def _icon(prefix: str, name: str, x: float, y: float, classes: str | None = None) -> str:
    return f'<use{optional("class", classes)} xlink:href="#{prefix}-{name}" x="{number(x)}" y="{number(y)}"/>'


def _text(x: float, y: float, text: str, classes: str | None = None) -> str:
    return f'<text{optional("class", classes)} x="{number(x)}" y="{number(y)}">{escape(text)}</text>'
