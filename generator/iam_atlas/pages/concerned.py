"""Lines of an input file to the pages that are about what stands there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from iam_atlas.errors import Position
from iam_atlas.model.addresses import SECTION_OF, Section, page
from iam_atlas.model.grants import Grant
from iam_atlas.model.landscape import Landscape
from iam_atlas.pages.views.section import things_by_section


def pages_about(landscape: Landscape, file: str, lines: range) -> tuple[str, ...]:
    """The pages, below the generated folder, about what is declared at the lines and on the last line before them.

    In the order of the file, each once; a row of `grants` has the pages of the grantee and of the roles. `lines` count
    from 1. Other pages may tell of the same: these are only those of which it is certain.
    """
    here = sorted((place.line, about) for place, about in _declared(landscape) if place.file == file)
    starts = [line for line, _ in here]
    before = bisect_right(starts, lines.start)
    first = bisect_left(starts, starts[before - 1]) if before else 0
    found = here[first : bisect_right(starts, lines.stop - 1)]
    return tuple(dict.fromkeys(path for _, about in found for path in about))


def _declared(landscape: Landscape) -> Iterator[tuple[Position, tuple[str, ...]]]:
    held = things_by_section(landscape)
    for section, things in held.items():
        yield from ((thing.position, (page(section, name),)) for name, thing in things.items())
    for grant in landscape.grants:
        yield grant.position, tuple(page(section, name) for section, name in _named(grant) if name in held[section])


def _named(grant: Grant) -> Iterable[tuple[Section, str]]:
    grantee = SECTION_OF.get(grant.grantee.kind)
    if grantee is not None:
        yield grantee, grant.grantee.name.partition("@")[0]
    yield from ((Section.ROLES, key.role) for key in grant.roles)
    yield from ((Section.PERMISSION_SETS, key.role) for key in grant.permission_sets)
