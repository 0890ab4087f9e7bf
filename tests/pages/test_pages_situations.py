"""The situations that the file must express, and on which page a reader finds what is easily misunderstood."""

from functools import cache
from typing import NamedTuple

import pytest
from page_organisations import a_source_url, dead_links, situation

from iam_atlas.model.addresses import Section, page
from iam_atlas.pages.render import render_pages


class Told(NamedTuple):
    """A sentence that must stand on the page of a thing."""

    section: Section
    name: str
    sentence: str


@cache
def the_pages_of(number: str) -> dict[str, str]:
    return dict(render_pages(situation(number), {}, "en", a_source_url))


SITUATIONS: dict[str, tuple[Told, ...]] = {
    "01": (
        Told(
            Section.ROLES, "break-glass-admin", "Two clocks run here: how long ago you proved MFA at sign-in, and how"
        ),
        Told(Section.ROLES, "break-glass-admin", "MFA is present and the sign-in with MFA is less than 1 hour old."),
    ),
    "02": (
        Told(Section.ROLES, "developer", "One name does not mean the same rights everywhere."),
        Told(Section.ROLES, "developer", "| Policies | `PowerUserAccess` | `ReadOnlyAccess` |"),
    ),
    "03": (
        Told(Section.ROLES, "developer", "the *whole account*, not its root user."),
        Told(Section.ROLES, "developer", "so the policies there decide who: both halves are needed."),
    ),
    "04": (
        Told(Section.ROLES, "rescue", "when it is deleted and made again, this no longer matches."),
        Told(Section.ROLES, "rescue", "a condition on `aws:PrincipalArn` would survive that."),
        Told(Section.ROLES, "rescue", "It must exist before AWS takes this policy (*Invalid principal in policy*)."),
    ),
    "05": (Told(Section.ROLES, "auditor", "A condition on the whole role would bind them all."),),
    "06": (
        Told(Section.ROLES, "developer", "A Deny stops a way in here: it wins over every Allow"),
        Told(Section.ROLES, "developer", "Frozen for the audit. Ticket: OPS-1."),
    ),
    "07": (
        Told(Section.ROLES, "auditor", "Accounts of others (external) are left out."),
        Told(
            Section.ROLES, "auditor", "covered as soon as it stands in the file, but the role must be made there too."
        ),
    ),
    "08": (
        Told(Section.ROLES, "billing", "It is only in the management account [management](../accounts/management.md)"),
    ),
    "09": (
        Told(Section.ROLES, "admin", "Switching to it replaces their permissions; going back restores them."),
        Told(Section.PEOPLE, "alice", "Switching replaces your permissions, it does not add to them."),
    ),
    "10": (
        Told(Section.ROLES, "developer", "is in 2001&#58;db8::/32 or 203.0.113.0/24."),
        Told(Section.ROLES, "developer", "Calls that an AWS service makes for you come from AWS, not from these"),
    ),
    "11": (
        Told(Section.ROLES, "developer", "By agreement, not enforced by IAM: weekdays 09"),
        Told(Section.ROLES, "developer", "a condition with a bare time such as `09:00:00Z`, which is often copied"),
    ),
    "12": (
        Told(Section.ROLES, "developer", "The session name shows in CloudTrail who it was."),
        Told(Section.ROLES, "developer", "set `role_session_name` in the profile."),
    ),
    "13": (
        Told(Section.PEOPLE, "alice", "Until you have signed in with MFA, a Deny in your own policies stops you from"),
        Told(Section.PEOPLE, "alice", "register the device, then sign out and in again."),
    ),
    "14": (
        Told(Section.PEOPLE, "erin", "2027-03-31 (a reminder: AWS ends nothing by it)"),
        Told(Section.ROLES, "developer", "AWS enforces the dates in conditions, in UTC."),
        Told(Section.ROLES, "developer", "MFA is present and the time is before 2027-03-31 09&#58;00:00 UTC."),
        Told(Section.ROLES, "developer", "stands in the caller's own policy"),
    ),
    "15": (
        Told(Section.ROLES, "developer", "There are two ways in: as an IAM user from the account where people sign in"),
        Told(Section.ROLES, "developer", "| [staff](../groups/staff.md) | IAM Identity Center |"),
    ),
    "16": (
        Told(Section.PERMISSION_SETS, "Billing", "AWSReservedSSO&#95;Billing&#95;&#60;suffix&#62;"),
        Told(Section.PERMISSION_SETS, "Billing", "The suffix changes when the role is made again"),
    ),
    "17": (
        Told(Section.ROLES, "analyst", "the trust policy must name `account-access.amazonaws.com`"),
        Told(Section.ROLES, "analyst", "without the last no credentials come out."),
        Told(Section.ROLES, "analyst", "IAM Identity Center (`account-access.amazonaws.com`) opens the role"),
    ),
    "18": (
        Told(Section.ROLES, "federated-auditor", "MFA is its business: a condition on MFA in AWS cannot be counted on"),
        Told(
            Section.ROLES, "auditor", "Coming from another role is *role chaining*: the session lasts one hour at most"
        ),
    ),
    "19": (
        Told(Section.PEOPLE, "emergency-1", "this login must work when nothing else does"),
        Told(Section.PEOPLE, "emergency-1", "Pages the security team."),
    ),
    "20": (
        Told(Section.PEOPLE, "old-ci", "a policy that denies everything without MFA would lock it out."),
        Told(Section.PEOPLE, "old-ci", "Plan to replace it: with an identity provider (OIDC) it would need no keys."),
    ),
    "21": (
        Told(Section.PEOPLE, "aiko-cn", "each has its own jump account, user and sign-in address."),
        Told(Section.PEOPLE, "aiko", "[aiko-cn](aiko-cn.md). Roles and policies never cross"),
        Told(Section.ACCOUNTS, "shop-cn", "No role or policy of another partition reaches in"),
    ),
    "22": (
        Told(Section.ROLES, "consultant", "only the owner knows what really stands."),
        Told(Section.PEOPLE, "alice", "**Our half only:** the account belongs to somebody else."),
    ),
    "23": (
        Told(Section.ROLES, "ci-hub", "A session that comes from another role lasts one hour at most"),
        Told(Section.ROLES, "ci-hub", "With an identity provider in each account there would be no such hop."),
    ),
    "24": (
        Told(
            Section.PROVIDERS, "github", "Repositories made or renamed since 2026-07-15 have the ids in their subjects"
        ),
        Told(Section.PROVIDERS, "github", "`gh api repos/ORG/REPO` shows the ids."),
        Told(Section.PROVIDERS, "github", "has the environment in its subject, not the branch."),
    ),
    "25": (
        Told(Section.ROLES, "developer", "The trust policy must allow `sts:TagSession`."),
        Told(Section.ROLES, "developer", "no: the console cannot pass session tags"),
        Told(Section.ROLES, "developer", "stay on the session through the next roles."),
    ),
    "26": (
        Told(Section.ROLES, "worker", "nobody switches into it"),
        Told(Section.ROLES, "worker", "(the *confused deputy*)"),
        Told(Section.ROLES, "worker", "May be passed to services by, says the file"),
    ),
    "27": (
        Told(Section.ROLES, "AWSServiceRoleForECS", "made by AWS, cannot be edited"),
        Told(Section.ROLES, "AWSServiceRoleForECS", "the file does not hold them, so what it may do is not shown."),
        Told(Section.ROLES, "AWSServiceRoleForECS", "policies do not apply to service-linked roles."),
    ),
    "28": (Told(Section.ROLES, "web", "an instance profile of the same name carries it to EC2 instances"),),
    "29": (Told(Section.ROLES, "orders", "only pods that have both get the role."),),
    "30": (
        Told(Section.ROLES, "backup", "`sts:SetSourceIdentity` and `sts:TagSession`, and should name the trust anchor"),
        Told(Section.PROVIDERS, "servers", "by certificate"),
    ),
    "31": (
        Told(Section.ROLES, "customer", "Only if the visitor has signed in."),
        Told(Section.ROLES, "customer", "a customer or guest of an app, not staff."),
        Told(Section.PROVIDERS, "shop-app", "`aud` is the identity pool; `amr` tells signed-in people from guests."),
    ),
    "32": (
        Told(Section.PROVIDERS, "google", "so there is no provider object to create"),
        Told(
            Section.PROVIDERS,
            "google",
            "The application id must match (`aud`). AWS recommends to put Cognito in front.",
        ),
    ),
    "33": (
        Told(Section.RESOURCES, "images", "the caller's own policies there must allow it too."),
        Told(Section.RESOURCES, "images", "[prod](../accounts/prod.md) whose own policies allow it"),
        Told(Section.RESOURCES, "images", "a caller also needs `ecr:GetAuthorizationToken` in its own account."),
        Told(Section.RESOURCES, "artefacts", "| `s3:GetObject` on its objects | No condition. |"),
    ),
    "34": (
        Told(Section.VENDORS, "watchful", "The vendor makes the value; it is not a secret."),
        Told(Section.ROLES, "watchful-read", "The console cannot send one."),
    ),
    "35": (Told(Section.VENDORS, "watchful", "From there it goes on to two accounts."),),
    "36": (
        Told(Section.RESOURCES, "trail", "Naming an account hands the decision on to it"),
        Told(Section.RESOURCES, "trail", "resource's own account that is named needs nothing more."),
    ),
    "37": (
        Told(Section.RESOURCES, "trail-key", "The key policy decides who *can* use the key"),
        Told(Section.RESOURCES, "trail", "who may use this but not the key reads nothing that the key encrypts."),
        Told(Section.RESOURCES, "trail-key", "| `kms:Decrypt` | No condition. | 2027-01-31 | Year-end audit |"),
        Told(Section.RESOURCES, "trail-key", "KMS does not end it by itself: the date is a reminder."),
    ),
    "38": (
        Told(Section.ROLES, "shared-read", "lets in users and roles of dev, jump, management and prod"),
        Told(Section.ROLES, "shared-read", "try it before you rely on it."),
    ),
    "39": (
        Told(Section.RESOURCES, "trail", "among them, administrators included."),
        Told(Section.GUARDRAILS, "keep-logs", "**Denies** `s3:DeleteObject` on `arn:aws:s3:::trail/*`."),
    ),
    "40": (
        Told(Section.GUARDRAILS, "only-our-regions", "It has no effect on the management account"),
        Told(Section.GUARDRAILS, "only-our-regions", "so they must be among the exceptions."),
        Told(Section.GUARDRAILS, "only-our-regions", "Denies** everything but `iam:*`, `sts:*` on everything."),
    ),
    "41": (
        Told(Section.GUARDRAILS, "only-ours", "Where an SCP limits our principals, an RCP limits our resources."),
        Told(Section.GUARDRAILS, "only-ours", "no effect: it is the management account"),
    ),
    "42": (
        Told(Section.ROLES, "iam-admin", "a ceiling, not a grant."),
        Told(Section.ROLES, "iam-admin", "So it cannot make a role that is stronger than itself."),
    ),
    "43": (
        Told(Section.ACCOUNTS, "management", "Whoever is administrator here can take these roles wherever"),
        Told(Section.ROLES, "OrganizationAccountAccessRole", "has it only if somebody made it there."),
        Told(Section.ROLES, "OrganizationAccountAccessRole", "Whoever is administrator there can take this role"),
    ),
    "44": (Told(Section.ACCOUNTS, "security", "these services are managed for every account of the organization"),),
    "45": (
        Told(Section.ACCOUNTS, "load", "**Planned.** The account is not there yet"),
        Told(Section.ACCOUNTS, "old", "**Suspended.**"),
        Told(Section.ACCOUNTS, "gone", "**Closed.**"),
        Told(Section.PEOPLE, "alice", "[load](../accounts/load.md) (planned)"),
    ),
    "46": (
        Told(Section.ROLES, "viewer", "type `team/dev-viewer` in dev and `team/prod-viewer` in prod"),
        Told(Section.ROLES, "viewer", "upper and lower case matter."),
    ),
}


