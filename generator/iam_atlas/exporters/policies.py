"""The landscape with both halves to a folder of policies: whatever the decisions rest on, named as IAM names it.

Every account has a folder with its roles, groups, users, policies and shared resources; beside them stand the
organization's policies, AWS's own as they are bundled, and permission sets. Documents are files of their own, in the
form that the AWS CLI takes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.errors import UsageError, said
from iam_atlas.exporters.attachments import Attachments, Managed, attachments, customer_managed, principals_in
from iam_atlas.exporters.file_names import file_names
from iam_atlas.exporters.policies_identity_center import permission_set_files
from iam_atlas.exporters.policies_organization import organization_files
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Json, PolicyOrigin
from iam_atlas.model.resources import Resource
from iam_atlas.model.roles import RoleCopy

FORMAT = "iam-atlas-policies"
VERSION = 1
"""Raised when a file or a key changes its meaning or goes away; new ones may come without."""

_Files = Iterator[tuple[str, Json]]


def policies(showing: Showing, who: Ref | None) -> Mapping[str, str]:
    """Every file by its path. Policies go together: UsageError for somebody's alone, or where something stays out."""
    if who is not None or showing.redaction != SHOWN:
        raise UsageError(said("policies are exported whole: what somebody may do rests on the policies of others, too"))
    folders = file_names(showing.landscape.accounts)
    files: dict[str, Json] = {"index.json": _index(showing, folders)}
    for name, folder in folders.items():
        account = showing.landscape.accounts[name]
        files.update((f"accounts/{folder}/{path}", value) for path, value in _account(showing, account))
    files.update(_aws_managed(showing))
    files.update(organization_files(showing.landscape))
    files.update(permission_set_files(showing.landscape, showing.atlas.halves))
    return {path: json.dumps(files[path], ensure_ascii=False, indent=2) + "\n" for path in sorted(files)}


def _index(showing: Showing, folders: Mapping[str, str]) -> Json:
    landscape = showing.landscape
    whole = landscape.organization
    management = landscape.accounts[whole.management].id if whole and whole.management else None
    return {
        "Format": FORMAT,
        "Version": VERSION,
        "Organization": {"Id": whole.id, "ManagementAccountId": management} if whole else None,
        "Accounts": [
            {"Name": name, "Id": landscape.accounts[name].id, "Folder": f"accounts/{folder}"}
            for name, folder in folders.items()
        ],
    }


def _account(showing: Showing, account: Account) -> _Files:
    landscape = showing.landscape
    own = customer_managed(landscape, showing.atlas.halves, account)
    listed, documents = _policy_list(own, "policies")
    yield from documents
    yield (
        "account.json",
        {
            "Id": account.id,
            "Name": account.aws_name,
            "Partition": account.partition,
            "Status": account.about.status.value,
            "Policies": listed,
        },
    )
    copies = {role.name: role.copies[account.name] for role in landscape.roles.values() if account.name in role.copies}
    for name, folder in file_names(copies).items():
        yield from _under(f"roles/{folder}", _role(showing, account, copies[name]))
    groups = {group.name for group in landscape.groups.values() if group.account == account.name}
    for name, folder in file_names(groups).items():
        yield from _under(f"groups/{folder}", _group(showing, account, name))
    users = {user.name for user in landscape.users.values() if user.account == account.name}
    for name, folder in file_names(users).items():
        yield from _under(f"users/{folder}", _user(showing, account, name))
    resources = {one.name: one for one in landscape.resources.values() if one.account == account.name}
    for name, folder in file_names(resources).items():
        yield from _under(f"resources/{folder}", _resource(showing, resources[name]))


def _role(showing: Showing, account: Account, copy: RoleCopy) -> _Files:
    ref, halves = Ref(RefKind.ROLE, str(copy.key)), showing.atlas.halves
    has = attachments(showing.landscape, halves, ref, account, copy.permissions)
    yield "trust-policy.json", dict(halves.trust[copy.key].value)
    yield from _with_policies(
        "role.json",
        "RolePolicyList",
        has,
        {
            "Path": copy.path,
            "RoleName": copy.aws_name,
            "Arn": copy.arn,
            "AssumeRolePolicyDocumentFile": "trust-policy.json",
            "MaxSessionDuration": copy.max_session,
        },
    )


