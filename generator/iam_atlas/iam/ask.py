"""What every statement is held against while one question is answered."""

from dataclasses import dataclass

from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.doubts import Doubts
from iam_atlas.iam.possible import World


@dataclass(frozen=True, slots=True)
class Ask:
    """The action, the resource's ARN, what is known of the request, and where doubts go.

    `world` is what holds for every request that the question means. `bounded` says whether the caller has a permissions
    boundary. With `settle_disputes` one reading is taken where AWS's pages disagree, instead of a doubt.
    """

    action: str
    resource: str
    knowledge: Knowledge
    doubts: Doubts
    world: World
    bounded: bool = False
    settle_disputes: bool = False
