"""What somebody may do with shared resources to the rows of a table, the same under the same conditions said once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iam_atlas.graph.uses import Use
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_page
from iam_atlas.pages.views.frame import Table
from iam_atlas.pages.views.standing import marked
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.pages.views.uses_cells import actions_cell, callers_cell, when_cell
from iam_atlas.pages.views.uses_ways import UseWay, use_key, use_ways


@dataclass(frozen=True, slots=True)
class UseRow:
    """A row about some callers; `cells` say what they may, when, and where the reasons stand."""

    callers: tuple[Ref, ...]
    ways: tuple[UseWay, ...]
    cells: tuple[Md, Md, Md]


def shared_part(context: Context, refs: Sequence[Ref], heading: Md, *notes: Md) -> Part:
    """What somebody, or a role in each of its accounts, may do with the shared resources of the file."""
    say, uses = context.say, context.atlas.uses.by_caller
    by_resource: dict[str, list[Use]] = {}
    for use in (use for ref in refs for use in uses.get(ref, ())):
        by_resource.setdefault(use.resource, []).append(use)
    several = len(refs) > 1
    rows = tuple(
        (
            _resource(context, name),
            *((callers_cell(context, row.callers),) if several else ()),
            *row.cells,
        )
        for name in sorted(by_resource)
        for row in use_rows(context, use_ways(context, by_resource[name]))
    )
    heads = (say("Resource"), *((say("As"),) if several else ()), say("May"), say("When"), say("Reason"))
    return part("uses", heading, *(notes if rows else ()), table=Table(heads, rows))


def _resource(context: Context, name: str) -> Md:
    shown = to_page(context, page(Section.RESOURCES, name), name)
    return marked(context, shown, context.landscape.resources[name].account)


def use_rows(context: Context, ways: Iterable[UseWay]) -> tuple[UseRow, ...]:
    """The rows of a table, what the same callers may do under the same conditions in one."""
    alike: dict[tuple[tuple[Ref, ...], Md], list[UseWay]] = {}
    for way in ways:
        alike.setdefault((way.callers, when_cell(context, way)), []).append(way)
    return tuple(
        UseRow(
            callers,
            tuple(group),
            (
                context.say.apart(actions_cell(context, way.use) for way in group),
                when,
                context.say.listing(use_why_link(context, way.use) for way in group),
            ),
        )
        for (callers, when), group in alike.items()
    )


def use_why_link(context: Context, use: Use) -> Md:
    """`why`, leading to the block on the page of the resource that explains the use."""
    place = context.use_whys.get(use_key(use))
    if place is None:
        return Md("")
    path, _, fragment = place.partition("#")
    return to_page(context, path, context.say.t("why"), fragment)
