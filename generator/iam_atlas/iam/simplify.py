"""A residue becomes the shortest formula we can find that holds under exactly the same requests."""

from functools import lru_cache

from iam_atlas.iam.formula import ALWAYS, NEVER, Always, And, Formula, Never, Not, Or, Test
from iam_atlas.iam.literals import Literal, excludes, implies, spell
from iam_atlas.iam.possible import ANY_WORLD, World, judge

_MOST_PARTS = 60
"""Beyond so many parts side by side only equal ones are merged: comparing all pairs would take too long."""

_MOST_CASES = 200
"""How many combinations of alternatives are tried to show that they contradict each other."""


def simplify(formula: Formula, world: World = ANY_WORLD) -> Formula:
    """The formula flat, sorted, without what is implied, NEVER where parts contradict each other.

    Sound: under every complete request context of the world the result holds exactly where `formula` does, given that
    keys hold the kind of values that AWS documents. Complete only for contradictions that two tests of one key show.
    """
    if isinstance(formula, (Always, Never)):
        return formula  # as most sides of most decisions are
    return _spelled(_reduced(formula, world, positive=True))


def conjunction(*parts: Formula) -> Formula:
    """The parts joined by And, flat; nothing but constants and repetitions is taken out."""
    flat: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, Never):
            return NEVER
        if not isinstance(part, Always):
            flat.update(dict.fromkeys(part.parts if isinstance(part, And) else (part,)))
    return _joined(tuple(flat))


def disjunction(*parts: Formula) -> Formula:
    """The parts joined by Or, flat; nothing but constants and repetitions is taken out."""
    flat: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, Always):
            return ALWAYS
        if not isinstance(part, Never):
            flat.update(dict.fromkeys(part.parts if isinstance(part, Or) else (part,)))
    if not flat:
        return NEVER
    return next(iter(flat)) if len(flat) == 1 else Or(tuple(flat))


def entails(first: Formula, second: Formula) -> bool:
    """Whether every request under which `first` holds certainly makes `second` hold; give both simplified."""
    return isinstance(first, Never) or isinstance(second, Always) or _implies(first, second)


def negation(formula: Formula) -> Formula:
    """The contrary, with Not only around tests."""
    match formula:
        case Always():
            return NEVER
        case Never():
            return ALWAYS
        case Test():
            return Not(formula)
        case Not(part):
            return part
        case And(parts):
            return Or(tuple(negation(part) for part in parts))
        case Or(parts):
            return And(tuple(negation(part) for part in parts))


def _joined(parts: tuple[Formula, ...]) -> Formula:
    if not parts:
        return ALWAYS
    return parts[0] if len(parts) == 1 else And(parts)


def _reduced(formula: Formula, world: World, positive: bool) -> Formula:
    match formula:
        case Test():
            return _judged(formula, world, positive)
        case Not(part):
            return _reduced(part, world, not positive)
        case And(parts) | Or(parts):
            made = [_reduced(part, world, positive) for part in parts]
            return _conjoin(made) if isinstance(formula, And) == positive else _disjoin(made)
        case _:
            return formula if positive else negation(formula)


def _judged(test: Test, world: World, positive: bool) -> Formula:
    """The test or its contrary, judged in the spelling that a reader will see."""
    settled = judge(test, world)
    if positive or not isinstance(settled, Test):
        return settled if positive else negation(settled)
    contrary = spell(Not(settled))
    return judge(contrary, world) if isinstance(contrary, Test) else contrary


def _disjoin(parts: list[Formula]) -> Formula:
    return negation(_conjoin([negation(part) for part in parts]))


def _conjoin(parts: list[Formula]) -> Formula:
    """An And of reduced parts, reduced: contradiction, alternatives ruled out by their neighbours, absorption."""
    joined = conjunction(*parts)
    if not isinstance(joined, And):
        return joined
    if len(joined.parts) > _MOST_PARTS:
        return joined
    narrowed = _narrowed(joined.parts)
    if not isinstance(narrowed, And):
        return narrowed
    return NEVER if _contradicts(narrowed.parts) else _joined(_absorbed(narrowed.parts))


