"""The page that is read from what is done to who can do it, and the columns of indexes that say who is strong."""

import pytest
from page_organisations import the_pages

STRENGTHS = "what-roles-can-do.md"


def row(page: str, first_cell: str) -> str:
    (found,) = [line for line in the_pages()[page].splitlines() if line.startswith(f"| {first_cell} |")]
    return found


@pytest.mark.parametrize(
    ("what", "named", "not_named"),
    [
        (
            "Changes what an IAM identity may do",
            ["break-glass-admin", "iam-admin", "group [platform-admins]"],
            ["developer", "operator"],
        ),
        ("Deletes data", ["ci-deploy", "role [ci-hub@tools]", "developer@dev"], ["developer@prod", "auditor"]),
        ("Reads secrets in plain text", ["operator", "service `ecs-tasks.amazonaws.com`"], ["auditor", "ci-deploy"]),
    ],
)
def test_a_row_names_who_can_do_it_and_nobody_else(what: str, named: list[str], not_named: list[str]) -> None:
    found = row(STRENGTHS, what)

    assert all(name in found for name in named)
    assert not any(f"[{name}" in found for name in not_named)


def test_what_no_role_can_do_has_no_row() -> None:
    assert "Takes on any role that trusts it" not in the_pages()[STRENGTHS]


@pytest.mark.parametrize(
    ("role", "free"),
    [
        ("[operator](operator.md)", "nobody"),
        ("[auditor](auditor.md)", "role [federated-auditor@jump]"),
        ("[ci-hub](ci-hub.md)", "provider [github]"),
    ],
)
def test_the_index_of_roles_says_who_needs_no_mfa(role: str, free: str) -> None:
    assert row("roles/index.md", role).split(" | ")[4].startswith(free)


@pytest.mark.parametrize(("who", "level"), [("chie", "ADMIN"), ("ben", "WRITE"), ("daniel", "READ")])
def test_the_index_of_people_says_how_strong_each_is_at_most(who: str, level: str) -> None:
    assert f">{level}<" in row("people/index.md", f"[{who}]({who}.md)").split(" | ")[5]
