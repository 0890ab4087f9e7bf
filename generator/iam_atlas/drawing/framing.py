"""Placed cards to the frames around them, as small as they can be."""

from collections.abc import Mapping, Sequence

from iam_atlas.drawing import sizes
from iam_atlas.drawing.column_graph import Diagram, Frame, FrameKind
from iam_atlas.drawing.geometry import Box


def place_frames(diagram: Diagram, cards: Mapping[str, Box]) -> dict[str, Box]:
    """The boxes of all frames that enclose something, by id; empty frames get none."""
    inside: dict[str, list[Box]] = {}
    for card in diagram.cards:
        if card.frame is not None:
            inside.setdefault(card.frame, []).append(cards[card.id])
    inner = {
        frame.id: _around(frame, inside[frame.id]) for frame in diagram.frames if frame.parent and frame.id in inside
    }
    frames: dict[str, Box] = {}
    for frame in diagram.frames:
        if frame.parent is None:
            siblings = {other.id: inner[other.id] for other in diagram.frames if _is_in(other, frame, inner)}
            frames |= _equally_high(siblings)
            boxes = [*inside.get(frame.id, ()), *siblings.values()]
            if boxes:
                frames[frame.id] = _around(frame, boxes)
    return frames


def _is_in(other: Frame, frame: Frame, inner: Mapping[str, Box]) -> bool:
    return other.parent == frame.id and other.id in inner


def _equally_high(siblings: Mapping[str, Box]) -> dict[str, Box]:
    """Frames side by side begin and end at the same height."""
    top = min((box.y for box in siblings.values()), default=0.0)
    bottom = max((box.bottom for box in siblings.values()), default=0.0)
    return {name: Box(box.x, top, box.width, bottom - top) for name, box in siblings.items()}


def _around(frame: Frame, boxes: Sequence[Box]) -> Box:
    pad, header = _room(frame.kind)
    left, right = min(box.x for box in boxes) - pad, max(box.right for box in boxes) + pad
    top, bottom = min(box.y for box in boxes) - header, max(box.bottom for box in boxes) + pad
    return Box(left, top, right - left, bottom - top)


def _room(kind: FrameKind) -> tuple[float, float]:
    """The padding at three sides, and the height of the header at the top."""
    if kind is FrameKind.JUMP:
        return sizes.FRAME_PAD, sizes.FRAME_HEADER
    if kind is FrameKind.ACCOUNT:
        return sizes.ACCOUNT_PAD, sizes.ACCOUNT_HEADER
    return sizes.INNER_PAD, sizes.INNER_HEADER
