"""The last look at what is written: it finds what is kept back in any form, and nothing that only looks like it."""

import html
import json
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import quote

import pytest
from masked import kept_back_publication, published

from builders import a_landscape, a_role, a_user
from iam_atlas.errors import OutputError
from iam_atlas.public.guard import Guard, refuse_leaks

LEAKS = {
    "an account id": "120000000002",
    "an account id in groups": "1200-0000-0002",
    "an id that only a document names": "140000000001",
    "a mail address": "sec@bank.example",
    "a user name": "Robot-7",
    "a user name in an id": "user--ben",
    "a user whose name is an ordinary word, where a user is meant": "arn:aws:iam::1:user/may",
    "the page of such a user": "people/may.html",
    "the card of such a user": 'data-node="user--may"',
    "a name in full": "Ben Ito",
    "an ExternalId": "ew-4711-x",
    "a range": "52.94.7.0/24",
    "an alias": "https://bigbank-jump.signin.aws.amazon.com/console",
    "a thing that stays out": "night-watch",
}
HARMLESS = {
    "an ordinary word": "They may look",
    "the name of a role": "role/admin",
    "a user name that is a part of the name of something else": "Ben",
    "another thing with a user name in it": "accounts/sandbox-ben.html",
    "a longer number": "1200000000020",
    "a stand-in": "arn:aws:iam::XXXXXXXX0001:user/person-1",
    "people": "people/index.html",
}
WRITTEN: Mapping[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "in HTML": html.escape,
    "in numbers of HTML": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "in an address": lambda text: quote(text, safe=""),
    "in JSON": json.dumps,
    "in numbers of JSON": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
}


@cache
def guard() -> Guard:
    found = kept_back_publication().guard
    assert found is not None
    return found


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS)
def test_what_is_kept_back_is_found_in_every_form(text: str, form: str) -> None:
    assert guard().found(f"<p>before {WRITTEN[form](text)}, after</p>") is not None


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_only_looks_like_it_is_no_leak(text: str) -> None:
    assert guard().found(f"<p>before {text}, after</p>") is None


def test_a_leak_is_told_with_its_place() -> None:
    with pytest.raises(OutputError, match=r'"120000000002" in docs/own\.md:2') as refused:
        refuse_leaks(guard(), {"docs/fine.md": "# Fine\n", "docs/own.md": "# Accounts\n120000000002 is dev\n"})

    assert "fine.md" not in str(refused.value)


def test_the_name_of_a_file_is_read_too() -> None:
    with pytest.raises(OutputError, match=r"in the name of docs/robot-7\.md"):
        refuse_leaks(guard(), {"docs/robot-7.md": ""})


def test_files_without_a_leak_pass() -> None:
    refuse_leaks(guard(), {"docs/fine.md": "They may look at role/admin.\n"})


def test_nobody_is_kept_from_a_public_site_by_being_called_like_a_part_of_it() -> None:
    users = [a_user(name) for name in ("index", "people", "admin", "user", "s3", "0", "arn", "atlas", "html")]
    shown = published(a_landscape(users=users, roles=[a_role("admin")]))
    assert shown.guard is not None

    refuse_leaks(
        shown.guard, {"docs/atlas/people/index.md": "arn:aws:iam::XXXXXXXX0001:user/person-1 [a](people/index.html)"}
    )
