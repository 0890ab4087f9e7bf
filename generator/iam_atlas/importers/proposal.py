"""Found accounts -> a proposal of accounts.yaml with its documents, and which principals to quote as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iam_atlas.importers.documents import Documents
from iam_atlas.importers.found import FoundAccount, FoundPrincipal, Note
from iam_atlas.importers.halves import Doors, FoundGrant, Identity, identity_of
from iam_atlas.importers.matrix import grant_rows
from iam_atlas.importers.names import Names
from iam_atlas.importers.own_policies import OwnPolicies, own_policies
from iam_atlas.importers.people import PeopleWriter, usual_of_groups
from iam_atlas.importers.requirements import Requirement
from iam_atlas.importers.roles import RoleWriter
from iam_atlas.importers.switching import doors_by_role
from iam_atlas.importers.trust import FoundTrust, Granted, TrustWriter
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.grants import RefKind


@dataclass(frozen=True, slots=True)
class Quoted:
    """The ARNs of roles whose trust policy, and of principals whose own policies, are taken as they are."""

    trust: frozenset[str] = frozenset()
    identity: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The sections of the file, its documents by path, and what became of each half by ARN."""

    sections: dict[str, Plain]
    files: Mapping[str, str]
    policies: OwnPolicies
    identities: Mapping[str, Identity]
    trust: Mapping[str, FoundTrust | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What other sources say of the accounts: sections to begin and to end with, and more keys of each account by id.

    `closed` are ids of accounts that `all` does not mean. `files` are documents that the sections name.
    """

    sections: Mapping[str, Plain] = field(default_factory=dict)
    last: Mapping[str, Plain] = field(default_factory=dict)
    accounts: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def propose(accounts: Sequence[FoundAccount], names: Names, quoted: Quoted, surroundings: Surroundings) -> Proposal:
    """The file that says what was found, as far as can be told without trying: see `faithful`."""
    documents, home = Documents(), home_of(accounts)
    policies = own_policies(accounts, names, documents)
    identities = _identities(accounts, quoted)
    grants = [grant for one in identities.values() for grant in one.grants]
    writer = TrustWriter(names)
    trust = _trust(accounts, writer, quoted, _granted(grants))
    writer.providers.settle([entry for one in trust.values() if one for entry in one.entries])
    required = _required(trust.values())
    inline = {arn: one.inline for arn, one in identities.items()}
    everywhere = _all(accounts, names, surroundings)
    roles = RoleWriter(names, policies, documents, trust, inline, _places(grants, names), everywhere, required)
    usual = usual_of_groups(accounts)
    people = PeopleWriter(names, policies, documents, inline, home, usual)
    sections: dict[str, Plain] = {
        **surroundings.sections,
        "defaults": _defaults(accounts, required, [policies.name(arn) for arn in usual]),
        "accounts": _accounts(accounts, names, home, surroundings),
        "users": people.users(accounts),
        "groups": people.groups(accounts),
        "providers": {name: dict[str, Plain](one) for name, one in writer.providers.written.items()},
        "vendors": {name: dict[str, Plain](one) for name, one in writer.vendors.items()},
        "policies": policies.section,
        "roles": roles.section(accounts),
        "grants": grant_rows(grants, _grantees(accounts, names), names, everywhere),
    }
    sections |= surroundings.last
    return Proposal(sections, {**documents.files, **surroundings.files}, policies, identities, trust)


def home_of(accounts: Iterable[FoundAccount]) -> str | None:
    """The id of the account that holds most users: the jump account; None where nobody has any."""
    counts = {account.id: sum(1 for _ in account.of(RefKind.USER)) for account in accounts}
    most = max(counts, key=lambda id: (counts[id], id), default=None)
    return most if most is not None and counts[most] else None


def _identities(accounts: Sequence[FoundAccount], quoted: Quoted) -> Mapping[str, Identity]:
    doors = doors_by_role(accounts)
    return {one.arn: _identity(one, account, doors, quoted) for account in accounts for one in account.principals}


def _identity(one: FoundPrincipal, account: FoundAccount, doors: Mapping[str, Doors], quoted: Quoted) -> Identity:
    return Identity((), one.inline) if one.arn in quoted.identity else identity_of(one, account, doors)


def _trust(
    accounts: Sequence[FoundAccount], writer: TrustWriter, quoted: Quoted, granted: Mapping[str, Granted]
) -> Mapping[str, FoundTrust | None]:
    nobody = Granted(frozenset(), frozenset())
    return {
        role.arn: None
        if role.arn in quoted.trust
        else writer.read(role.trust or {}, account, granted.get(role.arn, nobody))
        for account in accounts
        for role in account.of(RefKind.ROLE)
    }


def _granted(grants: Sequence[FoundGrant]) -> Mapping[str, Granted]:
    """Who has grants, by the role's ARN."""
    grantees: dict[str, set[str]] = {}
    for grant in grants:
        grantees.setdefault(grant.role, set()).add(grant.grantee)
    found: dict[str, Granted] = {}
    for role, arns in grantees.items():
        roles = frozenset(arn for arn in arns if ":role/" in arn)
        found[role] = Granted(frozenset(arn.split(":")[4] for arn in arns - roles), roles)
    return found


def _required(trust: Iterable[FoundTrust | None]) -> Requirement:
    """`defaults.require`: MFA where most roles ask people for it."""
    asked = [one.people for one in trust if one and one.people is not None]
    with_mfa = sum(
        1 for people in asked if people.get("mfa") is True or (people.get("mfa_max_age") and "mfa" not in people)
    )
    return {"mfa": True} if with_mfa * 2 > len(asked) else {}


def _places(grants: Iterable[FoundGrant], names: Names) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for grant in grants:
        role, account = names.roles[grant.role]
        found.setdefault(role, set()).add(account)
    return {role: frozenset(places) for role, places in found.items()}


def _defaults(accounts: Sequence[FoundAccount], required: Requirement, usual: list[str]) -> Plain:
    partitions = sorted({account.partition for account in accounts})
    elsewhere: dict[str, Plain] = (
        {"partition": partitions[0]} if len(partitions) == 1 and partitions[0] != "aws" else {}
    )
    return {
        **elsewhere,
        **({"require": dict[str, Plain](required)} if required else {}),
        **({"groups": {"policies": list[Plain](usual)}} if usual else {}),
    }


def _accounts(
    accounts: Sequence[FoundAccount], names: Names, home: str | None, surroundings: Surroundings
) -> dict[str, Plain]:
    several = len({account.partition for account in accounts}) > 1
    found: dict[str, Plain] = {}
    for account in accounts:
        more: dict[str, Plain] = {
            **({"kind": "jump"} if account.id == home else {}),
            **({"partition": account.partition} if several and account.partition != "aws" else {}),
            **surroundings.accounts.get(account.id, {}),
        }
        found[names.accounts[account.id]] = {"id": account.id, **more} if more else account.id
    return found


def _grantees(accounts: Sequence[FoundAccount], names: Names) -> Mapping[str, str]:
    written: dict[str, str] = {}
    for account in accounts:
        written |= {group.arn: group.name for group in account.of(RefKind.GROUP)}
        written |= {user.arn: f"user:{user.name}" for user in account.of(RefKind.USER)}
        written |= {role.arn: f"role:{names.copy(role.arn)}" for role in account.of(RefKind.ROLE)}
    return written


def _all(accounts: Sequence[FoundAccount], names: Names, surroundings: Surroundings) -> frozenset[str]:
    """The accounts that `all` means; none, so that nothing is written so, where it would leave some of them out."""
    if surroundings.closed or len({account.partition for account in accounts}) > 1:
        return frozenset()
    return frozenset(names.accounts[one.id] for one in accounts)
