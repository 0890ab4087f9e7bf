"""What a policy says about assuming roles is found without deciding anything."""

from functools import partial

import pytest

from builders import a_document
from iam_atlas.graph.reach import Reach, Reaches
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Json

_ROLE = "arn:aws:iam::444444444444:role/admin"
_OTHER = "arn:aws:iam::222222222222:role/admin"


def _allows(reach: Reach, arn: str) -> bool:
    return arn in Reaches().widest([reach], [arn])


def _reach(*statements: dict[str, Json], kind: PolicyKind = PolicyKind.IDENTITY) -> Reach:
    return Reaches().of(parse_policy(a_document(*statements), "p", kind))


REACHES: dict[str, tuple[dict[str, Json], bool, bool]] = {
    "named": ({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": _ROLE}, True, False),
    "case": ({"Effect": "Allow", "Action": "STS:assumerole", "Resource": _ROLE}, True, False),
    "pattern": ({"Effect": "Allow", "Action": "sts:*", "Resource": "arn:aws:iam::4*:role/*"}, True, False),
    "everything": ({"Effect": "Allow", "Action": "*", "Resource": "*"}, True, True),
    "all but": ({"Effect": "Allow", "Action": "*", "NotResource": _ROLE}, False, True),
    "not action": ({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, True, True),
    "excluded action": ({"Effect": "Allow", "NotAction": "sts:*", "Resource": "*"}, False, False),
    "another action": ({"Effect": "Allow", "Action": "sts:TagSession", "Resource": "*"}, False, False),
    "deny": ({"Effect": "Deny", "Action": "*", "Resource": "*"}, False, False),
    "variable": (
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/${aws:username}"},
        True,
        True,
    ),
}


@pytest.mark.parametrize("case", REACHES)
def test_which_roles_a_statement_may_reach(case: str) -> None:
    statement, reaches_role, reaches_other = REACHES[case]

    reach = _reach(statement)

    assert (_allows(reach, _ROLE), _allows(reach, _OTHER)) == (reaches_role, reaches_other)


WIDE = [case for case in REACHES if case not in ("named", "case")]


@pytest.mark.parametrize("case", WIDE)
def test_asked_of_many_roles_at_once_a_statement_reaches_those_that_it_reaches_one_by_one(case: str) -> None:
    reaches, arns = Reaches(), [_ROLE, _OTHER, "arn:aws:iam::444444444444:role/x/role/"]
    reach = reaches.of(parse_policy(a_document(REACHES[case][0]), "p", PolicyKind.IDENTITY))

    one_by_one = {arn for arn in arns if any(part.allows and part.touches(arn) for part in reach.parts)}

    assert reaches.widely([reach], arns) == reaches.widest([reach], arns) == one_by_one


def test_several_policies_reach_what_each_of_them_reaches_by_a_pattern() -> None:
    reaches, arns = Reaches(), [_ROLE, _OTHER]
    patterns = (_ROLE[:-1] + "?", "arn:aws:iam::2*", "arn:aws:iam::*:user/*")
    found = [_reach({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": pattern}) for pattern in patterns]

    assert reaches.widely(found, arns) == {_ROLE, _OTHER}
    assert reaches.widely(found[1:], arns) == {_OTHER}


def test_only_exact_names_are_no_wide_reach() -> None:
    exact = _reach({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": [_ROLE]})
    wide = _reach({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": [_ROLE, "*"]})

    assert (exact.named, exact.wide) == (frozenset({_ROLE}), False)
    assert wide.wide


ABOUT: dict[str, tuple[dict[str, Json], bool, bool]] = {
    "root": ({"Principal": {"AWS": "arn:aws:iam::111111111111:root"}}, False, False),
    "a user": ({"Principal": {"AWS": "arn:aws:iam::111111111111:user/x"}}, False, True),
    "everybody": ({"Principal": "*"}, False, False),
    "mfa": ({"Principal": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}, False, False),
    "tag": ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/a": "b"}}}, False, True),
    "resource": ({"Principal": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "1"}}}, True, False),
    "variable of the caller": (
        {"Principal": "*", "Condition": {"StringEquals": {"sts:RoleSessionName": "${aws:username}"}}},
        False,
        True,
    ),
    "variable of the target": (
        {"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "${AWS:ResourceAccount}"}}},
        True,
        True,
    ),
}


@pytest.mark.parametrize("case", ABOUT)
def test_which_policies_ask_about_the_single_caller_or_target(case: str) -> None:
    parts, about_target, about_caller = ABOUT[case]

    reach = _reach({"Effect": "Allow", "Action": "sts:AssumeRole", **parts}, kind=PolicyKind.TRUST)

    assert (reach.about_target, reach.about_caller) == (about_target, about_caller)


@pytest.mark.parametrize(("resource", "about_target"), [("arn:aws:iam::*:role/${aws:username}", True), ("*", False)])
def test_a_variable_in_resource_is_held_against_the_single_target(resource: str, about_target: bool) -> None:
    reach = _reach({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": resource})

    assert (reach.about_target, reach.about_caller) == (about_target, about_target)


OWN: dict[str, tuple[str, Knowledge, bool, bool]] = {
    "their own": ("arn:aws:iam::*:role/${aws:username}", Knowledge({"aws:username": ("admin",)}), True, False),
    "another's": ("arn:aws:iam::*:role/${aws:username}", Knowledge({"aws:username": ("reader",)}), False, False),
    "a star in the name": ("arn:aws:iam::*:role/${aws:username}", Knowledge({"aws:username": ("*",)}), False, False),
    "no name": ("arn:aws:iam::*:role/${aws:username}", Knowledge({"aws:username": ()}), False, False),
    "a default": ("arn:aws:iam::*:role/${aws:username, 'admin'}", Knowledge({"aws:username": ()}), True, False),
    "nothing known": ("arn:aws:iam::*:role/${aws:username}", Knowledge({}), True, True),
    "nothing else known": ("arn:*:role/${aws:PrincipalTag/a}", Knowledge({"aws:username": ("admin",)}), True, True),
    "not decided": ("arn:aws:iam::${aws:username}:role/x", Knowledge({"aws:username": ("admin",)}), True, True),
}


@pytest.mark.parametrize("case", OWN)
def test_what_is_known_of_a_caller_says_which_roles_a_variable_means(case: str) -> None:
    resource, knowledge, reaches, depends = OWN[case]
    policy = parse_policy(
        a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": resource}), "p", PolicyKind.IDENTITY
    )

    reach = Reaches().of(policy, lambda: knowledge)

    assert (_allows(reach, _ROLE), reach.about_target) == (reaches, depends)


@pytest.mark.parametrize("effect", ["Allow", "Deny"])
def test_a_statement_that_aws_would_refuse_leaves_a_doubt_about_every_role(effect: str) -> None:
    sound: dict[str, Json] = {"Effect": effect, "Action": "s3:GetObject", "Resource": _ROLE}
    refused: dict[str, Json] = {**sound, "Sid": 3}

    assert (_reach(sound).touched(_OTHER), _reach(refused).touched(_OTHER)) == ((), (0,))
    assert _allows(_reach(refused), _OTHER) == (effect == "Allow")


def test_one_policy_means_other_roles_for_each_caller() -> None:
    reaches, statement = Reaches(), {"Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/${aws:username}"}
    policy = parse_policy(a_document({"Effect": "Allow", **statement}), "p", PolicyKind.IDENTITY)

    met = [
        _allows(reaches.of(policy, partial(Knowledge, {"aws:username": (name,)})), _ROLE)
        for name in ("admin", "reader")
    ]

    assert met == [True, False]
