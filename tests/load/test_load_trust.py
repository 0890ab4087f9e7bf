"""Trust entries: whom each names, after its names are resolved."""

from pathlib import Path

import pytest
from loading import ACCOUNTS, PEOPLE, load

from iam_atlas.model.roles import RoleKey, TrustEntry, TrustKind

WORLD = f"""organization: {{ id: o-abcdefghij }}
{ACCOUNTS}{PEOPLE}
providers:
  github: {{ kind: oidc, url: https://token.actions.githubusercontent.com, github: {{ org: bigco, org_id: "1" }} }}
vendors: {{ watchful: {{ account_ids: ["999988887777"], external_id: w-1 }} }}
permission_sets: {{ Billing: [job-function/Billing] }}
groups: {{ developers: {{ policies: [ReadOnlyAccess] }} }}
roles:
  hub: {{ accounts: [dev, prod], trust: [{{ service: ec2.amazonaws.com }}] }}
"""


def the_entry(folder: Path, written: str) -> TrustEntry:
    text = f"{WORLD}  it: {{ accounts: [dev], trust: [{{ {written} }}] }}\n"
    return load(folder, text).copy_of(RoleKey("it", "dev")).trust[0]


@pytest.mark.parametrize(
    ("written", "kind", "names"),
    [
        ("account: prod", TrustKind.ACCOUNT, ("prod",)),
        ("user: alice", TrustKind.USER, ("alice",)),
        ("group: developers", TrustKind.GROUP, ("developers",)),
        ("vendor: watchful", TrustKind.VENDOR, ("watchful",)),
        ("service: [ec2.amazonaws.com]", TrustKind.SERVICE, ("ec2.amazonaws.com",)),
        ("organization: true", TrustKind.ORGANIZATION, ()),
        ('principal: "arn:aws:iam::444444444444:role/x"', TrustKind.PRINCIPAL, ("arn:aws:iam::444444444444:role/x",)),
        ('provider: github, repo: shop, repo_id: "7"', TrustKind.PROVIDER, ("github",)),
    ],
)
def test_an_entry_names_whom_it_trusts(tmp_path: Path, written: str, kind: TrustKind, names: tuple[str, ...]) -> None:
    entry = the_entry(tmp_path, written)

    assert (entry.kind, entry.names) == (kind, names)


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("role: hub@prod", (RoleKey("hub", "prod"),)),
        ("role: hub", (RoleKey("hub", "dev"), RoleKey("hub", "prod"))),
        ("permission_set: Billing", (RoleKey("Billing", ""),)),
        ("permission_set: Billing@prod", (RoleKey("Billing", "prod"),)),
    ],
)
def test_an_entry_names_role_copies(tmp_path: Path, written: str, roles: tuple[RoleKey, ...]) -> None:
    assert the_entry(tmp_path, written).roles == roles


def test_github_details_are_lists_even_when_written_as_one(tmp_path: Path) -> None:
    entry = the_entry(tmp_path, 'provider: github, repo: shop, repo_id: "7", environment: [dev, prod], branch: main')

    assert (entry.repos, entry.repo_ids) == (("shop",), ("7",))
    assert (entry.environments, entry.branches) == (("dev", "prod"), ("main",))


def test_the_default_require_is_not_for_trust_entries(tmp_path: Path) -> None:
    text = (
        f"defaults: {{ require: {{ mfa: true }} }}\n{WORLD}  it: {{ accounts: [dev], trust: [{{ account: prod }}] }}\n"
    )

    copy = load(tmp_path, text).copy_of(RoleKey("it", "dev"))

    assert copy.trust[0].require.mfa is None
    assert copy.require.mfa is None
