"""Expectations that fail, or of which that is not known, become problems with the way that breaks them in words."""

from collections.abc import Iterable, Iterator, Sequence

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Joint, Problem, Said, Severity, Words, counted, listed, said
from iam_atlas.expectations.search import Way
from iam_atlas.expectations.verdicts import Breach, breaches
from iam_atlas.graph.access import Access
from iam_atlas.iam.formula import Always
from iam_atlas.model.expectations import Expectation, ExpectationKind
from iam_atlas.model.grants import Ref
from iam_atlas.wording.kinds import with_kind
from iam_atlas.wording.residue import as_iam

FAILED = "expectation-failed"
UNDECIDED = "expectation-undecided"
_SHOWN = 3


def expectation_problems(atlas: Atlas) -> tuple[Problem, ...]:
    """One error for each expectation that fails, one warning for each that may; in the order of the file.

    They have no `source_line` yet: whoever shows them looks it up.
    """
    return tuple(problem for expectation in atlas.landscape.expectations for problem in _problems(atlas, expectation))


def _problems(atlas: Atlas, expectation: Expectation) -> Iterator[Problem]:
    found = breaches(atlas, expectation)
    failed = [breach for breach in found if breach.certain]
    doubtful = [breach for breach in found if not breach.certain]
    what = _expected(expectation)
    if failed:
        message = said("expected: {what}; but {ways}", what=what, ways=_told(failed, atlas))
        yield Problem(expectation.position, Severity.ERROR, FAILED, message)
    elif doubtful:
        message = said("not decided whether {what}: {ways}", what=what, ways=_told(doubtful, atlas))
        yield Problem(expectation.position, Severity.WARNING, UNDECIDED, message)


def _expected(expectation: Expectation) -> Said:
    who = listed((_named(ref) for ref in expectation.who), Joint.AND)
    target = listed(expectation.written)
    match expectation.kind:
        case ExpectationKind.CAN if expectation.conditions:
            words = listed(expectation.conditions, Joint.AND)
            return said("{who} can become {target}, and only with {words}", who=who, target=target, words=words)
        case ExpectationKind.CAN:
            return said("{who} can become {target}", who=who, target=target)
        case ExpectationKind.CANNOT:
            return said("{who} cannot become {target}", who=who, target=target)
    level = expectation.level.value if expectation.level else ""
    roles = said("roles of level {level} or above in {target}", level=level, target=target) if level else target
    if expectation.kind is ExpectationKind.ONLY_REACH:
        return said("only {who} can reach {roles}", who=who, roles=roles)
    return said("{who} cannot reach {roles}", who=who, roles=roles)


def _told(found: Sequence[Breach], atlas: Atlas) -> Words:
    shown = listed((_breach(breach, atlas) for breach in found[:_SHOWN]), Joint.AND)
    more = len(found) - _SHOWN
    return counted("{ways}; and {count} more", "{ways}; and {count} more", more, ways=shown) if more > 0 else shown


def _breach(breach: Breach, atlas: Atlas) -> Said:
    who = _named(breach.who)
    if not breach.way:
        return said("{who} has no way to {role}", who=who, role=str(breach.role))
    way = _way(breach.way, atlas)
    if not breach.certain:
        return said("{who} may get there: {way}", who=who, way=way)
    if breach.without:
        return said("{who} gets there without {word}: {way}", who=who, word=breach.without, way=way)
    return said("{who} gets there: {way}", who=who, way=way)


def _way(way: Way, atlas: Atlas) -> Words:
    """Hop by hop, each with its condition as IAM writes it and the lines of the file that allow it."""
    return listed(_hop(step, atlas) for step in way)


def _hop(step: Access, atlas: Atlas) -> Said:
    places = listed(dict.fromkeys(_places(step, atlas.landscape.source_files)))
    hop = f"{step.caller.name} → {step.role}"
    if not step.decision.verdict.opens:
        return said("{hop}, not decided ({places})", hop=hop, places=places)
    if isinstance(step.decision.residue, Always):
        return said("{hop} ({places})", hop=hop, places=places)
    return said("{hop} if {condition} ({places})", hop=hop, condition=as_iam(step.decision.residue), places=places)


def _places(step: Access, files: Iterable[str]) -> Iterator[str]:
    """Where the grants stand that declare the step, and the statements of the file that allow it."""
    yield from (str(grant.position) for grant in step.grants)
    for half in step.decision.halves:
        yield from (str(ref.position) for ref in half.allowed_by if ref.position.file in files)


def _named(ref: Ref) -> Said:
    return with_kind(ref.kind, f'"{ref.name}"')
