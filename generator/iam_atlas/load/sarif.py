"""Problems -> a SARIF 2.1.0 log, which code scanning reads; the same problems give the same bytes.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub Docs, "SARIF support for code
scanning", for `security-severity`.
"""

from collections.abc import Iterable, Sequence

from iam_atlas.errors import Problem, Severity
from iam_atlas.findings.acceptances import Accepted
from iam_atlas.findings.rule import Gravity, Rule
from iam_atlas.findings.rules import RULES
from iam_atlas.load.fingerprints import fingerprints
from iam_atlas.load.report import as_json_text, in_order
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import ENGLISH, Translator

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Gravity.CRITICAL: "error",
    Gravity.HIGH: "error",
    Gravity.MEDIUM: "warning",
    Gravity.LOW: "note",
    Gravity.INFO: "note",
}
_SECURITY = {Gravity.CRITICAL: "9.5", Gravity.HIGH: "8.0", Gravity.MEDIUM: "5.5", Gravity.LOW: "2.0"}
"""GitHub sorts alerts by this number: above 9.0 is critical, from 7.0 high, from 4.0 medium, from 0.1 low."""


def as_sarif(problems: Iterable[Problem], t: Translator = ENGLISH, accepted: Sequence[Accepted] = ()) -> str:
    """The log. What is accepted is in it too, suppressed, so that code scanning closes it instead of forgetting it."""
    by = {one.problem: one.by for one in accepted}
    ordered = in_order((*problems, *by))
    rules = sorted({problem.rule for problem in ordered})
    number = {rule: index for index, rule in enumerate(rules)}
    driver = {
        "name": "iam-atlas",
        "rules": [_rule(RULES[rule], t) if rule in RULES else _error(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, number[problem.rule], print_, t) | _suppressed(by.get(problem, ()))
            for problem, print_ in zip(ordered, fingerprints(ordered), strict=True)
        ],
    }
    return as_json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, t: Translator) -> dict[str, object]:
    severity = _SECURITY.get(rule.gravity)
    why, fix = t(rule.why), t(rule.fix)
    return {
        "id": rule.id,
        "name": _name(rule.id),
        "shortDescription": {"text": t(rule.title)},
        "fullDescription": {"text": t(rule.what)},
        "help": {"text": f"{why}\n\n{fix}", "markdown": f"{why}\n\n{fix}\n\n```yaml\n{rule.good}```\n"},
        "defaultConfiguration": {"level": _LEVELS[rule.gravity]},
        "properties": {"tags": ["security"], **({"security-severity": severity} if severity else {})},
    }


def _error(rule: str) -> dict[str, object]:
    """An error of the input: its message says all there is to say."""
    return {"id": rule, "name": _name(rule), "defaultConfiguration": {"level": "error"}}


def _name(rule: str) -> str:
    return "".join(word.capitalize() for word in rule.split("-"))


def _result(problem: Problem, rule: int, fingerprint: str, t: Translator) -> dict[str, object]:
    place = problem.position
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + problem.length,
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": _level(problem),
        "message": {"text": say(problem.said, t)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}],
        "partialFingerprints": {"problem/v1": fingerprint},
    }


def _level(problem: Problem) -> str:
    if problem.severity is Severity.WARNING and problem.rule in RULES:
        return _LEVELS[RULES[problem.rule].gravity]
    return problem.severity.value


def _suppressed(by: Sequence[Acceptance]) -> dict[str, object]:
    """Suppressed from outside of the code that has the finding: by the entries of `accepted`."""
    if not by:
        return {}
    entries = [
        {
            "kind": "external",
            "status": "accepted",
            "justification": one.reason,
            "properties": {"owner": one.owner, "until": one.until.written},
        }
        for one in by
    ]
    return {"suppressions": entries}


def _uri(file: str) -> str:
    """A relative reference: everything but letters, digits and a few signs as percent escapes of its UTF-8 bytes."""
    plain = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in file.encode("utf-8", "replace"))
