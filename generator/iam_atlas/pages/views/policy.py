"""The page about a customer managed policy: who carries it, who is capped by it, and its document."""

from collections.abc import Iterator

from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import ManagedPolicy, Permissions, PolicyOrigin
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_permission_set, to_ref, to_role
from iam_atlas.pages.views.documents import document_fold
from iam_atlas.pages.views.frame import Fact, Fold, about, frame, title_of
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.thing import ThingView, filled, part


def policy_view(context: Context, policy: ManagedPolicy) -> ThingView:
    """The view of one declared policy."""
    say = context.say
    carried = tuple(link for link, held in _holders(context) if _carries(held, policy.name))
    capped = tuple(link for link, held in _holders(context) if _capped(held, policy.name))
    facts = (Fact(say("Name in AWS"), text(policy.aws_name) if policy.aws_name != policy.name else Md("")),)
    boundary = (
        say("As a permissions boundary it is a ceiling, not a grant: it gives nothing by itself.") if capped else Md("")
    )
    return ThingView(
        frame=frame(
            context,
            title_of(context, policy),
            policy_lead(context, policy),
            (policy.name, policy.aws_name),
            Section.POLICIES,
        ),
        about=about(context, policy, facts),
        problems=problem_lines(context, policy.position),
        parts=filled(
            part("carried", say("Attached to"), lines=tuple(dict.fromkeys(carried))),
            part("caps", say("Permissions boundary of"), boundary, lines=tuple(dict.fromkeys(capped))),
            part("document", say("The policy itself"), folds=_documents(context, policy)),
        ),
    )


def policy_lead(context: Context, policy: ManagedPolicy) -> Md:
    """How often it is used, in a sentence."""
    carried = len({link for link, held in _holders(context) if _carries(held, policy.name)})
    capped = len({link for link, held in _holders(context) if _capped(held, policy.name)})
    say = context.say
    if not carried and not capped:
        return say("A policy that nothing in the file uses.")
    attached = say.count("is attached to {number} holder", "is attached to {number} holders", carried)
    bounding = say.count("is the boundary of {number} holder", "is the boundary of {number} holders", capped)
    uses = [words for words, count in ((attached, carried), (bounding, capped)) if count]
    return say("This policy {uses} (users, groups, roles, permission sets).", uses=say.all_of(uses))


def _holders(context: Context) -> Iterator[tuple[Md, Permissions]]:
    landscape = context.landscape
    for user in landscape.users.values():
        yield to_ref(context, Ref(RefKind.USER, user.name)), user.permissions
    for group in landscape.groups.values():
        yield to_ref(context, Ref(RefKind.GROUP, group.name)), group.permissions
    for role in landscape.roles.values():
        for copy in role.copies.values():
            yield to_role(context, role.name), copy.permissions
    for held in landscape.permission_sets.values():
        yield to_permission_set(context, held.name), held.permissions


def _carries(held: Permissions, name: str) -> bool:
    return any(one.name == name and one.origin is PolicyOrigin.DECLARED for one in held.policies)


def _capped(held: Permissions, name: str) -> bool:
    return held.boundary is not None and held.boundary.name == name and held.boundary.origin is PolicyOrigin.DECLARED


def _documents(context: Context, policy: ManagedPolicy) -> tuple[Fold, ...]:
    say = context.say
    if policy.template is not None:
        return (
            document_fold(context, say("Document of {name}, as the file writes it", name=policy.name), policy.template),
        )
    groups: dict[str, list[str]] = {}
    for account, document in policy.documents.items():
        groups.setdefault(repr(document.value), []).append(account)
    return tuple(
        document_fold(context, say("Document in {accounts}", accounts=say.listing(names)), policy.documents[names[0]])
        for names in groups.values()
    )
