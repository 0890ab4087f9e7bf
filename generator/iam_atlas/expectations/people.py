"""Those whom an expectation names to everybody who is meant by them."""

from collections.abc import Iterable, Iterator

from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape


def everybody_of(landscape: Landscape, who: Iterable[Ref]) -> tuple[Ref, ...]:
    """Groups with their members, accounts with the users and roles in them; each once, those named first."""
    named = tuple(who)
    return tuple(dict.fromkeys((*named, *(ref for one in named for ref in _within(landscape, one)))))


def everybody_inside(landscape: Landscape, who: Iterable[Ref]) -> frozenset[Ref]:
    """The same with the groups of each account, which have no members elsewhere: whoever comes by one is meant, too."""
    named = tuple(who)
    homes = {one.name for one in named if one.kind is RefKind.ACCOUNT}
    groups = (Ref(RefKind.GROUP, group.name) for group in landscape.groups.values() if group.account in homes)
    return frozenset((*everybody_of(landscape, named), *groups))


def _within(landscape: Landscape, ref: Ref) -> Iterator[Ref]:
    if ref.kind is RefKind.GROUP:
        yield from (Ref(RefKind.USER, name) for name in landscape.groups[ref.name].members)
    elif ref.kind is RefKind.ACCOUNT:
        yield from (Ref(RefKind.USER, user.name) for user in landscape.users.values() if user.account == ref.name)
        copies = landscape.role_copies()
        yield from (Ref(RefKind.ROLE, str(copy.key)) for copy in copies if copy.key.account == ref.name)
