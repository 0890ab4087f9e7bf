"""`require` maps in the words of the file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from loading import ACCOUNTS, PEOPLE, load

from iam_atlas.load.require import with_defaults
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey


def a_require(folder: Path, written: str) -> Require:
    text = f"organization: {{ id: o-abcdefghij }}\n{ACCOUNTS}{PEOPLE}"
    text += f"roles: {{ developer: {{ policies: [ReadOnlyAccess], require: {{ {written} }} }} }}\n"
    return (
        load(folder, f"{text}grants: {{ developers: {{ dev: developer }} }}\n")
        .copy_of(RoleKey("developer", "dev"))
        .require
    )


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("mfa: true", "mfa", True),
        ("mfa_max_age: 1h", "mfa_max_age", 3600),
        ("org: true", "org", True),
        ("org: o-other", "org", "o-other"),
        ("source_ip: 203.0.113.7", "source_ip", ("203.0.113.7",)),
        ("principal_tags: { team: [shop, pay] }", "principal_tags", {"team": ("shop", "pay")}),
        ("session_tags: { team: shop }", "session_tags", {"team": ("shop",)}),
        ("source_identity: true", "source_identity", True),
        ("session_name: username", "session_name", "username"),
        ("source_account: self", "source_account", "self"),
        ("source_account: prod", "source_account", "333333333333"),
        ("source_org: true", "source_org", True),
        ("claims: { job_workflow_ref: a/b }", "claims", {"job_workflow_ref": ("a/b",)}),
        (
            'conditions: { Bool: { "aws:SecureTransport": true } }',
            "conditions",
            {"Bool": {"aws:SecureTransport": True}},
        ),
    ],
)
def test_a_key_is_kept_as_meant(tmp_path: Path, written: str, key: str, value: object) -> None:
    require = a_require(tmp_path, written)

    assert getattr(require, key) == value
    assert require.position is not None
    assert require.defaulted == ()


def test_from_and_until_are_moments(tmp_path: Path) -> None:
    require = a_require(tmp_path, "from: 2027-01-01T00:00:00Z, until: 2027-03-31")

    assert require.starts is not None
    assert require.until is not None
    assert require.starts.at < require.until.at


def test_a_bare_date_takes_in_the_whole_day_at_both_ends(tmp_path: Path) -> None:
    require = a_require(tmp_path, "from: 2027-01-01, until: 2027-03-31")

    assert require.starts is not None
    assert require.until is not None
    assert require.starts.at == datetime(2027, 1, 1, tzinfo=UTC)
    assert require.until.at == datetime(2027, 3, 31, 23, 59, 59, tzinfo=UTC)


def test_defaults_fill_open_keys_only() -> None:
    written = Require(mfa=None, org=False, source_ip=("203.0.113.0/24",))
    defaults = Require(mfa=True, org=True, source_ip=("198.51.100.0/24",), mfa_max_age=3600)

    merged = with_defaults(written, defaults)

    assert (merged.mfa, merged.org, merged.mfa_max_age) == (True, False, 3600)
    assert merged.source_ip == ("203.0.113.0/24",)
    assert merged.defaulted == ("mfa", "mfa_max_age")


def test_without_anything_open_nothing_is_called_a_default() -> None:
    written = Require(mfa=False)

    assert with_defaults(written, Require(mfa=True)) is written
