"""The script of the pages, asked about pairs of somebody and a role copy, answers as the generator does.

The ways come from `graph/paths.py` and from `scripts/ways.js`, which must find the same ones in the same order; what is
said of a pair without a way was worded for all names at once, and must read as if it had been worded for these two.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as File
from typing import Any, TypeAlias

import pytest

from builders import the_organisation, the_reference
from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.answers.told import state
from iam_atlas.atlas import analyse
from iam_atlas.exporters.remarks import parties
from iam_atlas.graph.access import Path
from iam_atlas.graph.paths import may_open, paths
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.lookup.shown import shown
from iam_atlas.lookup.things import Thing, all_things, id_of
from iam_atlas.model.grants import RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.decision import verdict
from node import run_node

Answer: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[Thing, Thing]

LIMIT = 25
SAMPLE = 700
STRANGERS = {RefKind.ACCOUNT, RefKind.PRINCIPAL}
SESSIONS = {RefKind.ROLE, RefKind.PERMISSION_SET}


@dataclass(frozen=True)
class Organisation:
    """Whom to ask, and of which kinds of caller lookup.js does not say why not."""

    asker: Asker
    silent: set[RefKind]

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Everybody and everything that the script knows."""
        return all_things(shown(self.asker.atlas, self.asker.t, lambda _: None))

    @property
    def pairs(self) -> list[Pair]:
        """All things with each role copy."""
        targets = [thing for thing in self.things if thing.ref.kind is RefKind.ROLE]
        return [(thing, target) for thing in self.things for target in targets]

    def answer(self, pair: Pair) -> Answer:
        """What the generator says: the ways or, where there is none, those that are not decided and the step itself."""
        graph, caller, key = self.asker.atlas.graph, pair[0].ref, pair[1].key
        if ways := paths(graph, caller, key, LIMIT):
            return {"ways": _hops(ways)}
        doubtful = _hops(paths(graph, caller, key, LIMIT, may_open))
        listed = [step for step in graph.by_caller.get(caller, ()) if step.becomes == pair[1].ref]
        if listed:
            return {"ways": doubtful, "said": state(listed[0], self.asker.t)}
        return {"ways": doubtful, **({} if caller.kind in self.silent else {"said": self._why_not(pair)})}

    def _why_not(self, pair: Pair) -> str:
        step = self.asker.inquiry.step(pair[0].ref, pair[1].key)
        assert step is not None
        return verdict(step.decision, parties(step), self.asker.t)


def _hops(ways: Sequence[Path]) -> list[list[str]]:
    return [[str(step.becomes) for step in path.steps] for path in ways]


def _an_organisation(landscape: Landscape, language: str, silent: set[RefKind]) -> Organisation:
    return Organisation(asker_of(analyse(landscape, None), language), silent)


def _by_script(organisation: Organisation, pairs: Sequence[Pair]) -> list[Answer]:
    """What the script says to each pair."""
    asker, names = organisation.asker, {id_of(thing): str(thing.ref) for thing in organisation.things}
    script = lookup_js(asker.atlas, asker.t, {}, lambda _: None)
    given = {"script": script, "limit": LIMIT, "pairs": [[id_of(caller), id_of(target)] for caller, target in pairs]}
    done = run_node(File(__file__).parent / "answering.mjs", given=json.dumps(given))
    assert done.returncode == 0, done.stderr
    answers: list[Answer] = json.loads(done.stdout)
    return [{**answer, "ways": [[names[hop] for hop in way] for way in answer["ways"]]} for answer in answers]


def _sample(organisation: Organisation) -> list[Pair]:
    """Some of all pairs, and as many of those one step and two steps apart, which are few among all."""
    graph, choice = organisation.asker.atlas.graph, random.Random(1)
    one = {(step.caller, step.becomes) for step in graph.steps}
    two = {(caller, step.becomes) for caller, middle in one for step in graph.by_caller.get(middle, ())}
    near, far = (
        [pair for pair in organisation.pairs if (pair[0].ref, pair[1].ref) in some] for some in (one, two - one)
    )
    return [pair for some in (organisation.pairs, near, far) for pair in choice.sample(some, min(SAMPLE, len(some)))]


def _differences(organisation: Organisation, pairs: Sequence[Pair]) -> list[tuple[str, str, Answer, Answer]]:
    """Whom it is about, what the script says, and what the generator says."""
    found = []
    for pair, answer in zip(pairs, _by_script(organisation, pairs), strict=True):
        wanted = organisation.answer(pair)
        if answer != wanted:
            found.append((str(pair[0].ref), str(pair[1].ref), answer, wanted))
    return found


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_pair_of_the_reference_is_answered_alike(language: str) -> None:
    organisation = _an_organisation(the_reference(), language, STRANGERS)

    assert _differences(organisation, organisation.pairs) == []


def test_a_sample_of_the_pairs_of_hundred_accounts_is_answered_alike() -> None:
    organisation = _an_organisation(the_organisation("hundred"), "en", STRANGERS | SESSIONS)
    pairs = _sample(organisation)

    assert len(pairs) > 2 * SAMPLE
    assert _differences(organisation, pairs) == []
