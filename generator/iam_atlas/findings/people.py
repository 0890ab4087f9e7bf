"""Users and groups to whether somebody stands behind them whom a finding means."""

from collections.abc import Collection

from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import UserKind


def has_people(landscape: Landscape, ref: Ref, besides: Collection[UserKind]) -> bool:
    """Whether the user is of another kind than these, or somebody in the group may be; False for other callers.

    A group whose members nobody knows, or only others do, may have anybody in it.
    """
    if ref.kind is RefKind.USER:
        return landscape.users[ref.name].kind not in besides
    if ref.kind is not RefKind.GROUP:
        return False
    group = landscape.groups[ref.name]
    kinds = [landscape.users[name].kind for name in group.members if name in landscape.users]
    return not kinds or group.external_members or any(kind not in besides for kind in kinds)
