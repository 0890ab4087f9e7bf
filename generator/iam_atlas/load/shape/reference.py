"""The shape of the file -> one row a field, for the reference page."""

from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.load.shape.common import ANNOTATIONS
from iam_atlas.load.shape.file import ROOT_FILE
from iam_atlas.load.shape.kinds import ByForm, Field, ListOf, MapOf, Record, Shape, accepted


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """One field for the reader of the reference.

    `section` is the key at the top of the file, or the name of a part that many sections share (`annotations`,
    `require`, `request`). `path` is how to get to the field from there (`<role>.trust[].service`), empty for the
    section itself. `type` completes "takes ..."; `default` is empty when nothing is assumed.
    """

    section: str
    path: str
    type: str
    required: bool
    default: str
    description: str


_SHARED = frozenset(("require", "request", "break_glass", "trust", "variant"))
_ANNOTATION_NAMES = frozenset(field.name for field in ANNOTATIONS)


def fields() -> tuple[FieldDoc, ...]:
    """Every field of accounts.yaml, section by section in the order of the schema; shared parts once, at the end.

    A section that takes all annotations does not repeat them.
    """
    rows: list[FieldDoc] = []
    shared: dict[str, Shape] = {}
    for section in ROOT_FILE.fields:
        rows.append(_row(section.name, "", section))
        rows += [_row(section.name, path, field) for path, field in _walk(section.shape, "", shared)]
    rows += [_row("annotations", field.name, field) for field in ANNOTATIONS]
    documented: set[str] = set()
    while pending := sorted(set(shared) - documented):
        name = pending[0]
        documented.add(name)
        rows += [_row(name, path, field) for path, field in _inside(shared[name], "", shared)]
    return tuple(rows)


def _row(section: str, path: str, field: Field) -> FieldDoc:
    return FieldDoc(section, path, str(accepted(field.shape)), field.required, field.default, field.description)


def _walk(shape: Shape, path: str, shared: dict[str, Shape]) -> Iterator[tuple[str, Field]]:
    """The fields inside a shape with the way to them; parts with a table of their own go to `shared` instead."""
    definition = shape.definition if isinstance(shape, Record | ByForm) else ""
    if definition in _SHARED:
        shared[definition] = shape
    elif not (definition == "account" and path.startswith("<workload>")):
        yield from _inside(shape, path, shared)


def _inside(shape: Shape, path: str, shared: dict[str, Shape]) -> Iterator[tuple[str, Field]]:
    match shape:
        case Record():
            for field in _own_fields(shape):
                here = f"{path}.{field.name}" if path else field.name
                yield here, field
                yield from _walk(field.shape, here, shared)
        case MapOf():
            name = f"<{shape.noun}>"
            yield from _walk(shape.value, f"{path}.{name}" if path else name, shared)
        case ListOf():
            yield from _walk(shape.item, f"{path}[]", shared)
        case ByForm():
            for form in (shape.mapping, shape.sequence, shape.scalar):
                if form is not None:
                    yield from _walk(form, path, shared)


def _own_fields(record: Record) -> Iterator[Field]:
    takes_all = set(record.by_name) >= _ANNOTATION_NAMES
    return (field for field in record.fields if not (takes_all and field.name in _ANNOTATION_NAMES))
