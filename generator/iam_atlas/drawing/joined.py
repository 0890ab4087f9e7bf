"""The steps of groups and of users to who may be drawn as a member: whoever gets in by each line of the group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iam_atlas.drawing.targets import Target
from iam_atlas.graph.access import Access
from iam_atlas.graph.members import Fit, Fits
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import Group

Own = Mapping[str, Mapping[Target, Access]]
"""Steps that may open, by the name of the group or user, and by where they lead."""


@dataclass(frozen=True, slots=True)
class Joined:
    """`pairs` are the users and groups with a line between them, `vacant` the ways of groups that no member has.

    A line from a person to a group says that all that the group leads to is open to the person, on those conditions.
    Whoever has less, or has it on more conditions, is drawn alone.
    """

    pairs: frozenset[tuple[str, str]]
    vacant: frozenset[tuple[str, Target]]

    def of(self, user: str, groups: Iterable[str]) -> tuple[str, ...]:
        """Those of the groups that the user is drawn as a member of."""
        return tuple(group for group in groups if (user, group) in self.pairs)


def find_joined(landscape: Landscape, groups: Own, users: Own) -> Joined:
    """Who is drawn with which group of IAM; of a provider's groups, AWS decides nothing about a single member."""
    pairs: set[tuple[str, str]] = set()
    vacant: set[tuple[str, Target]] = set()
    fits = Fits(landscape)
    for group in (group for group in landscape.groups.values() if group.account is not None):
        into = groups.get(group.name, {})
        having = {target: _having(group, step, target, users, fits) for target, step in into.items()}
        if group.members and not group.external_members:
            vacant |= {(group.name, target) for target, names in having.items() if not names}
        kept = [names for target, names in having.items() if (group.name, target) not in vacant]
        pairs |= {(name, group.name) for name in group.members if all(name in names for names in kept)}
    return Joined(frozenset(pairs), frozenset(vacant))


def _having(group: Group, step: Access, target: Target, users: Own, fits: Fits) -> frozenset[str]:
    """The members who get in as the group's step says."""
    own = ((name, users.get(name, {}).get(target)) for name in group.members)
    return frozenset(name for name, one in own if one is not None and fits(step, one) is not Fit.NONE)
