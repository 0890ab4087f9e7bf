"""Principals of raw trust policies whom no grant names."""

from collections.abc import Iterator

from iam_atlas.derive.principals import home_of, role_arns, role_key, user_arn_of
from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, warning
from iam_atlas.iam.arn import account_of, is_account_root, parse_arn, role_name, session_parts
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey


def raw_trust_not_granted(analysis: Analysis) -> Iterator[Problem]:
    """A warning at the statement for each AWS principal of a raw `trust_policy` that matches no grant of the role.

    Services and identity providers need no grant and are left out.
    """
    landscape = analysis.landscape
    for key in sorted(analysis.halves.trust_is_raw):
        accounts, arns = _granted(landscape, key)
        for statement in analysis.trust[key]:
            for principal in statement.principals or () if statement.effect is Effect.ALLOW else ():
                if principal.type == "AWS" and not _is_granted(principal.value, accounts, arns):
                    message = said(
                        "{role} trusts {principal}, which no grant of the role stands for",
                        role=quoted(key),
                        principal=quoted(principal.value),
                    )
                    yield warning(statement.position, "trust-nobody-granted", message)


def _is_granted(value: str, accounts: set[str], arns: set[str]) -> bool:
    if value in arns or (is_account_root(value) and account_of(value) in accounts):
        return True
    session = session_parts(value)
    return session is not None and any(_is_of(arn, value, session[0]) for arn in arns)


def _is_of(role: str, session: str, name: str) -> bool:
    """Whether the session, which knows its role by name alone, is one of the role with this ARN."""
    one, other = parse_arn(role), parse_arn(session)
    alike = one is not None and other is not None and (one.partition, one.account) == (other.partition, other.account)
    return alike and role_name(role) == name


def _granted(landscape: Landscape, key: RoleKey) -> tuple[set[str], set[str]]:
    """The ids of the accounts and the ARNs that the grants of a role copy stand for, members of groups among them."""
    grants = [g for g in landscape.grants if g.effect is Effect.ALLOW and key in g.roles]
    accounts: set[str] = set()
    arns: set[str] = set()
    for grant in grants:
        accounts.update(_account_ids(landscape, grant))
        if grant.grantee.kind is RefKind.USER:
            arns.add(user_arn_of(landscape, grant.grantee.name))
        elif grant.grantee.kind is RefKind.GROUP:
            members = landscape.groups[grant.grantee.name].members
            arns.update(user_arn_of(landscape, name) for name in members if name in landscape.users)
        elif grant.grantee.kind is RefKind.ROLE:
            arns.update(role_arns(landscape, (role_key(grant.grantee),)))
        elif grant.grantee.kind is RefKind.PRINCIPAL:
            arns.add(grant.grantee.name)
    return accounts, arns


def _account_ids(landscape: Landscape, grant: Grant) -> tuple[str, ...]:
    if grant.grantee.kind is RefKind.VENDOR:
        return landscape.vendors[grant.grantee.name].account_ids
    name = grant.grantee.name if grant.grantee.kind is RefKind.ACCOUNT else home_of(landscape, grant.grantee)
    return (landscape.accounts[name].id,) if name is not None else ()
