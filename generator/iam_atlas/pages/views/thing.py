"""The shape of most pages: what the file says of a thing, then parts with sentences, a table, lines and blocks."""

from dataclasses import dataclass, replace

from iam_atlas.pages.escape import Md
from iam_atlas.pages.views.frame import NO_TABLE, About, Fact, Fold, Frame, Table


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page, under a heading of its own; `id` is its anchor.

    Search leaves out `blocks`, which are texts to copy, and what is not `searched`.
    """

    id: Md
    heading: Md
    paragraphs: tuple[Md, ...] = ()
    table: Table = NO_TABLE
    lines: tuple[Md, ...] = ()
    folds: tuple[Fold, ...] = ()
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Md, ...] = ()
    searched: bool = True

    @property
    def empty(self) -> bool:
        """Whether there is nothing under the heading."""
        return not (self.paragraphs or self.table.rows or self.lines or self.folds or self.facts or self.blocks)


@dataclass(frozen=True, slots=True)
class ThingView:
    """A page about one declared thing."""

    frame: Frame
    about: About
    problems: tuple[Md, ...]
    parts: tuple[Part, ...]


def part(
    id: str,
    heading: Md,
    *paragraphs: Md,
    table: Table = NO_TABLE,
    lines: tuple[Md, ...] = (),
    folds: tuple[Fold, ...] = (),
    blocks: tuple[Md, ...] = (),
) -> Part:
    """A part; `id` must be one of ours, in `[a-z-]`."""
    return Part(Md(id), heading, tuple(p for p in paragraphs if p), table, lines, folds, blocks=blocks)


def unsearched(*parts: Part) -> tuple[Part, ...]:
    """The parts for readers of the page only: what they say is better found elsewhere."""
    return tuple(replace(one, searched=False) for one in parts)


def filled(*parts: Part) -> tuple[Part, ...]:
    """The parts that hold something."""
    return tuple(one for one in parts if not one.empty)
