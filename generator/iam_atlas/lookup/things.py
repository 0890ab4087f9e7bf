"""The landscape and its graph to everything that a reader may look up, in the order of the file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iam_atlas.drawing.column_graph import CardKind
from iam_atlas.drawing.source_cards import card_id
from iam_atlas.lookup.shown import Shown
from iam_atlas.model.addresses import SECTION_OF, anchor, node_id, page, role_node_id
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import User, UserKind
from iam_atlas.model.roles import RoleKey


class Thing(NamedTuple):
    """Somebody or something, known by its `ref`. `kind` is as the reader sees it: several of `RefKind` may be one.

    `declared` is what the file declares under the name: the role for a role copy; None for a service or a principal.
    """

    kind: str
    ref: Ref
    declared: Declared | None

    @property
    def key(self) -> RoleKey:
        """A role copy or a permission set in an account."""
        return RoleKey.of(self.ref.name)


def all_things(shown: Shown) -> tuple[Thing, ...]:
    """Everything declared that can be a caller or a target, and whoever else the steps name."""
    landscape, steps = shown.atlas.landscape, shown.atlas.graph.steps
    refs = {*_declared(shown), *(ref for step in steps for ref in (step.caller, step.becomes))}
    found = (_thing(ref, landscape) for ref in refs if shown.shows(ref))
    return tuple(sorted(found, key=lambda thing: (thing.kind, thing.ref.name, thing.ref.kind.value)))


def id_of(thing: Thing) -> str:
    """The id of its card or frame in the diagrams."""
    if thing.ref.kind is RefKind.ROLE:
        return role_node_id(thing.key)
    return node_id("set", *thing.key) if thing.ref.kind is RefKind.PERMISSION_SET else card_id(thing.ref)


def page_of(thing: Thing, landscape: Landscape) -> str | None:
    """Its page relative to the generated folder, as the site has it; None where there is none."""
    if thing.declared is None or (thing.ref.kind is RefKind.USER and not landscape.site.people_pages):
        return None
    address = page(SECTION_OF[thing.ref.kind], thing.declared.name).removesuffix(".md") + ".html"
    return f"{address}#{anchor(thing.key.account)}" if thing.ref.kind is RefKind.ROLE else address


def account_of(thing: Thing, landscape: Landscape) -> str | None:
    """The account that it lives in."""
    match thing.ref.kind:
        case RefKind.ROLE | RefKind.PERMISSION_SET:
            return thing.key.account
        case RefKind.USER:
            return landscape.users[thing.ref.name].account
        case RefKind.GROUP:
            return landscape.groups[thing.ref.name].account
    return None


def _declared(shown: Shown) -> Iterator[Ref]:
    landscape = shown.atlas.landscape
    sections: Iterable[tuple[RefKind, Iterable[str]]] = (
        (RefKind.USER, landscape.users),
        (RefKind.GROUP, landscape.groups),
        (RefKind.ROLE, (str(copy.key) for copy in landscape.role_copies())),
        (RefKind.PERMISSION_SET, map(str, shown.atlas.set_permissions)),
        (RefKind.ACCOUNT, landscape.accounts),
        (RefKind.PROVIDER, landscape.providers),
        (RefKind.VENDOR, landscape.vendors),
    )
    for kind, names in sections:
        yield from (Ref(kind, name) for name in names)


def _thing(ref: Ref, landscape: Landscape) -> Thing:
    bare = RoleKey.of(ref.name).role if ref.kind in (RefKind.ROLE, RefKind.PERMISSION_SET) else ref.name
    declared = landscape.declared.get(ref.kind, {}).get(bare)
    return Thing(_kind(ref, declared), ref, declared)


def _kind(ref: Ref, declared: Declared | None) -> str:
    """As the cards of the diagrams have it, people and programs told apart."""
    if isinstance(declared, User):
        return "machine" if declared.kind is UserKind.MACHINE else CardKind.PERSON.value
    if ref.kind is RefKind.ACCOUNT and declared is None:
        return CardKind.PRINCIPAL.value
    return ref.kind.value.replace("_", "-")
