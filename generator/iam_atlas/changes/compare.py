"""Two analysed atlases -> everything about access that differs between them."""

from collections.abc import Iterable, Iterator, Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.changes.access import access_changes, duration_changes
from iam_atlas.changes.changes import Changes, Names
from iam_atlas.changes.identity import identities
from iam_atlas.changes.own_policies import bare, new_administrators, said_by, with_other_policies
from iam_atlas.changes.permissions import permission_changes, role_changes
from iam_atlas.changes.sides import Side
from iam_atlas.changes.uses import use_changes
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey


def compare(before: Atlas, after: Atlas) -> Changes:
    """What changes in effective access from one to the other: not what was edited, but what follows from it."""
    names_before, names_after = identities(before.landscape, after.landscape)
    was, now = Side(before, names_before), Side(after, names_after)
    permissions = permission_changes(was, now)
    own = with_other_policies(was, now)
    told = {change.role for change in permissions}
    access, durations, uses = access_changes(was, now), duration_changes(was, now), use_changes(was, now)
    return Changes(
        access=access,
        durations=durations,
        permissions=permissions,
        roles=role_changes(was, now),
        uses=uses,
        stands_for=dict(_vendors_with_other_accounts(before, after)),
        audiences=dict(_providers_with_other_audiences(was, now)),
        own_policies=tuple(ref for ref in own if ref.kind is not RefKind.ROLE or RoleKey.of(ref.name) not in told),
        guardrails=_other_guardrails(was, now),
        renamed=_renamed(was, now),
        administrators=new_administrators(was, now, own),
        bare=bare(now, own),
        unlisted=_unlisted(
            [*(c.who for c in access), *(c.who for c in durations), *(c.who for c in uses)], before, after
        ),
    )


def _unlisted(concerned: Iterable[Ref], before: Atlas, after: Atlas) -> tuple[Ref, ...]:
    """The groups among those that changes are about in which others may be than the members that the files list."""
    named = {ref for ref in concerned if ref.kind is RefKind.GROUP}
    groups = [group for atlas in (before, after) for group in atlas.landscape.groups.values()]
    return tuple(sorted(named & {Ref(RefKind.GROUP, group.name) for group in groups if group.may_have_others}, key=str))


def _vendors_with_other_accounts(before: Atlas, after: Atlas) -> Iterator[tuple[Ref, Names]]:
    for name, vendor in after.landscape.vendors.items():
        old = before.landscape.vendors.get(name)
        if old is not None and set(old.account_ids) != set(vendor.account_ids):
            yield Ref(RefKind.VENDOR, name), (old.account_ids, vendor.account_ids)


def _providers_with_other_audiences(was: Side, now: Side) -> Iterator[tuple[Ref, Names]]:
    before = {was.names.who(Ref(RefKind.PROVIDER, name)): one for name, one in was.atlas.landscape.providers.items()}
    for name, provider in now.atlas.landscape.providers.items():
        ref = Ref(RefKind.PROVIDER, name)
        old = before.get(now.names.who(ref))
        if old is not None and set(old.audiences) != set(provider.audiences):
            yield ref, (old.audiences, provider.audiences)


def _other_guardrails(was: Side, now: Side) -> tuple[str, ...]:
    """Whatever they are called: one with another name that says the same in the same accounts is no other one."""
    before, after = _guardrails(was), _guardrails(now)
    return tuple(sorted({before[one] for one in before.keys() - after} | {after[one] for one in after.keys() - before}))


def _guardrails(side: Side) -> Mapping[str, str]:
    """The name of each by its kind and what it says in each account where it holds, by the account's id."""
    found: dict[str, str] = {}
    for name, rail in side.atlas.landscape.guardrails.items():
        places = sorted((side.names.account(place), said_by(it.value)) for place, it in rail.documents.items())
        found[repr((rail.kind.value, places))] = name
    return found


def _renamed(was: Side, now: Side) -> Mapping[str, str]:
    """Keys of accounts, users, roles, providers and vendors that mean the same thing under another name."""
    before, after = _keys(was), _keys(now)
    return {before[one]: after[one] for one in sorted(before.keys() & after.keys()) if before[one] != after[one]}


def _keys(side: Side) -> Mapping[str, str]:
    roles = {copy.arn: copy.key.role for copy in side.atlas.landscape.role_copies()}
    callers = {who: ref.name for who, ref in side.callers.items() if ref.kind is not RefKind.ROLE}
    return {**callers, **roles}
