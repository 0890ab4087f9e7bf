"""Grants become the identity half: for each user, group and role one policy that carries sts:AssumeRole."""

import json
from collections.abc import Iterable, Mapping, Sequence

from iam_atlas.derive.conditions import Chains, condition_block, session_actions
from iam_atlas.derive.entries import ASSUME_ROLE
from iam_atlas.derive.place import Place, place_in
from iam_atlas.derive.principals import home_of, role_key
from iam_atlas.derive.statements import Statement, a_document
from iam_atlas.errors import Position
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Document, Permissions, PolicyOrigin
from iam_atlas.model.require import Require

ASSUME_ROLES = "assume-roles"


def derive_identity(landscape: Landscape, chains: Chains) -> Mapping[Ref, tuple[AttachedPolicy, ...]]:
    """All policies of every user, group, role copy and permission set; the one with sts:AssumeRole last.

    `chains` has the actions that a role's sessions need for what they bring along, by role copy. A grant of a
    permission set is an assignment in Identity Center and gives no policy; nor does a grant to a group of a provider,
    which has no IAM policies of its own.
    """
    rows: dict[Ref, list[Grant]] = {}
    for grant in landscape.grants:
        if grant.roles and home_of(landscape, grant.grantee) is not None:
            rows.setdefault(grant.grantee, []).append(grant)
    return {
        ref: (*permissions.policies, *_assume(landscape, ref, permissions, rows.get(ref, ()), chains))
        for ref, permissions in _principals(landscape)
    }


def assume_document(landscape: Landscape, grantee: Ref, grants: Sequence[Grant], chains: Chains) -> Document | None:
    """The derived identity half of `grantee`; None when it is granted no role.

    One statement for each distinct effect, condition and set of actions, resources sorted: first what is allowed, in
    the order of the grants, then what is denied.
    """
    home = home_of(landscape, grantee)
    if home is None or not grants:
        return None
    place = place_in(landscape, home)
    carried = chains.get(role_key(grantee), ()) if grantee.kind is RefKind.ROLE else ()
    groups: dict[str, list[tuple[Statement, str]]] = {}
    for grant in sorted(grants, key=lambda grant: grant.effect is Effect.DENY):
        # Most role copies require the very same, so that a grant of thousands makes but a few statements.
        made: dict[int, tuple[str, Statement]] = {}
        for copy in map(landscape.copy_of, grant.roles):
            if id(copy.require) not in made:
                statement = _statement(place, grant, copy.require, carried)
                made[id(copy.require)] = _meaning(statement), statement
            same, statement = made[id(copy.require)]
            groups.setdefault(same, []).append((statement, copy.arn))
    return a_document((_merged(rows) for rows in groups.values()), grants[0].position)


def _meaning(statement: Statement) -> str:
    """Tells what the statement says, whatever it is about; statements that say the same become one."""
    return json.dumps([statement.effect, statement.actions, statement.condition])


def _assume(
    landscape: Landscape, ref: Ref, permissions: Permissions, grants: Sequence[Grant], chains: Chains
) -> tuple[AttachedPolicy, ...]:
    document = permissions.assume_policy or assume_document(landscape, ref, grants, chains)
    if document is None:
        return ()
    return (AttachedPolicy(ASSUME_ROLES, PolicyOrigin.INLINE, document, document.position),)


def _statement(place: Place, grant: Grant, by_role: Require, carried: Sequence[str]) -> Statement:
    """`by_role` is what the role itself requires."""
    allow = grant.effect is Effect.ALLOW
    more = sorted({*session_actions(*_asked(grant, by_role)), *carried}) if allow else ()
    return Statement(
        sid=("switch", "role") if allow else ("never", "switch", "role"),
        actions=(ASSUME_ROLE, *more),
        condition=condition_block(grant.require, place),
        position=grant.position,
        effect="Allow" if allow else "Deny",
    )


def _asked(grant: Grant, by_role: Require) -> tuple[Require, ...]:
    """What the caller has to bring along: by the grant and, for people, by the role."""
    return (grant.require,) if grant.grantee.kind is RefKind.ROLE else (grant.require, by_role)


def _merged(rows: Sequence[tuple[Statement, str]]) -> Statement:
    first = rows[0][0]
    position: Position = min(statement.position for statement, _ in rows)
    arns = tuple(sorted({arn for _, arn in rows}))
    return Statement(first.sid, first.actions, first.condition, position, resources=arns, effect=first.effect)


def _principals(landscape: Landscape) -> Iterable[tuple[Ref, Permissions]]:
    for user in landscape.users.values():
        yield Ref(RefKind.USER, user.name), user.permissions
    for group in landscape.groups.values():
        yield Ref(RefKind.GROUP, group.name), group.permissions
    for copy in landscape.role_copies():
        yield Ref(RefKind.ROLE, str(copy.key)), copy.permissions
    for permission_set in landscape.permission_sets.values():
        yield Ref(RefKind.PERMISSION_SET, permission_set.name), permission_set.permissions
