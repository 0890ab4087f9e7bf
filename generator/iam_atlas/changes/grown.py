"""Changes to the answer whether somebody may be able to do more than before; what is not decided counts as more."""

from iam_atlas.changes.changes import Changes, Kind, PermissionChange
from iam_atlas.changes.own_policies import STRONG

_MORE = (Kind.GAINED, Kind.WEAKENED, Kind.CHANGED, Kind.UNCERTAIN)


def gives_something(changes: Changes) -> bool:
    """Whether somebody gains access, or may: also by a longer session, or by a role that may do more."""
    return bool(
        any(change.kind in _MORE for change in changes.access)
        or any(change.kind in _MORE for change in changes.uses)
        or any(change.after > change.before for change in changes.durations)
        or any(change.is_new for change in changes.roles)
        or any(_may_do_more(change) for change in changes.permissions)
        or changes.stands_for
        or changes.audiences
        or set(changes.own_policies) - set(changes.bare)
        or changes.guardrails
    )


def gives_admin(changes: Changes) -> bool:
    """Whether somebody may become an administrator who could not before; a level that is not known may be that."""
    reached = (change.level in STRONG and change.kind in _MORE for change in changes.access)
    grown = (change.after in STRONG and change.before not in STRONG for change in changes.permissions)
    return any(reached) or any(grown) or bool(changes.administrators)


def _may_do_more(change: PermissionChange) -> bool:
    return bool(change.narrower_or_wider or change.vague or any(one.gained for one in change.services)) or (
        not change.services
    )
