"""A way to use a shared resource to the cells of a table: who, which actions on what, and when or why not."""

from collections.abc import Sequence

from iam_atlas.graph.uses import ANONYMOUS, Use
from iam_atlas.iam.catalogue import access_level
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.level import AccessLevel
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import to_account, to_copy, to_page, to_ref, to_role
from iam_atlas.pages.views.caller_names import caller_words
from iam_atlas.pages.views.lists import all_or_few, few_codes
from iam_atlas.pages.views.standing import marked, marked_caller, marked_copy
from iam_atlas.pages.views.uses_ways import UseWay
from iam_atlas.wording.decision import BARRED, Parties, undecided_words, verdict
from iam_atlas.wording.residue import under_heading
from iam_atlas.wording.translate import C_, N_

_SHOWN = 5  # actions that a cell names one by one, accounts, and copies of a role


def callers_cell(context: Context, callers: Sequence[Ref]) -> Md:
    """Who; accounts and the copies of one role are put together."""
    alike: dict[tuple[str, str], list[Ref]] = {}
    for ref in callers:
        of_role = ref.kind is RefKind.ROLE
        bare = RoleKey.of(ref.name).role if of_role else "" if ref.kind is RefKind.ACCOUNT else ref.name
        alike.setdefault((ref.kind.value, bare), []).append(ref)
    return context.say.listing(_caller(context, refs) for refs in alike.values())


def actions_cell(context: Context, use: Use) -> Md:
    """Which actions, and on which part of the resource where that is not the resource itself."""
    said, where = _actions(context, use), _place(context, use)
    return context.say("{actions} on {place}", actions=said, place=where) if where else said


def when_cell(context: Context, way: UseWay) -> Md:
    """When the use opens; what does not open says why."""
    say, use = context.say, way.use
    if use.barred:
        return say("**Closed.** {reason}", reason=say(BARRED))
    if use.needs_key is not None and use.itself.verdict.opens and not use.opens:
        return _without_key(context, way)
    if use.decision.verdict is Verdict.NOT_EVALUATED:
        return say("**Not decided.** {words}", words=undecided_words(use.decision, say.t))
    if not use.opens:
        return say("**Closed.** {words}", words=verdict(use.itself, use_parties(context, way), say.t))
    return text(under_heading(use.decision.residue, say.t))


def use_parties(context: Context, way: UseWay) -> Parties:
    """Whom the decision on the resource is about, in words."""
    return Parties(_callers_words(context, way), way.use.resource, _action_words(context, way.use, way.use.actions))


def key_parties(context: Context, way: UseWay) -> Parties:
    """Whom the decision on the key is about, in words."""
    need = way.use.needs_key
    key, actions = (need.key, need.actions) if need else ("", ())
    return Parties(_callers_words(context, way), key, _action_words(context, way.use, actions))


def _without_key(context: Context, way: UseWay) -> Md:
    """The resource opens and its key does not: what that comes to."""
    say, need = context.say, way.use.needs_key
    if need is None:
        return Md("")
    name = to_page(context, page(Section.RESOURCES, need.key), need.key)
    actions = few_codes(context, need.actions, _SHOWN)
    if need.decision.verdict is Verdict.NOT_EVALUATED:
        words = undecided_words(need.decision, say.t)
        return say(
            "**Not decided.** Allowed on the resource itself, but it needs {actions} on {key}: {words}",
            actions=actions,
            key=name,
            words=words,
        )
    effect = say(_READS_NOTHING if need.actions == ("kms:Decrypt",) else _WRITES_NOTHING)
    words = verdict(need.decision, key_parties(context, way), say.t)
    return say(
        "**Closed.** Allowed on the resource itself, but nothing lets it use key {key} ({actions}): {effect} {words}",
        key=name,
        actions=actions,
        effect=effect,
        words=words,
    )


_READS_NOTHING = N_("it reads nothing that the key encrypts.")
_WRITES_NOTHING = N_("nothing gets through that the key encrypts.")


def _caller(context: Context, refs: Sequence[Ref]) -> Md:
    say, first = context.say, refs[0]
    if first == ANYBODY:
        return say("anybody (`*`) whose own policies allow it")
    if first == ANONYMOUS:
        return say("anybody, also in requests that are not signed")
    if first.kind is RefKind.ACCOUNT:
        names = all_or_few(context, [_account(context, ref.name) for ref in refs], _SHOWN)
        return say("any identity of {accounts} whose own policies allow it", accounts=names)
    if first.kind is not RefKind.ROLE or len(refs) == 1:
        return marked_caller(context, to_ref(context, first), first)
    role = RoleKey.of(first.name).role
    places = [RoleKey.of(ref.name).account for ref in refs]
    where = all_or_few(context, [_copy_in(context, RoleKey(role, place)) for place in places], _SHOWN)
    return say("{role} in {accounts}", role=to_role(context, role), accounts=where)


def _copy_in(context: Context, key: RoleKey) -> Md:
    return marked_copy(context, to_copy(context, key, key.account), key)


def _account(context: Context, name: str) -> Md:
    return marked(context, to_account(context, name), name) if name in context.landscape.accounts else code(name)


def _actions(context: Context, use: Use) -> Md:
    """The actions where they are few, else how many there are and of which kind."""
    say, actions = context.say, use.actions
    if len(actions) <= _SHOWN:
        return say.listing(code(action) for action in actions)
    levels = {access_level(action) for action in actions}
    kinds = say.all_of(say(_LEVELS[level]) for level in AccessLevel if level in levels)
    return say("{count} actions ({kinds})", count=len(actions), kinds=kinds)


_LEVELS = {
    AccessLevel.LIST: N_("list"),
    AccessLevel.READ: N_("read"),
    AccessLevel.TAGGING: C_("access level", "tag"),
    AccessLevel.WRITE: N_("write"),
    AccessLevel.PERMISSIONS: N_("change permissions"),
}


def _place(context: Context, use: Use) -> Md:
    """`its objects`, or the beginning of their names; empty for the resource itself."""
    arn = context.landscape.resources[use.resource].arn
    if use.on == arn or not use.on.startswith(f"{arn}/"):
        return Md("")
    rest = use.on.removeprefix(f"{arn}/")
    return context.say("its objects") if rest == "*" else context.say("objects {pattern}", pattern=code(rest))


def _callers_words(context: Context, way: UseWay) -> str:
    """The caller with its kind, as text; several callers as one."""
    first, t = way.callers[0], context.say.t
    if len(way.callers) > 1:
        return t("each of them")
    if first == ANONYMOUS:
        return t("whoever does not sign")
    return (
        t("any identity of {name}", name=first.name) if first.kind is RefKind.ACCOUNT else caller_words(context, first)
    )


def _action_words(context: Context, use: Use, actions: Sequence[str]) -> str:
    if len(actions) == 1:
        return actions[0]
    return context.say.t("each of these actions") if use.opens else context.say.t("any of these actions")
