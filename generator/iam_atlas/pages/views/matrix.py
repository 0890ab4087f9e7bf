"""The access matrix: accounts down, groups and machines across, and in each cell the roles that lead in."""

from collections.abc import Mapping

from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_account, to_copy, to_permission_set, to_ref
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.frame import Table, frame
from iam_atlas.pages.views.indexes import IndexView
from iam_atlas.pages.views.permissions import copy_level, level_word
from iam_atlas.pages.views.reach import steps_of, steps_of_group
from iam_atlas.pages.views.ways import ref_order
from iam_atlas.wording.amounts import unique

_OUTSIDE = (
    RefKind.ROLE,
    RefKind.PROVIDER,
    RefKind.VENDOR,
    RefKind.SERVICE,
    RefKind.ACCOUNT,
    RefKind.PERMISSION_SET,
    RefKind.PRINCIPAL,
)


def matrix_view(context: Context) -> IndexView:
    """The view of the matrix; callers that reach nothing have no column, accounts that nobody reaches have a row."""
    say = context.say
    columns = _columns(context)
    heads = (say("Account"), *(to_ref(context, ref) for ref in columns))
    rows = tuple(
        (to_account(context, name), *(_cell(context, columns[ref], name) for ref in columns))
        for name in context.landscape.accounts
    )
    lead = say(
        "Each cell names the roles that one becomes there, with how "
        "much they may do. A role with \\* opens only "
        "under a condition, one with ? is not decided, one in parentheses is written but does not open, or cannot be "
        "counted on."
    )
    return IndexView(frame(context, say.t("Access matrix"), lead, ()), Table(heads, rows))


def callers(context: Context) -> Mapping[Ref, tuple[Access, ...]]:
    """Groups, then users with access of their own, then everything that is not a person, each with its steps."""
    landscape = context.landscape
    groups = {Ref(RefKind.GROUP, name): steps_of_group(context, name) for name in landscape.groups}
    users = {
        Ref(RefKind.USER, name): tuple(s for s in steps_of(context, Ref(RefKind.USER, name)) if not s.through)
        for name in landscape.users
    }
    graph = context.atlas.graph
    others = {ref: graph.by_caller[ref] for ref in sorted(graph.by_caller, key=ref_order) if ref.kind in _OUTSIDE}
    found = {ref: tuple(filter(_telling, steps)) for ref, steps in {**groups, **users, **others}.items()}
    return {ref: steps for ref, steps in found.items() if steps}


def _telling(step: Access) -> bool:
    """Whether it belongs in a survey: what nobody asked for and cannot be met stands on the role's page."""
    return bool(step.grants) or not is_in_vain(step)


def _columns(context: Context) -> Mapping[Ref, Mapping[str, tuple[Access, ...]]]:
    columns: dict[Ref, dict[str, tuple[Access, ...]]] = {}
    for ref, steps in callers(context).items():
        by_account = columns.setdefault(ref, {})
        for step in steps:
            by_account[step.role.account] = (*by_account.get(step.role.account, ()), step)
    return columns


def _cell(context: Context, by_account: Mapping[str, tuple[Access, ...]], account: str) -> Md:
    return joined(map(Md, unique(_role(context, step) for step in by_account.get(account, ()))), ", ")


def _role(context: Context, step: Access) -> Md:
    say, decided = context.say, step.decision
    if step.to_permission_set:
        summary = context.atlas.set_permissions.get(step.role)
        name, level = to_permission_set(context, *step.role), summary.level if summary else None
    else:
        name, level = to_copy(context, step.role, step.role.role), copy_level(context, step.role)
    word = level_word(context, level)
    if decided.verdict is Verdict.NOT_EVALUATED:
        return say("{name}? {level}", name=name, level=word)
    if not decided.verdict.opens or is_in_vain(step):
        return say("({name} {level})", name=name, level=word)
    if decided.verdict is Verdict.ALLOWED:
        return say("{name} {level}", name=name, level=word)
    return say("{name}&#42; {level}", name=name, level=word)
