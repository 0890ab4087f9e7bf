"""The policies of a principal to what IAM keeps of them: managed ones by ARN, inline ones by name, the boundary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.derive.halves import Halves
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Document, Permissions, PolicyOrigin


@dataclass(frozen=True, slots=True)
class Managed:
    """A managed policy as it is in one account. `document` is None where it is not known."""

    arn: str
    path: str
    name: str
    origin: PolicyOrigin
    document: Document | None

    @property
    def path_and_name(self) -> str:
        """What tells it from other policies of the same owner."""
        return self.arn.partition(":policy/")[2]


@dataclass(frozen=True, slots=True)
class Attachments:
    """What a principal has: managed policies in the order of the file, inline ones by a name that only they have.

    The last inline policy is the one that carries sts:AssumeRole, derived or as written. A document of an inline policy
    is None where it is not known.
    """

    managed: tuple[Managed, ...]
    inline: Mapping[str, Document | None]
    boundary: Managed | None = None


def attachments(
    landscape: Landscape, halves: Halves, ref: Ref, account: Account, permissions: Permissions | None = None
) -> Attachments:
    """Those of a user, a group, a role copy or a permission set; `permissions` for what may have a boundary."""
    policies = halves.identity[ref]
    boundary = permissions.boundary if permissions else None
    attached = (p for p in policies if p.origin is not PolicyOrigin.INLINE)
    return Attachments(
        managed=tuple({one.arn: one for one in (a_managed(landscape, account, p) for p in attached)}.values()),
        inline=_inline(policy for policy in policies if policy.origin is PolicyOrigin.INLINE),
        boundary=a_managed(landscape, account, boundary) if boundary else None,
    )


def a_managed(landscape: Landscape, account: Account, policy: AttachedPolicy) -> Managed:
    """The policy under its ARN, as it is attached in `account`."""
    head = f"arn:{account.partition}:iam::"
    if policy.origin is PolicyOrigin.DECLARED:
        declared = landscape.policies.get(policy.name)
        path, name = (declared.path, declared.aws_name) if declared else ("/", policy.name)
        return Managed(f"{head}{account.id}:policy{path}{name}", path, name, policy.origin, policy.document)
    arn = policy.name if policy.origin is PolicyOrigin.ARN else f"{head}aws:policy/{policy.name}"
    between, _, name = arn.partition(":policy/")[2].rpartition("/")
    return Managed(arn, f"/{between}/" if between else "/", name, policy.origin, policy.document)


def customer_managed(landscape: Landscape, halves: Halves, account: Account) -> tuple[Managed, ...]:
    """Every policy of the account's own by its ARN, attached to anybody or not."""
    found = {
        policy.arn: policy
        for one in principals_in(landscape, halves, account)
        for policy in (*one.managed, *([one.boundary] if one.boundary else ()))
        if policy.origin is PolicyOrigin.DECLARED
    }
    for declared in landscape.policies.values():
        if account.name in declared.documents:
            document = declared.documents[account.name]
            attached = AttachedPolicy(declared.name, PolicyOrigin.DECLARED, document, declared.position)
            policy = a_managed(landscape, account, attached)
            found.setdefault(policy.arn, policy)
    return tuple(found[arn] for arn in sorted(found))


def principals_in(landscape: Landscape, halves: Halves, account: Account) -> Iterator[Attachments]:
    """What every user, group and role of the account has."""
    for user in landscape.users.values():
        if user.account == account.name:
            yield attachments(landscape, halves, Ref(RefKind.USER, user.name), account, user.permissions)
    for group in landscape.groups.values():
        if group.account == account.name:
            yield attachments(landscape, halves, Ref(RefKind.GROUP, group.name), account)
    for role in landscape.roles.values():
        if copy := role.copies.get(account.name):
            yield attachments(landscape, halves, Ref(RefKind.ROLE, str(copy.key)), account, copy.permissions)


def _inline(policies: Iterable[AttachedPolicy]) -> Mapping[str, Document | None]:
    found: dict[str, Document | None] = {}
    for policy in policies:
        name, number = policy.name, 2
        while name in found:
            name, number = f"{policy.name}-{number}", number + 1
        found[name] = policy.document
    return found
