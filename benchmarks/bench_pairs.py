"""Every pair of a caller and a role copy of the M organisation -> how long deciding takes, beside one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, seconds_of
from benchmarks.organisations import SIZES, organisation

from iam_atlas.derive.derive import derive_halves
from iam_atlas.derive.halves import Halves
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.insiders import insiders_of
from iam_atlas.graph.stage import stage_of
from iam_atlas.graph.targets import Targets
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import RefKind
from iam_atlas.model.landscape import Landscape

SIZE = "M"
BUDGET = 3.0
_SAMPLE = 400
"""Pairs that are decided one by one, each by a decider that remembers nothing: all of them would take minutes."""

_CALLERS = (RefKind.USER, RefKind.ROLE)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The organisation, and everybody and everything in it that makes a pair."""

    landscape: Landscape
    halves: Halves
    callers: tuple[Actor, ...]
    targets: Targets

    @property
    def pairs(self) -> int:
        return len(self.callers) * len(self.targets.by_key)


def measured() -> Iterator[Figure]:
    """All pairs first: deciding one by one then finds warm what Python keeps of patterns, which is in its favour."""
    scene = _scene()
    took = seconds_of(lambda: _every_pair(scene))
    alone = _one_by_one(scene) * scene.pairs
    name = f"pairs of {SIZE}: {len(scene.callers)} callers x {len(scene.targets.by_key)} role copies"
    yield Figure(name, took, BUDGET, took / alone, f"one by one, from {_SAMPLE} of them")
    graph = seconds_of(lambda: build_graph(cast_of(scene.landscape, scene.halves), None))
    yield Figure(f"graph of {SIZE}: every pair that opens", graph, BUDGET, graph / took, "every pair")


def _scene() -> _Scene:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "accounts.yaml"
        path.write_text(organisation(SIZES[SIZE]), encoding="utf-8")
        landscape = load_landscape(path)
    halves = derive_halves(landscape)
    stage = stage_of(cast_of(landscape, halves), None)
    callers = tuple(insider.actor for insider in insiders_of(stage.cast) if insider.actor.ref.kind in _CALLERS)
    return _Scene(landscape, halves, callers, stage.targets)


def _every_pair(scene: _Scene) -> None:
    decider = Decider(None)
    for caller in scene.callers:
        decide = decider.ask(caller)
        for target in scene.targets.by_key.values():
            decide(target)


def _one_by_one(scene: _Scene) -> float:
    """Seconds for one pair; the pairs asked about are spread evenly over all."""
    targets = tuple(scene.targets.by_key.values())
    places = range(0, scene.pairs, scene.pairs // _SAMPLE)
    pairs = [(scene.callers[place // len(targets)], targets[place % len(targets)]) for place in places]
    return seconds_of(lambda: [Decider(None).ask(caller)(target) for caller, target in pairs]) / len(pairs)
