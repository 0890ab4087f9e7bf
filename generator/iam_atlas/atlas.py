"""The analysed atlas: the landscape with everything that was computed from it, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from iam_atlas.derive.derive import derive_halves
from iam_atlas.derive.halves import Halves
from iam_atlas.errors import Problem
from iam_atlas.findings import an_analysis, find_problems
from iam_atlas.findings.acceptances import Accepted, judge
from iam_atlas.findings.analysis import in_order
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.members import Exceptions, exceptions_in
from iam_atlas.graph.permissions import every_summary
from iam_atlas.graph.uses import NO_USES, ResourceUses
from iam_atlas.graph.uses_build import uses_of
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey
from iam_atlas.workers import beside


@dataclass(frozen=True, slots=True)
class Atlas:
    """What pages, drawings and exports read.

    `today` is the date that expiry is judged by, None when the run was given none: then nothing is called expired.
    `permissions` and `levels` cover every role copy; permission sets stand under `RoleKey(set, account)` in
    `set_permissions`. `uses` says who may do what with shared resources. `problems` are the warnings of loading and
    those that needed the decisions, sorted by position, without those that are `accepted`.
    """

    landscape: Landscape
    halves: Halves
    graph: AccessGraph
    permissions: Mapping[RoleKey, PermissionSummary]
    levels: Mapping[RoleKey, Level]
    set_permissions: Mapping[RoleKey, PermissionSummary]
    problems: tuple[Problem, ...]
    today: date | None
    uses: ResourceUses = NO_USES
    accepted: tuple[Accepted, ...] = ()

    def level_behind(self, step: Access) -> Level:
        """How much may be done on the other side of a step."""
        summaries = self.set_permissions if step.to_permission_set else self.permissions
        return summaries[step.role].level if step.role in summaries else Level.UNKNOWN


def beginning_of(today: date | None) -> datetime | None:
    """The moment from which on requests are considered: midnight UTC of the day; None, for any, when there is none."""
    return datetime(today.year, today.month, today.day, tzinfo=UTC) if today else None


@ByIdentity
def exceptions_of(atlas: Atlas) -> Exceptions:
    """For whom in a group more than its policies decides; kept, since many ask about each step."""
    return exceptions_in(atlas.landscape, atlas.graph)


def analyse(landscape: Landscape, today: date | None, jobs: int = 1) -> Atlas:
    """Compute everything that pages, drawings and exports read, once.

    `today` begins at midnight UTC; conditions whose time has gone by then can no longer be met. Problems have no
    `source_line` yet: whoever shows them looks it up. `jobs` are the processes that may work on it.
    """
    halves = derive_halves(landscape)
    cast, now = cast_of(landscape, halves), beginning_of(today)
    with beside(partial(every_summary, cast), jobs) as summaries:
        graph = build_graph(cast, now)
        permissions = summaries()
    found = find_problems(an_analysis(landscape, halves, graph, permissions))
    judged = judge((*landscape.warnings, *found), landscape, today)
    return Atlas(
        landscape=landscape,
        halves=halves,
        graph=graph,
        permissions=permissions.roles,
        levels={key: summary.level for key, summary in permissions.roles.items()},
        set_permissions=permissions.sets,
        problems=tuple(sorted(judged.open, key=in_order)),
        today=today,
        uses=uses_of(cast, now),
        accepted=tuple(sorted(judged.accepted, key=lambda one: in_order(one.problem))),
    )
