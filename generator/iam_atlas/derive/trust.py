"""Grants and trust entries become the trust half: one role trust policy for each role copy."""

from collections.abc import Iterable, Mapping, Sequence

from iam_atlas.derive.conditions import Chains, condition_block, session_actions
from iam_atlas.derive.entries import ASSUME_ROLE, aws_principal, entry_statement, roles_by_account
from iam_atlas.derive.place import Place, place_in
from iam_atlas.derive.principals import copies_of, home_of, role_arns, role_key, root_of, user_arn_of
from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS, ACCOUNT_ACCESS_ACTIONS
from iam_atlas.derive.statements import Statement, a_document
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document
from iam_atlas.model.roles import RoleCopy, RoleKey, TrustEntry, TrustKind

_ENTRIES = {
    RefKind.ACCOUNT: TrustKind.ACCOUNT,
    RefKind.PRINCIPAL: TrustKind.PRINCIPAL,
    RefKind.PROVIDER: TrustKind.PROVIDER,
    RefKind.SERVICE: TrustKind.SERVICE,
    RefKind.VENDOR: TrustKind.VENDOR,
}
"""Grantees that have no policies in the file: a grant to one of them is a trust entry of this kind."""


def grants_by_role(landscape: Landscape) -> Mapping[RoleKey, tuple[Grant, ...]]:
    """The allowing grants of each role copy, in the order of the file."""
    found: dict[RoleKey, list[Grant]] = {}
    for grant in landscape.grants:
        if grant.effect is Effect.ALLOW:
            for key in grant.roles:
                found.setdefault(key, []).append(grant)
    return {key: tuple(grants) for key, grants in found.items()}


def derive_trust(landscape: Landscape, copy: RoleCopy, grants: Sequence[Grant], chains: Chains) -> Document:
    """The trust half of `copy`, granted by `grants`, without regard to a raw `trust_policy`.

    `chains` has the actions that sessions of other roles need for what they bring along. Statements come in this order:
    people by account, single users where `trust_style` is principal, roles, Identity Center, the trust entries of the
    file. The role's `require` binds people only; everybody else has a statement with its own. A role that nobody may
    assume has a document without statements.
    """
    place = place_in(landscape, copy.key.account)
    entries = (*granted_entries(grants), *copy.trust)
    statements = [
        *_people(landscape, place, copy, grants),
        *_single_users(landscape, place, copy, grants),
        *_roles(landscape, copy, grants, chains),
        *_identity_center(landscape, grants),
        *(entry_statement(landscape, place, copy, entry, _carried(landscape, entry, chains)) for entry in entries),
    ]
    return a_document(statements, copy.position)


def granted_entries(grants: Sequence[Grant]) -> Iterable[TrustEntry]:
    """The trust entries that grants to accounts, vendors, services and providers come to."""
    for grant in grants:
        if grant.grantee.kind in _ENTRIES:
            kind = _ENTRIES[grant.grantee.kind]
            yield TrustEntry(kind, (grant.grantee.name,), grant.position, require=grant.require)


def _people(landscape: Landscape, place: Place, copy: RoleCopy, grants: Sequence[Grant]) -> Iterable[Statement]:
    """One statement for all groups and users of an account: the target account cannot tell groups apart."""
    homes: dict[str, list[Grant]] = {}
    for grant in grants:
        alone = grant.grantee.kind is RefKind.USER and copy.trust_style == "principal"
        home = home_of(landscape, grant.grantee)
        if home is not None and grant.grantee.kind is not RefKind.ROLE and not alone:
            homes.setdefault(home, []).append(grant)
    for home, of_home in sorted(homes.items()):
        yield Statement(
            sid=("people", "of", home),
            actions=_actions(copy, of_home),
            condition=condition_block(copy.require, place),
            position=of_home[0].position,
            principal=aws_principal((root_of(landscape, home, place.partition),)).principal,
        )


def _single_users(landscape: Landscape, place: Place, copy: RoleCopy, grants: Sequence[Grant]) -> Iterable[Statement]:
    if copy.trust_style != "principal":
        return
    for grantee, of_user in _by_grantee(grants, RefKind.USER):
        yield Statement(
            sid=("user", grantee.name),
            actions=_actions(copy, of_user),
            condition=condition_block(copy.require, place),
            position=of_user[0].position,
            principal=aws_principal((user_arn_of(landscape, grantee.name),)).principal,
        )


def _roles(landscape: Landscape, copy: RoleCopy, grants: Sequence[Grant], chains: Chains) -> Iterable[Statement]:
    for grantee, of_role in _by_grantee(grants, RefKind.ROLE):
        key = role_key(grantee)
        arns = role_arns(landscape, (key,))
        asked = session_actions(*(grant.require for grant in of_role))
        parts = roles_by_account(arns) if copy.trust_style == "account" else aws_principal(arns)
        yield Statement(
            sid=("role", key.role, "in", key.account),
            actions=(ASSUME_ROLE, *sorted({*asked, *chains.get(key, ())})),
            condition=parts.condition,
            position=of_role[0].position,
            principal=parts.principal,
        )


def _carried(landscape: Landscape, entry: TrustEntry, chains: Chains) -> set[str]:
    callers = copies_of(landscape, entry.roles) if entry.kind is TrustKind.ROLE else ()
    return {action for caller in callers for action in chains.get(caller.key, ())}


def _identity_center(landscape: Landscape, grants: Sequence[Grant]) -> Iterable[Statement]:
    """A group of a provider has no account: its people come through Identity Center's account access manager."""
    for grant in grants:
        if grant.grantee.kind is RefKind.GROUP and home_of(landscape, grant.grantee) is None:
            yield Statement(
                sid=("identity", "center"),
                actions=ACCOUNT_ACCESS_ACTIONS,
                condition={},
                position=grant.position,
                principal=(("Service", (ACCOUNT_ACCESS,)),),
            )
            return


def _by_grantee(grants: Sequence[Grant], kind: RefKind) -> list[tuple[Ref, list[Grant]]]:
    found: dict[Ref, list[Grant]] = {}
    for grant in grants:
        if grant.grantee.kind is kind:
            found.setdefault(grant.grantee, []).append(grant)
    return sorted(found.items())


def _actions(copy: RoleCopy, grants: Sequence[Grant]) -> tuple[str, ...]:
    return (ASSUME_ROLE, *session_actions(copy.require, *(grant.require for grant in grants)))
