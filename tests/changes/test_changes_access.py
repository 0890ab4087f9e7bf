"""Edits of a small file, and what each does to access."""

from pathlib import Path

import pytest

from changing import BASE, an_atlas, changes_of, edited, told
from iam_atlas.changes.compare import compare

_UNKNOWN = "arn:aws:iam::aws:policy/NotAtHand"

CASES = [
    pytest.param(
        [("alice: [developers]", "alice: [developers, operators]")],
        ["gained alice hub@dev", "gained alice operator@prod"],
        id="who joins a group gains what it opens",
    ),
    pytest.param(
        [("bob: [operators]", "bob: []")],
        ["lost bob hub@dev", "lost bob operator@prod"],
        id="who leaves a group loses it",
    ),
    pytest.param(
        [("{ dev: developer }", "{ dev: developer, prod: developer }")],
        ["gained developers developer@prod", "gained alice developer@prod"],
        id="a grant gives to the group and to its members",
    ),
    pytest.param(
        [("mfa_max_age: 1h", "mfa_max_age: 2h")],
        ["condition weakened operators operator@prod", "condition weakened bob operator@prod"],
        id="an older sign-in asks less",
    ),
    pytest.param(
        [("mfa_max_age: 1h", "mfa_max_age: 30m")],
        ["condition tightened operators operator@prod", "condition tightened bob operator@prod"],
        id="a younger sign-in asks more",
    ),
    pytest.param(
        [("require: { mfa_max_age: 1h }", "require: { source_ip: [203.0.113.0/24] }")],
        ["condition changed operators operator@prod", "condition changed bob operator@prod"],
        id="of two conditions that have nothing in common neither is called weaker",
    ),
    pytest.param(
        [
            (
                "operators: { prod: operator, dev: hub }",
                "operators: { prod: operator, dev: hub }\n  role:hub@dev: { prod: developer }",
            )
        ],
        ["gained operators developer@prod over roles"],
        id="a grant to a role reaches whoever becomes it",
    ),
    pytest.param(
        [("  bob: [operators]\n", ""), ("  alice: [developers]", "  bob: [operators]\n  alice: [developers]")],
        [],
        id="lines that moved",
    ),
    pytest.param(
        [("kf-1", "kf-2")], ["condition changed watchful monitor@prod"], id="another ExternalId is another condition"
    ),
    pytest.param(
        [(", trust: [{ vendor: watchful }]", "")],
        ["lost watchful monitor@prod"],
        id="an outsider who is trusted no more",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_an_edit_changes_exactly_this_access(edits: list[tuple[str, str]], expected: list[str], tmp_path: Path) -> None:
    found = told(changes_of(tmp_path, *edits))

    missing = [line for line in expected if line not in found]
    assert not missing, found
    assert len(found) == len(expected) or any("over roles" in line for line in expected), found


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_the_same_edit_taken_back_changes_the_contrary(
    edits: list[tuple[str, str]], expected: list[str], tmp_path: Path
) -> None:
    contrary = {
        "gained": "lost",
        "lost": "gained",
        "condition weakened": "condition tightened",
        "condition tightened": "condition weakened",
    }
    before, after = an_atlas(tmp_path, BASE), an_atlas(tmp_path, edited(edits))

    there, back = compare(before, after), compare(after, before)

    kinds = {change.kind.value for change in there.access}
    assert {change.kind.value for change in back.access} == {contrary.get(kind, kind) for kind in kinds}


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            [
                ("  dev: ", "  sandbox: "),
                ("{ dev: developer }", "{ sandbox: developer }"),
                ("dev: hub", "sandbox: hub"),
                ("account:dev", "account:sandbox"),
            ],
            id="an account with another key",
        ),
        pytest.param(
            [("watchful:", "watcher:"), ("vendor: watchful", "vendor: watcher")], id="a vendor with another key"
        ),
        pytest.param(
            [
                ("  hub: ReadOnlyAccess", "  center: { name: hub, policies: [ReadOnlyAccess] }"),
                ("dev: hub", "dev: center"),
            ],
            id="a role with another key and the same name",
        ),
    ],
)
def test_a_key_that_was_renamed_is_no_change_and_is_told(edits: list[tuple[str, str]], tmp_path: Path) -> None:
    changes = changes_of(tmp_path, *edits)

    assert changes.none
    assert changes.renamed


def test_a_file_compared_with_itself_has_no_change(tmp_path: Path) -> None:
    changes = changes_of(tmp_path)

    assert changes.none
    assert not changes.renamed


def test_a_verdict_that_is_not_known_is_never_called_gained_or_lost(tmp_path: Path) -> None:
    unknown = [
        ("boundary: limits, ", f"boundary: {_UNKNOWN}, "),
        ("dev: hub }", "dev: hub }\n  role:operator@prod: { dev: developer }"),
    ]
    known = [("dev: hub }", "dev: hub }\n  role:operator@prod: { dev: developer }")]

    before, after = an_atlas(tmp_path, edited(known)), an_atlas(tmp_path, edited(unknown))

    for there in (compare(before, after), compare(after, before)):
        about = {change.kind.value for change in there.access if change.who.name == "operator@prod"}
        assert about == {"not decided"}
        assert "not decided bob developer@dev over roles" in told(there)


def test_a_step_that_is_lost_names_the_way_that_is_left(tmp_path: Path) -> None:
    base = edited([("dev: hub }", "dev: hub }\n  role:hub@dev: { prod: operator }"), ("mfa_max_age: 1h", "")])
    changes = changes_of(tmp_path, ("prod: operator, dev: hub", "dev: hub"), base=base)

    lost = next(change for change in changes.access if change.who.name == "bob")

    assert lost.kind.value == "lost"
    assert [str(step.role) for step in lost.way_after] == ["hub@dev", "operator@prod"]


_WITH_PROVIDER = edited(
    [
        (
            "policies:\n",
            "providers:\n  tokens: { kind: oidc, url: https://id.example.com, audiences: [one], accounts: [prod] }\n"
            "policies:\n",
        ),
        ("roles:\n", "roles:\n  job: { accounts: [prod], trust: [{ provider: tokens, subjects: [x] }] }\n"),
    ]
)


def test_another_audience_of_a_provider_is_told_though_no_condition_shows_it(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("audiences: [one]", "audiences: [two]"), base=_WITH_PROVIDER)

    assert not changes.none
    assert [(ref.name, *pair) for ref, pair in changes.audiences.items()] == [("tokens", ("one",), ("two",))]


def test_another_subject_of_a_provider_is_another_condition(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("subjects: [x]", "subjects: [y]"), base=_WITH_PROVIDER)

    assert told(changes) == ["condition changed tokens job@prod"]


def test_another_account_of_a_vendor_is_told_though_its_steps_look_alike(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("999988887777", "999988886666"))

    assert not changes.none
    assert [(ref.name, *accounts) for ref, accounts in changes.stands_for.items()] == [
        ("watchful", ("999988887777",), ("999988886666",))
    ]
