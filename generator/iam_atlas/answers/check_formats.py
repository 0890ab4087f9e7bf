"""A report of `check` to text for people, JSON, GitHub annotations or SARIF, the gravest first."""

from collections import Counter
from collections.abc import Iterable

from iam_atlas.answers.check import Report, gravity_of
from iam_atlas.errors import Problem, Said, Severity, Words, counted, listed, said
from iam_atlas.findings.acceptances import Accepted
from iam_atlas.findings.rule import Gravity
from iam_atlas.findings.rules import RULES
from iam_atlas.load.fingerprints import fingerprints
from iam_atlas.load.report import as_json_text, block, github_line, in_order, safe
from iam_atlas.load.sarif import as_sarif
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import Translator

_COUNTED = {
    Gravity.CRITICAL: said("critical"),
    Gravity.HIGH: said("high"),
    Gravity.MEDIUM: said("medium"),
    Gravity.LOW: said("low"),
    Gravity.INFO: said("info"),
}
_ERROR = "error"


def check_as_text(report: Report, t: Translator) -> str:
    """Each problem with its source line; what is accepted apart, with who accepted it and why; a line that counts."""
    blocks = [block(problem, _with_severity(problem), t) for problem in _gravest_first(report.problems)]
    if report.accepted:
        blocks += [f"{say(said('Accepted:'), t)}\n\n", *(_accepted(one, t) for one in report.accepted)]
    return "".join((*blocks, f"{say(summary(report), t)}\n"))


def check_as_json(report: Report, t: Translator) -> str:
    """An object with `problems`, `accepted`, `fail_on`, `failed` and `summary`; fingerprints are those of SARIF."""
    accepted = {one.problem: one.by for one in report.accepted}
    ordered = in_order((*report.problems, *accepted))
    prints = dict(zip(ordered, fingerprints(ordered), strict=True))
    return as_json_text(
        {
            "problems": [_row(problem, prints[problem], t) for problem in _gravest_first(report.problems)],
            "accepted": [
                _row(problem, prints[problem], t) | {"accepted": [_entry(one) for one in by]}
                for problem, by in accepted.items()
            ],
            "fail_on": report.fail_on.value,
            "failed": report.fails,
            "summary": say(summary(report), t),
        }
    )


def check_as_github(report: Report, t: Translator) -> str:
    """An annotation a problem: an error where it fails the check, a notice for mere information, else a warning."""
    return "".join(
        github_line(problem, _annotation(report, problem), _with_severity(problem), t)
        for problem in _gravest_first(report.problems)
    )


def check_as_sarif(report: Report, t: Translator) -> str:
    """A SARIF log; what is accepted is suppressed in it."""
    return as_sarif(report.problems, t, report.accepted)


def summary(report: Report) -> Words:
    """`1 high, 2 low, 1 accepted`; `nothing found`."""
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    found = Counter(gravity_of(p) for p in report.problems if p.severity is Severity.WARNING)
    parts = [
        *((counted("{count} error", "{count} errors", errors),) if errors else ()),
        *(said("{count} {severity}", count=found[one], severity=_COUNTED[one]) for one in Gravity if found[one]),
        *((said("{count} accepted", count=len(report.accepted)),) if report.accepted else ()),
    ]
    return listed(parts) if parts else said("nothing found")


def _gravest_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors of the file first, then by how grave they are, then by position."""
    return sorted(in_order(problems), key=_rank)


def _rank(problem: Problem) -> int:
    return -1 if problem.severity is Severity.ERROR else gravity_of(problem).rank


def _with_severity(problem: Problem) -> Said:
    word = said("error") if problem.severity is Severity.ERROR else _COUNTED[gravity_of(problem)]
    return said("{severity}: {message}", severity=word, message=problem.said)


def _accepted(one: Accepted, t: Translator) -> str:
    lines = (say(_decision(entry), t) for entry in one.by)
    return block(one.problem, _with_severity(one.problem), t) + "".join(f"  {safe(line)}\n" for line in lines) + "\n"


def _decision(entry: Acceptance) -> Said:
    return said(
        "accepted until {date} by {owner}: {reason}", date=entry.until.written, owner=entry.owner, reason=entry.reason
    )


def _row(problem: Problem, fingerprint: str, t: Translator) -> dict[str, object]:
    place, is_error = problem.position, problem.severity is Severity.ERROR
    texts = {} if problem.rule not in RULES else {"why": t(RULES[problem.rule].why), "fix": t(RULES[problem.rule].fix)}
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": problem.length,
        "severity": _ERROR if is_error else gravity_of(problem).value,
        "rule": problem.rule,
        "message": say(problem.said, t),
        **texts,
        "fingerprint": fingerprint,
    }


def _entry(one: Acceptance) -> dict[str, str]:
    return {"at": one.at, "reason": one.reason, "owner": one.owner, "until": one.until.written}


def _annotation(report: Report, problem: Problem) -> str:
    if report.counts(problem):
        return _ERROR
    return "notice" if gravity_of(problem) is Gravity.INFO else "warning"