def _narrowed(parts: tuple[Formula, ...]) -> Formula:
    """Every Or without the alternatives that the tests beside it exclude; repeated while that makes new tests."""
    while True:
        facts = tuple(part for part in parts if _is_literal(part))
        joined = conjunction(*(part if _is_literal(part) else _under(part, facts) for part in parts))
        if not isinstance(joined, And) or joined.parts == parts:
            return joined
        parts = joined.parts


def _under(formula: Formula, facts: tuple[Formula, ...]) -> Formula:
    """The formula where the facts hold anyway."""
    if isinstance(formula, And):
        return conjunction(*(_under(part, facts) for part in formula.parts))
    if isinstance(formula, Or):
        return _disjoin([_under(part, facts) for part in formula.parts])
    if not isinstance(formula, (Test, Not)):
        return formula
    literals = [fact for fact in facts if isinstance(fact, (Test, Not))]
    if any(implies(fact, formula) for fact in literals):
        return ALWAYS
    return NEVER if any(excludes(fact, formula) for fact in literals) else formula


def _absorbed(parts: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """The parts without those that another part implies; of two that imply each other the first in order stays."""
    kept: list[Formula] = []
    for part in sorted(parts, key=_rank):
        if any(_implies(other, part) for other in kept):
            continue
        kept = [other for other in kept if not _implies(part, other)]
        kept.append(part)
    return tuple(kept)


def _implies(first: Formula, second: Formula) -> bool:
    if first == second:
        return True
    if isinstance(second, And):
        return all(_implies(first, part) for part in second.parts)
    if isinstance(first, Or):
        return all(_implies(part, second) for part in first.parts)
    if isinstance(first, And) and any(_implies(part, second) for part in first.parts):
        return True
    if isinstance(second, Or):
        return any(_implies(first, part) for part in second.parts)
    return isinstance(first, (Test, Not)) and isinstance(second, (Test, Not)) and implies(first, second)


def _contradicts(parts: tuple[Formula, ...]) -> bool:
    """Whether every way to choose one alternative of each Or contains two tests that exclude each other."""
    budget = [_MOST_CASES]
    return _hopeless((), list(parts), budget)


def _hopeless(chosen: tuple[Literal, ...], open_parts: list[Formula], budget: list[int]) -> bool:
    budget[0] -= 1
    if budget[0] < 0:
        return False
    alternatives: list[Or] = []
    for part in _flat(open_parts):
        if isinstance(part, Or):
            alternatives.append(part)
        elif isinstance(part, (Test, Not)):
            if any(excludes(part, other) for other in chosen):
                return True
            chosen = (*chosen, part)
    if not alternatives:
        return False
    first, rest = alternatives[0], alternatives[1:]
    return all(_hopeless(chosen, [choice, *rest], budget) for choice in first.parts)


def _flat(parts: list[Formula]) -> list[Formula]:
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat


def _is_literal(formula: Formula) -> bool:
    return isinstance(formula, (Test, Not))


def _spelled(formula: Formula) -> Formula:
    if isinstance(formula, (Test, Not)):
        return spell(formula)
    if isinstance(formula, (And, Or)):
        parts = tuple(sorted((_spelled(part) for part in formula.parts), key=_rank))
        return And(parts) if isinstance(formula, And) else Or(parts)
    return formula


@lru_cache(maxsize=65536)
def _rank(formula: Formula) -> tuple[int, str]:
    """Tests come first, by key; then the rest. A total order: the text of a formula tells it from every other."""
    match formula:
        case Test():
            return 0, f"{formula.key.lower()} {formula!r}"
        case Not(part):
            return 1, _rank(part)[1]
        case And() | Or():
            return 2, repr(formula)
        case _:
            return 3, repr(formula)
