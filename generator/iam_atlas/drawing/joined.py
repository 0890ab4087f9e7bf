"""The steps of groups and of users to who may be drawn as a member: whoever gets in by each line of the group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.drawing.targets import Target
from iam_atlas.graph.access import Access
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import Always, And, Formula, Or
from iam_atlas.iam.substitute import substitute
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
    is_true_of = _Truth(landscape)
    for group in (group for group in landscape.groups.values() if group.account is not None):
        into = groups.get(group.name, {})
        having = {target: _having(group, step, target, users, is_true_of) for target, step in into.items()}
        if group.members and not group.external_members:
            vacant |= {(group.name, target) for target, names in having.items() if not names}
        kept = [names for target, names in having.items() if (group.name, target) not in vacant]
        pairs |= {(name, group.name) for name in group.members if all(name in names for names in kept)}
    return Joined(frozenset(pairs), frozenset(vacant))


def _having(group: Group, step: Access, target: Target, users: Own, is_true_of: "_Truth") -> frozenset[str]:
    """The members who get in as the group's step says."""
    own = ((name, users.get(name, {}).get(target)) for name in group.members)
    return frozenset(name for name, one in own if one is not None and is_true_of(step, one))


@dataclass(frozen=True, slots=True)
class _Truth:
    """Whether what a step of a group says is true of a member: found out once for each of the decisions they share."""

    landscape: Landscape
    _known: dict[tuple[str, int, int], bool] = field(default_factory=dict)

    def __call__(self, step: Access, own: Access) -> bool:
        key = (own.caller.name, id(step.decision), id(own.decision))
        if key not in self._known:
            self._known[key] = _is_true_of(self.landscape, step, own)
        return self._known[key]


def _is_true_of(landscape: Landscape, step: Access, own: Access) -> bool:
    """Whether a request that meets what the group's step asks for gets the member in."""
    asked, wanted, undecided = step.decision.residue, own.decision.residue, Verdict.NOT_EVALUATED
    if undecided in (step.decision.verdict, own.decision.verdict):
        return step.decision.verdict is own.decision.verdict
    return _suffices(asked, wanted) or _suffices(substitute(asked, _known_of(landscape, own.caller.name)), wanted)


def _suffices(asked: Formula, wanted: Formula) -> bool:
    """Whether what is asked is all that is wanted, or more than that; False is "not certainly"."""
    if asked is wanted or isinstance(wanted, Always):
        return True
    enough = (wanted, *wanted.parts) if isinstance(wanted, Or) else (wanted,)
    return any(set(_parts(one)) <= set(_parts(asked)) for one in enough)


def _parts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, And) else (formula,)


def _known_of(landscape: Landscape, name: str) -> Knowledge:
    user = landscape.users.get(name)
    if user is None:
        return Knowledge({})
    tags = {f"aws:principaltag/{key.lower()}": (value,) for key, value in user.about.tags.items()}
    return Knowledge({"aws:username": (name,), "aws:principalarn": (user_arn_of(landscape, name),), **tags})
