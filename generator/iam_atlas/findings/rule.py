"""What a rule is: how grave its problems are, what they mean, how to mend them, and an example of each."""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.wording.translate import C_


class Gravity(Enum):
    """How much harm a finding may do, the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _ORDER.index(self)

    def reaches(self, threshold: "Gravity") -> bool:
        """Whether it is as grave as the threshold, or graver."""
        return self.rank <= threshold.rank


_ORDER = tuple(Gravity)
IN_WORDS = {
    Gravity.CRITICAL: C_("severity", "critical"),
    Gravity.HIGH: C_("severity", "high"),
    Gravity.MEDIUM: C_("severity", "medium"),
    Gravity.LOW: C_("severity", "low"),
    Gravity.INFO: C_("severity", "info"),
}
"""What a translator says for each."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. `id` is a stable name, the same in the file, in reports and in `accepted`.

    `title`, `what`, `why` and `fix` are English sentences without gaps, said by a translator; backquotes mark code.
    `bad` and `good` are parts of an accounts file, added to `FRAME`: `bad` has the finding, `good` has not. `sources`
    name pages of AWS and others, in English.
    """

    id: str
    gravity: Gravity
    title: str
    what: str
    why: str
    fix: str
    bad: str
    good: str
    sources: tuple[str, ...]


FRAME = """\
version: 1
organization: { id: o-a1b2c3d4e5, management: management }
defaults: { require: { mfa: true } }
accounts:
  management: { id: "111111111111", kind: management }
  jump: { id: "222222222222", kind: jump }
  dev: { id: "333333333333", environment: dev }
  prod: { id: "444444444444", environment: prod }
users: { alice: [developers] }
groups: { developers: {} }
roles: { viewer: ReadOnlyAccess }
grants: { developers: { dev: viewer } }
"""
"""The file that every example adds to; a name of the example takes the place of the same name in its section."""
