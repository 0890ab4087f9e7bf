"""Somebody and a role copy become an explanation: the verdict, both halves, what is left, what would have to change."""

from dataclasses import dataclass, replace

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.context import knowledge_in
from iam_atlas.answers.outline import bullet, section, whole
from iam_atlas.answers.remedies import remedies
from iam_atlas.answers.told import cited, lasting, of_anybody, told_json, who
from iam_atlas.errors import UsageError, said
from iam_atlas.exporters.planned import is_there
from iam_atlas.exporters.remarks import parties
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Half
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import Always, And, Formula, Never
from iam_atlas.iam.question import Facts
from iam_atlas.iam.substitute import substitute
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import in_a_row, listing, unique
from iam_atlas.wording.decision import Reason, reasons, verdict
from iam_atlas.wording.residue import as_iam, short
from iam_atlas.wording.translate import N_, Translator


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer. `step` is decided under `facts`.

    `unmet` are the conditions that `facts` make fail, where the step would open without them. `untested` are keys of
    `facts` that no policy here asks about. `remedies` are empty for what opens.
    """

    step: Access
    facts: Facts
    unmet: tuple[Formula, ...]
    untested: tuple[str, ...]
    remedies: tuple[str, ...]


def explain(asker: Asker, caller: Ref, role: RoleKey, facts: Facts) -> Explanation:
    """Decide and explain one pair. Raises UsageError where the file does not say who the caller is."""
    step = asker.inquiry.step(caller, role, facts)
    free = asker.inquiry.step(caller, role)
    if step is None or free is None:
        raise UsageError(said("{name} is no ARN: the file does not say enough of it to decide", name=caller.name))
    if step.decision.verdict.opens and free.decision.verdict.opens:
        step = replace(step, console=free.console)  # what is known of a request does not make the console send it
    unmet = () if step.decision.verdict.opens else _unmet(free.decision.residue, facts)
    change = tuple(
        asker.t("The request must meet this: {condition}.", condition=short(part, asker.t)) for part in unmet
    )
    return Explanation(step, facts, unmet, _untested(free, facts), change or remedies(asker, step))


def explanation_text(asker: Asker, answer: Explanation) -> str:
    """The explanation for people."""
    t, step = asker.t, answer.step
    lines = [f"{who(step.caller, t)} → {step.role}", verdict(step.decision, parties(step), t)]
    note = asker.remark(step)
    lines += [note] if note else []
    lines += of_anybody(step.caller, asker.atlas, t)
    lines += section(t("Known of the request"), _facts(answer, t))
    lines += section(t("Why"), _why(asker, step))
    if not isinstance(step.decision.residue, Always | Never):
        lines += section(t("As IAM writes it"), [as_iam(step.decision.residue)])
    lines += section(t("How"), _how(asker, step) if step.decision.verdict.opens else ())
    lines += section(t("What would have to change"), (f"- {remedy}" for remedy in answer.remedies))
    return whole(lines)


def explanation_json(asker: Asker, answer: Explanation) -> Json:
    """The explanation for programs: the step in the shape of atlas.json, and every half in words."""
    step, t = answer.step, asker.t
    about = parties(step)
    return {
        "step": told_json(step),
        "words": verdict(step.decision, about, t),
        "context": {key: list(values) for key, values in answer.facts.known.items()},
        "unmet": [{"words": short(part, t), "condition": as_iam(part)} for part in answer.unmet],
        "reasons": [_reason_json(reason) for reason in reasons(step.decision, about, t)],
        "remark": asker.remark(step) or None,
        "remedies": list(answer.remedies),
    }


def _unmet(residue: Formula, facts: Facts) -> tuple[Formula, ...]:
    parts = residue.parts if isinstance(residue, And) else (residue,)
    known = knowledge_in(facts)
    return tuple(part for part in parts if not isinstance(part, Never) and isinstance(substitute(part, known), Never))


def _untested(step: Access, facts: Facts) -> tuple[str, ...]:
    halves = step.decision.halves
    asked = {test.key.lower() for half in halves for part in (half.allow, half.deny) for test in tests_of(part)}
    asked |= {key for text in map(as_iam, (half.allow for half in halves)) for key in _variables(text)}
    return tuple(key for key in facts.known if key.lower() not in asked)


def _variables(text: str) -> set[str]:
    return {part.partition("}")[0].partition(",")[0].strip().lower() for part in text.split("${")[1:]}


def _facts(answer: Explanation, t: Translator) -> list[str]:
    lines = []
    for key, values in answer.facts.known.items():
        said = f"{key} = {', '.join(values)}" if values else t("{key} is absent", key=key)
        idle = t("no policy here asks about it") if key in answer.untested else ""
        lines.append(f"{said} ({idle})" if idle else said)
    return lines


def _why(asker: Asker, step: Access) -> list[str]:
    t, lines = asker.t, list[str]()
    for reason in reasons(step.decision, parties(step), t):
        words = reason.words
        if reason.half is Half.IDENTITY and not reason.denies and step.through and step.caller.kind is RefKind.USER:
            words = in_a_row((words, t("This half comes by way of: {groups}.", groups=listing(step.through, t))), t)
        lines += bullet(words, cited(reason.statements, asker.atlas, t))
    return lines


def _how(asker: Asker, step: Access) -> list[str]:
    t = asker.t
    rows = unique(str(grant.position) for grant in step.grants)
    console = {True: N_("the console can make this switch"), False: N_("not by the console"), None: _DISPUTED}[
        step.console
    ]
    return [
        *([t("granted in {rows}", rows=listing(rows, t))] if rows else []),
        t("a session lasts {time}", time=lasting(step, t)),
        *([t(console)] if is_there(asker.atlas.landscape, step) else []),
    ]


_DISPUTED = N_("whether the console can switch on from a role, AWS's pages disagree")


def _reason_json(reason: Reason) -> Json:
    return {
        "half": reason.half.value,
        "words": reason.words,
        "statements": [
            {"policy": ref.policy, "statement": ref.statement, "at": str(ref.position)} for ref in reason.statements
        ],
    }
