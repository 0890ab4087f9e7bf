"""A question about assuming a role becomes its answer, which is kept: a file read again asks most of it again."""

from dataclasses import fields
from operator import attrgetter
from typing import TypeAlias

from iam_atlas.graph.beside import with_actions_beside
from iam_atlas.graph.carried import Load
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.question import Caller, PolicySet, Question, Target

_Key: TypeAlias = tuple[object, ...]

_MOST = 20_000
"""Answers kept; a process that runs on, as `serve` does, begins again then."""

_CALLER = attrgetter(*(field.name for field in fields(Caller) if field.name != "tags"))
_TARGET = attrgetter(*(field.name for field in fields(Target)))
_POLICIES = attrgetter(*(field.name for field in fields(PolicySet)))

_known: dict[_Key, tuple[Question, Decision]] = {}


def answer_to(question: Question, load: Load) -> Decision:
    """What `with_actions_beside` gives, from an earlier run where all that the question holds is the same.

    Policies are the same when they are one object: `Reader` hands out one for all documents that say the same.
    """
    key = _key(question, load)
    known = _known.get(key)
    if known is None:
        if len(_known) >= _MOST:
            _known.clear()
        # The question is kept beside its answer: the ids of its policies must not be given to others.
        known = _known[key] = (question, with_actions_beside(question, load))
    return known[1]


def _key(question: Question, load: Load) -> _Key:
    caller, facts = question.caller, question.facts
    return (
        load,
        _CALLER(caller),
        tuple(caller.tags.items()),
        question.action,
        _TARGET(question.target),
        _by_identity(_POLICIES(question.policies)),
        (tuple(facts.known.items()), facts.complete),
        question.now,
        question.settle_disputes,
    )


def _by_identity(value: object) -> object:
    if isinstance(value, tuple):
        return tuple([_by_identity(one) for one in value])
    return id(value) if isinstance(value, Policy) else value
