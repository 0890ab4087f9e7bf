"""A decided use of a shared resource to the block behind "why": both halves, the key, and the lines they rest on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iam_atlas.graph.uses import Use
from iam_atlas.graph.uses_grants import GRANT
from iam_atlas.iam.decision import Decision, Half, StatementRef
from iam_atlas.iam.formula import Always, Never
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context, UseKey, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source
from iam_atlas.pages.views.caller_names import caller_words
from iam_atlas.pages.views.frame import Fold
from iam_atlas.pages.views.statements import policy_shown
from iam_atlas.pages.views.uses_cells import callers_cell, key_parties, use_parties
from iam_atlas.pages.views.uses_ways import UseWay, entries_for, use_key, use_ways
from iam_atlas.wording.decision import BARRED, Parties, Reason, reasons, verdict
from iam_atlas.wording.residue import as_iam
from iam_atlas.wording.translate import N_

_FEW = 4  # callers that the title of a block takes


def with_uses(context: Context) -> Context:
    """The context with where each use is explained, worked out once for all pages."""
    places: dict[UseKey, str] = {}
    for name, uses in context.atlas.uses.by_resource.items():
        for number, way in enumerate(use_ways(context, uses), start=1):
            place = f"{page(Section.RESOURCES, name)}#{fold_id(number)}"
            for use in way.uses:
                places[use_key(use)] = place
                places |= {key: place for key in _of_groups(context, use) if key not in places}
    return replace(context, use_whys=places, known={}, places={})


def _of_groups(context: Context, use: Use) -> Iterator[UseKey]:
    """The same use by the groups of a user, which have no row of their own where their members stand by name."""
    user = context.landscape.users.get(use.caller.name) if use.caller.kind is RefKind.USER else None
    for name in user.groups if user is not None else ():
        yield use_key(replace(use, caller=Ref(RefKind.GROUP, name)))


def fold_id(number: int) -> str:
    """The anchor of the block that explains a row of the resource's page, counted from 1."""
    return f"why-use-{number}"


def use_why(context: Context, way: UseWay, number: int) -> Fold:
    """The block: the answer, both halves, the key where there is one, and what the file says of it."""
    use, parties = way.use, use_parties(context, way)
    body = (
        _answer(context, way),
        _halves(context, way, use.itself, parties),
        *_key(context, way),
        *_tests(context, use.decision),
        *_sources(use.decision),
        *_declared(context, way),
        _every_action(context, way),
        _everybody(context, way),
    )
    return Fold(Md(fold_id(number)), _summary(context, way), tuple(part for part in body if part))


def _answer(context: Context, way: UseWay) -> Md:
    say, use = context.say, way.use
    if use.barred:
        return say(BARRED)
    words = verdict(use.itself, use_parties(context, way), say.t)
    return say("On the resource itself: {verdict}", verdict=words) if use.needs_key else text(words)


def _summary(context: Context, way: UseWay) -> Md:
    say, use = context.say, way.use
    names = [caller_words(context, ref) for ref in way.callers]
    more = [say("{count} more", count=len(names) - _FEW + 1)] if len(names) > _FEW else []
    shown = names[: _FEW - 1] if more else names
    what = use.actions[0] if len(use.actions) == 1 else say.count("{count} action", "{count} actions", len(use.actions))
    return say(
        "Why: {callers} → {resource}, {what}", callers=say.all_of((*shown, *more)), resource=use.resource, what=what
    )


def _halves(context: Context, way: UseWay, decision: Decision, parties: Parties) -> Md:
    found = reasons(decision, parties, context.say.t)
    lines = (context.say.in_a_row((_words(context, way, one), _statements(context, one.statements))) for one in found)
    return Md("\n".join(f"- {line}" for line in lines))


def _words(context: Context, way: UseWay, reason: Reason) -> Md:
    """What a half says; of an account that the file describes, each identity has its own."""
    caller = way.use.caller
    of_account = caller.kind is RefKind.ACCOUNT and caller.name in context.landscape.accounts
    if of_account and reason.half is Half.IDENTITY:
        return context.say(_EACH)
    if any(ref.policy == GRANT for ref in reason.statements):
        return context.say(_BY_GRANT)
    return text(reason.words)


_BY_GRANT = N_("A grant allows it, whatever the key policy says short of a Deny.")
_EACH = N_("Their own policies must allow it as well; those of the file whose policies do are listed by name.")


def _statements(context: Context, refs: Iterable[StatementRef]) -> Md:
    said = context.say.apart(_statement(context, ref) for ref in dict.fromkeys(refs))
    return Md(f"({said})") if said else said


def _statement(context: Context, ref: StatementRef) -> Md:
    if ref.policy == GRANT:
        named = context.say("the KMS grant")
    else:
        named = context.say(
            "statement {statement} of {policy}",
            statement=code(ref.statement),
            policy=policy_shown(context, ref),
        )
    return context.say.listing((named, source(context, ref.position)))


def _key(context: Context, way: UseWay) -> tuple[Md, ...]:
    need, say = way.use.needs_key, context.say
    if need is None:
        return ()
    parties = key_parties(context, way)
    said = say(
        "It needs {actions} on the key {key} beside: {verdict}",
        actions=say.all_of(code(action) for action in need.actions),
        key=need.key,
        verdict=verdict(need.decision, parties, say.t),
    )
    return (said, _halves(context, way, need.decision, parties))


def _tests(context: Context, decision: Decision) -> tuple[Md, ...]:
    if isinstance(decision.residue, Always | Never):
        return ()
    return (context.say("As IAM writes it: {tests}", tests=code(as_iam(decision.residue))),)


def _sources(decision: Decision) -> tuple[Md, ...]:
    """The pages of AWS that do not settle it."""
    pages = dict.fromkeys(one for unknown in decision.unknown for one in unknown.sources)
    return (Md("\n".join(f"- {text(one)}" for one in pages)),) if pages else ()


def _declared(context: Context, way: UseWay) -> tuple[Md, ...]:
    """The rows of the file that ask for it, with why."""
    rows = [(entry.position, entry.reason) for entry in entries_for(context, way)]
    rows += [(grant.position, grant.reason) for grant in (use.grant for use in way.uses) if grant is not None]
    told = dict.fromkeys(
        context.say.in_a_row((context.say("Declared in {row}.", row=source(context, position)), prose(context, reason)))
        for position, reason in rows
    )
    return tuple(told)


def _every_action(context: Context, way: UseWay) -> Md:
    actions = way.use.actions
    if len(actions) == 1:
        return Md("")
    return context.say("These actions are meant: {actions}.", actions=context.say.listing(code(one) for one in actions))


def _everybody(context: Context, way: UseWay) -> Md:
    if len(way.callers) <= _FEW:
        return Md("")
    return context.say("This holds for {callers}.", callers=callers_cell(context, way.callers))
