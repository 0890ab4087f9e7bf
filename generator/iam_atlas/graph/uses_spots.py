"""Resource patterns to the parts of a resource that policies tell apart: `trail/logs/*` beside `trail/*`."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from iam_atlas.graph.uses_actions import Spoken
from iam_atlas.iam.conditions.known import Knowledge, fill_known
from iam_atlas.iam.conditions.variables import parse_template
from iam_atlas.iam.glob import Template, Variable, Wild, covers, overlap, parse_glob


def spots(spoken: Iterable[tuple[Spoken, bool]], inside: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The patterns that name a part of everything whose ARN begins with `inside`, sorted; not those that name it all.

    Each statement comes with whether its policy takes `${...}` literally. A variable that is not known may have any
    value.
    """
    found: set[str] = set()
    for each, literal in spoken:
        for pattern in (*each.statement.resources, *each.statement.not_resources):
            filled = _filled(pattern, literal, knowledge)
            if filled is not None:
                found.update(parts_of(filled, inside))
    return tuple(sorted(found))


def touches(spoken: Spoken, literal: bool, shape: str) -> bool:
    """Whether the statement may be about some ARN of this shape; True may be over-careful."""
    statement = spoken.statement
    if statement.invalid or not (statement.resources or statement.not_resources):
        return True
    if statement.not_resources:
        return not any(covers(parse_glob(pattern), parse_glob(shape)) for pattern in statement.not_resources)
    return any(_may_match(pattern, literal, shape) for pattern in statement.resources)


@lru_cache(maxsize=65_536)
def parts_of(pattern: str, inside: str) -> tuple[str, ...]:
    """What `pattern` leaves of the ARNs that begin with `inside`, as patterns; empty for nothing and for all of it.

    Kept for the whole process: each caller of a resource brings the same few patterns.
    """
    if covers(parse_glob(pattern), parse_glob(f"{inside}*")):
        return ()
    found: list[str] = []
    for rest in sorted(_rests(pattern, inside), key=lambda text: (-text.count("*"), len(text), text)):
        if rest and not any(covers(parse_glob(wider), parse_glob(rest)) for wider in found):
            found.append(rest)
    return tuple(inside + rest for rest in found)


def are_tangled(one: str, other: str) -> bool:
    """Whether two patterns share ARNs although neither takes in the other."""
    left, right = parse_glob(one), parse_glob(other)
    return overlap(left, right) and not covers(left, right) and not covers(right, left)


def narrowest(pattern: str, among: Iterable[str]) -> str | None:
    """The narrowest of the patterns that take in `pattern`, itself aside."""
    wider = sorted(one for one in among if one != pattern and _within(pattern, one))
    return max(wider, key=lambda one: sum(_within(one, other) for other in wider), default=None)


def _within(inner: str, outer: str) -> bool:
    return covers(parse_glob(outer), parse_glob(inner))


def _rests(pattern: str, start: str) -> set[str]:
    """What of the pattern is left to match once `start` has been matched by its beginning."""
    at = set(_on(pattern, 0))
    for letter in start:
        at = {
            place
            for here in at
            if here < len(pattern)
            for place in (
                _on(pattern, here)
                if pattern[here] == "*"
                else _on(pattern, here + 1)
                if pattern[here] in ("?", letter)
                else ()
            )
        }
    return {pattern[place:] for place in at}


def _on(pattern: str, place: int) -> Iterator[int]:
    """The place, and those behind the stars that stand there: a star may be done with."""
    yield place
    while place < len(pattern) and pattern[place] == "*":
        place += 1
        yield place


def _may_match(pattern: str, literal: bool, shape: str) -> bool:
    if pattern in ("*", shape):
        return True
    open_pattern = pattern if literal or "${" not in pattern else _plain(parse_template(pattern, True, False))
    return overlap(parse_glob(open_pattern), parse_glob(shape))


def _filled(pattern: str, literal: bool, knowledge: Knowledge) -> str | None:
    """The pattern with known variables in place and `*` for the others; None when one is known to have no value."""
    if literal or "${" not in pattern:
        return pattern
    filled = fill_known(parse_template(pattern, True, False), knowledge)
    return None if filled is None else _plain(filled)


def _plain(template: Template) -> str:
    return "".join(
        piece if isinstance(piece, str) else piece.value if isinstance(piece, Wild) else "*"
        for piece in template
        if isinstance(piece, str | Wild | Variable)
    )