def _group(showing: Showing, account: Account, name: str) -> _Files:
    has = attachments(showing.landscape, showing.atlas.halves, Ref(RefKind.GROUP, name), account)
    yield from _with_policies(
        "group.json",
        "GroupPolicyList",
        has,
        {
            "Path": "/",
            "GroupName": name,
            "Arn": f"arn:{account.partition}:iam::{account.id}:group/{name}",
        },
    )


def _user(showing: Showing, account: Account, name: str) -> _Files:
    user = showing.landscape.users[name]
    has = attachments(showing.landscape, showing.atlas.halves, Ref(RefKind.USER, name), account, user.permissions)
    yield from _with_policies(
        "user.json",
        "UserPolicyList",
        has,
        {
            "Path": user.path,
            "UserName": name,
            "Arn": user_arn_of(showing.landscape, name),
            "GroupList": [group for group in user.groups if showing.landscape.groups[group].account is not None],
            "Tags": [{"Key": key, "Value": value} for key, value in sorted(user.about.tags.items())],
        },
    )


def _resource(showing: Showing, resource: Resource) -> _Files:
    policy = showing.atlas.halves.resource.get(resource.name)
    if policy is not None:
        yield "policy.json", dict(policy.value)
    yield (
        "resource.json",
        {
            "Name": resource.name,
            "Kind": resource.kind,
            "Arn": resource.arn,
            "PolicyFile": None if policy is None else "policy.json",
            "EncryptedBy": resource.encrypted_by,
            "Grants": [
                {"Grantee": f"{grant.to.kind.value}:{grant.to.name}", "Operations": list(grant.operations)}
                for grant in resource.kms_grants
            ],
        },
    )


def _with_policies(file: str, key: str, has: Attachments, value: dict[str, Json]) -> _Files:
    """The principal's own file with what it has, and a file for each of its inline documents."""
    listed: list[Json] = []
    for name, stem in file_names(has.inline).items():
        document = has.inline[name]
        path = f"inline-policies/{stem}.json"
        if document is not None:
            yield path, dict(document.value)
        listed.append({"PolicyName": name, "PolicyDocumentFile": None if document is None else path})
    attached: list[Json] = [{"PolicyName": policy.name, "PolicyArn": policy.arn} for policy in has.managed]
    boundary: dict[str, Json] = (
        {"PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": has.boundary.arn}}
        if has.boundary
        else {}
    )
    yield file, {**value, "AttachedManagedPolicies": attached, key: listed, **boundary}


def _policy_list(managed: Sequence[Managed], folder: str) -> tuple[list[Json], list[tuple[str, Json]]]:
    """The policies as a list, and the documents of those that are known."""
    stems = file_names(policy.path_and_name for policy in managed)
    listed: list[Json] = []
    documents: list[tuple[str, Json]] = []
    for policy in managed:
        path = f"{folder}/{stems[policy.path_and_name]}.json"
        known = policy.document is not None
        listed.append(
            {
                "PolicyName": policy.name,
                "Path": policy.path,
                "Arn": policy.arn,
                "PolicyDocumentFile": path if known else None,
            }
        )
        documents += [(path, dict(policy.document.value))] if policy.document is not None else []
    return listed, documents


def _aws_managed(showing: Showing) -> _Files:
    """AWS's policies and those known by their ARN only, as far as anybody has them attached."""
    landscape, halves = showing.landscape, showing.atlas.halves
    found = {
        policy.arn: policy
        for account in landscape.accounts.values()
        for one in principals_in(landscape, halves, account)
        for policy in (*one.managed, *([one.boundary] if one.boundary else ()))
        if policy.origin is not PolicyOrigin.DECLARED
    }
    listed, documents = _policy_list([found[arn] for arn in sorted(found)], "documents")
    yield from _under("other-policies", iter([("index.json", {"Policies": listed}), *documents]))


def _under(folder: str, files: _Files) -> _Files:
    return ((f"{folder}/{path}", value) for path, value in files)
