"""Values that many things have in common to a table, in which each is said once, and the keys to find them by."""

import hashlib
from dataclasses import dataclass, field

from iam_atlas.exporters.json_line import json_line
from iam_atlas.exporters.redaction import Redaction
from iam_atlas.model.policies import Json

_LENGTH = 16
"""Hexadecimal digits of a key: more than an account id has, and two of millions of values hardly have the same."""


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """A table under way. A key follows from the value as it is shown, so that it stays while the value does."""

    redaction: Redaction
    _lines: dict[str, str] = field(default_factory=dict)

    def key_of(self, value: Json) -> str:
        """Where the table has the value, which is redacted on its way there."""
        line = json_line(self.redaction.json(value))
        key = hashlib.sha256(line.encode()).hexdigest()[:_LENGTH]
        self._lines[key] = line
        return key

    def lines(self) -> list[str]:
        """What the table holds: one line of JSON for each value, sorted by key."""
        return [f'"{key}": {self._lines[key]}' for key in sorted(self._lines)]
