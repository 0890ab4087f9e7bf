"""Uses of a shared resource to the ways that a reader tells apart: callers with the same answer, said once."""

from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.graph.uses import ANONYMOUS, Use
from iam_atlas.iam.decision import Decision, HalfResult
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.resources import ResourceAllow
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context, UseKey
from iam_atlas.pages.views.ways import ref_order

_RANK = (
    RefKind.ACCOUNT,
    RefKind.USER,
    RefKind.GROUP,
    RefKind.PERMISSION_SET,
    RefKind.ROLE,
    RefKind.VENDOR,
    RefKind.SERVICE,
    RefKind.PRINCIPAL,
    RefKind.PROVIDER,
)


@dataclass(frozen=True, slots=True)
class UseWay:
    """Callers that get the same answer for the same actions, by name; the first of their uses stands for all."""

    callers: tuple[Ref, ...]
    uses: tuple[Use, ...]

    @property
    def use(self) -> Use:
        """The use that is shown."""
        return self.uses[0]


def use_ways(context: Context, uses: Iterable[Use]) -> tuple[UseWay, ...]:
    """The uses of one resource, those alike put together; groups whose members stand there by name are left out."""
    every = tuple(uses)
    users = context.landscape.users
    people = (users[use.caller.name] for use in every if use.caller.kind is RefKind.USER and use.caller.name in users)
    walked = {name for user in people for name in user.groups}
    alike: dict[tuple[object, ...], list[Use]] = {}
    for use in every:
        if use.caller.kind is not RefKind.GROUP or use.caller.name not in walked:
            alike.setdefault(_likeness(use), []).append(use)
    return tuple(sorted((_way(group) for group in alike.values()), key=_way_order))


def use_key(use: Use) -> UseKey:
    """What tells a use from every other."""
    return use.resource, use.caller, use.on, use.actions, str(use.grant.position) if use.grant else ""


def entries_for(context: Context, way: UseWay) -> tuple[ResourceAllow, ...]:
    """The `allow` entries that let some of the callers in, or that ask for it, in the order of the file."""
    entries = context.landscape.resources[way.use.resource].allow
    return tuple(entry for entry in entries if any(_is_for(entry, use) for use in way.uses))


def _is_for(entry: ResourceAllow, use: Use) -> bool:
    if any(entry.position == ref.position for half in use.itself.halves for ref in half.allowed_by):
        return True
    kind, name = use.caller
    named = {use.caller, Ref(kind, RoleKey.of(name).role if kind in (RefKind.ROLE, RefKind.PERMISSION_SET) else name)}
    return use.declared and use.grant is None and not named.isdisjoint(entry.to)


def _way(uses: list[Use]) -> UseWay:
    ordered = tuple(sorted(uses, key=lambda use: ref_order(use.caller)))
    return UseWay(tuple(dict.fromkeys(use.caller for use in ordered)), ordered)


def _way_order(way: UseWay) -> tuple[object, ...]:
    use = way.use
    return use.closed, _RANK.index(use.caller.kind), ref_order(way.callers[0]), use.on, use.actions


def _likeness(use: Use) -> tuple[object, ...]:
    need = use.needs_key
    alone = use.caller if use.caller in (ANYBODY, ANONYMOUS) else use.caller.kind
    return (
        alone,
        use.actions,
        use.on,
        use.barred,
        str(use.grant.position) if use.grant else "",
        use.declared,
        use.decision.verdict,
        use.decision.residue,
        _shape(use.itself),
        (need.key, need.actions, _shape(need.decision)) if need else None,
    )


def _shape(decision: Decision) -> tuple[object, ...]:
    """What two decisions have in common when the same words hold for both."""
    unknown = tuple(one.what for one in decision.unknown)
    halves = tuple(map(_half_shape, decision.halves))
    return decision.verdict, decision.residue, decision.missing, decision.action, unknown, halves


def _half_shape(half: HalfResult) -> tuple[object, ...]:
    allowed = tuple((ref.policy, ref.statement) for ref in half.allowed_by)
    denied = tuple((ref.policy, ref.statement) for ref in half.denied_by)
    return half.half, half.needed, half.allow, half.deny, half.outside, allowed, denied
