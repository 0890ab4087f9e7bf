"""Roles, groups and users of an account to Terraform resources, each with what is attached to it."""

from collections.abc import Iterator

from iam_atlas.exporters.attachments import Attachments, Managed, attachments
from iam_atlas.exporters.hcl import Encoded, Value, label, reference, resource
from iam_atlas.exporters.ini import comments
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import PolicyOrigin
from iam_atlas.model.roles import RoleCopy, RoleKind

_LINKED = "/aws-service-role/"


def role_blocks(showing: Showing, account: Account) -> Iterator[list[str]]:
    """Every role of the account; a service-linked one is left to its service, with AWS's own policies."""
    for role in showing.landscape.roles.values():
        copy = role.copies.get(account.name)
        if copy is None:
            continue
        if role.kind is RoleKind.SERVICE_LINKED:
            yield _service_linked(showing, copy)
            continue
        yield from _role(showing, account, copy)
        if role.instance_profile:
            name = reference("aws_iam_role", label(role.name), "name")
            yield resource("aws_iam_instance_profile", label(role.name), [("name", copy.aws_name), ("role", name)])


def group_blocks(showing: Showing, account: Account) -> Iterator[list[str]]:
    """Every group of the account."""
    for group in showing.landscape.groups.values():
        if group.account == account.name:
            has = attachments(showing.landscape, showing.atlas.halves, Ref(RefKind.GROUP, group.name), account)
            yield resource("aws_iam_group", label(group.name), [("name", group.name)])
            yield from _attached(showing, "group", group.name, has)


def user_blocks(showing: Showing, account: Account) -> Iterator[list[str]]:
    """Every user of the account with its groups; no password, no access key, no MFA device."""
    landscape = showing.landscape
    for user in landscape.users.values():
        if user.account != account.name:
            continue
        has = attachments(landscape, showing.atlas.halves, Ref(RefKind.USER, user.name), account, user.permissions)
        yield resource(
            "aws_iam_user",
            label(user.name),
            [
                ("name", user.name),
                ("path", user.path if user.path != "/" else None),
                ("permissions_boundary", _arn(has.boundary)),
                ("tags", dict(sorted(user.about.tags.items())) or None),
            ],
        )
        groups = [name for name in user.groups if landscape.groups[name].account == account.name]
        if groups:
            members: list[tuple[str, Value]] = [
                ("user", reference("aws_iam_user", label(user.name), "name")),
                ("groups", [reference("aws_iam_group", label(name), "name") for name in groups]),
            ]
            yield resource("aws_iam_user_group_membership", label(user.name), members)
        yield from _attached(showing, "user", user.name, has)


def _role(showing: Showing, account: Account, copy: RoleCopy) -> Iterator[list[str]]:
    halves = showing.atlas.halves
    has = attachments(showing.landscape, halves, Ref(RefKind.ROLE, str(copy.key)), account, copy.permissions)
    yield resource(
        "aws_iam_role",
        label(copy.key.role),
        [
            ("name", copy.aws_name),
            ("path", copy.path if copy.path != "/" else None),
            ("max_session_duration", copy.max_session),
            ("permissions_boundary", _arn(has.boundary)),
            ("assume_role_policy", Encoded(halves.trust[copy.key].value)),
        ],
    )
    yield from _attached(showing, "role", copy.key.role, has)


def _service_linked(showing: Showing, copy: RoleCopy) -> list[str]:
    service = copy.path.removeprefix(_LINKED).strip("/")
    if not copy.path.startswith(_LINKED) or not service:
        return comments(showing.t("{role} is left to the service that it belongs to.", role=copy.aws_name))
    return resource("aws_iam_service_linked_role", label(copy.key.role), [("aws_service_name", service)])


def _attached(showing: Showing, kind: str, owner: str, has: Attachments) -> Iterator[list[str]]:
    """What a role, a group or a user has, one resource a policy; `kind` is as the resources call it."""
    whose = reference(f"aws_iam_{kind}", label(owner), "name")
    for policy in has.managed:
        yield resource(
            f"aws_iam_{kind}_policy_attachment",
            label(owner, *_told_apart(policy)),
            [(kind, whose), ("policy_arn", _arn(policy))],
        )
    for name, document in has.inline.items():
        if document is None:
            told = showing.t("The document of policy {name} is not known.", name=f"{owner}/{name}")
            yield comments(told)
            continue
        yield resource(
            f"aws_iam_{kind}_policy",
            label(owner, name),
            [("name", name), (kind, whose), ("policy", Encoded(document.value))],
        )


def _arn(policy: Managed | None) -> Value:
    """The ARN, by way of the policy's own resource where there is one."""
    if policy is None:
        return None
    ours = policy.origin is PolicyOrigin.DECLARED and policy.document is not None
    return reference("aws_iam_policy", label(policy.path_and_name), "arn") if ours else policy.arn


def _told_apart(policy: Managed) -> tuple[str, ...]:
    """By its name where it is the account's or AWS's; one of another account could have the same."""
    return (policy.arn,) if policy.origin is PolicyOrigin.ARN else (policy.path_and_name,)
