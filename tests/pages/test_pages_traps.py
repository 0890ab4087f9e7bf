"""Organisations made so that a sentence would be false of them: it is not said, and what is true is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_organisations import pages_written_in

_HEAD = """
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
"""
_ON_GOAL = 'Action: "sts:AssumeRole", Resource: "arn:aws:iam::333333333333:role/goal"'
_MFA = 'Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }'
_TAG = "aws:RequestTag/kubernetes"
_BOTH_TAGS = f'StringEquals: {{ "{_TAG}-namespace": a, "{_TAG}-service-account": b }}'


@dataclass(frozen=True)
class Trap:
    """A file, a page of it, what would be false there, and what is true instead."""

    text: str
    page: str
    false: str
    true: str


def _own(*statements: str) -> str:
    return f"inline: {{ own: {{ Version: '2012-10-17', Statement: [{', '.join(statements)}] }} }}"


ONE_ALONE = f"""
users: {{ alice: [ops], bob: {{ {_own(f"{{ Effect: Allow, {_ON_GOAL} }}")} }} }}
groups: {{ ops: }}
roles: {{ goal: ReadOnlyAccess }}
grants: {{ ops: {{ prod: goal }} }}
"""
NO_MFA_PLEASE = """
users: { alice: [ops] }
groups: { ops: }
roles:
  goal: { policies: [ReadOnlyAccess], require: { conditions: { Bool: { "aws:MultiFactorAuthPresent": VALUE } } } }
grants: { ops: { prod: goal } }
"""
ONE_NAMED = f"""
users: {{ alice: [ops], carl: [ops] }}
groups: {{ ops: {{ {_own(f"{{ Effect: Allow, {_ON_GOAL} }}")} }} }}
roles: {{ goal: {{ policies: [AdministratorAccess], accounts: [prod], trust: [{{ principal: "WHO" }}] }} }}
"""
KEPT_OUT = f"""
users: {{ alice: {{ groups: [ops], {_own(f"{{ Effect: EFFECT, {_ON_GOAL} }}")} }} }}
groups: {{ ops: }}
roles: {{ goal: AdministratorAccess }}
grants: {{ ops: {{ prod: goal }} }}
"""
PODS = """
roles:
  goal:
    policies: [ReadOnlyAccess]
    accounts: [prod]
    trust_policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Principal: { Service: pods.eks.amazonaws.com }
          Action: ["sts:AssumeRole", "sts:TagSession"]
          Condition: { CONDITION }
"""
BOTH_HALVES = """
users: { alice: [ops] }
groups: { ops: }
roles: { goal: { policies: [ReadOnlyAccess], require: { mfa: true } } }
grants: { ops: [{ roles: [goal], accounts: [prod], require: { GRANT } }] }
"""
TWICE = f"""
users: {{ alice: {{ groups: [ops], {_own(f"{{ Effect: Allow, ACTION, {_MFA} }}")} }} }}
groups: {{ ops: }}
roles: {{ goal: ReadOnlyAccess }}
grants: {{ ops: [{{ roles: [goal], accounts: [prod], require: {{ source_ip: [203.0.113.0/24] }} }}] }}
"""
ACCOUNT = """
roles: { goal: { policies: [ReadOnlyAccess], accounts: [prod], trust: [{ account: jump, require: { mfa: true } }] } }
"""

TRAPS = {
    "an account that is trusted under a condition": Trap(
        ACCOUNT, "roles/goal.md", "gets in if its own policy allows it:", "and who meets the condition of the row"
    ),
    "and on the page of the account": Trap(
        ACCOUNT, "accounts/jump.md", "allows it gets in, and", "and who meets the condition of the row"
    ),
    "people of whom one comes in by a policy of its own": Trap(
        ONE_ALONE, "roles/goal.md", "in one group", "Two people can become goal in prod"
    ),
    "a condition that a sign-in without MFA meets": Trap(
        NO_MFA_PLEASE.replace("VALUE", '"false"'), "roles/goal.md", "only with MFA", "MFA is not demanded."
    ),
    "and in the list of roles": Trap(
        NO_MFA_PLEASE.replace("VALUE", '"false"'), "roles/index.md", "| nobody |", "group [ops](../groups/ops.md)"
    ),
    "a group of which the trust policy names one member": Trap(
        ONE_NAMED.replace("WHO", "arn:aws:iam::111111111111:user/alice"),
        "what-roles-can-do.md",
        "group [ops]",
        "[alice](people/alice.md)",
    ),
    "a group of which every member is denied": Trap(
        KEPT_OUT.replace("EFFECT", "Deny"), "what-roles-can-do.md", "group [ops]", "nobody"
    ),
    "a condition on pods that is not decided": Trap(
        PODS.replace("CONDITION", '"ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": [x] }'),
        "roles/goal.md",
        "only pods that have both get the role",
        "is not decided",
    ),
    "a condition that stands in both halves": Trap(
        BOTH_HALVES.replace("GRANT", "mfa: true"), "roles/goal.md", "knows nothing of it", "stands in both halves"
    ),
    "a condition of which a part stands in both halves": Trap(
        BOTH_HALVES.replace("GRANT", "mfa: true, source_ip: [203.0.113.0/24]"),
        "roles/goal.md",
        "knows nothing of it",
        "stands in the caller's own policy.",
    ),
    "a half that the user's own policy carries, too": Trap(
        TWICE.replace("ACTION", _ON_GOAL), "roles/goal.md", "This half comes from the policies of group", "of `own`"
    ),
}
TWINS = {
    "people who all come in by a group": (
        ONE_ALONE.replace("bob: {", "bob: { groups: [ops],"),
        "roles/goal.md",
        "in one group",
    ),
    "a condition that only MFA meets": (
        NO_MFA_PLEASE.replace("VALUE", '"true"'),
        "roles/goal.md",
        "only with MFA",
    ),
    "a group that the trust policy means as a whole": (
        ONE_NAMED.replace("WHO", "arn:aws:iam::111111111111:root"),
        "what-roles-can-do.md",
        "group [ops]",
    ),
    "a group of which nobody is denied": (KEPT_OUT.replace("EFFECT", "Allow"), "what-roles-can-do.md", "group [ops]"),
    "a condition that names the pods": (
        PODS.replace(
            "CONDITION",
            _BOTH_TAGS,
        ),
        "roles/goal.md",
        "only pods that have both get the role",
    ),
    "a condition of the grant alone": (
        BOTH_HALVES.replace("GRANT", "source_ip: [203.0.113.0/24]"),
        "roles/goal.md",
        "knows nothing of it",
    ),
    "a half that the group carries alone": (
        TWICE.replace("ACTION", 'Action: "sts:AssumeRole", Resource: "arn:aws:iam::333333333333:role/other"'),
        "roles/goal.md",
        "This half comes from the policies of group",
    ),
}


def _pages(text: str, folder: Path) -> Mapping[str, str]:
    return pages_written_in(f"{_HEAD}{text}", folder)


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_what_would_be_false_is_not_said(trap: Trap, tmp_path: Path) -> None:
    page = _pages(trap.text, tmp_path)[trap.page]

    assert trap.false not in page
    assert trap.true in page


@pytest.mark.parametrize(("text", "path", "said"), TWINS.values(), ids=TWINS.keys())
def test_it_is_said_where_it_is_true(text: str, path: str, said: str, tmp_path: Path) -> None:
    assert said in _pages(text, tmp_path)[path]
