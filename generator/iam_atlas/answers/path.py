"""Somebody and a role copy become all ways between them; where there is none, which half is missing on the way."""

from dataclasses import dataclass

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.outline import bullet, section, whole
from iam_atlas.answers.reach import reach
from iam_atlas.answers.remedies import remedies
from iam_atlas.answers.told import footnotes, hops, key_json, marked_state, ref_json, session, told_json, who
from iam_atlas.answers.who_can import path_json
from iam_atlas.errors import UsageError, said
from iam_atlas.exporters.remarks import parties
from iam_atlas.graph.access import Access, Path
from iam_atlas.graph.paths import may_open, paths
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.decision import verdict

MOST = 25
_MOST_TRIED = 8


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of `caller` into `role`, shortest first, `MOST` at most.

    Where there is none, `doubtful` are those that would be if all that is not decided opened; `direct` is the step
    itself, decided, and `tried` are the last hops that would be needed from each role that `caller` does get to: none
    of them opens for certain.
    """

    caller: Ref
    role: RoleKey
    ways: tuple[Path, ...]
    doubtful: tuple[Path, ...]
    direct: Access
    tried: tuple[Access, ...]
    remedies: tuple[str, ...]


def find_ways(asker: Asker, caller: Ref, role: RoleKey) -> Ways:
    """All simple ways, or why there is none. Raises UsageError where the file does not say who the caller is."""
    direct = asker.inquiry.step(caller, role)
    if direct is None:
        raise UsageError(said("{name} is no ARN: the file does not say enough of it to decide", name=caller.name))
    ways = paths(asker.atlas.graph, caller, role, limit=MOST)
    reached = () if ways else reach(asker, caller).ways
    # The graph does not list all that is open to whole accounts and to strangers, and so none of those ways.
    ways = ways or tuple(path for path in reached if path.steps[-1].becomes == Ref(RefKind.ROLE, str(role)))
    if ways:
        return Ways(caller, role, ways, (), direct, (), ())
    doubtful = paths(asker.atlas.graph, caller, role, limit=_MOST_TRIED, passes=may_open)
    becomes = (path.steps[-1].becomes for path in reached)
    tried = tuple(step for ref in becomes if (step := asker.inquiry.step(ref, role)) is not None)
    return Ways(caller, role, (), doubtful, direct, tried, remedies(asker, direct))


def ways_text(asker: Asker, answer: Ways) -> str:
    """The ways for people."""
    t, name = asker.t, who(answer.caller, asker.t)
    if not answer.ways:
        return whole(_none(asker, answer))
    lines = [
        t.count(
            "One way from {who} to {role}",
            "{count} ways from {who} to {role}",
            len(answer.ways),
            who=name,
            role=answer.role,
        )
    ]
    for number, path in enumerate(answer.ways, start=1):
        lines += section(f"{number}. {hops(path)}", _hops(asker, path))
    if len(answer.ways) == MOST:
        lines += ["", t("There may be more: only the shortest are shown.")]
    return whole([*lines, *footnotes(asker.remark(step) for path in answer.ways for step in path.steps)])


def ways_json(answer: Ways) -> Json:
    """The ways for programs."""
    return {
        "from": ref_json(answer.caller),
        "to": key_json(answer.role),
        "ways": [path_json(path) for path in answer.ways],
        "doubtful": [path_json(path) for path in answer.doubtful],
        "direct": told_json(answer.direct),
        "tried": [told_json(step) for step in answer.tried],
        "remedies": list(answer.remedies),
    }


def _hops(asker: Asker, path: Path) -> list[str]:
    t = asker.t
    lines = [f"{step.caller.name} → {step.role}: {marked_state(step, asker)}" for step in path.steps]
    return [*lines, t("a session there lasts {time}", time=session(path.max_seconds, t))]


def _none(asker: Asker, answer: Ways) -> list[str]:
    t, name = asker.t, who(answer.caller, asker.t)
    lines = [t("There is no way from {who} to {role}.", who=name, role=answer.role)]
    if answer.doubtful or answer.direct.decision.verdict is Verdict.NOT_EVALUATED:
        lines = [t("Whether {who} gets to {role} is not decided.", who=name, role=answer.role)]
    for number, path in enumerate(answer.doubtful, start=1):
        lines += section(f"{number}. {hops(path)}", _hops(asker, path))
    lines += section(t("Directly"), [_said(asker, answer.direct)])
    if answer.tried:
        shown = answer.tried[:_MOST_TRIED]
        told = [line for step in shown for line in bullet(f"{step.caller.name}: {_said(asker, step)}")]
        more = len(answer.tried) - len(shown)
        told += [t.count("- and {count} role more", "- and {count} roles more", more)] if more else []
        lines += section(t("From the roles that {who} can become", who=name), told)
    else:
        lines += ["", t("{who} can become no other role on the way.", who=name)]
    return lines + section(t("What would have to change"), (f"- {remedy}" for remedy in answer.remedies))


def _said(asker: Asker, step: Access) -> str:
    return verdict(step.decision, parties(step), asker.t)
