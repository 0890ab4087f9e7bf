"""What is said of pairs is what the answers in a terminal say, word by word, whether a step lists them or not."""

from dataclasses import replace
from functools import cache

import pytest
from looking_up import LookedUp, look_up

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_provider,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
    an_id,
    the_organisation,
    the_reference,
)
from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.answers.told import cited, lasting, state
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.exporters.remarks import parties
from iam_atlas.graph.access import Access
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.decision import reasons, verdict

LANGUAGES = ("en", "ja")
KINDS = {"person": RefKind.USER, "machine": RefKind.USER, "permission-set": RefKind.PERMISSION_SET}


def a_mixture() -> Landscape:
    """Names of either width at both ends, a provider, a vendor, a service, a session name, accounts closed and planned.

    And a trust policy that AWS would refuse, so that nothing of it is decided.
    """
    refused = a_document({"Effect": "Allow", "NotPrincipal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
    return a_landscape(
        accounts=[
            "jump",
            "本番",
            "prod",
            an_account("old", about=Annotations(status=Status.CLOSED)),
            an_account("next", about=Annotations(status=Status.PLANNED)),
        ],
        users=[a_user("alice", groups=["運用"]), a_user("花子", groups=["運用"]), a_user("太郎t")],
        groups=[a_group("運用"), a_group("ops")],
        providers=[a_provider("okta", ProviderKind.SAML, accounts=["prod"])],
        vendors=[a_vendor("見張り", "999988887777")],
        roles=[
            a_role("admin", accounts=["本番", "prod", "old", "next"], require=Require(session_name="username")),
            a_role("管理", accounts=["本番", "jump"], trust=[a_trust("provider", "okta")]),
            a_role("odd", trust_policy=refused),
            a_role("watch", trust=[a_trust("vendor", "見張り"), a_trust("service", "ec2.amazonaws.com")]),
        ],
        grants=[a_grant("運用", ["admin@prod", "admin@本番", "admin@next"]), a_grant("role:watch@prod", "管理@本番")],
        require=Require(mfa=True),
    )


@cache
def the_atlas(name: str) -> Atlas:
    """One in which nothing is kept back."""
    landscape = the_reference() if name == "reference" else a_mixture()
    return analyse(replace(landscape, site=replace(landscape.site, redact={})), None)


@cache
def the_lookup(name: str, language: str) -> LookedUp:
    return look_up(the_atlas(name), translator(language))


@cache
def the_asker(name: str, language: str) -> Asker:
    return asker_of(the_atlas(name), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["reference", "mixture"])
def test_every_step_is_there_and_says_what_a_table_says(name: str, language: str) -> None:
    found, steps, t = the_lookup(name, language), the_atlas(name).graph.steps, translator(language)
    asker = the_asker(name, language)

    assert len(found.value["steps"]) == len(steps)
    for step, told in zip(steps, found.value["steps"], strict=True):
        caller, target = step.caller.name, str(step.role)
        assert told[:2] == [_number(found, step.caller), _number(found, step.becomes)]
        assert found.said(told[3], caller, target) == state(step, t)
        assert found.reasons(told[4], caller, target) == _reasons(asker, step)
        assert found.said(told[5]) == lasting(step, t)
        assert [found.value["things"][number]["name"] for number in told[6]] == list(step.through)
        assert (found.said(told[7]) if told[7] >= 0 else "") == asker.remark(step)


@pytest.mark.parametrize(("language", "fact"), [("en", ["Status", "planned"]), ("ja", ["状態", "計画中"])])
def test_the_card_of_an_account_says_that_it_is_planned(language: str, fact: list[str]) -> None:
    found = the_lookup("mixture", language)

    assert fact in found.thing("next")["facts"]
    assert fact not in found.thing("prod")["facts"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["reference", "mixture"])
def test_every_pair_is_a_step_or_says_why_it_is_none_as_asking_about_it_does(name: str, language: str) -> None:
    found, asker = the_lookup(name, language), the_asker(name, language)
    listed = {tuple(step[:2]) for step in found.value["steps"]}

    for number in map(int, found.value["closed"]):
        caller = _ref(found.value["things"][number])
        for target in found.value["targets"]:
            key = _key(found.value["things"][target]["name"])
            why = found.why(caller.name, str(key))
            assert (why is None) == ((number, target) in listed), (caller, key)
            if why is not None:
                _assert_told(found, why, asker, caller, key)


@pytest.mark.parametrize("name", ["reference", "mixture"])
def test_everybody_who_may_be_asked_about_is(name: str) -> None:
    found = the_lookup(name, "en")

    asked = {found.value["things"][int(number)]["kind"] for number in found.value["closed"]}
    kinds = {thing["kind"] for thing in found.value["things"]}
    assert kinds - asked == {"account"}


def test_a_state_tells_what_opens_from_what_does_not() -> None:
    found = the_lookup("mixture", "en")

    assert _state(found, "ec2.amazonaws.com", "watch@prod") == 1
    assert _state(found, "alice", "admin@prod") == 2


def test_what_is_not_decided_is_not_called_closed() -> None:
    found = the_lookup("mixture", "en")

    undecided, closed = found.why("ec2.amazonaws.com", "odd@prod"), found.why("太郎t", "admin@prod")
    assert undecided is not None
    assert closed is not None
    assert undecided[2] == 3
    assert found.said(undecided[0]).startswith("Not decided: ")
    assert len(closed) == 2


def test_what_policies_close_in_a_closed_account_is_called_closed() -> None:
    closed = the_lookup("mixture", "en").why("太郎t", "admin@old")

    assert closed is not None
    assert len(closed) == 2


@pytest.mark.parametrize(("trusted", "state_there"), [("jump", 1), ("dev", 0)])
def test_a_step_that_the_file_declares_is_listed_though_it_is_closed(trusted: str, state_there: int) -> None:
    trust: dict[str, Json] = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": f"arn:aws:iam::{an_id(trusted)}:root"},
    }
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=a_document(trust))],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert _state(look_up(landscape), "ops", "admin@prod") == state_there


