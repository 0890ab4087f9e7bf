"""Texts of the file as a public site has them: what is replaced, and the near twin that is not."""

from dataclasses import replace
from functools import cache

import pytest
from masked import for_the_public, kept_back_atlas, texts_of

from builders import a_landscape, a_user
from iam_atlas.atlas import analyse
from iam_atlas.public.replacing import Replacing, replacing
from iam_atlas.public.secrets import secrets_of
from iam_atlas.public.stand_ins import for_ids
from iam_atlas.wording.translate import ENGLISH

REPLACED = {
    "an account id": ("120000000002", "XXXXXXXX0002"),
    "an account id in an ARN": ("arn:aws:iam::120000000001:root", "arn:aws:iam::XXXXXXXX0001:root"),
    "an account id in the name of a bucket": ("logs-120000000001-eu", "logs-XXXXXXXX0001-eu"),
    "an account id in groups of four": ("1200-0000-0002 or 1200 0000 0002", "XXXXXXXX0002 or XXXXXXXX0002"),
    "an id that the file does not declare": ("arn:aws:iam::140000000001:root", "arn:aws:iam::ZXXXXXXX0001:root"),
    "a part of an id before a wildcard": ("arn:aws:iam::1200000*:user/*", "arn:aws:iam::XXXXXXX*:user/*"),
    "a user name": ("ask Ben about it", "ask person-1 about it"),
    "a name in full": ("The sandbox of Ben Ito.", "The sandbox of person-1."),
    "a user in an ARN": ("arn:aws:iam::120000000001:user/x/ben", "arn:aws:iam::XXXXXXXX0001:user/x/person-1"),
    "a user whose name is an ordinary word": ("arn:aws:iam::1:user/may", "arn:aws:iam::1:user/person-3"),
    "the MFA device of a user": ("arn:aws:iam::120000000001:mfa/admin", "arn:aws:iam::XXXXXXXX0001:mfa/person-2"),
    "the session of a user": ("arn:aws:sts::1:assumed-role/admin/may", "arn:aws:sts::1:assumed-role/admin/person-3"),
    "a text that is the name of a user": ("may", "person-3"),
    "a user by kind": ("user:admin", "user:person-2"),
    "a user name that is a mail address": ("to zoe@bank.example!", "to person-4!"),
    "a mail address": ("mailto:sec@bank.example", "mailto:mail address not shown"),
    "a mail address with a name in it": ("ben.ito@bank.example", "mail address not shown"),
    "an ExternalId": ("the id ew-4711-x of theirs", "the id HIDDEN-EXTERNAL-ID-1 of theirs"),
    "a range of addresses": ("from 52.94.7.0/24.", "from hidden address range 4."),
    "an address": ("Behind 198.51.100.7", "Behind hidden address range 2"),
    "an address of the sixth version": ("on 2001:db8:77::/48, too", "on hidden address range 3, too"),
    "an alias": ("the account bigbank-jump", "the account (not shown here)"),
    "where AWS signs people in": ("https://bigbank-jump.signin.aws.amazon.com/console", "(address not shown here)"),
    "where Identity Center does": ("at https://bigbank.awsapps.com/start.", "at (address not shown here)"),
    "a thing that stays out": ("night-watch", "hidden-1"),
}
LEFT_ALONE = {
    "an ordinary word that is a user name, too": "May look. She may not change.",
    "a longer word": "benefits live here",
    "the name of a role that a user has, too": "admin",
    "the name of something else with a user name in it": "viewer@sandbox-ben",
    "a longer number": "1200000000020",
    "the end of a UUID": "11111111-2222-3333-4444-150000000001",
    "a version of something": "1.2.3",
    "a role in an account": "arn:aws:iam::*:role/admin",
    "an ARN without an account": "arn:aws:apigateway:*::/apis",
    "a sign-in page that is nobody's": "https://signin.aws.amazon.com/switchrole",
    "an address of the web": "https://bank.example/aws",
}


@cache
def texts() -> Replacing:
    return replacing(secrets_of(kept_back_atlas(), ENGLISH), {}, ENGLISH)


@pytest.mark.parametrize(("text", "shown"), REPLACED.values(), ids=REPLACED)
def test_a_text_is_shown_without_what_is_kept_back(text: str, shown: str) -> None:
    assert texts().text(text) == shown


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert texts().text(text) == text


@pytest.mark.parametrize(("text", "shown"), REPLACED.values(), ids=REPLACED)
def test_a_site_that_shows_everything_replaces_only_what_a_thing_itself_keeps_back(text: str, shown: str) -> None:
    site = replace(kept_back_atlas().landscape.site, redact=dict.fromkeys(KINDS, "show"))
    atlas = replace(kept_back_atlas(), landscape=replace(kept_back_atlas().landscape, site=site))

    found = replacing(secrets_of(atlas, ENGLISH), {}, ENGLISH).text(text)

    assert found == ("hidden-1" if text == "night-watch" else text)


KINDS = ("account_ids", "emails", "external_ids", "source_ips", "user_names")


def test_ids_that_end_alike_are_told_apart() -> None:
    assert for_ids(["111100001234", "222200001234"], "mask") == {
        "111100001234": "XXXXXXXX1234",
        "222200001234": "YXXXXXXX1234",
    }


def test_of_a_hidden_id_no_digit_is_left() -> None:
    assert for_ids(["111100001234", "222200001234"], "hide") == {
        "111100001234": "ACCOUNT-0001",
        "222200001234": "ACCOUNT-0002",
    }


def test_users_are_numbered_in_the_order_of_the_file_not_of_their_names() -> None:
    users = [replace(a_user(name), position=replace(a_user(name).position, line=line)) for line, name in NAMES]

    found = texts_of(a_landscape(users=users), user_names="mask").secrets.users

    assert found == {"zoe": "person-1", "adam": "person-2"}


NAMES = [(9, "adam"), (3, "zoe")]


def test_a_second_run_gives_the_same_stand_ins() -> None:
    landscape = for_the_public(kept_back_atlas().landscape)

    assert secrets_of(analyse(landscape, None), ENGLISH) == secrets_of(analyse(landscape, None), ENGLISH)
