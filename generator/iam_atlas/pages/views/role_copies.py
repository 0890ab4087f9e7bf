"""A group of alike copies to its part of the role's page: who gets in and why, permissions, ceilings, documents."""

from dataclasses import dataclass

from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.graph.access import Access, Means
from iam_atlas.model.addresses import anchor
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.roles import Role, RoleCopy
from iam_atlas.pages.context import Context, prose_paragraphs
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_ref
from iam_atlas.pages.views.answer_cells import condition, console, session
from iam_atlas.pages.views.ceilings import ceiling_lines
from iam_atlas.pages.views.copies import AlikeCopies
from iam_atlas.pages.views.documents import attached_fold, attached_folds, document_fold
from iam_atlas.pages.views.everybody import NAMED, all_members, in_portions, named
from iam_atlas.pages.views.frame import Fold, Table
from iam_atlas.pages.views.permissions import PermissionsView, copy_permissions
from iam_atlas.pages.views.remarks import remarks
from iam_atlas.pages.views.standing import account_name, is_foreign
from iam_atlas.pages.views.trust import trust_lines, trusts_of
from iam_atlas.pages.views.ways import Way, way_order
from iam_atlas.pages.views.why import why, why_link
from iam_atlas.wording.amounts import number
from iam_atlas.wording.translate import N_


@dataclass(frozen=True, slots=True)
class CopiesView:
    """The part about copies that differ in nothing but their account. `anchors` are the ids of the further accounts.

    Search leaves out what is not `searched`, and of the heading with its text what is not `headed`.
    """

    heading: Md
    id: Md
    anchors: tuple[Md, ...]
    told: tuple[Md, ...]
    access: Table
    whys: tuple[Fold, ...]
    remarks: tuple[Md, ...]
    trust: tuple[Md, ...]
    permissions: PermissionsView
    ceilings: tuple[Md, ...]
    documents: tuple[Fold, ...]
    searched: bool = True
    headed: bool = True


def copies_view(context: Context, role: Role, group: AlikeCopies) -> CopiesView:
    """The part for one group; where there is much, search knows a role by its first."""
    first = group.first
    searched = not context.is_large or group == context.alike(role.name)[0]
    return CopiesView(
        heading=_heading(context, group),
        id=Md(anchor(first.key.account)),
        anchors=tuple(Md(anchor(name)) for name in group.accounts[1:]),
        told=_told(context, role, group),
        access=_access(context, group),
        whys=tuple(why(context, reasoning) for reasoning in group.reasonings),
        remarks=remarks(context, role, group),
        trust=trust_lines(context, group.copies),
        permissions=copy_permissions(context, role, first),
        ceilings=ceiling_lines(context, role, first),
        documents=_documents(context, first),
        searched=searched,
        headed=searched and (len(group.accounts) == 1 or _describes(role, group)),
    )


def _describes(role: Role, group: AlikeCopies) -> bool:
    """Whether the text below the heading says more than the heading, which names accounts before their own pages do."""
    return group.first.description != role.about.description


def _heading(context: Context, group: AlikeCopies) -> Md:
    say, first = context.say, group.accounts[:_NAMED]
    left = len(group.accounts) - len(first)
    if left:
        return say("In {accounts} and {count} more accounts", accounts=say.listing(first), count=left)
    return say("In {accounts}", accounts=say.all_of(first))


_NAMED = 6  # accounts that a heading names


def _told(context: Context, role: Role, group: AlikeCopies) -> tuple[Md, ...]:
    """The variant's own description, and that one copy is shown for several."""
    told = [*prose_paragraphs(context, group.first.description)] if _describes(role, group) else []
    if any(is_foreign(context, name) for name in group.accounts):
        told.append(context.say(_THEIRS))
    if len(group.copies) > 1:
        told.append(
            context.say(
                _ALIKE if len(trusts_of(context, group.copies)) < 2 else _TRUSTED_OTHERWISE,
                number=number(len(group.copies), context.say.t),
                account=group.first.key.account,
            )
        )
    return tuple(told)


