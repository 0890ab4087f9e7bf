"""What a lint is: a rule's name, a sentence, and where."""

from dataclasses import dataclass

from iam_atlas.errors import Position


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing wrong with a policy. `rule` is a stable kebab-case name; `message` quotes the policy's own words."""

    rule: str
    message: str
    position: Position
