"""What a newcomer reads: exactly their roles, where each can be opened, and what to compare when it does not work."""

import re
from pathlib import Path

import pytest
from page_organisations import the_atlas, the_pages

from iam_atlas.atlas import analyse
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.showing import showing
from iam_atlas.exporters.switch_roles import switch_roles
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import OwnPages
from iam_atlas.pages.render import render_pages
from iam_atlas.wording.translate import ENGLISH

HEADINGS = (
    *("access", "sign-in", "mfa", "switch-role", "extension", "command-line", "session-lengths", "limits"),
    *("request", "emergencies", "fails", "onward", "leaving"),
)
ONE = """accounts:
  jump: { id: "111111111111", kind: jump, owner: us, PARTITION }
  prod: { id: "222222222222", PARTITION, PROD }
users: { eve: { groups: [ops], USER } }
groups: { ops: {} }
roles: { admin: { policies: [ReadOnlyAccess], ROLE } }
grants: { ops: { prod: admin } }
SITE
"""
BUTTON = re.compile(r"\[([^\]]*)\]\((https://[^)]*/switchrole\?[^)]*)\)\{ \.atlas-switch([^}]*)\}")
BUTTONS = {
    "AWS": ({}, "https://signin.aws.amazon.com/switchrole?account=222222222222&roleName=admin&displayName="),
    "China": ({"PARTITION": "partition: aws-cn"}, "https://signin.amazonaws.cn/switchrole?account=222222222222"),
    "GovCloud": ({"PARTITION": "partition: aws-us-gov"}, "https://signin.amazonaws-us-gov.com/switchrole?account="),
    "a path": ({"ROLE": "path: /team/"}, "&roleName=team%2Fadmin&"),
}
NO_BUTTON = {
    "an ExternalId": ({"ROLE": "require: { external_id: abc-123 }"}, "asks for an ExternalId"),
    "session tags": ({"ROLE": "require: { session_tags: { team: [a] } }"}, "asks for session tags"),
    "a source identity": ({"ROLE": "require: { source_identity: eve }"}, "asks for a source identity"),
    "a long path": ({"ROLE": f"path: /{'x' * 60}/"}, "have more than 64 characters together"),
    "a partition nobody knows": ({"PARTITION": "partition: aws-eusc"}, "sign-in for this partition is not known"),
}
SIGN_IN = {
    "as the file says": ({"SITE": 'site: { signin_url: "https://sso.example.com" }'}, "https://sso.example.com"),
    "by the account's alias": ({"PARTITION": "alias: acme"}, "https://acme.signin.aws.amazon.com/console"),
    "by the account's id": ({}, "https://111111111111.signin.aws.amazon.com/console"),
    "in China": ({"PARTITION": "partition: aws-cn"}, "https://111111111111.signin.amazonaws.cn/console"),
}


def test_a_person_finds_everything_in_the_order_of_the_questions() -> None:
    page = the_pages()["people/chie.md"]

    assert tuple(re.findall(r"^## .*\{ #([\w-]+)(?: data-search-exclude)? \}$", page, re.MULTILINE)) == HEADINGS


def test_the_texts_to_copy_are_those_of_the_exports() -> None:
    page, shown, who = the_pages()["people/chie.md"], showing(the_atlas(), ENGLISH), Ref(RefKind.USER, "chie")

    assert f"```ini\n{aws_config(shown, who)}```" in page
    assert f"```ini\n{switch_roles(shown, who)}```" in page


def test_a_person_gets_a_button_for_each_of_their_roles_in_the_colour_of_its_account_emergencies_last() -> None:
    buttons = BUTTON.findall(the_pages()["people/ben.md"])

    assert [label for label, _, _ in buttons] == [
        *("developer @ dev", "operator @ dev", "developer @ prod", "operator @ prod"),
        *("developer @ staging", "operator @ staging"),
    ]
    assert {style for label, _, style in buttons if label.endswith("prod")} == {' style="--atlas-switch:#F2B0A9" '}
    assert [label for label, _, _ in BUTTON.findall(the_pages()["people/chie.md"])][-1].startswith("break-glass-admin")


@pytest.mark.parametrize(("changes", "address"), BUTTONS.values(), ids=BUTTONS.keys())
def test_a_button_leads_to_the_console_of_the_partition(changes: dict[str, str], address: str, tmp_path: Path) -> None:
    (label, url, _), *others = BUTTON.findall(page_of_eve(tmp_path, changes))

    assert (label, others) == ("admin @ prod", [])
    assert address in url


@pytest.mark.parametrize(("changes", "reason"), NO_BUTTON.values(), ids=NO_BUTTON.keys())
def test_a_role_that_the_console_cannot_open_has_no_button_but_a_reason(
    changes: dict[str, str], reason: str, tmp_path: Path
) -> None:
    page = page_of_eve(tmp_path, changes)

    assert BUTTON.findall(page) == []
    assert reason in part(page, "switch-role")


