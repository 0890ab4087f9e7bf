"""The few kinds of shape that a value in accounts.yaml can have, as plain data that says what is accepted.

Three readers use them: the check of the loader, the published JSON Schema, and the reference of every field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.errors import Joint, Said, Words, listed, said

ENTRY = said("entry")
"""What one entry of a list is called where it has no name of its own."""

_A_TEXT = said("a text")
_ANY_NAME = said("a name is not empty and has no white space around it")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, taken as written. `says` completes "takes ...".

    With a `pattern` (whole text, the dialect that Python and JSON Schema share) a plain number needs quotes, since
    other tools would read it as a number and lose its leading zeros.
    """

    says: Said = _A_TEXT
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class AccountId:
    """Twelve digits in quotes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Plain `true` or `false`; with `or_text`, a text is accepted too."""

    or_text: Said | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """`1h`, `90m`, `90d`, `3600` (seconds) or `PT1H`."""


@dataclass(frozen=True, slots=True)
class Date:
    """`2027-03-31`, or with time and offset."""


@dataclass(frozen=True, slots=True)
class Version:
    """The number of the schema."""


@dataclass(frozen=True, slots=True)
class TagValue:
    """Any scalar as written, `yes` and nothing at all included."""


@dataclass(frozen=True, slots=True)
class FreeMap:
    """A map that goes on as written. `must_have` is a key it cannot do without, empty for none."""

    says: Said
    must_have: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list. `noun` names one entry in messages; `least` is how many entries there must be."""

    item: "Shape"
    says: Said
    noun: Said = ENTRY
    least: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from names to values of one shape. `noun` names one entry in messages, `key_says` is the rule for names."""

    value: "Shape"
    noun: Said
    says: Said
    key_pattern: str = r"^\S(.*\S)?$"
    key_says: Said = _ANY_NAME
    least: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record. `needs` are keys of the same record without which it means nothing."""

    name: str
    shape: "Shape"
    description: str
    required: bool = False
    default: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys.

    Of `exactly_one` one key must be there, of `at_least_one` one or more. With a `definition` the JSON Schema keeps
    the record once, under that name.
    """

    says: Said
    fields: tuple[Field, ...]
    exactly_one: tuple[str, ...] = ()
    at_least_one: tuple[str, ...] = ()
    definition: str = ""
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})


@dataclass(frozen=True, slots=True)
class ByForm:
    """A shape for each form the value may take: map, list, scalar, nothing. Never two shapes for one form."""

    mapping: "Shape | None" = None
    sequence: "Shape | None" = None
    scalar: "Shape | None" = None
    nothing: bool = False
    definition: str = ""


Shape: TypeAlias = (
    Text | AccountId | Choice | Flag | Duration | Date | Version | TagValue | FreeMap | ListOf | MapOf | Record | ByForm
)

DURATION = r"^([1-9][0-9]*[smhd]?|PT(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)$"
DATE = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$"
)
ACCOUNT_ID = r"^[0-9]{12}$"


_SAYS: dict[type, Said] = {
    AccountId: said("an account id of 12 digits in quotes"),
    Duration: said("a duration such as 1h, 90m, 90d, 3600 (seconds) or PT1H"),
    Date: said("a date such as 2027-03-31 or 2027-03-31T18:00:00+09:00"),
    Version: said("the number 1"),
    TagValue: _A_TEXT,
}


def accepted(shape: Shape) -> Words:
    """What a shape accepts, to complete "takes ..."."""
    match shape:
        case Text() | FreeMap() | ListOf() | MapOf() | Record():
            return shape.says
        case Choice(values):
            return said("one of {words}", words=listed(values)) if len(values) > 1 else values[0]
        case Flag():
            return said("true, false or {what}", what=shape.or_text) if shape.or_text else said("true or false")
        case ByForm():
            forms = (shape.scalar, shape.sequence, shape.mapping)
            words = [accepted(form) for form in forms if form is not None] + [said("nothing")] * shape.nothing
            return listed(words, Joint.OR)
    return _SAYS[type(shape)]


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text has the pattern; unlike Python's `$`, a line end at the end does not count."""
    return re.search(pattern, text) is not None and not text.endswith("\n")
