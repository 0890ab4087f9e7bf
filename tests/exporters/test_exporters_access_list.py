"""The access list, and both forms of it."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from exporting import ALICE, MFA, OPS, granted, reference_atlas, shown
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_permission_set,
    a_policy,
    a_role,
    a_trust,
    a_user,
    an_account,
)
from iam_atlas.exporters.access_csv import COLUMNS, access_csv
from iam_atlas.exporters.access_json import access_json
from iam_atlas.exporters.access_list import Row, access_list
from iam_atlas.exporters.redaction import HIDDEN, SHOWN
from iam_atlas.exporters.showing import showing
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH


def rows(landscape: Landscape, who: Ref | None = None) -> dict[tuple[str, str], Row]:
    """By the names of caller and role."""
    return {(row.caller, row.role): row for row in access_list(shown(landscape), who)}


def as_table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_row_has_all_that_a_reviewer_asks_about() -> None:
    row = rows(granted(a_role("admin", max_session=14400)))["alice", "admin"]

    assert row == Row(
        kind="user",
        caller="alice",
        through=("ops",),
        members=(),
        open_membership=False,
        target="role",
        role="admin",
        account="prod",
        account_id="444444444444",
        arn="arn:aws:iam::444444444444:role/admin",
        level="none",
        means="sts:AssumeRole",
        verdict="AllowedIf",
        answer="Allowed if MFA is present.",
        remark="",
        seconds=14400,
        console=True,
        declared_at=("accounts.yaml:1:1",),
    )


def test_a_group_has_its_members_and_says_whether_there_may_be_others() -> None:
    landscape = granted(a_role("admin"))
    outside = replace(landscape.groups["ops"], external_members=True)

    known = rows(landscape)["ops", "admin"]
    others = rows(replace(landscape, groups={"ops": outside}))["ops", "admin"]

    assert (known.members, known.open_membership) == (("alice",), False)
    assert (others.members, others.open_membership) == (("alice",), True)


@pytest.mark.parametrize(
    ("status", "remark"),
    [(Status.ACTIVE, ""), (Status.PLANNED, "Account prod is planned and not there yet.")],
)
def test_what_is_planned_is_in_the_list_with_a_remark(status: Status, remark: str) -> None:
    prod = an_account("prod", about=Annotations(status=status))
    landscape = granted(a_role("admin"))
    landscape = replace(landscape, accounts={**landscape.accounts, "prod": prod})

    assert rows(landscape)["alice", "admin"].remark == remark


@pytest.mark.parametrize(
    ("names", "remark"),
    [("show", "alice."), ("mask", "some members.")],
)
def test_a_group_is_remarked_whose_members_have_something_else(names: str, remark: str) -> None:
    never = a_policy("never", {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"})
    landscape = granted(a_role("admin"))
    barred = replace(landscape, users={"alice": a_user("alice", groups=["ops"], policies=[never])})
    redaction = replace(SHOWN, user_names=names)

    (told,) = (row.remark for row in access_list(shown(barred, redaction), OPS) if row.kind == "group")

    assert told == f"This is what the policies of group ops give; it is not the whole answer for {remark}"
    assert rows(landscape)["ops", "admin"].remark == ""


def test_what_is_declared_and_stays_closed_is_in_the_list() -> None:
    row = rows(granted(a_role("admin", trust_policy=a_document())))["alice", "admin"]

    assert row.verdict == "ImplicitlyDenied"
    assert row.answer == "Not allowed: the trust policy of admin@prod does not allow sts:AssumeRole."
    assert row.console is False


def test_a_condition_that_nobody_can_meet_is_remarked() -> None:
    trust: Mapping[str, Json] = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::444444444444:role/ci"},
        "Action": "sts:AssumeRole",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    }
    landscape = a_landscape(
        roles=[a_role("ci"), a_role("admin", trust_policy=a_document(trust))],
        grants=[a_grant("role:ci@prod", "admin@prod")],
    )

    row = rows(landscape)["ci@prod", "admin"]

    assert (row.verdict, row.console) == ("AllowedIf", None)
    assert "no such session carries MFA" in row.remark


def test_a_service_keeps_its_session_as_long_as_it_likes() -> None:
    landscape = a_landscape(roles=[a_role("task", trust=[a_trust("service", "ecs-tasks.amazonaws.com")])])

    row = rows(landscape)["ecs-tasks.amazonaws.com", "task"]

    assert (row.kind, row.means, row.seconds) == ("service", "service", None)


def test_a_permission_set_has_no_arn_that_the_file_could_know() -> None:
    landscape = a_landscape(
        groups=[a_group("staff", account=None, source="sso")],
        permission_sets=[a_permission_set("Admin", max_session=7200)],
        grants=[a_grant("staff", permission_sets=["Admin@prod"])],
    )

    row = rows(landscape)["staff", "Admin"]

    assert (row.target, row.arn, row.account_id, row.seconds) == ("permission_set", "", "444444444444", 7200)


TWO = a_landscape(
    accounts=["jump", "dev", "prod"],
    users=[a_user("alice", groups=["ops"]), a_user("bob")],
    groups=[a_group("ops")],
    roles=[a_role("admin"), a_role("viewer", accounts=[an_account("dev")])],
    grants=[a_grant("ops", "admin@prod"), a_grant("user:bob", "viewer@dev"), a_grant("role:admin@prod", "viewer@dev")],
    require=MFA,
)

CONCERNED = {
    "a user": (ALICE, {("alice", "admin")}),
    "a group and who is let in through it": (OPS, {("alice", "admin"), ("ops", "admin")}),
    "a role as what is reached, and as a caller": (
        Ref(RefKind.ROLE, "admin@prod"),
        {("alice", "admin"), ("ops", "admin"), ("admin@prod", "viewer")},
    ),
    "an account": (Ref(RefKind.ACCOUNT, "dev"), {("bob", "viewer"), ("admin@prod", "viewer")}),
    "somebody with nothing": (Ref(RefKind.VENDOR, "watchful"), set()),
}


@pytest.mark.parametrize(("who", "expected"), CONCERNED.values(), ids=CONCERNED)
def test_a_list_for_somebody_has_what_concerns_them(who: Ref, expected: set[tuple[str, str]]) -> None:
    assert set(rows(TWO, who)) == expected


def test_the_whole_list_has_every_step_of_the_graph_once() -> None:
    atlas = reference_atlas()

    listed = access_list(showing(atlas, ENGLISH), None)

    assert len(listed) == len(atlas.graph.steps)
    assert len({(row.kind, row.caller, row.role, row.account, row.target) for row in listed}) == len(listed)


def test_what_is_not_shown_is_masked_in_every_column() -> None:
    hidden = replace(SHOWN, account_ids="mask", external_ids="hide", user_names="hide")
    landscape = granted(a_role("admin"), require=Require(external_id="kf-1"))

    text = access_csv(shown(landscape, hidden), None)

    assert "444444444444" not in text
    assert "********4444" in text
    assert "kf-1" not in text
    assert HIDDEN in text
    assert "alice" not in text


def test_the_table_has_the_columns_in_their_order_and_ends_its_lines_by_the_book() -> None:
    text = access_csv(shown(granted(a_role("admin"))), None)

    assert text.split("\r\n")[0] == ",".join(COLUMNS)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert [row["caller"] for row in as_table(text)] == ["ops", "alice"]


def test_a_list_in_a_cell_is_joined_and_what_is_not_known_is_said() -> None:
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"]), a_user("bob", groups=["ops"])],
        groups=[replace(a_group("ops"), external_members=True)],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    (row,) = (row for row in as_table(access_csv(shown(landscape), None)) if row["caller_kind"] == "group")

    assert row["members"] == "alice; bob; ..."
    assert (row["console"], row["max_session_seconds"]) == ("yes", "3600")


GUARDED = "=+-@\t\r\n＝＋－＠'"
SIGNS = "=+-@\t\r\n\"',;|＝＠ a1()!本"


@given(st.text(SIGNS, min_size=1, max_size=12).filter(lambda name: "@" not in name[1:]))
def test_no_cell_is_a_formula_and_every_cell_is_read_back(name: str) -> None:
    landscape = a_landscape(
        accounts=["jump", an_account(name, id="555555555555")],
        users=[a_user("alice")],
        roles=[a_role("admin", accounts=[an_account(name, id="555555555555")])],
        grants=[a_grant("user:alice", f"admin@{name}")],
    )

    table = as_table(access_csv(shown(landscape), None))

    cells = [cell for row in table for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in set(GUARDED) - {"'"}]
    assert {row["account"].removeprefix("'") for row in table} == {name}
    assert [row["account"] == name for row in table] == [name[0] not in GUARDED] * len(table)


def as_json(landscape: Landscape, who: Ref | None = None) -> Mapping[str, Any]:
    value: Mapping[str, Any] = json.loads(access_json(shown(landscape), who))
    return value


def test_the_json_says_what_it_is_and_has_the_same_rows() -> None:
    value = as_json(TWO, ALICE)

    assert {key: value[key] for key in ("format", "version", "today", "for", "language")} == {
        "format": "iam-atlas-access",
        "version": 1,
        "today": None,
        "for": {"kind": "user", "name": "alice"},
        "language": "en",
    }
    assert [(row["caller"]["name"], row["role"], row["console"]) for row in value["access"]] == [
        ("alice", "admin", True)
    ]


def test_a_list_without_rows_is_still_json() -> None:
    assert as_json(a_landscape())["access"] == []


def test_the_dates_that_were_judged_by_and_the_language_stand_in_the_json() -> None:
    value = json.loads(access_json(showing(reference_atlas(), translator("ja")), None))

    assert (value["today"], value["language"]) == ("2026-11-01", "ja")
    assert len(value["access"]) == len(reference_atlas().graph.steps)