@pytest.mark.parametrize(("changes", "address"), SIGN_IN.values(), ids=SIGN_IN.keys())
def test_a_person_is_told_where_to_sign_in(changes: dict[str, str], address: str, tmp_path: Path) -> None:
    assert f"]({address})" in part(page_of_eve(tmp_path, changes), "sign-in")


def test_a_program_reads_nothing_of_consoles_and_mfa_devices(tmp_path: Path) -> None:
    page = page_of_eve(tmp_path, {"USER": "kind: machine, mfa: none"})

    assert "[profile prod-admin]" in part(page, "command-line")
    assert not {"sign-in", "mfa", "switch-role", "extension"} & {*re.findall(r"\{ #([\w-]+) \}", page)}


def test_the_checklist_says_who_one_must_be_and_what_both_halves_say() -> None:
    rows = checklist(the_pages()["people/ben.md"], "operator in dev, prod and staging")

    assert "`arn:aws:iam::111111111111:user/ben`" in rows["Who am I really?"]
    assert "`arn:aws:iam::444444444444:role/operator`" in rows["The right role?"]
    assert "The policies of ben: sts:AssumeRole is allowed." in rows["My half: may I ask?"]
    assert "sts:AssumeRole is allowed if MFA is present" in rows["Their half: does the role let me in?"]
    assert "`mfa_serial`" in rows["MFA"]
    assert "is denied if MFA is not present" in rows["An explicit Deny?"]
    assert "4 hours at most" in rows["Session length"]
    assert "ExternalId" not in rows


def test_the_checklist_of_a_role_names_its_own_conditions(tmp_path: Path) -> None:
    strict = "require: { external_id: abc-123, source_ip: [203.0.113.0/24], session_name: username }"
    rows = checklist(page_of_eve(tmp_path, {"ROLE": strict}), "admin in prod")

    assert {"ExternalId", "Session name", "Other conditions", "Console"} <= rows.keys()
    assert "203.0.113.0/24" in rows["Other conditions"]
    assert "MFA" not in rows
    assert "no Deny that the file knows of" in rows["An explicit Deny?"]


def test_a_denied_role_is_told_as_denied_with_the_half_that_denies(tmp_path: Path) -> None:
    denied = ONE.replace("grants: { ops: { prod: admin } }", DENY)
    page = rendered(tmp_path, denied, {})["people/eve.md"]

    assert "Denied by" in part(page, "fails")
    assert "is denied" in checklist(page, "admin in prod")["An explicit Deny?"]
    assert BUTTON.findall(page) == []


DENY = """grants:
  ops: { prod: admin }
  user:eve: [{ roles: [admin], accounts: [prod], effect: deny }]"""


def test_many_roles_are_too_many_for_a_page_and_are_one_command_away(tmp_path: Path) -> None:
    accounts = "".join(f'  p{n:03}: {{ id: "3{n:011}" }}\n' for n in range(61))
    text = ONE.replace("users:", f"{accounts}users:").replace("{ prod: admin }", "{ all: admin }")

    page = rendered(tmp_path, text, {})["people/eve.md"]

    assert "iam-atlas export aws-config --for user:eve" in part(page, "command-line")
    assert "[profile p" not in page
    assert BUTTON.findall(page) == []


def test_a_newcomer_who_is_not_chosen_finds_people_and_the_page_that_the_team_wrote() -> None:
    own = OwnPages(frozenset({"first-day.md"}))
    page = render_pages(the_atlas(), {}, "en", own=own)["first-day.md"]

    assert "[chie](people/chie.md)" in part(page, "you")
    assert "(../first-day.md)" in part(page, "you")
    assert "YOUR-USER-NAME" in part(page, "command-line")
    assert "InvalidClientTokenId" in part(page, "messages")


def page_of_eve(folder: Path, changes: dict[str, str]) -> str:
    return rendered(folder, ONE, changes)["people/eve.md"]


def rendered(folder: Path, text: str, changes: dict[str, str]) -> dict[str, str]:
    for gap in ("PARTITION", "PROD", "USER", "ROLE", "SITE"):
        text = text.replace(f", {gap}", f", {changes[gap]}" if gap in changes else "").replace(
            gap, changes.get(gap, "")
        )
    file = folder / "accounts.yaml"
    file.write_text(f"version: 1\n{text}", encoding="utf-8")
    return dict(render_pages(analyse(load_landscape(file), None), {}, "en"))


def part(page: str, anchor: str) -> str:
    """What stands under a heading, whether search leaves it out or not."""
    return re.split(rf"\{{ #{anchor}(?: data-search-exclude)? \}}", page, maxsplit=1)[-1].partition("\n## ")[0]


def checklist(page: str, title: str) -> dict[str, str]:
    """The rows of a block by their first cell."""
    block = part(page, "fails").partition(f">{title}</summary>")[2].partition("</details>")[0]
    rows = [line.strip("| ").split(" | ", 1) for line in block.splitlines() if line.startswith("| ")]
    return {row[0]: row[1] for row in rows if len(row) == 2}
