"""What a role's page says that its trust policy means: whom a statement lets in, and which statements let in nobody."""

from pathlib import Path

import pytest
from page_organisations import between, pages_written_in

JUMP, ALICE, BOB = (f"arn:aws:iam::111111111111:{name}" for name in ("root", "user/alice", "user/bob"))
ORGANISATION = """
accounts:
  jump: {{ id: "111111111111", kind: jump }}
  dev: "222222222222"
users: {{ alice: [], bob: [] }}
roles:
  entry:
    policies: [ReadOnlyAccess]
    accounts: [dev]
    trust_policy: {{ Version: "2012-10-17", Statement: [{statement}] }}
"""
ALLOW, DENY = "Effect: Allow, Action: sts:AssumeRole", "Effect: Deny, Action: sts:AssumeRole"
TAGGING = "Effect: Allow, Action: sts:TagSession"

SENTENCES = {
    "an account is trusted as a whole": (
        f"{ALLOW}, Principal: {{ AWS: {JUMP} }}",
        "- Account [jump](../accounts/jump.md) (111111111111): the *whole account*, not its root user. Every user and",
    ),
    "an account that is denied gets nowhere": (
        f"{DENY}, Principal: {{ AWS: {JUMP} }}",
        "- **Denies** `sts:AssumeRole` to every user and role of account [jump](../accounts/jump.md). (`",
    ),
    "a deny under a condition says when": (
        f'{DENY}, Principal: {{ AWS: "*" }}, Condition: {{ Bool: {{ "aws:SecureTransport": "false" }} }}',
        "- **Denies** `sts:AssumeRole` to anybody. Only if encryption of the connection is false.",
    ),
    "a service that is denied takes nothing": (
        f"{DENY}, Principal: {{ Service: lambda.amazonaws.com }}",
        "- **Denies** `sts:AssumeRole` to `lambda.amazonaws.com`.",
    ),
    "a deny by exception names what is left": (
        f"Effect: Deny, NotAction: sts:TagSession, Principal: {{ AWS: {ALICE} }}",
        f"- **Denies** everything but `sts:TagSession` to `{ALICE}`.",
    ),
    "leave to tag sessions is no way in": (
        f"{TAGGING}, Principal: {{ AWS: {JUMP} }}",
        "- Allows `sts:TagSession` for every user and role of account [jump](../accounts/jump.md). That alone",
    ),
    "one user": (f"{ALLOW}, Principal: {{ AWS: {ALICE} }}", f"- `{ALICE}`, and nobody else. It must exist before"),
    "two users are not each the only one": (
        f"{ALLOW}, Principal: {{ AWS: [{ALICE}, {BOB}] }}",
        f"- `{ALICE}` and `{BOB}`. Each must exist before",
    ),
    "the id of what was deleted is no account": (
        f"{ALLOW}, Principal: {{ AWS: AROAEXAMPLEEXAMPLE123 }}",
        "- `AROAEXAMPLEEXAMPLE123`: the id of a user or role that was deleted. It lets nobody in.",
    ),
}


@pytest.mark.parametrize(("statement", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_a_statement_is_told_by_what_it_does(statement: str, sentence: str, tmp_path: Path) -> None:
    page = pages_written_in(ORGANISATION.format(statement=f"{{ {statement} }}"), tmp_path)["roles/entry.md"]

    assert sentence in between(page, "{ #in-dev-trust }", "{ #in-dev-may }")


TWO_PLACES = """
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
  prod: "333333333333"
users: { alice: [developers] }
groups: { developers: }
roles:
  developer: ReadOnlyAccess
  robot: { policies: [ReadOnlyAccess], accounts: [jump], trust: [{ service: ec2.amazonaws.com }] }
grants:
  developers: { dev: developer, prod: developer }
"""
ROBOT = "`arn:aws:iam::111111111111:role/robot`, and nobody else."


def test_whom_only_some_of_the_alike_copies_trust_is_said_of_those(tmp_path: Path) -> None:
    page = pages_written_in(f"{TWO_PLACES}  role:robot@jump: {{ prod: developer }}\n", tmp_path)["roles/developer.md"]

    assert f"- **In prod:** {ROBOT}" in page
    assert "- Account [jump]" in page
    assert "These two copies may do the same, but do not all trust the same." in page


def test_whom_all_copies_trust_is_said_once(tmp_path: Path) -> None:
    text = f"{TWO_PLACES}  role:robot@jump: {{ dev: developer, prod: developer }}\n"

    page = pages_written_in(text, tmp_path)["roles/developer.md"]

    assert f"- {ROBOT}" in page
    assert "These two copies may do the same. Documents below" in page


def test_providers_and_sources_of_the_own_account_are_no_difference(tmp_path: Path) -> None:
    text = """
accounts: { jump: { id: "111111111111", kind: jump }, dev: "222222222222" }
providers: { okta: { kind: saml, accounts: [jump, dev] } }
roles:
  auditor: { policies: [ReadOnlyAccess], accounts: [jump, dev], trust: [{ provider: okta }, { account: jump }] }
"""

    page = pages_written_in(text, tmp_path)["roles/auditor.md"]

    assert "These two copies may do the same. Documents below" in page
    assert page.count("Who signs in at the identity provider") == 1
