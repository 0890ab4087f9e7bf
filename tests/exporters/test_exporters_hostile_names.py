"""Whatever names the input has, an ini export has as many sections as it should, and each says what it should."""

import tempfile
from pathlib import Path

import pytest
from exporting import MFA, as_the_cli_reads, as_the_extension_reads, ini, shown
from hypothesis import given
from hypothesis import strategies as st

from builders import a_grant, a_landscape, a_role, a_user, an_account
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.granted import granted_registry
from iam_atlas.exporters.ini import in_a_line, plain
from iam_atlas.exporters.profile_names import profile_names
from iam_atlas.exporters.switch_roles import switch_roles
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape

SIGNS = "aZ9 .-_@+=,:/\\[](){}<>#;'\"%$&|!?*~^`\n\r\t\v\f\x00\x1b\x85\u2028\u2029\u202e\u200b\ufeff本番é👨‍👩"
NAMES = st.text(st.sampled_from(SIGNS), min_size=1, max_size=20) | st.sampled_from(
    ["default", "profile x", "A" * 200, "x\n[profile evil]\nrole_arn = y", "jump", "JUMP", "{{ .Profile }}", "-", " "]
)
USER_NAMES = st.text("abcXYZ019_+=,.@-", min_size=1, max_size=64)


def an_organisation(accounts: list[str], user: str) -> Landscape:
    """A user who becomes admin in each of the accounts."""
    places = [an_account(name, id=f"{number:012d}") for number, name in enumerate(accounts, start=1)]
    return a_landscape(
        accounts=[an_account("jump", kind=AccountKind.JUMP), *places],
        users=[a_user(user)],
        roles=[a_role("admin", accounts=places)],
        grants=[a_grant(f"user:{user}", [f"admin@{name}" for name in accounts])],
        require=MFA,
    )


ACCOUNTS = st.lists(NAMES.filter(lambda name: name != "jump"), min_size=1, max_size=6, unique=True)


def arns(sections: dict[str, dict[str, str]]) -> set[str]:
    return {found["role_arn"] for found in sections.values() if "role_arn" in found}


@given(ACCOUNTS, USER_NAMES)
def test_every_role_has_its_own_profile_and_nothing_else_has_one(accounts: list[str], user: str) -> None:
    showing = shown(an_organisation(accounts, user))
    expected = {f"arn:aws:iam::{number:012d}:role/admin" for number in range(1, len(accounts) + 1)}
    texts = [aws_config(showing, None), granted_registry(showing, None)["config"]]

    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            profiles = as_the_cli_reads(text, Path(folder))
        assert arns(profiles) == expected == arns(ini(text))
        assert len(profiles) == len(accounts) + 1
        assert {one["source_profile"] for one in profiles.values() if "source_profile" in one} == {"jump"}
        assert {key for one in profiles.values() for key in one} <= {
            *("role_arn", "source_profile", "mfa_serial", "role_session_name", "duration_seconds"),
        }
    assert arns(as_the_extension_reads(switch_roles(showing, None))) == expected


@given(st.lists(NAMES, min_size=1, max_size=8, unique=True))
def test_no_two_names_become_one(accounts: list[str]) -> None:
    names = profile_names(an_organisation([name for name in accounts if name != "jump"] or ["dev"], "alice"))

    every = [*names.login.values(), *names.role.values()]
    assert len({name.lower() for name in every}) == len(every)
    assert "default" not in {name.lower() for name in every}


@given(NAMES)
def test_a_plain_name_holds_nothing_that_ends_a_section(name: str) -> None:
    assert not set(plain(name)) & set(" []\"'\\;#=\n\r\t")
    assert plain(plain(name)) == plain(name) != ""


@given(NAMES)
def test_a_line_stays_one_line(name: str) -> None:
    assert len(in_a_line(f"x{name}x").splitlines()) == 1


LOOK_ALIKES = {
    "white space": ["a b", "a-b", "a  b"],
    "case": ["Dev", "dev", "DEV"],
    "signs": ["a#b", "a;b", "a=b"],
}


@pytest.mark.parametrize("accounts", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_names_that_look_alike_are_told_apart_by_a_number(accounts: list[str]) -> None:
    names = sorted(profile_names(an_organisation(accounts, "alice")).role.values())

    assert len({name.lower() for name in names}) == 3
    assert names[0].lower() == plain(f"{accounts[0]}-admin").lower()
