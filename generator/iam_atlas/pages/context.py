"""What every view is given: the atlas, the language, and the page that is being written."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Position, Problem
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text
from iam_atlas.pages.escape import Md, paragraphs, text
from iam_atlas.pages.speech import Speech

if TYPE_CHECKING:  # views are made with the context; only its type is needed here
    from iam_atlas.pages.views.copies import AlikeCopies

StepKey: TypeAlias = tuple[Ref, RoleKey]  # caller, target
UseKey: TypeAlias = tuple[str, Ref, str, tuple[str, ...], str]  # resource, caller, ARN, actions, place of a KMS grant
SourceUrl: TypeAlias = Callable[[Position], str | None]
Known: TypeAlias = dict[object, dict[tuple[object, ...], object]]  # by function, then by what it was called with

ROOT = "atlas"
_LARGE = 1000  # role copies
HOME = "index.md"


@dataclass(frozen=True, slots=True)
class OwnPages:
    """The pages that the team writes, relative to the documentation folder.

    `elsewhere` maps those that are written in the first language of the site only to where the site has them, as seen
    from the folder.
    """

    here: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)


NO_PAGES = OwnPages()


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a view reads.

    `page` is the page being written, relative to the documentation folder (`atlas/roles/operator.md`). `source_url`
    gives the address of a line of the input, None where there is none to link to; then the line leads to the page of
    its file, for the files whose texts are in `sources`. `drawings` maps pages, relative to the generated folder, to
    SVG. `problems` holds the warnings about each declared thing by where it stands;
    `whys` says where each step is explained that leads to a role or, with `True`, to a permission set, as a page with
    anchor; `use_whys` the same for uses of resources; `alike` gives the copies of a role in groups; `own` are the pages
    that the team writes; `showing` is what exports read; `known` is what pages of the same place have worked out
    already, `places` holds it for every place (see `once.once_a_place`).
    """

    atlas: Atlas
    say: Speech
    language: str
    page: str
    drawings: Mapping[str, str]
    source_url: SourceUrl
    problems: Mapping[Position, Sequence[Problem]]
    sources: Mapping[str, str] = field(default_factory=dict)
    whys: Callable[[str, bool], Mapping[StepKey, str]] = lambda *_: {}
    alike: "Callable[[str], tuple[AlikeCopies, ...]]" = lambda _: ()
    own: OwnPages = NO_PAGES
    showing: Showing = field(kw_only=True)
    use_whys: Mapping[UseKey, str] = field(default_factory=dict)
    known: Known = field(default_factory=dict, repr=False, compare=False)
    places: dict[object, Known] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_large(self) -> bool:
        """Whether there is so much that search only knows things by their names and what they may do."""
        return _copies_in(self.landscape) > _LARGE

    @property
    def shows_people(self) -> bool:
        """Whether people have pages of their own."""
        return bool(self.landscape.users) and self.landscape.site.people_pages

    def replaces(self, kind: str) -> bool:
        """Whether stand-ins take the place of values of this kind of `site.redact`, since the site is public."""
        return kind in self.landscape.site.stand_ins

    @property
    def landscape(self) -> Landscape:
        """The declared truth."""
        return self.atlas.landscape


@ByIdentity
def _copies_in(landscape: Landscape) -> int:
    return sum(len(role.copies) for role in landscape.roles.values())


def at(context: Context, path: str) -> Context:
    """The same for the page at `path`, relative to the generated folder."""
    here = replace(context, page=f"{ROOT}/{path}")
    return replace(here, known=context.places.setdefault(place_of(here), {}))


def place_of(context: Context) -> str:
    """What everything on a page depends on beside the input: its folder.

    A page whose parts are linked is a place of its own, since its own links to them are shorter than all others.
    """
    folder = posixpath.dirname(context.page)
    return folder if folder in _LINKED_AS_A_WHOLE else context.page


_LINKED_AS_A_WHOLE = frozenset(f"{ROOT}/{one.value}" for one in (Section.ACCOUNTS, Section.GROUPS, Section.PEOPLE))


def prose(context: Context, value: Text | None) -> Md:
    """A text of the file on one line; empty when there is none."""
    return text(value.in_language(context.language)) if value is not None else Md("")


def prose_paragraphs(context: Context, value: Text | None) -> tuple[Md, ...]:
    """A text of the file as paragraphs."""
    return paragraphs(value.in_language(context.language)) if value is not None else ()
