"""Problems and acceptances -> what is open, what is accepted, and which acceptances are past their use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import quoted, warning
from iam_atlas.findings.things import Things, what_is_meant
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.model.landscape import Landscape


@dataclass(frozen=True, slots=True)
class Accepted:
    """A problem that is accepted, by one acceptance or by several that cover its things together."""

    problem: Problem
    by: tuple[Acceptance, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Every problem once: open or accepted. `open` has what is wrong with the acceptances themselves, too."""

    open: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]


def judge(problems: Iterable[Problem], landscape: Landscape, today: date | None) -> Judged:
    """Sort out what is accepted as of `today`; without a day nothing has come to its end.

    A problem about several things is accepted only where all of them are.
    """
    expired = [one for one in landscape.accepted if today is not None and one.until.at.date() < today]
    valid = [one for one in landscape.accepted if one not in expired]
    left, accepted = [], []
    meant = what_is_meant(landscape) if valid else None
    for problem in problems:
        by = _accepting(valid, problem, meant.of(problem)) if meant else ()
        if by:
            accepted.append(Accepted(problem, by))
        else:
            left.append(problem)
    used = {one for pair in accepted for one in pair.by}
    unused = [one for one in valid if one not in used]
    return Judged((*left, *_past(expired), *_silent(unused)), tuple(accepted))


def _accepting(valid: list[Acceptance], problem: Problem, about: tuple[Things, ...]) -> tuple[Acceptance, ...]:
    of_rule = [one for one in valid if one.finding == problem.rule]
    for things in about:
        by = tuple(one for one in of_rule if one.things & things)
        if by and things <= frozenset().union(*(one.things for one in by)):
            return by
    return ()


def _past(expired: Iterable[Acceptance]) -> Iterator[Problem]:
    for one in expired:
        message = said(
            "{finding} at {thing} was accepted until {date} only; mend it, decide anew, or remove the entry",
            finding=one.finding,
            thing=quoted(one.at),
            date=one.until.written,
        )
        yield warning(one.position, "acceptance-expired", message)


def _silent(unused: Iterable[Acceptance]) -> Iterator[Problem]:
    for one in unused:
        message = said(
            "{finding} is accepted at {thing}, which silences nothing; remove the entry, or name every thing that the "
            "finding is about",
            finding=one.finding,
            thing=quoted(one.at),
        )
        yield warning(one.position, "acceptance-unused", message)