_ALIKE = N_(
    "These {number} copies may do the same. Documents below are those of {account}; in the others what names the "
    "account differs."
)
_TRUSTED_OTHERWISE = N_(
    "These {number} copies may do the same, but do not all trust the same. Documents below are those of {account}; in "
    "the others what names the account differs, and whom the trust policy names."
)
_THEIRS = N_(
    "**Our half only.** The account belongs to somebody else. The file describes what our people may ask for. The "
    "trust policy and the permissions shown are what we expect there: only the owner knows what really stands."
)


def _access(context: Context, group: AlikeCopies) -> Table:
    say = context.say
    heads = (
        N_("Who"),
        N_("Through"),
        *((N_("In"),) if len(group.copies) > 1 else ()),
        N_("When"),
        N_("Session"),
        N_("Console"),
        N_("Reason"),
    )
    found = sorted((way for reasoning in group.reasonings for way in reasoning.ways), key=way_order)
    rows = (_row(context, group, shown) for way in found for shown in in_portions(context, way))
    return Table(tuple(say(word) for word in heads), tuple(rows))


def _row(context: Context, group: AlikeCopies, way: Way) -> tuple[Md, ...]:
    step = way.step
    groups = context.say.all_of(to_ref(context, Ref(RefKind.GROUP, name)) for name in way.through)
    return (
        _everybody(context, way),
        groups or _through(context, step),
        *((_where(context, group, way),) if len(group.copies) > 1 else ()),
        condition(context, step),
        session(context, step),
        console(context, step, _soonest(context, way)),
        why_link(context, way.callers[0], step),
    )


def _where(context: Context, group: AlikeCopies, way: Way) -> Md:
    if len(way.targets) == len(group.copies):
        return context.say("all of them")
    return context.say.all_of(account_name(context, key.account) for key in way.targets)


def _soonest(context: Context, way: Way) -> RoleCopy:
    """The first copy that is there, else the first."""
    copies = [context.landscape.copy_of(key) for key in way.targets]
    return next((c for c in copies if not is_planned_account(context.landscape, c.key.account)), copies[0])


def _everybody(context: Context, way: Way) -> Md:
    if len(way.callers) <= NAMED:
        return named(context, way)
    return all_members(context, way) or named(context, way)


_THROUGH = {
    RefKind.USER: N_("their own policy"),
    RefKind.GROUP: N_("the group's policy"),
    RefKind.ROLE: N_("role chaining"),
    RefKind.PROVIDER: N_("its sign-in"),
    RefKind.VENDOR: N_("the vendor's own account"),
    RefKind.SERVICE: N_("the service itself"),
    RefKind.ACCOUNT: N_("any policy in that account that allows it"),
    RefKind.PERMISSION_SET: N_("IAM Identity Center"),
    RefKind.PRINCIPAL: N_("a policy that the file does not hold"),
}


def _through(context: Context, step: Access) -> Md:
    if step.means is Means.IDENTITY_CENTER:
        return context.say("IAM Identity Center")
    if step.caller == ANYBODY:
        return context.say("any policy that allows it")
    return context.say(_THROUGH[step.caller.kind])


def _documents(context: Context, copy: RoleCopy) -> tuple[Fold, ...]:
    say, halves = context.say, context.atlas.halves
    folds = []
    trust = halves.trust.get(copy.key)
    if trust is not None:
        folds.append(document_fold(context, say("Role trust policy of {role}", role=copy.key), trust))
    held = halves.identity.get(Ref(RefKind.ROLE, str(copy.key)), copy.permissions.policies)
    folds.extend(attached_folds(context, held))
    boundary = copy.permissions.boundary
    if boundary is not None:
        folds.append(attached_fold(context, boundary, say("Permissions boundary {name}", name=boundary.name)))
    return tuple(folds)
