"""The ways that pass one gate to the tests that stand on it, and to the sentences that it says."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from iam_atlas.drawing.column_graph import GateTest
from iam_atlas.drawing.way import Way
from iam_atlas.iam.formula import ALWAYS, Formula
from iam_atlas.model.identity import ByIdentity
from iam_atlas.wording.amounts import apart, in_a_row, short_duration
from iam_atlas.wording.doubts import doubt_in_words
from iam_atlas.wording.keys import Icon
from iam_atlas.wording.residue import pill, sentence
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import Translator

_FINDINGS_SAID = 3
_ICON_ORDER = tuple(icon.value for icon in Icon)  # what people look for first stands first: MFA, then its age


def is_unconditional(way: Way) -> bool:
    """Whether nothing is left to be satisfied, and everything is decided."""
    return way.residue == ALWAYS and not way.undecided


def tests_of(ways: Sequence[Way], t: Translator) -> tuple[GateTest, ...]:
    """What must be satisfied. Where the ways differ, what all ask for, and how many different answers are wanted."""
    if ways[0].undecided:
        return (GateTest("unknown", t("not decided")),)
    if is_unconditional(ways[0]):
        return (GateTest("open", t("no condition")),)
    asked = _asked(ways, t)
    tests = asked[0] if len(asked) == 1 else _in_common(asked, t)
    return tuple(sorted(tests, key=lambda test: _ICON_ORDER.index(test.icon)))


def asked_by_any(ways: Sequence[Way], t: Translator) -> tuple[str, ...]:
    """The icons of all that one of the ways asks for, sorted: also of what `tests_of` only hints at."""
    if ways[0].undecided:
        return ("unknown",)
    return tuple(sorted({test.icon for tests in _asked(ways, t) for test in tests}))


def session_of(way: Way, t: Translator) -> GateTest:
    """How long the session of a chained role may last."""
    return GateTest("session", t("session ≤ {duration}", duration=short_duration(way.max_seconds, t)))


def label_of(title: str, ways: Sequence[Way], t: Translator) -> str:
    """The condition in full, what is not known about it, what the drawing takes for granted, and what is found."""
    return in_a_row((f"{title}: {_condition(ways, t)}", *_taken_for_granted(ways[0], t), *_findings(ways, t)), t)


def _asked(ways: Sequence[Way], t: Translator) -> list[tuple[GateTest, ...]]:
    """The tests of each condition of the ways."""
    return [_tests_in(t)(residue) for residue in _residues(ways)]


def _residues(ways: Iterable[Way]) -> list[Formula]:
    """Each condition of the ways once, in the order of the ways."""
    first: dict[str, Formula] = {}
    for way in ways:
        first.setdefault(way.residue_text, way.residue)
    return list(first.values())


@ByIdentity
def _tests_in(t: Translator) -> Callable[[Formula], tuple[GateTest, ...]]:
    """What puts a condition into tests, in one language: once, since many gates have the same condition."""

    def tests(residue: Formula) -> tuple[GateTest, ...]:
        return tuple(GateTest(chip.icon.value, chip.label) for chip in pill(residue, t))

    return ByIdentity(tests)


@ByIdentity
def _sentence_in(t: Translator) -> Callable[[Formula], str]:
    """The same for the sentence that says it."""

    def said(residue: Formula) -> str:
        return sentence(residue, t)

    return ByIdentity(said)


def _in_common(asked: Sequence[Sequence[GateTest]], t: Translator) -> Iterator[GateTest]:
    """Tests of a kind that all ways ask for, alike or each its own; and a sign of those that only some ask for."""
    for icon in _ICON_ORDER:
        labels = {tuple(test.label for test in tests if test.icon == icon) for tests in asked}
        if len(labels) == 1:
            yield from (GateTest(icon, label) for label in next(iter(labels)))
        elif () not in labels:
            yield GateTest(icon, t("{count} different", count=len(labels)))
    if len({frozenset(test.icon for test in tests) for tests in asked}) > 1:
        yield GateTest(Icon.OTHER.value, t("and more for some"))


def _condition(ways: Sequence[Way], t: Translator) -> str:
    if ways[0].undecided:
        unknown = dict.fromkeys(doubt_in_words(what, t) for way in ways for what in way.unknown)
        return t("Not decided: {what}.", what=apart(unknown, t))
    residues = _residues(ways)
    if len(residues) > 1:
        return t("{count} different conditions; see the tables of the roles.", count=len(residues))
    return _sentence_in(t)(residues[0])


def _taken_for_granted(way: Way, t: Translator) -> Iterator[str]:
    if way.outside and not way.undecided:
        yield t("Its own permissions are not described here and were taken as allowing.")
    if way.foreign and not way.undecided:
        yield t("The account belongs to somebody else: the file only says what the trust policy there should be.")


def _findings(ways: Iterable[Way], t: Translator) -> Iterator[str]:
    """What is found about the ways, the first few things of it."""
    messages = list(dict.fromkeys(say(problem.said, t) for way in ways for problem in way.findings))
    yield from (t("Finding: {message}.", message=message) for message in messages[:_FINDINGS_SAID])
    if len(messages) > _FINDINGS_SAID:
        yield t.count("And {count} finding more.", "And {count} findings more.", len(messages) - _FINDINGS_SAID)
