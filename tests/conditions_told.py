"""What is told of when somebody gets in, tried in many requests beside the condition that was decided."""

import html
from collections.abc import Mapping
from itertools import product

from iam_atlas.atlas import Atlas
from iam_atlas.derive.principals import user_arn_of
from iam_atlas.graph.access import Access
from iam_atlas.graph.own_names import in_own_name
from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.formula import Formula
from iam_atlas.model.grants import RefKind
from iam_atlas.wording.residue import sentence, under_heading
from surfaces import Cells, Pair, name_of
from tongues import Tongue

_VALUES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aws:multifactorauthpresent": ((), ("true",), ("false",)),
    "aws:sourceip": (("203.0.113.9",), ("198.51.100.7",)),
    "aws:currenttime": (("2019-01-01T00:00:00Z",), ("2027-01-01T00:00:00Z",), ("2031-01-01T00:00:00Z",)),
    "sts:externalid": ((), ("abc",), ("x",)),
    "sts:rolesessionname": (("alice",), ("bob",), ("dora",)),
    "sts:sourceidentity": ((), ("alice",), ("bob",)),
}
REQUESTS = tuple(
    {key: value for key, value in zip(_VALUES, values, strict=True) if value} for values in product(*_VALUES.values())
)
"""What requests may bring along that the policies of organisations drawn at random ask for."""


def told_otherwise(cells: Cells, atlas: Atlas, tongue: Tongue) -> Mapping[Pair, tuple[set[str], str]]:
    """Of each user whose condition is told in other words than the decision's: what is told, where it is not the same.

    Several rows about one pair are several ways in.
    """
    meant, found = _meanings(atlas, tongue), dict[Pair, tuple[set[str], str]]()
    for step in atlas.graph.steps:
        pair = name_of(step.caller), str(step.role)
        if step.caller.kind is RefKind.USER and step.decision.verdict.opens and pair in cells:
            told = {cell.partition("**")[0].rstrip() for cell in cells[pair]}
            formulas = [meant.get(words) for words in told]
            if None in formulas or not _same(step, [one for one in formulas if one is not None], atlas):
                found[pair] = told, under_heading(step.decision.residue, tongue.t)
    return found


def _meanings(atlas: Atlas, tongue: Tongue) -> Mapping[str, Formula]:
    """The condition that each sentence stands for, of all that some step is decided under."""
    found: dict[str, Formula] = {}
    for step in atlas.graph.steps:
        for residue in (step.decision.residue, in_own_name(step).decision.residue):
            for say in (under_heading, sentence):
                found[html.unescape(say(residue, tongue.t))] = residue
    return found


def _same(step: Access, told: list[Formula], atlas: Atlas) -> bool:
    decided = step.decision.residue
    if told == [decided]:
        return True
    own = {"aws:username": (step.caller.name,), "aws:principalarn": (user_arn_of(atlas.landscape, step.caller.name),)}
    return all(
        holds(decided, {**request, **own}) == any(holds(one, {**request, **own}) for one in told)
        for request in REQUESTS
    )