def test_roles_are_not_asked_about_where_there_are_too_many_pairs() -> None:
    found = look_up(analyse(the_organisation("hundred"), None))

    kinds = {found.value["things"][int(number)]["kind"] for number in found.value["closed"]}
    assert kinds == {"person", "group", "provider"}


def test_a_sentence_that_is_true_of_many_pairs_is_said_once() -> None:
    found = the_lookup("reference", "en")

    for part in ("says", "statements", "reasons", "whys", "rows"):
        rows = list(map(str, found.value[part]))
        assert len(rows) == len(set(rows)), part
    assert len(found.value["says"]) < 60


def _assert_told(found: LookedUp, why: list[object], asker: Asker, caller: Ref, key: RoleKey) -> None:
    step = asker.inquiry.step(caller, key)
    assert step is not None
    said, numbers = why[:2]
    assert isinstance(said, int)
    assert isinstance(numbers, list)
    assert found.said(said, caller.name, str(key)) == verdict(step.decision, parties(step), asker.t), (caller, key)
    assert found.reasons(numbers, caller.name, str(key)) == _reasons(asker, step), (caller, key)


def _reasons(asker: Asker, step: Access) -> list[tuple[str, list[str]]]:
    found = reasons(step.decision, parties(step), asker.t)
    return [(one.words, list(cited(one.statements, asker.atlas, asker.t))) for one in found]


def _state(found: LookedUp, caller: str, target: str) -> int:
    step = found.step(caller, target)
    assert step is not None
    number: int = step[2]
    return number


def _number(found: LookedUp, ref: Ref) -> int:
    (number,) = [n for n, thing in enumerate(found.value["things"]) if _ref(thing) == ref]
    return number


def _ref(thing: dict[str, str]) -> Ref:
    return Ref(KINDS.get(thing["kind"]) or RefKind(thing["kind"]), thing["name"])


def _key(name: str) -> RoleKey:
    role, _, account = name.partition("@")
    return RoleKey(role, account)
