"""Sentences that were said too surely once, each beside the case in which it holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from page_organisations import pages_written_in

FILE = """
organization: { id: o-abcdefghij, management: mgmt }
accounts:
  mgmt: { id: "999999999999", kind: management }
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
  old: { id: "444444444444", STATUS }
  other: { id: "555555555555", partition: PARTITION }
  theirs: { id: "666666666666", kind: external }
users: { alice: [auditors], USERS }
groups: { auditors: , staff: { source: idc, members: external } }
providers: { idc: { kind: identity_center, accounts: [mgmt], start_url: "https://example.awsapps.com/start" } }
permission_sets: { billing: [ReadOnlyAccess], spare: [ReadOnlyAccess] }
vendors: { watch: { account_ids: ["777777777777"], external_id: abc-123 } }
roles:
  auditor: ReadOnlyAccess
  entry: { policies: [ReadOnlyAccess], KIND accounts: [dev], trust: [TRUST] }
grants:
  auditors: [{ roles: [auditor], accounts: [all], EXPIRES }]
  staff: { mgmt: permission_set:billing }
guardrails:
  rail: { kind: RAIL, attach: [dev, mgmt], document: { Version: "2012-10-17", Statement: [STATEMENT] } }
"""
PLAIN = {
    "STATUS": "status: active",
    "PARTITION": "aws",
    "USERS": "",
    "EXPIRES": "",
    "KIND": "",
    "TRUST": "{ account: mgmt }",
    "RAIL": "scp",
    "STATEMENT": '{ Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" }',
}
DENIED = {"RAIL": "rcp", "STATEMENT": '{ Effect: Deny, Principal: "*", Action: "sts:AssumeRole", Resource: "*" }'}
PIPELINE = "{ service: lambda.amazonaws.com }"
ORGANIZATION = "{ organization: true }"
PODS = (
    "{ service: pods.eks.amazonaws.com, actions: [sts:AssumeRole, sts:TagSession], require: { conditions: REQUIRED } }"
)
NAMESPACE, ACCOUNT = '"aws:RequestTag/kubernetes-namespace": shop', '"aws:RequestTag/kubernetes-service-account": api'


class Said(NamedTuple):
    """What a page says under some changes of the file, and what it then must not say."""

    path: str
    changes: Mapping[str, str]
    sentence: str
    not_said: str


ENTRY, MGMT = "roles/entry.md", "accounts/mgmt.md"
ANY, MANAGEMENT = (
    "Every user and role of the named account gets in",
    "Whoever is administrator there can take this role",
)
TRUSTED = "These roles trust the whole account."
TIED, LOOSE = "The ExternalId ties the vendor's calls", "Not every way in asks for an ExternalId of ours"
SAID = {
    "a trusted account gets in": Said(ENTRY, {}, ANY, "A Deny stops"),
    "an account that a Deny keeps out does not": Said(ENTRY, DENIED, "A Deny stops a way in here", ANY),
    "a trusted management account has power": Said(ENTRY, {}, MANAGEMENT, "A Deny stops"),
    "one that is kept out has none": Said(ENTRY, DENIED, "it wins over every Allow.\n", MANAGEMENT),
    "the account that is trusted reads so": Said(MGMT, {}, TRUSTED, "**Closed.**"),
    "the account that is kept out does not": Said(MGMT, DENIED, "**Closed.**", TRUSTED),
    "an organization holds its accounts": Said(
        ENTRY, {"TRUST": ORGANIZATION}, "users and roles of dev, jump, mgmt, old and other, where", "theirs"
    ),
    "but not what is closed": Said(
        ENTRY,
        {"TRUST": ORGANIZATION, "STATUS": "status: closed"},
        "users and roles of dev, jump, mgmt and other,",
        ", old",
    ),
    "nor what is in another partition": Said(
        ENTRY,
        {"TRUST": ORGANIZATION, "PARTITION": "aws-cn"},
        "users and roles of dev, jump, mgmt and old,",
        "own policies allow it and",
    ),
    "a vendor is tied by the ExternalId that its roles ask for": Said(
        "vendors/watch.md", {"TRUST": "{ vendor: watch }"}, TIED, LOOSE
    ),
    "one that is declared and not asked for ties nothing": Said(
        "vendors/watch.md", {"TRUST": "{ principal: 'arn:aws:iam::777777777777:root' }"}, LOOSE, TIED
    ),
    "what is denied is not said to ask for anything": Said(
        "people/alice.md", DENIED, "Denied by statement 1 of rail.", "Under no condition."
    ),
    "a service role is for its service": Said(
        ENTRY, {"KIND": "kind: service,", "TRUST": PIPELINE}, "nobody switches into it</dd>", "others can take it too"
    ),
    "unless somebody else is let in": Said(
        ENTRY,
        {"KIND": "kind: service,", "TRUST": f"{PIPELINE}, {{ account: mgmt }}"},
        "service role: meant for an AWS service, but others can take it too",
        "nobody switches into it</dd>",
    ),
    "a role in every account": Said(
        "roles/auditor.md", {}, "It is in every account of the file that is in use", "`aws`"
    ),
    "a role in every account of a partition": Said(
        "roles/auditor.md", {"PARTITION": "aws-cn"}, "It is in every account of partition `aws` that is", "of the file"
    ),
    "one account to sign in to": Said("first-day.md", {}, "You have *one* login, in the account jump.", "jump or"),
    "several accounts to sign in to": Said(
        "first-day.md", {"USERS": "bob: { groups: [], account: dev }"}, "is in the account dev or jump.", "*one* login"
    ),
    "a rule that names the account is told of one": Said(
        "guardrails/rail.md",
        {"STATEMENT": '{ Effect: Deny, Action: "iam:*", Resource: "arn:aws:iam::{{account.id}}:role/guard" }'},
        "As it is in account dev; in the others what names the account differs.",
        "in dev, mgmt",
    ),
    "a rule that is the same everywhere is not": Said("guardrails/rail.md", {}, "in dev, mgmt", "As it is in account"),
    "a group of IAM carries a half": Said(
        "groups/auditors.md", {}, "Its policies carry the members' half", "opens roles and permission sets"
    ),
    "a group of Identity Center carries none": Said(
        "groups/staff.md", {}, "no policy of the group has a part.", "Its policies carry the members' half"
    ),
    "a permission set that is assigned": Said(
        "permission-sets/billing.md", {}, "As it is in account mgmt:", "assigned in no account"
    ),
    "a permission set that is not": Said("permission-sets/spare.md", {}, "which is assigned nowhere.", "Level unknown"),
    "a program with long-term keys has no MFA": Said(
        "people/bot.md",
        {"USERS": "bot: { kind: machine, access_keys: true, groups: [auditors] }", "EXPIRES": "require: { mfa: true }"},
        "Its long-term keys do not open what asks for MFA.",
        "bot signs in to",
    ),
    "a person may have it": Said(
        "people/alice.md",
        {"EXPIRES": "require: { mfa: true }"},
        "Only if MFA is present.",
        "long-term keys do not open",
    ),
    "a grant with an end is told with it": Said(
        "roles/auditor.md",
        {"EXPIRES": "expires: 2027-03-31"},
        "The file means it to end on 2027-03-31. That is a reminder: AWS ends nothing by it.",
        "**Expires**",
    ),
    "but not where AWS ends it": Said(
        "roles/auditor.md",
        {"EXPIRES": "expires: 2027-03-31, require: { until: 2027-03-31 }"},
        "Only if the time is before 2027-03-31",
        "AWS ends nothing by it",
    ),
    "pods of one namespace and service account": Said(
        ENTRY,
        {"TRUST": PODS.replace("REQUIRED", f"{{ StringEquals: {{ {NAMESPACE}, {ACCOUNT} }} }}")},
        "only pods that have both get the role.",
        "does not name both",
    ),
    "pods of all but one service account": Said(
        ENTRY,
        {"TRUST": PODS.replace("REQUIRED", f"{{ StringEquals: {{ {NAMESPACE} }}, StringNotEquals: {{ {ACCOUNT} }} }}")},
        "The condition does not name both",
        "only pods that have both",
    ),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_a_page_says_no_more_than_is_so(said: Said, tmp_path: Path) -> None:
    text = FILE
    for gap, value in {**PLAIN, **said.changes}.items():
        text = text.replace(gap, value)

    page = pages_written_in(text, tmp_path)[said.path]
    body = page.split("{ #top }", 1)[1]

    assert said.sentence in body
    assert said.not_said not in body.replace(said.sentence, "")


POLICIES = {
    "makes-bound": '{ Effect: Allow, Action: "iam:CreateRole", Resource: "*", Condition: BOUND }',
    "makes": '{ Effect: Allow, Action: "iam:CreateRole", Resource: "*" }',
    "lifts": '{ Effect: Allow, Action: "iam:DeleteRolePermissionsBoundary", Resource: "*" }',
    "puts-bound": '{ Effect: Allow, Action: "iam:PutRolePermissionsBoundary", Resource: "*", Condition: BOUND }',
    "denies-unbound": '{ Effect: Deny, Action: "iam:CreateRole", Resource: "*", Condition: UNBOUND }',
    "edits": '{ Effect: Allow, Action: "iam:CreatePolicyVersion", Resource: "*" }',
    "edits-lid": '{ Effect: Allow, Action: "iam:SetDefaultPolicyVersion", Resource: "arn:aws:iam::*:policy/lid" }',
    "edits-another": '{ Effect: Allow, Action: "iam:CreatePolicyVersion", Resource: "arn:aws:iam::*:policy/team/*" }',
    "edits-all-but-lid": '{ Effect: Allow, Action: "iam:CreatePolicyVersion", NotResource: "*:policy/lid" }',
    "denies-editing": '{ Effect: Deny, Action: "iam:*PolicyVersion", Resource: "arn:aws:iam::*:policy/li*" }',
    "denies-editing-another": '{ Effect: Deny, Action: "iam:*PolicyVersion", Resource: "arn:aws:iam::*:policy/l" }',
    "denies-editing-at-times": '{ Effect: Deny, Action: "iam:*PolicyVersion", Resource: "*", Condition: AT_TIMES }',
    "makes-bound-by-aws": '{ Effect: Allow, Action: "iam:CreateRole", Resource: "*", Condition: BY_AWS }',
    "makes-if-bound": '{ Effect: Allow, Action: "iam:CreateRole", Resource: "*", Condition: IF_THERE }',
}
KEY = '"iam:PermissionsBoundary": "arn:aws:iam::222222222222:policy/lid"'
KEY_OF_AWS = '"iam:PermissionsBoundary": "arn:aws:iam::aws:policy/PowerUserAccess"'
AT_TIMES = '{ Bool: { "aws:MultiFactorAuthPresent": "false" } }'
MADE = {
    "an Allow asks for a boundary": (("makes-bound",), "So no role that it makes is stronger than that boundary."),
    "a Deny asks for a boundary": (("makes", "denies-unbound"), "So no role that it makes is stronger than that"),
    "boundaries may be set to the same one": (("makes-bound", "puts-bound"), "So no role that it makes is stronger"),
    "a boundary can be taken off again": (("makes-bound", "lifts"), "may become stronger than that boundary."),
    "the boundary can be edited": (("makes-bound", "edits"), "stronger than the boundary allows today."),
    "another version can be its default": (("makes-bound", "edits-lid"), "stronger than the boundary allows today."),
    "other policies can be edited": (("makes-bound", "edits-another"), "So no role that it makes is stronger than"),
    "all but the boundary can": (("makes-bound", "edits-all-but-lid"), "So no role that it makes is stronger than"),
    "a Deny keeps it as it is": (
        ("makes-bound", "edits", "denies-editing"),
        "So no role that it makes is stronger than",
    ),
    "a Deny keeps another": (("makes-bound", "edits", "denies-editing-another"), "than the boundary allows today."),
    "a Deny strikes at times": (("makes-bound", "edits", "denies-editing-at-times"), "than the boundary allows today."),
    "a Deny asks for one that can": (("makes", "denies-unbound", "edits"), "stronger than the boundary allows today."),
    "nobody edits one of AWS's": (("makes-bound-by-aws", "edits"), "So no role that it makes is stronger than that"),
    "nothing asks for a boundary": (("makes",), "those may be stronger than itself."),
    "a boundary is asked for only where one is given": (("makes-if-bound",), "those may be stronger than itself."),
}


@pytest.mark.parametrize(("held", "sentence"), MADE.values(), ids=MADE.keys())
def test_a_role_with_a_boundary_is_told_which_roles_it_can_make(
    held: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    statements = ", ".join(POLICIES[name] for name in held)
    for gap, operator in (
        ("UNBOUND", "StringNotEquals"),
        ("BOUND", "StringEquals"),
        ("IF_THERE", "StringEqualsIfExists"),
    ):
        statements = statements.replace(gap, f"{{ {operator}: {{ {KEY} }} }}")
    statements = statements.replace("BY_AWS", f"{{ StringEquals: {{ {KEY_OF_AWS} }} }}").replace("AT_TIMES", AT_TIMES)
    text = f"""
