"""A tree of frozen values to the same tree with every text in it replaced; and to all values that lie in it."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")

Special = Callable[["Redrawing", Any], object]
"""Makes the value that stands for one of a certain class."""

VOCABULARY = frozenset(
    f"{owner}.{field}"
    for owner, fields in {
        "AccessProblem": "rule source_line",
        "Account": "color partition regions delegated_admin",
        "Annotations": "redact",
        "Decision": "action",
        "Defaults": "partition region trust_style",
        "Environment": "color",
        "Escalation": "id actions",
        "Expectation": "conditions",
        "GitHub": "subjects",
        "KeyNeed": "actions",
        "KmsGrant": "operations",
        "Moment": "written",
        "PermissionSummary": "notable unknown_actions",
        "Power": "reason actions",
        "Problem": "rule source_line",
        "Provider": "region",
        "Require": "defaulted",
        "Resource": "kind region",
        "ResourceAllow": "actions",
        "RoleCopy": "color defaulted region trust_style",
        "RootUser": "mfa",
        "Said": "sentence many",
        "ServicePermissions": "prefix title actions limited",
        "Site": "audience languages onboarding_page onboarding_tools redact stand_ins",
        "StatementRef": "half_name",
        "Taken": "actions",
        "Test": "operator",
        "TrustEntry": "actions",
        "Use": "actions",
        "User": "mfa",
    }.items()
    for field in fields.split()
)
"""Fields whose texts are words of AWS or of this program, not of whoever wrote the file."""


@dataclasses.dataclass(slots=True)
class Redrawing:
    """One pass over many values: what is shared among them stays shared.

    `text` makes the text that stands for one; `special` says how values of some classes are made anew.
    """

    text: Callable[[str], str]
    special: Mapping[type, Special]
    _made: dict[int, tuple[object, object]] = dataclasses.field(default_factory=dict)

    def of(self, value: _Value) -> _Value:
        """The value that stands for `value`: of the same class, and the same object for the same object."""
        if isinstance(value, str):
            return cast("_Value", self.text(value))
        if value is None or isinstance(value, bool | int | float | Enum | date):
            return value
        known = self._made.get(id(value))
        if known is None:
            # The value is kept beside what stands for it: its id must not be given to another one.
            known = self._made[id(value)] = (value, self._anew(value))
        return cast("_Value", known[1])

    def _anew(self, value: object) -> object:
        make = self.special.get(type(value))
        if make is not None:
            return make(self, value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self.with_fields(value)
        if isinstance(value, Mapping):
            return {self.of(key): self.of(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return type(value)(*map(self.of, value)) if hasattr(value, "_fields") else tuple(map(self.of, value))
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if isinstance(value, frozenset):
            return frozenset(map(self.of, value))
        raise TypeError(f"no way to redraw a {type(value).__name__}")

    def with_fields(self, value: _Value, /, **given: object) -> _Value:
        """A dataclass with all fields made anew, those `given` as they are given."""
        owner, found = type(value).__name__, dict(given)
        for field in dataclasses.fields(cast("Any", value)):
            if field.name not in given:
                old = getattr(value, field.name)
                found[field.name] = old if f"{owner}.{field.name}" in VOCABULARY else self.of(old)
        return type(value)(**found)


def values_in(value: object) -> Iterator[object]:
    """Every text, mapping and dataclass in `value`, itself included, each object once."""
    seen: dict[int, object] = {}
    open_ends: list[object] = [value]
    while open_ends:
        one = open_ends.pop()
        if id(one) in seen or one is None or isinstance(one, bool | int | float | Enum | date):
            continue
        seen[id(one)] = one
        if isinstance(one, str):
            yield one
        elif dataclasses.is_dataclass(one) and not isinstance(one, type):
            yield one
            open_ends += [getattr(one, field.name) for field in dataclasses.fields(one)]
        elif isinstance(one, Mapping):
            yield one
            open_ends += [*one.keys(), *one.values()]
        elif isinstance(one, tuple | list | frozenset):
            open_ends += one
