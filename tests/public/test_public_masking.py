"""The atlas of a public site: decided as the true one, with nothing in it that is kept back."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace

import pytest
from masked import kept_back_atlas, kept_back_publication, published

from builders import a_grant, a_group, a_landscape, a_role, a_trust, a_user, a_vendor, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.errors import UsageError
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.showing import showing
from iam_atlas.graph.access import Access
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.annotations import AccessRequest, Annotations
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text
from iam_atlas.public import redraw
from iam_atlas.public.publication import publication
from iam_atlas.public.redraw import values_in
from iam_atlas.wording.translate import ENGLISH


def in_outline(steps: tuple[Access, ...]) -> Counter[tuple[object, ...]]:
    """What the steps say, without the names of users, and of accounts that have only an id."""
    return Counter(
        (
            step.caller.kind,
            "" if step.caller.kind in (RefKind.USER, RefKind.ACCOUNT) else step.caller.name,
            step.role,
            step.decision.verdict,
            step.decision.missing,
            type(step.decision.residue),
            step.max_seconds,
            step.console,
            step.through,
        )
        for step in steps
    )


@pytest.mark.parametrize("landscape", [the_reference(), kept_back_atlas().landscape], ids=["reference", "kept back"])
def test_the_public_is_told_the_same_decisions(landscape: Landscape) -> None:
    things = {name: replace(one, about=replace(one.about, redact=False)) for name, one in landscape.groups.items()}
    landscape = replace(landscape, groups=things)
    true = analyse(landscape, None)

    shown = published(landscape).atlas

    assert in_outline(shown.graph.steps) == in_outline(true.graph.steps)
    assert shown.levels == true.levels
    assert [use.decision.verdict for use in shown.uses.uses] == [use.decision.verdict for use in true.uses.uses]
    assert Counter(one.rule for one in shown.problems) == Counter(one.rule for one in true.problems)


def test_steps_are_in_the_order_of_the_names_that_are_shown() -> None:
    """The order of the true names would tell which is which."""
    steps = kept_back_publication().atlas.graph.steps

    names = [step.caller.name for step in steps if step.caller.kind is RefKind.USER]

    assert names == sorted(names) != []


def test_stand_ins_are_told_of_and_never_judged() -> None:
    """The pattern of the trust policy matches the true account of may, and not what stands for it."""
    raw, may, person = RoleKey("raw", "prod"), Ref(RefKind.USER, "may"), Ref(RefKind.USER, "person-3")
    shown = kept_back_publication().atlas

    assert verdict_of(kept_back_atlas(), may, raw) is verdict_of(shown, person, raw) is Verdict.ALLOWED
    assert verdict_of(analyse(shown.landscape, None), person, raw) is Verdict.IMPLICITLY_DENIED


def test_pairs_that_no_step_lists_are_decided_on_the_true_values_too() -> None:
    true, prepare = kept_back_atlas(), kept_back_publication().prepare
    inquiry = inquiry_of(true.landscape, true.halves, None)
    keys = [copy.key for copy in true.landscape.role_copies()]
    assert prepare is not None
    ask = prepare(True)

    for name, instead in STAND_INS.items():
        told = [ask(Ref(RefKind.USER, instead))(key) for key in keys]
        decided = [inquiry.step(Ref(RefKind.USER, name), key) for key in keys]
        assert [step and step.decision.verdict for step in told] == [step and step.decision.verdict for step in decided]
        assert {step.caller.name for step in told if step} == {instead}


STAND_INS = {
    "ben": "person-1",
    "admin": "person-2",
    "may": "person-3",
    "robot-7": "machine-1",
    "zoe@bank.example": "person-4",
}


def verdict_of(atlas: Atlas, caller: Ref, key: RoleKey) -> Verdict:
    return next(step.decision.verdict for step in atlas.graph.by_caller[caller] if step.role == key)


@pytest.mark.parametrize("name", ["120000000002", "ben", "ew-4711-x", "52.94.7.0/24", "bank.example", "night-watch"])
def test_no_text_of_the_atlas_has_what_is_kept_back(name: str) -> None:
    def found(atlas: Atlas) -> list[str]:
        return [text for text in values_in(atlas) if isinstance(text, str) and name in text.split(" ")]

    assert not found(kept_back_publication().atlas)
    assert found(kept_back_atlas()) or name == "bank.example"


def test_a_user_and_a_role_of_one_name_are_told_apart() -> None:
    landscape = a_landscape(
        users=[a_user("admin", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    shown = published(landscape).atlas.landscape

    assert [*shown.users] == ["person-1"]
    assert [*shown.roles] == ["admin"]
    assert shown.groups["ops"].members == ("person-1",)


def test_a_thing_that_stays_out_keeps_its_access_under_a_stand_in() -> None:
    atlas = kept_back_publication().atlas

    hidden = atlas.landscape.groups["hidden-1"]

    assert hidden.about.description is None
    assert hidden.members == ("person-3",)
    assert '"hidden-1"' in atlas_json(atlas)
    into_prod = atlas.graph.by_role[RoleKey("viewer", "prod")]
    assert [step.caller.name for step in into_prod if step.through == ("hidden-1",)] == ["person-3"]


def test_keys_that_a_thing_keeps_back_are_empty_and_their_values_nowhere() -> None:
    vendor = replace(
        a_vendor("watchful", "999988887777"),
        external_id="ew-1-x",
        contact="them@x.example",
        about=Annotations(
            owner="platform", title=Text({"": "Watchful Ltd."}), redact=("owner", "title", "external_id")
        ),
    )
    watch = a_role("watch", trust=[a_trust("vendor", "watchful")])

    shown = published(a_landscape(vendors=[vendor], roles=[watch]), external_ids="show", emails="show").atlas

    found = shown.landscape.vendors["watchful"]
    assert (found.about.owner, found.about.title, found.contact) == (None, None, "them@x.example")
    assert found.external_id == "HIDDEN-EXTERNAL-ID-1"
    assert not any("ew-1-x" in text for text in values_in(shown) if isinstance(text, str))


def test_keys_without_which_access_is_told_wrongly_are_refused() -> None:
    group = replace(a_group("ops"), about=Annotations(redact=("members", "owner")))

    with pytest.raises(UsageError, match=r'redact of "ops" names members'):
        published(a_landscape(users=[a_user("alice", groups=["ops"])], groups=[group]))


def test_an_internal_site_keeps_nothing_back() -> None:
    atlas = analyse(a_landscape(users=[a_user("alice")]), None)

    shown = publication(atlas, ENGLISH)

    assert shown.atlas is atlas
    assert (shown.prepare, shown.guard) == (None, None)


def test_every_field_that_is_left_alone_is_one() -> None:
    values = values_in(analyse(the_reference(), None))
    classes = {one.__name__: one for value in values if is_dataclass(one := type(value))}
    known = {f"{name}.{field.name}" for name, one in classes.items() if name in OWNERS for field in fields(one)}

    assert {one for one in redraw.VOCABULARY if one.partition(".")[0] in classes} <= known


OWNERS = {one.partition(".")[0] for one in redraw.VOCABULARY}


def test_whom_to_ask_is_no_name() -> None:
    request = AccessRequest(how=Text({"": "Ask Alice."}), approvers=("alice", "platform"))
    landscape = a_landscape(users=[a_user("alice")])
    landscape = replace(landscape, defaults=replace(landscape.defaults, request=request))

    asked = published(landscape).atlas.landscape.defaults.request

    assert asked == AccessRequest(how=Text({"": "Ask person-1."}), approvers=("person-1", "platform"))


def test_profiles_ask_for_the_user_name_that_they_do_not_show() -> None:
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("admin", require=Require(mfa=True, session_name="username"))],
        grants=[a_grant("user:alice", "admin@prod")],
        require=Require(mfa=True),
    )
    shown = published(landscape, account_ids="show").atlas

    config = aws_config(showing(shown, ENGLISH), Ref(RefKind.USER, "person-1"))

    assert "mfa_serial = arn:aws:iam::111111111111:mfa/YOUR-USER-NAME" in config
    assert "role_session_name = YOUR-USER-NAME" in config
    assert "Put your user name in the place of YOUR-USER-NAME" in config


def test_a_profile_says_that_an_external_id_is_left_out() -> None:
    """Not that the file does not write it: it does."""
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("admin", require=Require(external_id="ew-1-x"))],
        grants=[a_grant("user:alice", "admin@prod")],
    )
    shown = published(landscape, account_ids="show").atlas

    config = aws_config(showing(shown, ENGLISH), Ref(RefKind.USER, "person-1"))

    assert "The role asks for an ExternalId, which is left out here" in config
    assert "external_id = " not in config
