"""The maps of all files as one: each section by name, with the places where a name was defined twice reported."""

from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.shape.outdented import names_below
from iam_atlas.load.values import children, is_nothing, named_in
from iam_atlas.load.words import quoted

ONCE = ("organization", "site", "defaults")
NAMED = {
    "teams": said("team"),
    "ous": said("OU"),
    "accounts": said("account"),
    "workloads": said("workload"),
    "users": said("user"),
    "groups": said("group"),
    "providers": said("provider"),
    "vendors": said("vendor"),
    "policies": said("policy"),
    "roles": said("role"),
    "permission_sets": said("permission set"),
    "guardrails": said("guardrail"),
    "resources": said("resource"),
}
_SHORT_FORMS = {  # the key of the long form that a short form stands for
    "ous": "description",
    "accounts": "id",
    "users": "groups",
    "groups": "description",
    "policies": "document",
    "roles": "policies",
    "permission_sets": "policies",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One named thing: its key with position, and its long form (short forms were written out)."""

    name: str
    key: Scalar
    node: Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of `grants:`: the grantee as written and the map or list of what is granted."""

    name: str
    key: Scalar
    node: Node


@dataclass(frozen=True, slots=True)
class Sections:
    """Everything declared, over all files.

    `once` holds organization, site and defaults (an empty map where absent). `named` has every named section.
    `grants` and `accepted` add up over the files.
    `written` are the files before the shape check; `spoiled` are names whose value it took out: they exist, so that
    one mistake gives one message.
    """

    once: dict[str, Mapping]
    named: dict[str, dict[str, Entry]]
    grants: tuple[Row, ...]
    accepted: tuple[Mapping, ...]
    written: tuple[Mapping, ...]
    spoiled: dict[str, frozenset[str]]
    expect: tuple[Mapping, ...] = ()

    def entries(self, section: str) -> Iterator[Entry]:
        """The things of a section in order of name."""
        found = self.named[section]
        return (found[name] for name in sorted(found))

    def names(self, section: str) -> frozenset[str]:
        """Every name written in a section, whether or not its value could be used."""
        return frozenset(self.named[section]) | self.spoiled[section]

    def damaged(self, section: str) -> bool:
        """Whether the shape check took something out of a section: a name, or a key of one."""
        found = self.named[section]
        return bool(self.spoiled[section]) or any(
            isinstance(value, Mapping) and name in found and len(list(value.named())) > len(found[name].node.entries)
            for file in self.written
            for name, _, value in named_in(file.get(section))
        )


def merge_sections(files: tuple[Mapping, ...], written: tuple[Mapping, ...], findings: Findings) -> Sections:
    """All sections of `files` (after the shape check); `written` are the same files before it.

    Reports a name that two files define, and organization, site or defaults in two files, pointing at both.
    """
    named: dict[str, dict[str, Entry]] = {section: {} for section in NAMED}
    for file in files:
        for section in NAMED:
            _merge_named(section, file.get(section), named[section], findings)
    rows = tuple(row for file in files for row in _rows(file.get("grants")))
    accepted = tuple(entry for file in files for entry in children(file, "accepted"))
    expect = tuple(node for file in files for node in children(file, "expect"))
    return Sections(_merge_once(files, findings), named, rows, accepted, written, _spoiled(written, named), expect)


def long_form(section: str, key: Scalar, node: Node) -> Mapping:
    """The long form that a short form stands for; a long form is itself, nothing is an empty map."""
    if isinstance(node, Mapping):
        return node
    if is_nothing(node):
        return Mapping((), key.position, key.length)
    long_key = Scalar(_SHORT_FORMS.get(section, "description"), True, node.position, node.length)
    return Mapping(((long_key, node),), key.position, key.length)


def _merge_named(section: str, node: Node | None, into: dict[str, Entry], findings: Findings) -> None:
    if not isinstance(node, Mapping):
        return
    for name, key, value in node.named():
        if name in into:
            first = into[name].key.position
            findings.error(
                key,
                "duplicate-name",
                said(
                    "{what} {name} is defined twice; the first is at {place}",
                    what=NAMED[section],
                    name=quoted(name),
                    place=str(first),
                ),
            )
        else:
            into[name] = Entry(name, key, long_form(section, key, value))


def _merge_once(files: tuple[Mapping, ...], findings: Findings) -> dict[str, Mapping]:
    once: dict[str, Mapping] = {}
    keys: dict[str, Scalar] = {}
    for file in files:
        for section in ONCE:
            node, key = file.get(section), file.key(section)
            if not isinstance(node, Mapping) or key is None:
                continue
            if section in once:
                message = said(
                    "{section} may stand in one file only; the first is at {place}",
                    section=quoted(section),
                    place=str(keys[section].position),
                )
                findings.error(key, "duplicate-section", message)
            else:
                once[section], keys[section] = node, key
    nowhere = files[0].position if files else None
    return {name: once[name] if name in once else Mapping((), nowhere) for name in ONCE} if nowhere else {}


def _rows(node: Node | None) -> Iterator[Row]:
    if isinstance(node, Mapping):
        for name, key, value in node.named():
            if isinstance(value, Mapping | Sequence):
                yield Row(name, key, value)


def _spoiled(written: tuple[Mapping, ...], named: dict[str, dict[str, Entry]]) -> dict[str, frozenset[str]]:
    spoiled: dict[str, frozenset[str]] = {}
    for section in NAMED:
        names = {name for file in written for name in _names_in(file, section)}
        spoiled[section] = frozenset(names - set(named[section]))
    return spoiled


def _names_in(file: Mapping, section: str) -> Iterator[str]:
    """Every name that was written in a section: in its map, in a list written for a map, or not indented below it."""
    node = file.get(section)
    maps = node.items if isinstance(node, Sequence) else (node,)
    yield from (name for part in maps if isinstance(part, Mapping) for name, _, _ in part.named())
    yield from names_below(file, section)
