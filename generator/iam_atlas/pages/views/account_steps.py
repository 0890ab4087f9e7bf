"""An account to what is in it and leads there: its roles, the steps into it, the people who live there."""

from collections.abc import Mapping, Sequence

from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import UserKind
from iam_atlas.model.roles import Role
from iam_atlas.pages.context import Context


def residents(context: Context, name: str) -> tuple[str, ...]:
    """The people who have their user in the account, sorted; machine users are not people."""
    users = context.landscape.users.values()
    return tuple(user.name for user in users if user.account == name and user.kind is not UserKind.MACHINE)


def roles_in(context: Context, name: str) -> Sequence[Role]:
    """The roles that have a copy in the account, in the order of the file."""
    return _roles_by_account(context.landscape).get(name, ())


@ByIdentity
def _roles_by_account(landscape: Landscape) -> Mapping[str, Sequence[Role]]:
    found: dict[str, list[Role]] = {}
    for role in landscape.roles.values():
        for account in role.copies:
            found.setdefault(account, []).append(role)
    return found


def steps_into(context: Context, name: str) -> tuple[Access, ...]:
    """Every step that leads into the account, by role."""
    return _by_account(context.atlas.graph).get(name, ())


@ByIdentity
def _by_account(graph: AccessGraph) -> Mapping[str, tuple[Access, ...]]:
    found: dict[str, list[Access]] = {}
    for key in sorted(graph.by_role):
        found.setdefault(key.account, []).extend(graph.by_role[key])
    return {account: tuple(steps) for account, steps in found.items()}
