from dataclasses import replace

import pytest

from builders import a_landscape, a_role, a_user
from iam_atlas.exporters.redaction import HIDDEN, hidden_things, redaction_of
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.organization import Site


def test_an_internal_site_shows_everything() -> None:
    redaction = redaction_of(Site())

    assert redaction.text("arn:aws:iam::111111111111:user/alice") == "arn:aws:iam::111111111111:user/alice"
    assert redaction.values("sts:ExternalId", ("kf-1",)) == ("kf-1",)
    assert redaction.shows_people


def test_a_public_site_masks_what_is_not_mentioned_and_shows_what_is() -> None:
    redaction = redaction_of(Site(audience="public", redact={"external_ids": "show"}))

    assert redaction.text("arn:aws:iam::111111111111:role/x") == "arn:aws:iam::********1111:role/x"
    assert redaction.values("sts:ExternalId", ("kf-1",)) == ("kf-1",)
    assert redaction.values("aws:SourceIp", ("203.0.113.0/24",)) == (HIDDEN,)
    assert not redaction.shows_people


@pytest.mark.parametrize("key", ["sts:ExternalId", "STS:EXTERNALID"])
def test_condition_keys_are_known_in_any_case(key: str) -> None:
    assert redaction_of(Site(redact={"external_ids": "hide"})).values(key, ("kf-1",)) == (HIDDEN,)


def test_other_condition_keys_keep_their_values() -> None:
    redaction = redaction_of(Site(audience="public"))

    assert redaction.values("aws:MultiFactorAuthPresent", ("true",)) == ("true",)


@pytest.mark.parametrize("text", ["1234567890123", "12345678901", "id-1234"])
def test_numbers_that_are_no_account_ids_stay(text: str) -> None:
    assert redaction_of(Site(redact={"account_ids": "hide"})).text(text) == text


def test_names_of_users_in_arns_go_with_the_users() -> None:
    redaction = redaction_of(Site(redact={"user_names": "mask"}))

    assert redaction.json({"a": ["arn:aws:iam::1:user/team/alice", 7, None]}) == {
        "a": [f"arn:aws:iam::1:user/{HIDDEN}", 7, None]
    }
    assert redaction.text("arn:aws:iam::1:role/alice") == "arn:aws:iam::1:role/alice"


@pytest.mark.parametrize(("audience", "hidden"), [("internal", False), ("public", True)])
def test_a_thing_marked_for_redaction_is_hidden_in_a_public_build_only(audience: str, hidden: bool) -> None:
    landscape = a_landscape(roles=[a_role("viewer")], users=[a_user("alice")])
    marked = replace(landscape.roles["viewer"], about=Annotations(redact=True))
    landscape = replace(landscape, roles={"viewer": marked})
    redaction = redaction_of(Site(audience=audience, redact={"user_names": "show"}))

    assert (Ref(RefKind.ROLE, "viewer") in hidden_things(landscape, redaction)) is hidden
    assert Ref(RefKind.USER, "alice") not in hidden_things(landscape, redaction)
