"""Cards, gates and frames to the room they need: every distance of the drawings in pixels, in one place."""

from collections.abc import Iterable

from iam_atlas.drawing.column_graph import Card, Column, Gate, GateKind, GateTest
from iam_atlas.drawing.metrics import mono_width, shorten, text_width

MARGIN = 20.0
HEADING = 58.0  # where the content begins, below the words above the columns
TITLE, SUBTITLE, SMALL, BADGE, NOTE, PILL = 13.0, 11.0, 11.5, 9.5, 11.0, 10.5  # font sizes

PERSON_HEIGHT, GROUP_HEIGHT, ROLE_HEIGHT, GATE_HEIGHT, LANE_HEIGHT = 32.0, 48.0, 32.0, 26.0, 6.0
PERSON_GAP, GROUP_GAP, GROUP_GAP_MOST, ROLE_GAP = 8.0, 14.0, 36.0, 7.0
GATE_GAP, SOURCE_GAP = 9.0, 17.0  # between gates of one source, and of two
BAND_GAP = 20.0  # between the jump account's frame and what stands below it

FRAME_PAD, INNER_PAD = 12.0, 10.0
FRAME_HEADER, INNER_HEADER = 36.0, 28.0
ACCOUNT_PAD, ACCOUNT_HEADER, ACCOUNT_GAP = 10.0, 38.0, 14.0

GROUP_RUN, GATE_RUN, ROLE_RUN, CHAIN_RUN, CHAIN_RUN_MOST = (
    46.0,
    46.0,
    150.0,
    62.0,
    126.0,
)  # room for lines between columns
ARROW = 7.0

_LIMITS = {Column.WHO: (112.0, 190.0), Column.MIDDLE: (158.0, 244.0), Column.ROLE: (236.0, 320.0)}
_TEST_ALONE, _TEST_ROOM, _TESTS_SHOWN, _PILL_ROOM = 176.0, 130.0, 3, 110.0
TEST_ICON, TEST_ICON_GAP, TEST_GAP, GATE_PAD = 14.0, 4.0, 15.0, 11.0


def card_height(card: Card) -> float:
    """The height of a card: one line for people and roles, two lines for those between them."""
    if card.column is Column.MIDDLE:
        return GROUP_HEIGHT
    return ROLE_HEIGHT if card.column is Column.ROLE else PERSON_HEIGHT


def column_width(cards: Iterable[Card], column: Column, header_widths: Iterable[float] = ()) -> float:
    """The width that all cards of a column share, within the limits that keep a page readable."""
    low, high = _LIMITS[column]
    wanted = [title_start(card) + text_width(card.title, TITLE) + badge_room(card) + 14 for card in cards]
    wanted += [title_start(card) + text_width(card.subtitle, SUBTITLE, regular=True) + 14 for card in cards]
    return round(min(high, max([low, *wanted, *header_widths])))


def title_start(card: Card) -> float:
    """How far from the card's left edge its text begins, after the icon."""
    return 46.0 if card.column is Column.MIDDLE else 36.0


def badge_width(text: str) -> float:
    """The width of a level's badge; zero without text."""
    return round(max(44.0, text_width(text, BADGE) + 0.4 * len(text) + 14)) if text else 0.0


def badge_room(card: Card) -> float:
    """What a card's badge and the sign of a finding take from the title, with the space around them."""
    sign = TEST_ICON + TEST_ICON_GAP if card.findings else 0.0
    return sign + (badge_width(card.badge) + 18 if card.badge else 0.0)


def shown_title(card: Card, width: float) -> str:
    """The title as far as it fits into a card of `width`."""
    return shorten(card.title, TITLE, width - title_start(card) - badge_room(card) - 12)


def shown_environment(text: str) -> str:
    """The name of an account's environment as far as a pill takes it."""
    return shorten(text, PILL, _PILL_ROOM)


def environment_width(text: str) -> float:
    """The width of the pill that names an account's environment."""
    return round(text_width(shown_environment(text), PILL) + 18) if text else 0.0


def header_width(title: str, note: str, badge: str) -> float:
    """The width of the cards in an account's frame at which its header just fits."""
    note_room = mono_width(note, NOTE) + 10 if note else 0.0
    badge_room_ = environment_width(badge) + 10 if badge else 0.0
    return 26 + text_width(title, TITLE) + note_room + badge_room_


def shown_tests(gate: Gate) -> tuple[GateTest, ...]:
    """The gate's tests as far as they fit: long ones shortened, the fourth and later ones as a number."""
    shown = gate.tests if len(gate.tests) <= _TESTS_SHOWN else gate.tests[: _TESTS_SHOWN - 1]
    room = _TEST_ALONE if len(shown) == 1 else _TEST_ROOM
    tests = [GateTest(test.icon, shorten(test.label, SMALL, room)) for test in shown]
    if len(shown) < len(gate.tests):
        tests.append(GateTest("", f"+{len(gate.tests) - len(shown)}"))
    return tuple(tests)


def width_of_test(test: GateTest) -> float:
    """The width of one test: its icon, if it has one, and its words."""
    return (TEST_ICON + TEST_ICON_GAP if test.icon else 0.0) + text_width(test.label, SMALL)


def gate_width(gate: Gate) -> float:
    """The width of a gate."""
    tests = shown_tests(gate)
    sign = TEST_ICON + TEST_ICON_GAP if gate.kind is GateKind.FINDING else 0.0
    return round(sign + 2 * GATE_PAD + sum(map(width_of_test, tests)) + TEST_GAP * (len(tests) - 1))
