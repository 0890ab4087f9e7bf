"""Dates against a given day: each thing on its last day, and on the day after."""

from datetime import date
from pathlib import Path

import pytest
from loading import ACCOUNTS, rules

LAST_DAY, DAY_AFTER = date(2027, 3, 31), date(2027, 4, 1)
EXPIRES = "expires: 2027-03-31"


def a_world(**expiring: str) -> str:
    """A file in which what is named carries its expiry."""
    return f"""{ACCOUNTS}  extra: {{ id: "444444444444", {expiring.get("account", "email: a@example.com")} }}
users: {{ alice: {{ groups: [readers], {expiring.get("user", "mfa: required")} }} }}
groups: {{ readers: {{ {expiring.get("group", "notes: x")} }} }}
vendors: {{ watchful: {{ account_ids: ["999988887777"], external_id: w-1, {expiring.get("vendor", "contact: x")} }} }}
providers: {{ okta: {{ kind: saml, accounts: [dev], {expiring.get("provider", "notes: x")} }} }}
roles:
  viewer: {{ policies: [ReadOnlyAccess], {expiring.get("role", "notes: x")} }}
  outside:
    accounts: [dev]
    trust: [{{ vendor: watchful }}, {{ provider: okta, {expiring.get("trust", "description: x")} }}]
grants:
  readers: [{{ roles: [viewer], accounts: [extra], {expiring.get("grant", "ticket: x")} }}]
"""


@pytest.mark.parametrize("thing", ["account", "user", "group", "vendor", "provider", "role", "trust", "grant"])
def test_what_expired_and_still_gives_access_is_an_error_from_the_day_after(tmp_path: Path, thing: str) -> None:
    text = a_world(**{thing: EXPIRES})

    on_the_last_day = rules(tmp_path, text, today=LAST_DAY)
    the_day_after = rules(tmp_path, text, today=DAY_AFTER)

    assert on_the_last_day == []
    assert the_day_after == ["expired"]


def test_what_expired_and_gives_no_access_is_no_error(tmp_path: Path) -> None:
    text = f'{ACCOUNTS}  unused: {{ id: "444444444444", {EXPIRES} }}\n'

    assert rules(tmp_path, text, today=DAY_AFTER) == []


def test_emergency_access_is_tested_in_time_or_warned_about(tmp_path: Path) -> None:
    how = "break_glass: { test_every: 90d, last_tested: 2027-01-01 }"

    in_time = rules(tmp_path, a_world(role=how), today=date(2027, 4, 1))
    too_late = rules(tmp_path, a_world(role=how), today=date(2027, 4, 2))

    assert in_time == []
    assert too_late == ["break-glass-not-tested"]
