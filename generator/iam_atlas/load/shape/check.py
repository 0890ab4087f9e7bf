"""A file's tree of nodes -> the part of it that has the right shape; everything else is reported."""

import re

from iam_atlas.errors import Joint, Words, listed, said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.shape.common import ANNOTATIONS
from iam_atlas.load.shape.file import INCLUDED_FILE, ROOT_FILE
from iam_atlas.load.shape.kinds import (
    ByForm,
    Field,
    FreeMap,
    ListOf,
    MapOf,
    Record,
    Shape,
    TagValue,
    accepted,
    full_match,
)
from iam_atlas.load.shape.outdented import section_above
from iam_atlas.load.shape.place import THIS_FILE, Place
from iam_atlas.load.shape.scalars import check_scalar, report_wrong_type
from iam_atlas.load.values import is_nothing
from iam_atlas.load.words import did_you_mean, nearest, quoted
from iam_atlas.load.yaml_culprits import wide
from iam_atlas.pause import gc_paused

_ANNOTATION_NAMES = frozenset(field.name for field in ANNOTATIONS)
_COMMA = said("did you forget quotes around a text with a comma?")
_WIDE = re.compile("[：\u3000]")


def check_shape(mapping: Mapping, *, root: bool, findings: Findings) -> Mapping:
    """Report every shape problem of one file at once and return what the resolver may rely on.

    In the returned tree every node has the shape the schema gives it. What has not is left out, and so is a map that
    lacks a required key (an account without id, a grant without accounts); `x-` keys are left out too. `root` is
    whether this is the root file, which alone must say `version`.
    """
    shape = ROOT_FILE if root else INCLUDED_FILE
    with gc_paused():
        kept, _ = _entries_of(mapping, shape, THIS_FILE, findings)
    return Mapping(kept, mapping.position, mapping.length)


def _check(node: Node, shape: Shape, place: Place, findings: Findings) -> Node | None:
    """The node, or what is left of it; None after it was reported as a whole."""
    if isinstance(shape, ByForm):
        return _by_form(node, shape, place, findings)
    if not isinstance(shape, Record | MapOf | ListOf | FreeMap):
        return check_scalar(node, shape, place, findings)
    checked: Node | None = None
    match node, shape:
        case Mapping(), Record():
            checked = _record(node, shape, place, findings)
        case Mapping(), MapOf():
            checked = _map(node, shape, place, findings)
        case Mapping(), FreeMap():
            checked = _free_map(node, shape, place, findings)
        case Sequence(), ListOf():
            checked = _list(node, shape, place, findings)
        case _:
            report_wrong_type(node, shape, place, findings)
    return checked


def _by_form(node: Node, shape: ByForm, place: Place, findings: Findings) -> Node | None:
    if is_nothing(node):
        if shape.nothing:
            return node
        report_wrong_type(node, shape, place, findings)
        return None
    forms = {Mapping: shape.mapping, Sequence: shape.sequence, Scalar: shape.scalar}
    chosen = forms[type(node)]
    if chosen is None:
        report_wrong_type(node, shape, place, findings)
        return None
    return _check(node, chosen, place, findings)


def _record(node: Mapping, shape: Record, place: Place, findings: Findings) -> Mapping | None:
    kept, complete = _entries_of(node, shape, place.as_thing(), findings)
    return Mapping(kept, node.position, node.length) if complete else None


def _entries_of(
    node: Mapping, shape: Record, place: Place, findings: Findings
) -> tuple[tuple[tuple[Scalar, Node], ...], bool]:
    """The entries that conform, and whether all that must be there is."""
    kept: list[tuple[Scalar, Node]] = []
    for name, key, value in node.named():
        field = shape.by_name.get(name)
        if field is None:
            above = section_above(node, key) if place is THIS_FILE else None
            _report_unknown_key(key, value, shape, place, findings, above)
            continue
        checked = _check(value, field.shape, place.under(name), findings)
        if checked is not None and not _lacks_needed(key, field, node, place, findings):
            kept.append((key, checked))
    present = {key.text for key, _ in kept}
    reported = _report_missing(node, shape, place, findings)
    wanted = {field.name for field in shape.fields if field.required}
    complete = not reported and wanted <= present and _has_choice(shape, present)
    return tuple(kept), complete


def _has_choice(shape: Record, present: set[str]) -> bool:
    return all(not names or present & {*names} for names in (shape.exactly_one, shape.at_least_one))


def _report_missing(node: Mapping, shape: Record, place: Place, findings: Findings) -> bool:
    """Report keys that must be there and are not, or are there once too often; whether there was something."""
    written = [name for name, _, _ in node.named()]
    missing = [field for field in shape.fields if field.required and field.name not in written]
    for field in missing:
        message = said(
            "{what} lacks {key}, which takes {accepted}",
            what=place.what,
            key=quoted(field.name),
            accepted=accepted(field.shape),
        )
        findings.error(node, "missing-key", message)
    chosen = [name for name in written if name in shape.exactly_one]
    if shape.exactly_one and len(chosen) != 1:
        _report_choice(node, chosen, shape, place, findings)
    lacks_all = bool(shape.at_least_one) and not {*written} & {*shape.at_least_one}
    if lacks_all:
        names = listed(map(quoted, shape.at_least_one), Joint.OR)
        findings.error(node, "missing-key", said("{what} lacks {keys}", what=place.what, keys=names))
    return bool(missing) or lacks_all or (bool(shape.exactly_one) and len(chosen) != 1)


