"""What every finding reads: the landscape, its halves and the decided graph; and how a finding is said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from iam_atlas.derive.halves import Halves
from iam_atlas.errors import Position, Problem, Said, Severity, Words, counted, listed, said
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.insiders import declared_pairs
from iam_atlas.graph.members import is_by_policy
from iam_atlas.graph.permissions import Summaries
from iam_atlas.graph.surroundings import Reader
from iam_atlas.graph.targets import TRUST_POLICY
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.iam.policy import PolicyKind, Statement
from iam_atlas.model.grants import Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.kinds import with_kind

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class AccessProblem(Problem):
    """A problem of these steps of access, and of no other step that the same place of the file declares."""

    steps: tuple[Access, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was computed before findings are looked for. `declared` tells trust entries from accidents.

    `permissions` are those of every role copy, `set_permissions` those of permission sets by set and account,
    `people_permissions` those of groups, and of users with policies of their own. `trust` has the statements of every
    role trust policy, by role copy in their order.
    """

    landscape: Landscape
    halves: Halves
    graph: AccessGraph
    declared: Mapping[Ref, Mapping[RoleKey, tuple[Grant, ...]]]
    permissions: Mapping[RoleKey, PermissionSummary]
    set_permissions: Mapping[RoleKey, PermissionSummary]
    people_permissions: Mapping[Ref, PermissionSummary]
    trust: Mapping[RoleKey, tuple[Statement, ...]]

    def position_of(self, ref: Ref) -> Position | None:
        """Where a caller stands in the file; None for one that the file does not declare."""
        landscape, name = self.landscape, ref.name
        if ref.kind is RefKind.USER:
            return landscape.users[name].position
        if ref.kind is RefKind.GROUP:
            return landscape.groups[name].position
        if ref.kind is RefKind.ROLE:
            return landscape.roles[RoleKey.of(name).role].position
        if ref.kind is RefKind.PERMISSION_SET:
            return landscape.permission_sets[RoleKey.of(name).role].position
        return None

    def is_declared(self, step: Access) -> bool:
        """Whether a grant or a trust entry of the file asks for the step."""
        return bool(step.grants) or step.role in self.declared.get(step.caller, {})


def trust_statements(analysis: Analysis) -> Iterator[tuple[RoleKey, Statement]]:
    """Every statement of every role trust policy, by role copy; copies of a role may share one with its position."""
    return ((key, statement) for key, statements in analysis.trust.items() for statement in statements)


def trusting(step: Access) -> set[Position]:
    """Where the statements of the role trust policy stand that let the caller of the step in."""
    return {ref.position for half in step.decision.halves if half.half is Half.TRUST for ref in half.allowed_by}


def granted_to_accounts(landscape: Landscape) -> set[Position]:
    """Where the grants to whole accounts stand, which everybody there has."""
    return {grant.position for grant in landscape.grants if grant.grantee.kind is RefKind.ACCOUNT}


def said_once(analysis: Analysis, found: Iterable[Access]) -> Iterator[Access]:
    """Of the steps that a rule has found those to tell: what comes to users through a group is said of the group.

    A group is left out where the rule finds none of its members, though the file lists them all and is sure of each. A
    trust policy may name the user alone: then the group carries the step, and does not get in itself.
    """
    steps = tuple(found)
    carried = {(group, step.role) for step in steps for group in step.through}
    by_groups = {
        (step.caller.name, step.role)
        for step in steps
        if step.caller.kind is RefKind.GROUP
        and ((step.caller.name, step.role) in carried or _may_be_of_others(analysis, step))
    }
    for step in steps:
        if step.caller.kind is RefKind.GROUP:
            if (step.caller.name, step.role) in by_groups:
                yield step
        elif not any((group, step.role) in by_groups for group in step.through):
            yield step


def _may_be_of_others(analysis: Analysis, step: Access) -> bool:
    """Whether the step of a group may be that of somebody about whom nothing is decided."""
    group, users = analysis.landscape.groups[step.caller.name], analysis.landscape.users
    if not is_by_policy(step) or group.external_members or not group.members or not users.keys() >= {*group.members}:
        return True
    own = (one for name in group.members for one in analysis.graph.by_caller.get(Ref(RefKind.USER, name), ()))
    undecided = (one for one in own if one.decision.verdict is Verdict.NOT_EVALUATED and one.role == step.role)
    return any(group.name in one.through for one in undecided)


def an_analysis(landscape: Landscape, halves: Halves, graph: AccessGraph, permissions: Summaries) -> Analysis:
    """What findings read, put together."""
    read = Reader().read
    documents = sorted(halves.trust.items(), key=itemgetter(0))
    trust = {key: read(document, TRUST_POLICY, PolicyKind.TRUST).statements for key, document in documents}
    return Analysis(landscape, halves, graph, declared_pairs(landscape), *permissions, trust)


def warning(position: Position, rule: str, message: Said, steps: Iterable[Access] = ()) -> Problem:
    """A warning, about `steps` where it is about any; whoever shows it looks up the source line."""
    meant = tuple(steps)
    if meant:
        return AccessProblem(position, Severity.WARNING, rule, message, steps=meant)
    return Problem(position, Severity.WARNING, rule, message)


def with_doubts_about_mfa(message: Said, steps: Iterable[Access]) -> Said:
    """The message about steps that open; with what is to be said where all of them ask for MFA that is never there."""
    if all(map(is_in_vain, steps)):
        return said(
            "{message}; all of them ask for MFA, which by AWS's documentation the session of a role does not carry",
            message=message,
        )
    return message


def in_order(problem: Problem) -> tuple[Position, str, str]:
    """The key to sort problems by: where they stand, then their rule, then what they say."""
    return problem.position, problem.rule, problem.message


def quoted(name: object) -> Said:
    """A name of the file in quotes, on one line."""
    text = str(name)
    visible = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return said('"{text}"', text=visible)


def some(names: Iterable[object]) -> Words:
    """Up to five names, sorted and quoted, and how many more there are."""
    unique = sorted({str(name) for name in names})
    shown, more = listed(quoted(name) for name in unique[:_SHOWN]), len(unique) - _SHOWN
    return counted("{names} and {count} more", "{names} and {count} more", more, names=shown) if more > 0 else shown


def in_words(ref: Ref) -> Said:
    """`group "operators"`, `role "ci-hub@tools"`."""
    return with_kind(ref.kind, quoted(ref.name))
