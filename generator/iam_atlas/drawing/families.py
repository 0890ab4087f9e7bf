"""Callers to families: those whose access is alike but for the account, as with one group a product."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.way import Way
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref

_FEWEST = 4


def find_families(
    atlas: Atlas, ways: Sequence[Way], levels: Mapping[Target, Level], frames: Mapping[Ref, str | None]
) -> dict[Ref, str]:
    """The name of the family of each caller that has one: at least four callers of one kind in one frame.

    Alike are callers that get into equally many copies of the same roles on the same conditions in the same
    environments, whichever the accounts. `frames` says where each caller stands; callers that it lacks, and roles,
    belong to no family.
    """
    access: defaultdict[Ref, Counter[Hashable]] = defaultdict(Counter)
    for way in ways:
        if way.role is None and way.source in frames:
            place = atlas.landscape.accounts[way.target.account]
            where = (place.environment, None if place.environment else place.kind)
            role = (way.target.role, way.target.is_set, levels.get(way.target))
            access[way.source][where, role, way.condition] += 1
    alike: defaultdict[Hashable, list[Ref]] = defaultdict(list)
    for ref, entries in access.items():
        alike[ref.kind, frames[ref], frozenset(entries.items())].append(ref)
    large = [refs for refs in alike.values() if len(refs) >= _FEWEST]
    return {ref: f"family of {min(one.name for one in refs)}" for refs in large for ref in refs}
