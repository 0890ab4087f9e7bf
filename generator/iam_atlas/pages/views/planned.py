"""Steps to those that can be made today, and to sentences about what is still to be made before the others can."""

from collections.abc import Collection, Iterable, Sequence

from iam_atlas.exporters.planned import IN_WORDS, is_anything_planned, waits_for
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_account, to_permission_set, to_role
from iam_atlas.pages.views.lists import few
from iam_atlas.pages.views.ways import is_closed, with_doubts
from iam_atlas.wording.translate import N_

_PAGES = {RefKind.ACCOUNT: to_account, RefKind.ROLE: to_role, RefKind.PERMISSION_SET: to_permission_set}
_SEVERAL = {
    RefKind.ACCOUNT: N_("Accounts {names} are planned and not there yet."),
    RefKind.ROLE: N_("Roles {names} are planned and not there yet."),
    RefKind.PERMISSION_SET: N_("Permission sets {names} are planned and not there yet."),
}
_NAMED = 6  # things of one kind that a sentence names


def there(context: Context, steps: Iterable[Access], known: Collection[Ref] = ()) -> tuple[Access, ...]:
    """The steps that sentences and numbers are about, by the rule of `exporters.planned`.

    Those that wait for nothing planned; on a page that says first of what is `known` to be planned, for nothing else.
    """
    if not is_anything_planned(context.landscape):
        return tuple(steps)
    return tuple(step for step in steps if set(waits_for(context.landscape, step)).issubset(known))


def as_of_today(context: Context, lead: Md, steps: Iterable[Access], known: Collection[Ref] = ()) -> Md:
    """The lead, which is about what is `there` of the steps, its doubts, and what the rest of them waits for."""
    every = tuple(steps)
    told = with_doubts(context, lead, there(context, every, known))
    return context.say.in_a_row((told, still_planned(context, every, known)))


def still_planned(context: Context, steps: Iterable[Access], known: Collection[Ref] = ()) -> Md:
    """What those of the steps wait for that may open, by name, but for what is `known`; empty where nothing waits."""
    return planned_things(context, awaited(context, steps).difference(known))


def awaited(context: Context, steps: Iterable[Access]) -> frozenset[Ref]:
    """The planned things that those of the steps wait for that may open."""
    if not is_anything_planned(context.landscape):
        return frozenset()
    return frozenset(ref for step in steps if not is_closed(step) for ref in waits_for(context.landscape, step))


def planned_things(context: Context, things: Iterable[Ref]) -> Md:
    """That these accounts, roles and permission sets are still to be made; empty without any."""
    every = sorted(things, key=lambda ref: ref.name)
    by_kind = {kind: [to(context, ref.name) for ref in every if ref.kind is kind] for kind, to in _PAGES.items()}
    say = context.say
    return say.in_a_row(
        say.named(IN_WORDS[kind], _SEVERAL[kind], len(names), name=names[0], names=_listed(context, names))
        for kind, names in by_kind.items()
        if names
    )


def _listed(context: Context, names: Sequence[Md]) -> Md:
    return context.say.all_of(names) if len(names) <= _NAMED else few(context, names, _NAMED)
