"""A line of a cases file becomes the line that answers it."""

import json
from dataclasses import dataclass, replace

from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.question import Question
from iam_atlas.model.policies import Json
from iam_atlas.simulate.case import parse_line, read_case
from iam_atlas.simulate.faults import CaseError
from iam_atlas.wording.decision import Parties, needs_nothing, reasons, statement, verdict
from iam_atlas.wording.translate import ENGLISH

ERROR = "Error"
_PLAIN = (Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED, Verdict.EXPLICITLY_DENIED)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one case: one line of JSON with `id`, `verdict` and `reasons`, and whether it is an Error."""

    text: str
    is_error: bool


def answer(line: bytes) -> Answer:
    """The answer to one line.

    `Error` for a line that is no case, a policy that AWS would refuse, and a case that is not decided. Where AWS's
    own pages disagree, the page "Policy evaluation logic" decides and a reason names both.
    """
    id_: Json = None
    try:
        fields = parse_line(line)
        id_ = fields.get("id")
        return _answer(id_, *_decided(read_case(fields)))
    except CaseError as error:
        return _answer(id_, ERROR, list(error.reasons))
    except RecursionError:
        return _answer(None, ERROR, ["this case is nested too deeply to be read"])


def _answer(id_: Json, said: str, why: list[str]) -> Answer:
    fields = {"id": id_, "verdict": said, "reasons": why}
    text = json.dumps(fields, ensure_ascii=False)
    return Answer(text if _is_unicode(text) else json.dumps(fields), said == ERROR)


def _is_unicode(text: str) -> bool:
    """Whether UTF-8 can write it: an escape in JSON may stand for half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decided(question: Question) -> tuple[str, list[str]]:
    decision, disputes = evaluate(question), list[str]()
    if any(unknown.sources for unknown in decision.unknown):
        disputes = [f"Disputed: {unknown.what}: {'; '.join(unknown.sources)}" for unknown in decision.unknown]
        decision = evaluate(replace(question, settle_disputes=True))
    parties = Parties(_short(question.caller.arn), _short(question.target.arn), question.action)
    if decision.verdict not in _PLAIN:
        return ERROR, [f"Not decided: {unknown.what}" for unknown in decision.unknown]
    return decision.verdict.value, [*_reasons(decision, parties), *disputes]


def _reasons(decision: Decision, parties: Parties) -> list[str]:
    if decision.verdict.opens and not decision.halves:
        return [needs_nothing(parties, ENGLISH)]
    found = [] if decision.verdict.opens else [verdict(decision, parties, ENGLISH)]
    for reason in reasons(decision, parties, ENGLISH):
        cited = ", ".join(statement(ref, ENGLISH) for ref in reason.statements)
        found.append(f"{reason.words} ({cited})" if cited else reason.words)
    return found


def _short(arn: str) -> str:
    parsed = parse_arn(arn)
    return arn if parsed is None else parsed.resource
