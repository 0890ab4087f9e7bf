"""Policies, an action and a pattern of resources become the resources on which it is permitted, and who cuts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from iam_atlas.iam.actions import ActionSet, set_of
from iam_atlas.iam.catalogue import Action, resource_arns
from iam_atlas.iam.ceilings import Left, Outcome, Taker, Taking, apply_ceilings
from iam_atlas.iam.formula import ALWAYS, And, Formula
from iam_atlas.iam.glob import covers, overlap, parse_glob
from iam_atlas.iam.grantrows import PolicyRows, Row, rows_of
from iam_atlas.iam.policy import Policy

_GAP = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class PermittedOn:
    """A resource pattern as a policy writes it, without `excluded`, and the condition under which it permits.

    `limited` is True when a Deny or a ceiling takes a part of it away: by a condition when `conditional`, else by the
    resource.
    """

    resource: str
    excluded: tuple[str, ...]
    when: Formula
    limited: bool
    conditional: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """Where and when: a resource pattern without `excluded`, under the condition `when`."""

    resource: str
    excluded: tuple[str, ...]
    when: Formula


@dataclass(frozen=True, slots=True)
class Cutter:
    """What takes something away, and by which statements.

    `denies` are where and when its Deny statements about the action strike. When `silent`, it takes by not allowing,
    too: then `allows` is all that it allows of the action, nothing at all when that is empty.
    """

    taking: Taking
    denies: tuple[Extent, ...]
    silent: bool = False
    allows: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Permitted:
    """Where an action is permitted, in the order of the policies.

    `granted` is whether an identity policy allows it on any of the resources asked about, before anything is taken.
    `cutters` are what denies and ceilings take of it. `invalid` names statements that AWS would refuse.
    """

    granted: bool
    on: tuple[PermittedOn, ...]
    cutters: tuple[Cutter, ...]
    invalid: tuple[str, ...]

    def everywhere(self, patterns: Iterable[str]) -> bool:
        """Whether the action is permitted on every resource that these patterns match, under every condition."""
        wide = [one for one in self.on if one.when == ALWAYS and not one.limited and not one.excluded]
        return all(any(covers(parse_glob(one.resource), parse_glob(text)) for one in wide) for text in patterns)


@lru_cache(maxsize=16_384)
def kinds_of(action: Action, partition: str, account_id: str) -> tuple[str, ...]:
    """What `*` comes to for an action: a pattern for each kind of resource that it works on, in one account.

    `*` itself for an action that works on no single resource.
    """
    templates = resource_arns(action.name.partition(":")[0])
    known = {"${Partition}": partition, "${Account}": account_id}
    found = (_GAP.sub(lambda gap: known.get(gap[0], "*"), templates[kind]) for kind in action.resource_types)
    return tuple(sorted(found)) or ("*",)


@dataclass(frozen=True, slots=True)
class Held:
    """The policies of a principal, taken apart: `groups` are its own, then its boundary, then each level of SCPs."""

    groups: tuple[tuple[PolicyRows, ...], ...]
    outcome: Outcome

    @property
    def invalid(self) -> tuple[str, ...]:
        """The statements that AWS would refuse, as `policy: statement`, sorted."""
        return tuple(sorted({name for group in self.groups for rows in group for name in rows.invalid}))


def held(identity: tuple[Policy, ...], boundary: Policy | None, scps: tuple[tuple[Policy, ...], ...]) -> Held:
    """Take the policies apart, once for any number of actions."""
    rows = tuple(rows_of(policy) for policy in identity)
    ceiling = None if boundary is None else rows_of(boundary)
    levels = tuple(tuple(rows_of(policy) for policy in level) for level in scps if level)
    groups = (rows, *(((ceiling,),) if ceiling else ()), *levels)
    return Held(groups, apply_ceilings(rows, ceiling, levels))


def permitted(action: Action, asked: str, policies: Held) -> Permitted:
    """What the policies of a principal say about one action on the resources that the pattern `asked` matches.

    Resource-based policies are left aside: they belong to one resource. An action that works on no resource is
    permitted by a statement on `*` only.
    Source: IAM User Guide, "Policy evaluation logic".
    """
    one, outcome = set_of((action.name,)), policies.outcome
    about = [left for left in outcome.left if left.row.actions & one and _concerns(left, asked, action)]
    cuts = (cut for taking in outcome.takings if (cut := _of(taking, one)) is not None)
    return Permitted(
        granted=bool(about),
        on=tuple(_on(left, one) for left in about if left.actions & one),
        cutters=tuple(_cutter(cut, one, policies.groups) for cut in cuts),
        invalid=policies.invalid,
    )


def _of(taking: Taking, action: ActionSet) -> Taking | None:
    """What is taken of one action; None when nothing is."""
    wholly, by_condition, by_resource = (
        part & action for part in (taking.wholly, taking.by_condition, taking.by_resource)
    )
    if not (wholly or by_condition or by_resource):
        return None
    return replace(taking, wholly=wholly, by_condition=by_condition, by_resource=by_resource)


def _concerns(left: Left, asked: str, action: Action) -> bool:
    if not action.resource_types and left.row.resource != "*":
        return False
    return overlap(left.row.pattern, parse_glob(asked))


def _cutter(taking: Taking, action: ActionSet, groups: tuple[tuple[PolicyRows, ...], ...]) -> Cutter:
    names = taking.where.split(", ")
    policies = [policy for group in groups for policy in group if policy.name in names]
    denies = _rows_about(action, (row for policy in policies for row in policy.denies))
    allows = _rows_about(action, (row for policy in policies for row in policy.allows))
    is_ceiling = taking.taker is not Taker.DENY and any(policy.allows for policy in policies)
    silent = is_ceiling and not any(row.unlimited for row in allows)
    return Cutter(taking, _extents(denies), silent, _extents(allows) if silent else ())


def _rows_about(action: ActionSet, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.actions & action]


def _extents(rows: list[Row]) -> tuple[Extent, ...]:
    return tuple(Extent(row.resource, row.excluded, _when(row)) for row in rows)


def _when(row: Row) -> Formula:
    return ALWAYS if not row.tests else row.tests[0] if len(row.tests) == 1 else And(row.tests)


def _on(left: Left, action: ActionSet) -> PermittedOn:
    limited, conditional = bool(left.cut.limited & action), bool(left.cut.conditional & action)
    return PermittedOn(left.row.resource, left.row.excluded, _when(left.row), limited, conditional)
