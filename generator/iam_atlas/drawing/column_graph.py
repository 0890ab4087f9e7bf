"""The picture as a plain value: cards, gates, frames and edges in columns, before anything has a place.

Order carries meaning only where a column is fixed: frames of accounts from top to bottom, and roles inside them. In the
other columns the order of the tuples merely breaks ties.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple

from iam_atlas.iam.level import Level


class Column(IntEnum):
    """The columns, left to right, in the order of the question that a diagram answers."""

    WHO = 0
    MIDDLE = 1  # group, identity provider, vendor, service
    GATE = 2  # what must be satisfied
    ROLE = 3  # what one can become
    CHAIN = 4  # the next hop: gates only, at the right of the roles


class CardKind(Enum):
    """What a card stands for; the value is the card's `data-kind`."""

    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    PROVIDER = "provider"
    VENDOR = "vendor"
    SERVICE = "service"
    ACCOUNT = "account"
    PRINCIPAL = "principal"
    ROLE = "role"
    PERMISSION_SET = "permission-set"


class Tone(Enum):
    """The colour family of an environment; the value ends the CSS class `tone-...`."""

    PRODUCTION = "production"
    STAGING = "staging"
    DEVELOPMENT = "development"
    SECURITY = "security"
    INFRASTRUCTURE = "infrastructure"
    SANDBOX = "sandbox"
    JUMP = "jump"
    NEUTRAL = "neutral"


class GateKind(Enum):
    """How a gate is to be taken: conditions, none at all, something to worry about, or not decided."""

    PLAIN = "plain"
    NONE = "none"
    FINDING = "finding"
    UNKNOWN = "unknown"


class FrameKind(Enum):
    """What a frame encloses."""

    JUMP = "jump"
    INNER = "inner"  # the users or the groups of a jump account
    ACCOUNT = "account"
    OUTSIDE = "outside"  # identities that live in no account of ours


class GateTest(NamedTuple):
    """One test of a gate: the name of its icon, and a few words."""

    icon: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A box one can follow. `href` is a page below the generated folder (`roles/x.md`), None when there is none.

    `environment` is the user's own word for `data-environment`, empty when there is none. `badge` is the level in the
    reader's language, empty without a level. `label` is the whole sentence that a screen reader speaks. `members` are
    the ids that the cards of the things would have for which a collapsed card stands; empty for a card of one thing.
    `findings` are the rules of what is found about a role itself. `planned` is what is not there yet: `label` says so.
    """

    id: str
    column: Column
    kind: CardKind
    title: str
    label: str
    icon: str
    subtitle: str = ""
    href: str | None = None
    level: Level | None = None
    badge: str = ""
    environment: str = ""
    tone: Tone = Tone.NEUTRAL
    frame: str | None = None
    focus: bool = False
    members: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What must hold for every edge that leaves it: one gate for one source and one condition.

    `column` is GATE, or CHAIN when the source is a role. `label` says the condition in full. `tests` are what it shows,
    `asks` the icons of whatever one of the ways through it asks for, sorted; nothing where there is no condition.
    """

    id: str
    source: str
    column: Column
    tests: tuple[GateTest, ...]
    kind: GateKind
    label: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A box around cards or frames. `note` stands beside the title (an account id, `84 accounts`).

    `place` is the reader's word for the environment, or for the kind of account where there is none; accounts with the
    same word are one choice for a reader who filters. `badge` is that word where it is shown. `planned` is an account
    that is not there yet: `note` and `label` say so.
    """

    id: str
    kind: FrameKind
    title: str
    label: str = ""
    note: str = ""
    badge: str = ""
    tone: Tone = Tone.NEUTRAL
    environment: str = ""
    place: str = ""
    parent: str | None = None
    href: str | None = None
    focus: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from card to card, card to gate, gate to card, or gate to a frame.

    `admin` draws it heavier: it ends at, or serves only, roles of level ADMIN. `unconditional` dashes it, `undecided`
    dots it. `bundled` are the cards inside the frame that an edge to a frame leads to.
    """

    source: str
    target: str
    admin: bool = False
    unconditional: bool = False
    undecided: bool = False
    finding: bool = False
    bundled: tuple[str, ...] = ()


class Heading(NamedTuple):
    """The words above a column."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """One picture. `id` prefixes every id of its SVG. `headings` name the columns in use, left to right.

    `note` is a sentence about what is not drawn; empty when everything is.
    """

    id: str
    title: str
    description: str
    headings: tuple[Heading, ...]
    frames: tuple[Frame, ...] = ()
    cards: tuple[Card, ...] = ()
    gates: tuple[Gate, ...] = ()
    edges: tuple[Edge, ...] = ()
    note: str = ""
