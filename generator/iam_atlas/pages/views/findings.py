"""The page of findings: by severity, each once with what it means, then every place; what is accepted stands apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iam_atlas.errors import Problem
from iam_atlas.findings.acceptances import Accepted
from iam_atlas.findings.rule import IN_WORDS, Gravity, Rule
from iam_atlas.findings.rules import RULES
from iam_atlas.findings.things import Things, WhatIsMeant, what_is_meant
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source, to_copy, to_owner, to_page, to_policy, to_ref, to_role
from iam_atlas.pages.views.frame import Frame, Table, frame
from iam_atlas.wording.amounts import day
from iam_atlas.wording.said import say as in_language

_MOST = 100  # places that the page lists of one finding, so that it stays light
_SECTIONS = {"guardrail": Section.GUARDRAILS, "resource": Section.RESOURCES}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with every place of it; `more` says how many are left out, empty where none is."""

    id: str
    title: Md
    paragraphs: tuple[Md, ...]
    places: tuple[Md, ...]
    more: Md


@dataclass(frozen=True, slots=True)
class Severe:
    """Everything of one severity."""

    id: str
    heading: Md
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The page; `nothing` is said where nothing is open."""

    frame: Frame
    nothing: Md
    severities: tuple[Severe, ...]
    accepted: Table


def findings_view(context: Context) -> FindingsView:
    """Everything that was found in the file, the gravest first."""
    say, meant = context.say, what_is_meant(context.landscape)
    by_rule: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in context.atlas.problems:
        by_rule[problem.rule].append(problem)
    severities = tuple(_severe(context, meant, gravity, by_rule) for gravity in Gravity)
    lead = say("What in the file deserves a second look, the gravest first.")
    return FindingsView(
        frame=frame(context, say.t("Findings"), lead, ()),
        nothing=Md("") if by_rule else say("Nothing was found."),
        severities=tuple(one for one in severities if one.found),
        accepted=_accepted(context, meant, context.atlas.accepted),
    )


def _severe(context: Context, meant: WhatIsMeant, gravity: Gravity, by_rule: Mapping[str, Sequence[Problem]]) -> Severe:
    rules = (rule for rule in RULES.values() if rule.gravity is gravity and rule.id in by_rule)
    found = tuple(_found(context, meant, rule, by_rule[rule.id]) for rule in rules)
    count = sum(len(by_rule[one.id]) for one in found)
    heading = context.say("{severity}: {count}", severity=context.say.opened(IN_WORDS[gravity]), count=count)
    return Severe(gravity.value, heading, found)


def _found(context: Context, meant: WhatIsMeant, rule: Rule, problems: Sequence[Problem]) -> Found:
    say, left_out = context.say, max(len(problems) - _MOST, 0)
    return Found(
        id=rule.id,
        title=say("{title} ({rule})", title=say(rule.title), rule=code(rule.id)),
        paragraphs=(
            say.in_a_row((say(rule.what), say(rule.why))),
            say("**To mend it.** {fix}", fix=say(rule.fix)),
        ),
        places=tuple(_place(context, meant, problem) for problem in problems[:_MOST]),
        more=say("{count} more; `iam-atlas check` lists all of them.", count=left_out) if left_out else Md(""),
    )


def _place(context: Context, meant: WhatIsMeant, problem: Problem) -> Md:
    say = context.say
    message, where = in_language(problem.said, say.t), source(context, problem.position)
    things = meant.of(problem)
    if not things:
        return say("{message} ({source})", message=message, source=where)
    return say("{things}: {message} ({source})", things=_links(context, things[0]), message=message, source=where)


def _accepted(context: Context, meant: WhatIsMeant, accepted: Iterable[Accepted]) -> Table:
    say = context.say
    heads = (say("Finding"), say("What it says"), say("Reason"), say("Owner"), say("Until"))
    rows = (
        (
            code(one.problem.rule),
            _place(context, meant, one.problem),
            text(entry.reason),
            to_owner(context, entry.owner),
            text(day(entry.until.at)),
        )
        for one in accepted
        for entry in one.by
    )
    return Table(heads, tuple(rows))


def _links(context: Context, things: Things) -> Md:
    """The things as links; several copies of one role are the role."""
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    for thing in things:
        kind, _, name = thing.partition(":")
        if kind == RefKind.ROLE.value:
            by_role[RoleKey.of(name).role].append(name)
    roles = (_role(context, role, copies) for role, copies in sorted(by_role.items()))
    others = (_link(context, thing) for thing in sorted(things) if not thing.startswith("role:"))
    return context.say.listing((*others, *roles))


def _role(context: Context, role: str, copies: Sequence[str]) -> Md:
    one = RoleKey.of(copies[0])
    return to_copy(context, one) if len(copies) == 1 and one.account else to_role(context, role)


def _link(context: Context, thing: str) -> Md:
    kind, _, name = thing.partition(":")
    if kind in _SECTIONS:
        return to_page(context, page(_SECTIONS[kind], name), name)
    if kind == "policy":
        return to_policy(context, name)
    known = {one.value: one for one in RefKind}
    return to_ref(context, Ref(known[kind], name)) if kind in known else text(name)