accounts: {{ dev: "222222222222" }}
policies:
  lid: {{ document: {{ Version: "2012-10-17", Statement: [{{ Effect: Allow, Action: "*", Resource: "*" }}] }} }}
  own: {{ document: {{ Version: "2012-10-17", Statement: [{statements}] }} }}
roles: {{ maker: {{ policies: [own], boundary: lid, accounts: [dev] }} }}
"""

    assert sentence in pages_written_in(text, tmp_path)["roles/maker.md"]


MAKES_NONE = '{ Effect: Allow, NotAction: "iam:CreateRole", Resource: "*" }'
LIDS = {
    "the boundary stays as it is": ("lid", "", "So it cannot make a role that is stronger than itself."),
    "the boundary can be edited": ("lid", "lid", "But it can change the policy that is its boundary"),
    "another policy can be": ("lid", "other", "So it cannot make a role that is stronger than itself."),
    "the boundary is one of AWS's": ("PowerUserAccess", "*", "So it cannot make a role that is stronger than itself."),
}


@pytest.mark.parametrize(("lid", "edits", "sentence"), LIDS.values(), ids=LIDS.keys())
def test_a_role_that_can_change_its_own_boundary_is_not_told_to_be_held_by_it(
    lid: str, edits: str, sentence: str, tmp_path: Path
) -> None:
    editable = f'{{ Effect: Allow, Action: "iam:CreatePolicyVersion", Resource: "arn:aws:iam::*:policy/{edits}" }}'
    text = f"""
