"""Who can become a role, all copies taken together, to the sentences at the top of its page."""

from collections.abc import Collection

from iam_atlas.graph.access import Access
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.roles import Role
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_ref
from iam_atlas.pages.views.copies import all_steps
from iam_atlas.pages.views.members import is_shut_to_all
from iam_atlas.pages.views.planned import as_of_today, there
from iam_atlas.pages.views.reach import opened
from iam_atlas.pages.views.standing import planned_first
from iam_atlas.pages.views.ways import demands_mfa, kept_elsewhere, opening_people, ref_order
from iam_atlas.wording.translate import N_


def role_lead(context: Context, role: Role) -> Md:
    """Who can become it, in a sentence or two: today, or once a planned role is there."""
    say, steps, known = context.say, all_steps(context, role), (Ref(RefKind.ROLE, role.name),)
    today = there(context, opened(steps), known)
    opening = tuple(step for step in today if not is_shut_to_all(context, step))
    people = opening_people(context, opening)
    sentences: list[Md] = []
    if people:
        sentences.append(_people_lead(context, role, people, opening))
    sentences.append(_others_lead(context, opening, people=bool(people)))
    sentences.append(_joining(context, role, opening))
    if not any(sentences):
        sentences.append(say("As the file stands, nobody whom it describes can become {role}.", role=role.name))
    return planned_first(context, role, as_of_today(context, say.in_a_row(sentences), steps, known))


def _people_lead(context: Context, role: Role, people: tuple[str, ...], steps: tuple[Access, ...]) -> Md:
    say = context.say
    own = [step for step in steps if step.caller.kind is RefKind.USER and step.caller.name in people]
    accounts = sorted({step.role.account for step in own})
    groups = {group for step in own for group in step.through}
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    who = say.count("{number} person", "{number} people", len(people))
    if groups and all(step.through for step in own):
        who = say.count("{who} in one group", "{who} in {number} groups", len(groups), who=who)
    asks = [demands_mfa(step.decision.residue) for step in own]
    mfa = say("only with MFA") if all(asks) else say("some ways in need MFA, some do not")
    if not any(asks):
        mfa = say("MFA is not demanded")
    form = N_("{who} can become {role} {where}; {mfa}.")
    if len({(step.caller, step.role.account) for step in own}) < len(people) * len(accounts):
        form = N_("{who} can become {role} {where}, not everyone in each; {mfa}.")
    return say.opened(form, who=who, role=role.name, where=where, mfa=mfa)


# Of each kind: one that is named, and several that are counted.
_OTHERS = (
    (
        RefKind.GROUP,
        N_("the people of group {name} (kept elsewhere)"),
        N_("the people of {number} groups (kept elsewhere)"),
    ),
    (RefKind.ROLE, N_("role {name}"), N_("{number} roles")),
    (RefKind.PERMISSION_SET, N_("permission set {name}"), N_("{number} permission sets")),
    (RefKind.PROVIDER, N_("sign-ins of identity provider {name}"), N_("sign-ins of {number} identity providers")),
    (RefKind.VENDOR, N_("vendor {name}"), N_("{number} vendors")),
    (RefKind.SERVICE, N_("AWS service {name}"), N_("{number} AWS services")),
    (RefKind.ACCOUNT, N_("account {name}"), N_("{number} accounts")),
    (RefKind.PRINCIPAL, N_("principal {name}"), N_("{number} other principals")),
)
_MANY_BEHIND = (RefKind.ACCOUNT, RefKind.PRINCIPAL)  # more than one may come as such a caller


def _others_lead(context: Context, steps: tuple[Access, ...], *, people: bool) -> Md:
    """Everybody but people, in a sentence; empty when there is nobody."""
    say, others = context.say, _others(context, steps)
    callers = {step.caller for step in steps}
    if not others:
        return Md("")
    if not people and len(callers) == 1 and next(iter(callers)).kind not in _MANY_BEHIND:
        return say("Only {other} can take it.", other=others[0])
    of_people, of_others = _accounts_of(context, steps)
    every = set().union(*of_others)
    if any(found != every for found in of_others):
        form = N_("{others} can take it {where}, not each of them in each.")
    elif of_people and of_people != every:
        form = N_("{others} can take it {where}.")
    else:
        form = N_("{others} can take it too.") if of_people else N_("{others} can take it.")
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(every), names=say.all_of(sorted(every)))
    return say.opened(form, others=say.all_of(others), where=where)


def _accounts_of(context: Context, steps: tuple[Access, ...]) -> tuple[set[str], Collection[set[str]]]:
    """The accounts that people get into, and those of each of the others."""
    people, elsewhere = set(opening_people(context, steps)), kept_elsewhere(context)
    of_people, of_others = set[str](), dict[Ref, set[str]]()
    for step in steps:
        kind, name = step.caller
        if kind is RefKind.USER and name in people:
            of_people.add(step.role.account)
        elif kind is not RefKind.GROUP or name in elsewhere:
            of_others.setdefault(step.caller, set()).add(step.role.account)
    return of_people, of_others.values()


def _joining(context: Context, role: Role, steps: tuple[Access, ...]) -> Md:
    """Whoever would get in by joining a group that is open to the role and empty; nothing without such a group."""
    say, groups = context.say, context.landscape.groups
    found = {step.caller for step in steps if step.caller.kind is RefKind.GROUP and step.caller.name in groups}
    empty = sorted(ref for ref in found if ref.name not in kept_elsewhere(context) and not groups[ref.name].members)
    if not empty:
        return Md("")
    return say.count(
        "Whoever joins group {names} can become {role}; the file lists nobody in it.",
        "Whoever joins group {names} can become {role}; the file lists nobody in them.",
        len(empty),
        names=say.any_of(to_ref(context, ref) for ref in empty),
        role=role.name,
    )


def _others(context: Context, steps: tuple[Access, ...]) -> tuple[Md, ...]:
    say, parts = context.say, []
    people = set(opening_people(context, steps))
    machines = {s.caller.name for s in steps if s.caller.kind is RefKind.USER} - people
    if machines:
        parts.append(say.count("{number} machine user", "{number} machine users", len(machines)))
    if any(step.caller == ANYBODY for step in steps):
        parts.append(say("anybody whose own policy allows it and who meets the condition of the trust policy"))
    for kind, one, many in _OTHERS:
        found = {step.caller for step in steps if step.caller.kind is kind and step.caller != ANYBODY}
        found = {ref for ref in found if kind is not RefKind.GROUP or ref.name in kept_elsewhere(context)}
        if found:
            parts.append(say.named(one, many, len(found), name=to_ref(context, min(found, key=ref_order))))
    return tuple(parts)
