"""Turns policies into rows, one for each statement and resource, and says which row applies wherever another does."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from iam_atlas.iam.actions import ActionSet, every_action, matching, matching_any
from iam_atlas.iam.conditions.variables import parse_template
from iam_atlas.iam.formula import Test
from iam_atlas.iam.glob import Template, Variable, Wild, covers, overlap
from iam_atlas.iam.literals import excludes, implies
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.model.grants import Effect

_EVERYTHING = ("*", "*:*")


@dataclass(frozen=True)
class Row:
    """The actions that a statement names on one resource pattern.

    `resource` is `*` for a NotResource, whose patterns then stand in `excluded`. `literal` is True when `${...}` is
    plain text. `universal` means that the statement names every action by `*`, those unknown to the catalogue too.
    """

    actions: ActionSet
    resource: str
    excluded: tuple[str, ...]
    tests: tuple[Test, ...]
    literal: bool
    universal: bool

    @cached_property
    def pattern(self) -> Template:
        """`resource` taken apart."""
        return parse_template(self.resource, True, self.literal)

    @cached_property
    def holes(self) -> tuple[Template, ...]:
        """`excluded` taken apart."""
        return tuple(parse_template(text, True, self.literal) for text in self.excluded)

    @property
    def unlimited(self) -> bool:
        """Whether the row holds on every resource and under every condition."""
        return self.resource == "*" and not self.excluded and not self.tests


@dataclass(frozen=True, slots=True)
class PolicyRows:
    """A policy taken apart.

    `unknown_actions` are the patterns of its Allow statements of which the catalogue knows no action. `invalid` names
    the statements AWS would refuse, as `policy: statement`; they are in no row.
    """

    name: str
    allows: tuple[Row, ...]
    denies: tuple[Row, ...]
    unknown_actions: tuple[str, ...]
    invalid: tuple[str, ...]


@lru_cache(maxsize=8_192)
def rows_of(policy: Policy) -> PolicyRows:
    """The rows of a policy, in its order."""
    sound = [statement for statement in policy.statements if not _refused(statement)]
    allowing = [statement for statement in sound if statement.effect is Effect.ALLOW]
    denying = [statement for statement in sound if statement.effect is Effect.DENY]
    return PolicyRows(
        name=policy.name,
        allows=tuple(row for statement in allowing for row in _rows(statement, policy.literal)),
        denies=tuple(row for statement in denying for row in _rows(statement, policy.literal)),
        unknown_actions=tuple(a for s in allowing for a in s.actions if not matching(a)),
        invalid=tuple(f"{policy.name}: {s.name}" for s in policy.statements if _refused(s)),
    )


def allows_of(policies: Iterable[PolicyRows]) -> tuple[Row, ...]:
    """The rows of all Allow statements, in the order of the policies."""
    return tuple(row for policy in policies for row in policy.allows)


def always_applies(row: Row, grant: Row) -> bool:
    """Whether `row` applies to every request on the resources and under the conditions of `grant`.

    True is certain; False may be over-careful. The actions are the caller's business.
    """
    implied = all(any(implies(own, test) for own in grant.tests) for test in row.tests)
    return implied and _spans(row, grant)


def may_apply(row: Row, grant: Row) -> bool:
    """Whether `row` applies to some request that `grant` applies to. False is certain; True may be over-careful.

    Certain given that no user, role or policy of IAM is kept under a path with a colon in it.
    """
    if any(excludes(own, test) for own in grant.tests for test in row.tests):
        return False
    if any(covers(hole, grant.pattern) for hole in row.holes) or any(covers(hole, row.pattern) for hole in grant.holes):
        return False
    return _share(row.pattern, grant.pattern)


def _spans(row: Row, grant: Row) -> bool:
    """Each hole of `row` must lie outside `grant`: beside its pattern, or inside one of its own holes."""
    return covers(row.pattern, grant.pattern) and all(
        not _share(hole, grant.pattern) or any(covers(own, hole) for own in grant.holes) for hole in row.holes
    )


@lru_cache(maxsize=65_536)
def _share(one: Template, other: Template) -> bool:
    """Whether some ARN may fit both patterns; two ARNs of IAM are compared field by field.

    Their fields hold no colon, so that with all six written no star can swallow the end of one and the next.
    """
    ours, theirs = _iam_fields(one), _iam_fields(other)
    if not ours or not theirs or (Wild.STAR in ours[1] and Wild.STAR in theirs[1]):
        return overlap(one, other)
    return all(overlap(mine, yours) for mine, yours in zip(ours, theirs, strict=True))


def _iam_fields(pattern: Template) -> tuple[Template, ...]:
    """The six fields of an ARN pattern of IAM; empty for any other, and where a variable may hold a colon."""
    fields: list[Template] = [()]
    for piece in pattern:
        if isinstance(piece, Variable):
            return ()
        first, *others = piece.split(":") if isinstance(piece, str) else (piece,)
        fields[-1] += (first,) if first else ()
        fields.extend((text,) if text else () for text in others)
    return tuple(fields) if len(fields) == 6 and (fields[0], fields[2]) == (("arn",), ("iam",)) else ()


def _refused(statement: Statement) -> bool:
    """Every statement of an identity policy, a boundary or an SCP needs a Resource or NotResource."""
    return bool(statement.invalid) or not (statement.resources or statement.not_resources)


def _rows(statement: Statement, literal: bool) -> tuple[Row, ...]:
    if statement.not_actions:
        actions, universal = every_action() & ~matching_any(statement.not_actions), False
    else:
        actions = matching_any(statement.actions)
        universal = any(pattern in _EVERYTHING for pattern in statement.actions)
    if statement.not_resources:
        return (Row(actions, "*", statement.not_resources, statement.tests, literal, universal),)
    return tuple(Row(actions, r, (), statement.tests, literal, universal) for r in statement.resources)
