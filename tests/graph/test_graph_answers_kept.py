"""An answer is kept for the same question, and never given to another one."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from builders import a_document, a_position
from iam_atlas.graph import answers_kept, surroundings
from iam_atlas.graph.answers_kept import answer_to
from iam_atlas.graph.beside import with_actions_beside
from iam_atlas.graph.carried import NOTHING
from iam_atlas.graph.surroundings import Reader
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.policy import Policy, PolicyKind
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.model.policies import Document

_ROLE = "arn:aws:iam::444444444444:role/admin"


def _may(effect: str = "Allow", line: int = 1) -> Document:
    return a_document({"Effect": effect, "Action": "sts:*", "Resource": "*"}, line=line)


def _read(document: Document, kind: PolicyKind = PolicyKind.IDENTITY) -> Policy:
    return Reader().read(document, "p", kind)


def _trust() -> Policy:
    document = a_document({"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:*"})
    return _read(document, PolicyKind.TRUST)


def _question() -> Question:
    caller = Caller(kind=CallerKind.USER, arn="arn:aws:iam::111111111111:user/ann", account_id="111111111111")
    target = Target(arn=_ROLE, account_id="444444444444")
    return Question(caller=caller, action="sts:AssumeRole", target=target, policies=_policies())


def _policies() -> PolicySet:
    return PolicySet(identity=(_read(_may()),), resource=_trust())


def _asked_by(**changed: object) -> Callable[[Question], Question]:
    return lambda asked: replace(asked, caller=replace(asked.caller, **changed))  # type: ignore[arg-type]


def _asked_on(**changed: object) -> Callable[[Question], Question]:
    return lambda asked: replace(asked, target=replace(asked.target, **changed))  # type: ignore[arg-type]


def _under(**changed: object) -> Callable[[Question], Question]:
    return lambda asked: replace(asked, policies=replace(asked.policies, **changed))  # type: ignore[arg-type]


OTHERS: dict[str, Callable[[Question], Question]] = {
    "another caller": _asked_by(arn="arn:aws:iam::111111111111:user/bob"),
    "another kind of caller": _asked_by(kind=CallerKind.SESSION),
    "other tags": _asked_by(tags={"team": "shop"}),
    "another organization": _asked_by(organization_id="o-1"),
    "another target": _asked_on(arn=_ROLE + "s"),
    "a target in the management account": _asked_on(in_management=True),
    "another action": lambda asked: replace(asked, action="sts:TagSession"),
    "another identity policy": _under(identity=(_read(_may("Deny")),)),
    "the same policy elsewhere in the file": _under(identity=(_read(_may(line=2)),)),
    "a boundary": _under(boundary=_read(_may("Deny"), PolicyKind.BOUNDARY)),
    "a policy that is not at hand": _under(unknown_identity=("p",)),
    "SCPs": _under(scps=((_read(_may("Deny"), PolicyKind.SCP),),)),
    "SCPs on two levels": _under(scps=((), (_read(_may("Deny"), PolicyKind.SCP),))),
    "RCPs": _under(rcps=((_read(_may("Deny"), PolicyKind.RCP),),)),
    "another trust policy": _under(resource=_read(a_document(), PolicyKind.TRUST)),
    "facts": lambda asked: replace(asked, facts=Facts({"aws:username": ("ann",)})),
    "no facts beyond": lambda asked: replace(asked, facts=Facts(complete=True)),
    "another day": lambda asked: replace(asked, now=datetime(2026, 1, 1, tzinfo=UTC)),
    "disputes settled": lambda asked: replace(asked, settle_disputes=True),
}


def _answer(question: Question) -> Decision:
    return answer_to(question, NOTHING)


def test_what_is_asked_again_with_policies_read_again_has_the_answer_of_before() -> None:
    assert _answer(_question()) is _answer(_question())


@pytest.mark.parametrize("case", OTHERS)
def test_a_question_that_differs_has_an_answer_of_its_own(case: str) -> None:
    other = OTHERS[case](_question())

    assert _answer(other) is not _answer(_question())
    assert _answer(other) == with_actions_beside(other, NOTHING)


def test_what_a_session_brings_along_is_part_of_the_question() -> None:
    load = frozenset({"sts:TagSession"})

    assert answer_to(_question(), load) is not _answer(_question())


def test_the_cases_change_everything_that_a_question_has() -> None:
    changed = {
        field.name
        for field in fields(Question)
        if any(
            getattr(change(_question()), field.name) != getattr(_question(), field.name) for change in OTHERS.values()
        )
    }

    assert changed == {field.name for field in fields(Question)}


def test_a_process_that_runs_on_does_not_keep_answers_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_kept, "_MOST", 3)
    kept: dict[object, object] = {}
    monkeypatch.setattr(answers_kept, "_known", kept)

    for number in range(10):
        _answer(_asked_by(user_name=f"u{number}")(_question()))

    assert len(kept) <= 3


def test_nor_does_it_keep_documents_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[object, object] = {}
    monkeypatch.setattr(surroundings, "_MOST", 3)
    monkeypatch.setattr(surroundings, "_read", kept)

    reader, documents = Reader(), [_may(line=line) for line in range(1, 11)]
    policies = [reader.read(document, "p", PolicyKind.IDENTITY) for document in documents]

    assert len(kept) <= 3
    assert [reader.read(document, "p", PolicyKind.IDENTITY) for document in documents] == policies


def test_a_policy_read_from_another_document_that_says_the_same_is_the_same_one() -> None:
    assert _read(_may()) is _read(_may())
    assert _read(_may()) is not _read(_may(line=2))
    assert _read(_may()).position == a_position()
