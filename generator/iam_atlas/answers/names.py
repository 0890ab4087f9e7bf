"""Words for somebody or a role, as typed on a command line, become what the file means by them."""

from collections.abc import Iterable, Mapping

from iam_atlas.atlas import Atlas
from iam_atlas.derive.principals import user_arn_of
from iam_atlas.errors import Joint, Listing, UsageError, Words, listed, said
from iam_atlas.iam.arn import is_service_principal
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

_PREFIXES = {f"{kind.value}:": kind for kind in RefKind if kind is not RefKind.PRINCIPAL}
_FEW = 8


def find_caller(atlas: Atlas, text: str) -> Ref:
    """Who `text` means: a name, a name with its kind in front (`group:operators`), `role@account`, or an ARN.

    Raises UsageError when nobody is meant, or more than one; it names whom could be meant.
    """
    known = _callers(atlas)
    kind, name = _split(text)
    found = [ref for ref in known.get(name, ()) if kind is None or ref.kind is kind]
    if not found and kind in (None, RefKind.SERVICE) and is_service_principal(name):
        return Ref(RefKind.SERVICE, name)
    if len(found) == 1:
        return found[0]
    if found:
        names = listed((quoted(f"{ref.kind.value}:{ref.name}") for ref in found), Joint.OR)
        raise UsageError(said("{word} may mean {names}: write which", word=quoted(text), names=names))
    raise UsageError(said("the file has nobody called {name}{hint}", name=quoted(text), hint=_nearest(name, known)))


def find_role(atlas: Atlas, text: str) -> RoleKey:
    """The role copy that `text` means: `role@account`, its ARN, or the bare name of a role that has one copy.

    Raises UsageError when there is none, or more than one.
    """
    written = text.removeprefix("role:")
    roles = atlas.landscape.roles
    by_arn = {copy.arn: copy.key for copy in atlas.landscape.role_copies()}
    if written in by_arn:
        return by_arn[written]
    name, account = key = RoleKey.of(written)
    if written in roles and (name not in roles or account not in roles[name].copies):
        return _only_copy(written, tuple(roles[written].copies))
    if name not in roles:
        raise UsageError(
            said("the file has no role called {name}{hint}", name=quoted(name), hint=did_you_mean(name, roles))
        )
    if account not in roles[name].copies:
        raise _not_there(key, tuple(roles[name].copies))
    return key


def _only_copy(name: str, places: tuple[str, ...]) -> RoleKey:
    """The copy that the bare name means. Raises UsageError where there is none, or more than one."""
    if len(places) == 1:
        return RoleKey(name, places[0])
    raise UsageError(
        said(
            "role {name} exists in {count} accounts: write one of {names}",
            name=quoted(name),
            count=len(places),
            names=_some(name, places),
        )
    )


def _not_there(key: RoleKey, places: tuple[str, ...]) -> UsageError:
    there = said("; it exists in {accounts}", accounts=listed(places, Joint.AND))
    return UsageError(
        said(
            "role {name} does not exist in account {account}{hint}",
            name=quoted(key.role),
            account=quoted(key.account),
            hint=there if len(places) <= _FEW else did_you_mean(key.account, places),
        )
    )


def _some(name: str, places: tuple[str, ...]) -> Listing:
    more = ("...",) if len(places) > _FEW else ()
    return listed((*(f"{name}@{place}" for place in places[:_FEW]), *more))


def _split(text: str) -> tuple[RefKind | None, str]:
    for prefix, kind in _PREFIXES.items():
        if text.startswith(prefix):
            return kind, text.removeprefix(prefix)
    return None, text


def _callers(atlas: Atlas) -> Mapping[str, list[Ref]]:
    """Everybody who may ask, by each name that they go by."""
    land = atlas.landscape
    found: dict[str, list[Ref]] = {}
    for ref in dict.fromkeys((*_declared(atlas), *atlas.graph.by_caller)):
        found.setdefault(ref.name, []).append(ref)
    for copy in land.role_copies():
        found.setdefault(copy.arn, []).append(Ref(RefKind.ROLE, str(copy.key)))
    for user in land.users:
        found.setdefault(user_arn_of(land, user), []).append(Ref(RefKind.USER, user))
    for role in land.roles.values():
        if len(role.copies) == 1:
            (only,) = role.copies.values()
            found.setdefault(role.name, []).append(Ref(RefKind.ROLE, str(only.key)))
    return found


def _declared(atlas: Atlas) -> Iterable[Ref]:
    land = atlas.landscape
    yield from (Ref(RefKind.USER, name) for name in land.users)
    yield from (Ref(RefKind.GROUP, name) for name in land.groups)
    yield from (Ref(RefKind.ROLE, str(copy.key)) for copy in land.role_copies())
    yield from (Ref(RefKind.PERMISSION_SET, str(key)) for key in atlas.set_permissions)
    yield from (Ref(RefKind.PROVIDER, name) for name in land.providers)
    yield from (Ref(RefKind.VENDOR, name) for name in land.vendors)
    yield from (Ref(RefKind.ACCOUNT, name) for name in land.accounts)


def _nearest(name: str, known: Mapping[str, list[Ref]]) -> Words:
    role = RoleKey.of(name).role
    copies = sorted(one for one in known if one.startswith(f"{role}@"))
    if copies:
        shown = listed(copies[:_FEW], Joint.OR)
        return (
            said("; there is {names} ...", names=shown)
            if len(copies) > _FEW
            else said("; there is {names}", names=shown)
        )
    return did_you_mean(name, known)
