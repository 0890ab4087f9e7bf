"""Somebody becomes the list of role copies they get to, each by its shortest way."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.outline import columns, section, whole
from iam_atlas.answers.told import footnotes, hops, lasting, marked_state, of_anybody, ref_json, session, told_json, who
from iam_atlas.answers.who_can import conditions_on, path_json
from iam_atlas.graph.access import Access, Path
from iam_atlas.graph.paths import may_open, onward, opens
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.policies import Json


@dataclass(frozen=True, slots=True)
class Reached:
    """Where `caller` gets to.

    `ways` hold the shortest way to each role copy or permission set, fewest hops first, then by account and role.
    `closed` are steps that the file declares and that do not open, or that are not decided.
    """

    caller: Ref
    ways: tuple[Path, ...]
    closed: tuple[Access, ...]


def reach(asker: Asker, caller: Ref) -> Reached:
    """Everything that `caller` can become, hop by hop; a role is told once, by the way with the fewest hops."""
    graph = asker.atlas.graph
    found: dict[tuple[str, str, bool], Path] = {}
    steps = _first_steps(asker, caller)
    waiting: deque[tuple[Access, ...]] = deque((step,) for step in steps if opens(step))
    while waiting:
        way = waiting.popleft()
        last = way[-1]
        key = (last.role.account, last.role.role, last.to_permission_set)
        if key not in found:
            found[key] = Path(way, last.max_seconds)
            waiting.extend((*way, step) for step in onward(graph, last.becomes))
    ways = sorted(found.items(), key=lambda item: (len(item[1].steps), item[0]))
    closed = tuple(step for step in steps if not opens(step))
    return Reached(caller, tuple(path for _, path in ways), closed)


def _first_steps(asker: Asker, caller: Ref) -> Sequence[Access]:
    """The steps of the caller itself, as the graph has them.

    In the place of an account that the file describes the graph lists those who live in it; of a stranger it lists the
    roles that name it, and not those that are open to its whole account or to anybody. What is open to them is asked
    here.
    """
    listed = asker.atlas.graph.by_caller.get(caller, ())
    if caller.kind not in _STRANGERS or caller == ANYBODY:
        return listed
    known, ask = {step.role for step in listed}, asker.inquiry.of(caller)
    others = (ask(copy.key) for copy in asker.atlas.landscape.role_copies() if copy.key not in known)
    return (*listed, *(step for step in others if step is not None and may_open(step)))


_STRANGERS = (RefKind.ACCOUNT, RefKind.VENDOR, RefKind.PRINCIPAL)
"""Kinds of callers whose own policies the file does not have."""


def reach_text(asker: Asker, answer: Reached) -> str:
    """The list for people."""
    t, name = asker.t, who(answer.caller, asker.t)
    if not (answer.ways or answer.closed):
        return whole([t("{who} can become no role that is in the file.", who=name)])
    direct = [path for path in answer.ways if len(path.steps) == 1]
    chained = [path for path in answer.ways if len(path.steps) > 1]
    lines = [t("What {who} can become", who=name), *of_anybody(answer.caller, asker.atlas, t)]
    lines += section(t("Directly"), columns(_row(path, asker) for path in direct))
    lines += section(t("From there"), columns(_chained(path, asker) for path in chained))
    lines += section(t("Declared, but closed or not decided"), columns(_closed(step, asker) for step in answer.closed))
    return whole([*lines, *footnotes(map(asker.remark, _told(answer)))])


def reach_json(answer: Reached) -> Json:
    """The list for programs."""
    return {
        "who": ref_json(answer.caller),
        "ways": [path_json(path) for path in answer.ways],
        "closed": [told_json(step) for step in answer.closed],
    }


def _told(answer: Reached) -> Iterator[Access]:
    yield from (step for path in answer.ways for step in path.steps)
    yield from answer.closed


def _row(path: Path, asker: Asker) -> tuple[str, str, str]:
    step, t = path.steps[-1], asker.t
    name = t("permission set {name}", name=step.role) if step.to_permission_set else str(step.role)
    return name, lasting(step, t) if len(path.steps) == 1 else session(path.max_seconds, t), marked_state(step, asker)


def _chained(path: Path, asker: Asker) -> tuple[str, str, str]:
    return hops(path), session(path.max_seconds, asker.t), conditions_on(path, asker)


def _closed(step: Access, asker: Asker) -> tuple[str, str]:
    return str(step.role), marked_state(step, asker)
