"""What a step of a group says is true of each member in whole, in part or not at all; who is told apart, and where."""

import pytest

from builders import a_group, a_key, a_landscape, a_ref, a_role, a_user
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.members import Fit, Fits, exceptions_in
from iam_atlas.iam import formula
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Or

MFA = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
OFFICE = formula.Test("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))
TAG = formula.Test("StringEquals", "aws:PrincipalTag/team", ("shop",))
ANN_ALONE = formula.Test("StringEquals", "aws:username", ("ann",))
BEN_ALONE = formula.Test("StringEquals", "aws:username", ("ben",))
OWN_NAME = formula.Test("StringEquals", "sts:RoleSessionName", ("${aws:username}",))
HER_NAME = formula.Test("StringEquals", "sts:RoleSessionName", ("ann",))

_GOAL = a_key("goal@prod")
LANDSCAPE = a_landscape(
    users=[a_user("ann", groups=["ops", "dev"]), a_user("ben", groups=["ops"])],
    groups=[a_group("ops"), a_group("dev")],
    roles=[a_role("goal")],
)


def _step(who: str, said: Formula | Verdict) -> Access:
    """A step of `group:ops` or `user:ann`: its condition, or the verdict of one that does not open."""
    if isinstance(said, Verdict):
        decision = Decision(said, NEVER)
    else:
        decision = Decision(Verdict.ALLOWED if said == ALWAYS else Verdict.ALLOWED_IF, said)
    return Access(a_ref(who), _GOAL, Means.ASSUME_ROLE, decision)


FITS = {
    "both under the same condition": (MFA, MFA, Fit.WHOLE),
    "each under the own name": (OWN_NAME, HER_NAME, Fit.WHOLE),
    "the member in another way, too": (MFA, Or((MFA, OFFICE)), Fit.PART),
    "the member under half of it": (And((MFA, OFFICE)), MFA, Fit.PART),
    "the member without a condition": (MFA, ALWAYS, Fit.PART),
    "the group asks for this member": (ANN_ALONE, ALWAYS, Fit.PART),
    "the group asks for another member": (BEN_ALONE, MFA, Fit.NONE),
    "the member under one more": (MFA, And((MFA, OFFICE)), Fit.NONE),
    "the member under another": (MFA, OFFICE, Fit.NONE),
    "a tag that the file does not give the member": (TAG, ALWAYS, Fit.PART),
    "such a tag or an address": (Or((TAG, OFFICE)), OFFICE, Fit.NONE),
    "the member is denied": (MFA, Verdict.EXPLICITLY_DENIED, Fit.NONE),
    "the group opens nothing": (Verdict.IMPLICITLY_DENIED, MFA, Fit.NONE),
    "neither is decided": (Verdict.NOT_EVALUATED, Verdict.NOT_EVALUATED, Fit.WHOLE),
    "the member is not decided": (MFA, Verdict.NOT_EVALUATED, Fit.NONE),
    "the group is not decided": (Verdict.NOT_EVALUATED, ALWAYS, Fit.NONE),
}


@pytest.mark.parametrize(("group", "own", "fit"), FITS.values(), ids=FITS.keys())
def test_a_step_of_a_group_is_true_of_a_member(group: Formula | Verdict, own: Formula | Verdict, fit: Fit) -> None:
    assert Fits(LANDSCAPE)(_step("group:ops", group), _step("user:ann", own)) is fit


def _told_apart(**said: Formula | Verdict) -> dict[str, list[str]]:
    """The members told apart by group, where groups and users have these steps."""
    kinds = {"ops": "group", "dev": "group", "ann": "user", "ben": "user"}
    steps = tuple(_step(f"{kinds[name]}:{name}", one) for name, one in said.items())
    found = exceptions_in(LANDSCAPE, AccessGraph(steps, {}, {_GOAL: steps}))
    apart = {group: [step.caller.name for step in found.apart(group, _GOAL)] for group in LANDSCAPE.groups}
    return {group: names for group, names in apart.items() if names}


APART = {
    "one that is said": ({"ops": MFA, "ann": MFA}, {}),
    "one way in that no group says": ({"ops": MFA, "ann": Or((MFA, OFFICE)), "ben": MFA}, {"ops": ["ann"]}),
    "two ways, each said by a group": ({"ops": MFA, "dev": OFFICE, "ann": Or((MFA, OFFICE))}, {}),
    "three ways, two of them said": (
        {"ops": MFA, "dev": OFFICE, "ann": Or((MFA, OFFICE, TAG))},
        {"ops": ["ann"], "dev": ["ann"]},
    ),
    "no condition, as the other group says": ({"ops": MFA, "dev": ALWAYS, "ann": ALWAYS}, {}),
    "no condition, which no group says": ({"ops": MFA, "ann": ALWAYS}, {"ops": ["ann"]}),
    "a condition that only one group's step is true of": (
        {"ops": ALWAYS, "dev": MFA, "ann": MFA},
        {"ops": ["ann"]},
    ),
    "what the group asks for by name": ({"ops": ANN_ALONE, "ann": ALWAYS}, {"ops": ["ann"]}),
    "one who is denied stands outside": ({"ops": MFA, "ann": Verdict.EXPLICITLY_DENIED}, {}),
}


@pytest.mark.parametrize(("said", "apart"), APART.values(), ids=APART.keys())
def test_a_member_is_told_apart_from_groups_that_do_not_say_all_that_is_true_of_it(
    said: dict[str, Formula | Verdict], apart: dict[str, list[str]]
) -> None:
    assert _told_apart(**said) == apart


def test_members_who_are_denied_or_not_listed_stand_outside() -> None:
    steps = _step("group:ops", MFA), _step("user:ann", Verdict.EXPLICITLY_DENIED)

    found = exceptions_in(LANDSCAPE, AccessGraph(steps, {}, {_GOAL: steps}))

    assert found.outside("ops", _GOAL) == ("ann", "ben")
    assert found.outside("dev", _GOAL) == ()