def _report_choice(node: Mapping, chosen: list[str], shape: Record, place: Place, findings: Findings) -> None:
    if chosen:
        both = listed(map(quoted, chosen), Joint.AND)
        message = said(
            "{what} has {keys}; exactly one is accepted, so write one entry for each", what=place.what, keys=both
        )
        findings.error(node.key(chosen[1]) or node, "exactly-one", message)
    else:
        findings.error(
            node,
            "exactly-one",
            said("{what} needs exactly one of {keys}", what=place.what, keys=listed(shape.exactly_one)),
        )


def _lacks_needed(key: Scalar, field: Field, node: Mapping, place: Place, findings: Findings) -> bool:
    if not field.needs or node.get(field.needs) is not None:
        return False
    message = said(
        "{key} of {what} means something only together with {other}",
        key=quoted(key.text),
        what=place.what,
        other=quoted(field.needs),
    )
    findings.error(key, "needs-key", message)
    return True


def _report_unknown_key(
    key: Scalar, value: Node, shape: Record, place: Place, findings: Findings, above: str | None
) -> None:
    """`above` is the section that the key belongs to if it only lost its indentation."""
    if _is_cut_by_comma(key, value, findings):
        message = said("{key} is no key of {what}; {hint}", key=quoted(key.text), what=place.what, hint=_cut_hint(key))
    else:
        hint, keys = _meant(key, value, shape, above), _keys_of(shape)
        there = said(" Accepted are {words}", words=keys) if hint else said("; accepted are {words}", words=keys)
        message = said(
            "unknown key {key} in {what}{hint}{accepted}",
            key=quoted(key.text),
            what=place.what,
            hint=hint,
            accepted=there,
        )
    findings.error(key, "unknown-key", message)


def _meant(key: Scalar, value: Node, shape: Record, above: str | None) -> Words:
    """The nearest key that takes such a value; where there is none, the section that the key should be indented in."""
    near = nearest(key.text, shape.by_name)
    if above and (near is None or (isinstance(value, Scalar) and isinstance(shape.by_name[near].shape, MapOf))):
        return said("; if it belongs to {section}, indent it.", section=quoted(above))
    return did_you_mean(key.text, shape.by_name)


def _keys_of(shape: Record) -> Words:
    """The accepted keys; those that nearly everything accepts are only hinted at, to keep the message readable."""
    takes_all = set(shape.by_name) >= _ANNOTATION_NAMES
    own = listed(name for name in shape.by_name if not (takes_all and name in _ANNOTATION_NAMES))
    return said("{keys}, and the usual ones such as description, owner and tags", keys=own) if takes_all else own


def _is_cut_by_comma(key: Scalar, value: Node, findings: Findings) -> bool:
    """Whether the key has neither value nor colon: what is left of a text after a comma in `{...}`."""
    lines = findings.lines.get(key.position.file, ())
    if not is_nothing(value) or value.length > 0 or key.position.line > len(lines):
        return False
    behind = lines[key.position.line - 1][key.position.column - 1 + key.length :]
    return not behind.lstrip().startswith(":")


def _cut_hint(key: Scalar) -> Words:
    """What may have made a key of a text: a full-width colon or space typed for YAML's own, else a comma."""
    found = _WIDE.search(key.text)
    return wide(found[0]) if found else _COMMA


def _map(node: Mapping, shape: MapOf, place: Place, findings: Findings) -> Mapping | None:
    kept = []
    for name, key, value in node.named():
        there = place.named(shape.noun, name)
        if is_nothing(value) and not _accepts_nothing(shape.value) and _is_cut_by_comma(key, value, findings):
            findings.error(
                key, "missing-value", said("{what} has no value; {hint}", what=there.what, hint=_cut_hint(key))
            )
        elif not full_match(shape.key_pattern, name):
            findings.error(key, "invalid-name", said("{what}: {rule}", what=there.what, rule=shape.key_says))
        elif (checked := _check(value, shape.value, there, findings)) is not None:
            kept.append((key, checked))
    if not kept and shape.least and not list(node.named()):
        findings.error(
            node, "too-few", said("{what} is empty; it takes {accepted}", what=place.what, accepted=shape.says)
        )
    return Mapping(tuple(kept), node.position, node.length) if len(kept) >= shape.least else None


def _accepts_nothing(shape: Shape) -> bool:
    return isinstance(shape, TagValue) or (isinstance(shape, ByForm) and shape.nothing)


def _list(node: Sequence, shape: ListOf, place: Place, findings: Findings) -> Sequence | None:
    if len(node.items) < shape.least:
        findings.error(
            node, "too-few", said("{what} is empty; it takes {accepted}", what=place.what, accepted=shape.says)
        )
        return None
    checked = (
        _check(item, shape.item, place.numbered(shape.noun, number), findings)
        for number, item in enumerate(node.items, start=1)
    )
    kept = tuple(item for item in checked if item is not None)
    return Sequence(kept, node.position, node.length) if len(kept) >= shape.least else None


def _free_map(node: Mapping, shape: FreeMap, place: Place, findings: Findings) -> Mapping | None:
    if shape.must_have and node.get(shape.must_have) is None:
        findings.error(
            node,
            "missing-key",
            said(
                "{what} lacks {key}; it takes {accepted}",
                what=place.what,
                key=quoted(shape.must_have),
                accepted=shape.says,
            ),
        )
        return None
    return node