accounts: {{ dev: "222222222222" }}
policies:
  lid: {{ document: {{ Version: "2012-10-17", Statement: [{MAKES_NONE}] }} }}
  own: {{ document: {{ Version: "2012-10-17", Statement: [{POLICIES["makes"]}, {editable}] }} }}
roles: {{ maker: {{ policies: [own], boundary: {lid}, accounts: [dev] }} }}
"""

    assert sentence in pages_written_in(text, tmp_path)["roles/maker.md"]


OPEN_TO_ANYBODY = """
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
vendors: { watchful: { account_ids: ["131313131313"] } }
roles:
  open: { policies: [ReadOnlyAccess], accounts: [prod], trust_policy: { Statement: [STATEMENT] } }
"""
ANYBODY = '{ Effect: Allow, Principal: { AWS: "*" }, Action: "sts:AssumeRole" }'


@pytest.mark.parametrize(
    ("statement", "lead"),
    [
        (ANYBODY, "What lets in anybody lets it in too, on the same conditions: [open](../roles/open.md)."),
        (ANYBODY.replace("Allow", "Deny"), "By the file, nobody from watchful can become a role."),
    ],
)
def test_a_vendor_gets_in_where_anybody_does(statement: str, lead: str, tmp_path: Path) -> None:
    page = pages_written_in(OPEN_TO_ANYBODY.replace("STATEMENT", statement), tmp_path)["vendors/watchful.md"]

    assert f"\n{lead}\n{{ .atlas-lead }}" in page
