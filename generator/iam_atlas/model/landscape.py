"""The whole declared truth, checked and resolved: what `load` returns and everything else reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iam_atlas.errors import Problem
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.model.accounts import Account, Workload
from iam_atlas.model.annotations import Declared
from iam_atlas.model.expectations import Expectation
from iam_atlas.model.grants import Grant, RefKind
from iam_atlas.model.guardrails import Guardrail
from iam_atlas.model.organization import Defaults, Organization, OrganizationalUnit, Site, Team
from iam_atlas.model.outside import Provider, Vendor
from iam_atlas.model.people import Group, User
from iam_atlas.model.policies import ManagedPolicy
from iam_atlas.model.resources import Resource
from iam_atlas.model.roles import PermissionSet, Role, RoleCopy, RoleKey


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the disk while the input was read, and what it gave; paths are absolute.

    A file: `path` as it was asked for, and in `found` where that led and the SHA-256 of what was read. A `pattern` in
    the folder `path`: what it matched.
    """

    path: str
    pattern: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """Every section by name, in sorted order; every name that something refers to exists here.

    `warnings` are what was found on the way that does not stop the run. `source_files` are the files read, relative
    to the root file's folder, sorted; `source_digests` are the SHA-256 of what was read of each; `looks` are
    every look at the disk that it was made of.
    """

    organization: Organization | None
    site: Site
    defaults: Defaults
    teams: Mapping[str, Team]
    ous: Mapping[str, OrganizationalUnit]
    accounts: Mapping[str, Account]
    workloads: Mapping[str, Workload]
    users: Mapping[str, User]
    groups: Mapping[str, Group]
    providers: Mapping[str, Provider]
    vendors: Mapping[str, Vendor]
    policies: Mapping[str, ManagedPolicy]
    roles: Mapping[str, Role]
    permission_sets: Mapping[str, PermissionSet]
    grants: tuple[Grant, ...]
    guardrails: Mapping[str, Guardrail]
    resources: Mapping[str, Resource]
    accepted: tuple[Acceptance, ...] = ()
    warnings: tuple[Problem, ...] = ()
    source_files: tuple[str, ...] = ()
    source_digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    looks: tuple[Look, ...] = field(default=(), compare=False, repr=False)
    expectations: tuple[Expectation, ...] = ()

    @property
    def declared(self) -> Mapping[RefKind, Mapping[str, Declared]]:
        """What a reference can name, by its kind and its name; roles and permission sets without an account."""
        return {
            RefKind.USER: self.users,
            RefKind.GROUP: self.groups,
            RefKind.ROLE: self.roles,
            RefKind.PERMISSION_SET: self.permission_sets,
            RefKind.ACCOUNT: self.accounts,
            RefKind.PROVIDER: self.providers,
            RefKind.VENDOR: self.vendors,
        }

    def account_with(self, account_id: str | None) -> Account | None:
        """The account of that id; None where the file describes none."""
        return next((account for account in self.accounts.values() if account.id == account_id), None)

    def copy_of(self, key: RoleKey) -> RoleCopy:
        """The role copy named by `key`; KeyError when the role does not exist in that account."""
        return self.roles[key.role].copies[key.account]

    def role_copies(self) -> Iterator[RoleCopy]:
        """Every role copy, by role name, then account name."""
        for role in self.roles.values():
            yield from role.copies.values()


NOTHING = Landscape(
    organization=None,
    site=Site(),
    defaults=Defaults(),
    teams={},
    ous={},
    accounts={},
    workloads={},
    users={},
    groups={},
    providers={},
    vendors={},
    policies={},
    roles={},
    permission_sets={},
    grants=(),
    guardrails={},
    resources={},
)
"""What a file that does not exist yet declares."""