def test_every_situation_is_told() -> None:
    assert sorted(SITUATIONS) == [f"{number:02}" for number in range(1, 47)]


@pytest.mark.parametrize("number", SITUATIONS)
def test_a_situation_is_explained_where_a_reader_meets_it(number: str) -> None:
    pages = the_pages_of(number)

    missing = [told for told in SITUATIONS[number] if told.sentence not in pages[page(told.section, told.name)]]

    assert missing == []


@pytest.mark.parametrize("number", SITUATIONS)
def test_links_of_a_situation_lead_somewhere(number: str) -> None:
    assert dead_links(the_pages_of(number)) == []


# A page of another situation, on which a remark must not stand because it does not apply there.
ELSEWHERE = {
    "a role that is not everywhere": ("03", Section.ROLES, "developer", "It is in every account of the file"),
    "a role outside the management account": ("03", Section.ROLES, "developer", "It is only in the management account"),
    "nobody denied": ("03", Section.ROLES, "developer", "A Deny stops a way in here"),
    "no second way in": ("03", Section.ROLES, "developer", "There are two ways in"),
    "users alone come in": ("03", Section.ROLES, "developer", "More than users come in here."),
    "an account of ours": ("03", Section.PEOPLE, "alice", "**Our half only:**"),
    "no policy that denies before mfa": ("03", Section.PEOPLE, "alice", "Until you have signed in with MFA"),
    "an account in use": ("45", Section.ACCOUNTS, "dev", "**Planned.**"),
    "the usual partition": ("21", Section.ACCOUNTS, "dev", "a separate AWS"),
    "no boundary": ("26", Section.ROLES, "worker", "stronger than itself"),
    "a name typed as it stands": ("03", Section.ROLES, "developer", "Where the role's name is typed"),
    "no account trusted as a whole": ("44", Section.ACCOUNTS, "security", "These roles trust the whole account."),
    "a service role that is not linked": ("26", Section.ROLES, "worker", "the file does not hold them"),
}


@pytest.mark.parametrize(("number", "section", "name", "sentence"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_a_remark_stands_only_where_it_applies(number: str, section: Section, name: str, sentence: str) -> None:
    assert sentence not in the_pages_of(number)[page(section, name)]
