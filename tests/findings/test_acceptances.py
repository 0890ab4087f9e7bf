"""What is accepted is silent for one thing, until a day; and says so when it is past its use."""

from datetime import date
from pathlib import Path

import pytest

from findings.rule_examples import whole_file
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.load.landscape import load_landscape

RULE = "people-without-mfa"
TWO_WAYS = """\
users: { alice: [developers], ben: [operators] }
groups: { operators: {} }
roles: { viewer: { policies: [ReadOnlyAccess], require: { mfa: false } } }
grants: { developers: [{ roles: [viewer], accounts: [dev, prod] }], operators: { dev: viewer } }
accepted:
"""


def an_entry(at: str, finding: str = RULE, until: str = "2026-12-31") -> str:
    return f'  - {{ finding: {finding}, at: "{at}", reason: Keys come later, owner: platform, until: {until} }}\n'


def the_atlas(text: str, folder: Path, today: date | None = date(2026, 11, 26)) -> Atlas:
    file = folder / "accounts.yaml"
    file.write_text(whole_file(text), encoding="utf-8")
    return analyse(load_landscape(file, today=today), today)


def rules(atlas: Atlas) -> list[str]:
    return sorted(problem.rule for problem in atlas.problems)


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        pytest.param(["group:developers", "group:operators"], [], id="both groups"),
        pytest.param(["group:developers"], [RULE], id="one group leaves the other"),
        pytest.param(["role:viewer@dev"], [RULE], id="the role in dev silences those who only get in there"),
        pytest.param(["role:viewer"], [RULE], id="every copy is not one copy: developers reach two"),
        pytest.param(["role:viewer@prod"], [RULE, RULE, "acceptance-unused"], id="nobody gets into prod only"),
        pytest.param(["user:alice"], [RULE, RULE, "acceptance-unused"], id="a thing that it is not about"),
    ],
)
def test_a_finding_is_silent_for_the_thing_that_is_accepted(
    accepted: list[str], left: list[str], tmp_path: Path
) -> None:
    atlas = the_atlas(TWO_WAYS + "".join(map(an_entry, accepted)), tmp_path)

    assert rules(atlas) == sorted(left)


def test_what_is_accepted_stays_with_its_reason(tmp_path: Path) -> None:
    atlas = the_atlas(TWO_WAYS + an_entry("group:developers"), tmp_path)

    [accepted] = atlas.accepted
    assert accepted.problem.rule == RULE
    assert [(one.reason, one.owner, one.until.written) for one in accepted.by] == [
        ("Keys come later", "platform", "2026-12-31")
    ]


def test_another_finding_of_the_thing_is_not_silent(tmp_path: Path) -> None:
    atlas = the_atlas(TWO_WAYS + an_entry("group:developers", "empty-group"), tmp_path)

    assert rules(atlas) == ["acceptance-unused", RULE, RULE]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 12, 31), [RULE]),
        (date(2027, 1, 1), ["acceptance-expired", RULE, RULE]),
        (None, [RULE]),
    ],
    ids=["on its last day", "a day later", "without a day"],
)
def test_an_acceptance_ends(today: date | None, left: list[str], tmp_path: Path) -> None:
    atlas = the_atlas(TWO_WAYS + an_entry("group:developers"), tmp_path, today)

    assert rules(atlas) == left


def test_a_document_of_its_own_is_accepted_by_its_policy(tmp_path: Path) -> None:
    (tmp_path / "look.json").write_text('{"Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}')
    text = "policies: { look: look.json }\nroles: { viewer: [look] }\n"

    assert rules(the_atlas(text, tmp_path)) == ["missing-version"]
    assert rules(the_atlas(f"{text}accepted:\n{an_entry('policy:look', 'missing-version')}", tmp_path)) == []
