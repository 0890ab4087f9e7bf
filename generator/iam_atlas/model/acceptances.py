"""Findings that somebody has decided to live with for a while."""

from dataclasses import dataclass

from iam_atlas.errors import Position
from iam_atlas.model.annotations import Moment


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One entry of `accepted:`.

    `at` is what the file calls the thing (`role:viewer@dev`); `things` is what that comes to: one name a role copy,
    and the name itself for everything else. After `until` the acceptance no longer counts.
    """

    finding: str
    at: str
    things: frozenset[str]
    reason: str
    owner: str
    until: Moment
    position: Position
