"""A role copy becomes the list of everybody who gets there: at once, or over other roles."""

from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.outline import columns, section, whole
from iam_atlas.answers.told import footnotes, hops, key_json, lasting, marked_state, ref_json, session, told_json, who
from iam_atlas.graph.access import Access, Path
from iam_atlas.graph.paths import paths
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.amounts import apart, listing
from iam_atlas.wording.translate import Translator

_ORDER = (
    RefKind.USER,
    RefKind.GROUP,
    RefKind.PROVIDER,
    RefKind.PERMISSION_SET,
    RefKind.VENDOR,
    RefKind.ACCOUNT,
    RefKind.PRINCIPAL,
    RefKind.ROLE,
    RefKind.SERVICE,
)

_SESSIONS = (RefKind.ROLE, RefKind.PERMISSION_SET)
"""Told as part of the ways of those who become them."""


@dataclass(frozen=True, slots=True)
class Comers:
    """Who gets into `role`.

    `direct` are steps that open, people first; `chained` the shortest way of each who gets there over other roles only;
    `open_questions` are steps that are not decided.
    """

    role: RoleKey
    direct: tuple[Access, ...]
    chained: tuple[Path, ...]
    open_questions: tuple[Access, ...]


def who_can(asker: Asker, role: RoleKey) -> Comers:
    """Everybody who gets into the role copy, whoever is behind a group told beside it."""
    graph = asker.atlas.graph
    into = sorted(graph.by_role.get(role, ()), key=_order)
    steps = [step for step in into if not step.to_permission_set]
    direct = tuple(step for step in steps if step.decision.verdict.opens)
    known = {step.caller for step in direct}
    others = (ref for ref in sorted(graph.by_caller, key=_place) if ref not in known and ref.kind not in _SESSIONS)
    ways = (paths(graph, ref, role, limit=1) for ref in others)
    return Comers(
        role=role,
        direct=direct,
        chained=tuple(way[0] for way in ways if way),
        open_questions=tuple(step for step in steps if step.decision.verdict is Verdict.NOT_EVALUATED),
    )


def who_can_text(asker: Asker, answer: Comers) -> str:
    """The list for people."""
    t = asker.t
    if not (answer.direct or answer.chained or answer.open_questions):
        return whole([t("Nobody in the file can become {role}.", role=answer.role)])
    lines = [t("Who can become {role}", role=answer.role)]
    lines += section(t("Directly"), columns(_direct(answer.direct, asker)))
    lines += section(t("Over other roles"), columns(_chained(answer.chained, asker)))
    lines += section(t("Not decided"), columns(_direct(answer.open_questions, asker)))
    steps = (*answer.direct, *answer.open_questions, *(step for path in answer.chained for step in path.steps))
    return whole([*lines, *footnotes(map(asker.remark, steps))])


def who_can_json(answer: Comers) -> Json:
    """The list for programs."""
    return {
        "role": key_json(answer.role),
        "direct": [told_json(step) for step in answer.direct],
        "chained": [path_json(path) for path in answer.chained],
        "undecided": [told_json(step) for step in answer.open_questions],
    }


def path_json(path: Path) -> Json:
    """A way, hop by hop."""
    return {
        "from": ref_json(path.steps[0].caller),
        "hops": [told_json(step) for step in path.steps],
        "max_session": path.max_seconds,
    }


def _direct(steps: Iterable[Access], asker: Asker) -> list[tuple[str, str, str]]:
    return [(_who(step, asker.t), lasting(step, asker.t), marked_state(step, asker)) for step in steps]


def _who(step: Access, t: Translator) -> str:
    through = step.through if step.caller.kind is RefKind.USER else ()
    name = who(step.caller, t)
    return t("{who} (through {groups})", who=name, groups=listing(through, t)) if through else name


def _chained(found: Iterable[Path], asker: Asker) -> list[tuple[str, str, str]]:
    return [(hops(path), session(path.max_seconds, asker.t), conditions_on(path, asker)) for path in found]


def conditions_on(path: Path, asker: Asker) -> str:
    """The condition of each hop that has one, and those that a remark is to be made on."""
    told = [
        f"{step.role}: {marked_state(step, asker)}"
        for step in path.steps
        if step.decision.verdict is not Verdict.ALLOWED or asker.remark(step)
    ]
    return apart(told, asker.t) or asker.t("no condition")


def _order(step: Access) -> tuple[int, str]:
    return _place(step.caller)


def _place(ref: Ref) -> tuple[int, str]:
    return _ORDER.index(ref.kind), ref.name
