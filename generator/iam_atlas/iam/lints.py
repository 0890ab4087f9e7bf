"""What a lint is: a rule's name, a sentence, and where."""

from dataclasses import dataclass

from iam_atlas.errors import Position, Said


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing wrong with a policy. `rule` is a stable kebab-case name; `said` quotes the policy's own words."""

    rule: str
    said: Said
    position: Position

    @property
    def message(self) -> str:
        """What is said, in English."""
        return str(self.said)
