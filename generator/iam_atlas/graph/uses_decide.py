"""A caller and a resource become decisions on actions; what no policy tells apart is decided once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from iam_atlas.graph.actors import Actor, likeness, own_policies
from iam_atlas.graph.targets import in_shut_account
from iam_atlas.graph.uses_actions import Spoken, Vocabulary, names
from iam_atlas.graph.uses_alike import Found, merged, same_answer
from iam_atlas.graph.uses_naming import Namings
from iam_atlas.graph.uses_spots import are_tangled, narrowest, spots
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import ActionSet
from iam_atlas.iam.conditions.known import Knowledge, settle
from iam_atlas.iam.decision import Decision, Unknown, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.formula import NEVER, Formula, Test
from iam_atlas.iam.known_facts import knowledge_of
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.question import Facts, Question
from iam_atlas.model.grants import Ref

_ABOUT_CALLER = (
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principaltag/",
    "aws:principaltype",
    "aws:userid",
    "aws:username",
    "kms:calleraccount",
)
_Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """One caller before one resource; `side` are the policies that take part, each with its statements about it."""

    question: Question
    asked: Asked
    knowledge: Knowledge
    side: tuple[tuple[Policy, tuple[Spoken, ...]], ...]

    def ask(self, action: str, arn: str) -> Decision:
        return evaluate(replace(self.question, action=action, target=replace(self.question.target, arn=arn)))

    def about(self, action: ActionSet) -> Iterator[tuple[Spoken, bool]]:
        """The statements about an action, each with whether its policy takes variables literally."""
        return ((each, policy.literal) for policy, spoken in self.side for each in spoken if each.actions & action)


@dataclass(slots=True)
class UseDecider:
    """Asks the engine, and remembers. `now` is the moment from which on requests are considered, None for any.

    Policies are known by identity: the vocabulary, which lives as long, keeps each of them.
    """

    now: datetime | None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    namings: Namings = field(init=False)
    _decided: dict[_Key, tuple[Found, ...]] = field(default_factory=dict)
    _about: dict[tuple[object, ...], tuple[tuple[Test, ...], bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.namings = Namings(self.vocabulary)

    def decide(self, actor: Actor, asked: Asked, actions: ActionSet, via: str = "") -> tuple[Found, ...]:
        """What is decided about these actions; `via` is the service that makes the request for the caller.

        In an account that is shut, and from one, what would open is not decided.
        """
        scene = self._scene(actor, asked, via)
        key = (actions, via, *self._key(actor, scene))
        if key not in self._decided:
            self._decided[key] = merged(self._found(scene, actions))
        found = self._decided[key]
        if actor.shut is None and asked.shut is None:
            return found
        return tuple(replace(one, decision=in_shut_account(actor.as_can_be(one.decision), asked.shut)) for one in found)

    def alike(
        self, actors: Sequence[Actor], asked: Asked, apart: frozenset[Ref] = frozenset()
    ) -> Iterable[tuple[Actor, ...]]:
        """Callers of one account with the same policies, in groups that get the same answers; `apart` stand alone."""
        scene = self._scene(actors[0], asked, "")
        tests, variables = self._tests(scene)
        groups: dict[object, list[Actor]] = {}
        for actor in actors:
            single = variables or actor.ref in apart or self.namings.is_single(asked, actor.caller)
            key: object = actor.ref if single else ()
            if tests and not single:
                key = _settled(tests, knowledge_of(replace(scene.question, caller=actor.caller)))
            groups.setdefault(key, []).append(actor)
        return map(tuple, groups.values())

    def _scene(self, actor: Actor, asked: Asked, via: str) -> _Scene:
        policies = replace(
            actor.policies, identity=self._speaking(actor, asked), rcps=asked.rcps, resource=asked.policy
        )
        question = Question(
            caller=actor.caller,
            action="",
            target=asked.target,
            policies=policies,
            facts=_facts(actor, asked, via),
            now=self.now,
        )
        taking_part = (*own_policies(policies), *asked.policies)
        side = tuple((policy, self.vocabulary.about(policy, asked.actions)) for policy in taking_part)
        return _Scene(question, asked, knowledge_of(question), side)

    def _speaking(self, actor: Actor, asked: Asked) -> tuple[Policy, ...]:
        return tuple(p for p in actor.policies.identity if self.vocabulary.about(p, asked.actions))

    def _found(self, scene: _Scene, actions: ActionSet) -> Iterator[Found]:
        asked, policies = scene.asked, [policy for policy, _ in scene.side]
        for part in self.vocabulary.parts(actions & asked.own, policies):
            yield Found(part, asked.resource.arn, _on_itself(scene, part))
        for part in self.vocabulary.parts(actions & asked.under, policies):
            yield from _inside(scene, part)

    def _key(self, actor: Actor, scene: _Scene) -> _Key:
        """What of caller and resource can change the answer; policies by identity."""
        caller, asked = actor.caller, scene.asked
        return (
            asked.key,
            *likeness(caller, scene.question.policies),
            caller.account_id == asked.target.account_id,
            self.namings.naming(asked, caller),
            actor.ref if self.namings.is_single(asked, caller) else None,
            *self._personal(scene),
        )

    def _personal(self, scene: _Scene) -> _Key:
        """How the conditions that look at the single caller turn out for this one."""
        tests, variables = self._tests(scene)
        return _settled(tests, scene.knowledge), scene.question.caller.arn if variables else ""

    def _tests(self, scene: _Scene) -> tuple[tuple[Test, ...], bool]:
        key = (scene.asked.key, *(id(policy) for policy, _ in scene.side))
        if key not in self._about:
            spoken = [(each.statement, policy.literal) for policy, every in scene.side for each in every]
            tests = tuple(dict.fromkeys(t for s, _ in spoken for t in s.tests if _is_about_caller(t)))
            texts = (text for s, literal in spoken if not literal for text in (*s.resources, *s.not_resources))
            self._about[key] = tests, any("${" in text for text in texts)
        return self._about[key]


def _settled(tests: tuple[Test, ...], knowledge: Knowledge) -> tuple[Formula, ...]:
    return tuple(settle(test, knowledge) for test in tests)


def _on_itself(scene: _Scene, part: ActionSet) -> Decision:
    """The answer for the thing itself; undecided where its ARN is not known whole and that makes a difference."""
    asked, action = scene.asked, _first(part)
    decision = scene.ask(action, asked.shape)
    if asked.shape == asked.resource.arn:
        return decision
    start = asked.shape.rstrip("?*")
    for spot in spots(scene.about(part), start, scene.knowledge):
        if not same_answer(decision, scene.ask(action, spot)):
            what = f'whether "{spot}" is {asked.resource.name}: the file does not give its whole ARN'
            return Decision(Verdict.NOT_EVALUATED, NEVER, decision.halves, unknown=(Unknown(what),))
    return decision


def _inside(scene: _Scene, part: ActionSet) -> Iterator[Found]:
    """The answers for what lies in the resource: for all of it, and for each part that policies tell apart."""
    action, every = _first(part), f"{scene.asked.inside}*"
    asked_on = (every, *spots(scene.about(part), scene.asked.inside, scene.knowledge))
    answers = {spot: scene.ask(action, spot) for spot in asked_on}
    answers |= {spot: _tangle(spot, other) for spot, other in _tangled(answers)}
    for spot, decision in answers.items():
        around = narrowest(spot, answers) if spot != every else None
        if around is None or not same_answer(answers[around], decision):
            yield Found(part, spot, decision, around is not None and answers[around].verdict.opens)


def _tangled(answers: dict[str, Decision]) -> Iterator[tuple[str, str]]:
    """Patterns that share what they name with one that gets another answer: what holds there is not asked."""
    for one, decision in answers.items():
        for other, unlike in answers.items():
            if one != other and not same_answer(decision, unlike) and are_tangled(one, other):
                yield one, other


def _tangle(one: str, other: str) -> Decision:
    unknown = Unknown(f'what both "{one}" and "{other}" name')
    return Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(unknown,))


def _facts(actor: Actor, asked: Asked, via: str) -> Facts:
    """What a request to KMS tells besides: the caller's account, and the service that asks for the caller.

    Source: KMS Developer Guide, "AWS KMS condition keys".
    """
    known = dict(actor.facts.known)
    if asked.service == "kms" and actor.caller.account_id is not None:
        known["kms:calleraccount"] = (actor.caller.account_id,)
    if via:
        known["kms:viaservice"] = (via,)
    return replace(actor.facts, known=known)


def _is_about_caller(test: Test) -> bool:
    variables = not test.literal and any("${" in value for value in test.values)
    return variables or test.key.lower().startswith(_ABOUT_CALLER)


def _first(actions: ActionSet) -> str:
    return names(actions)[0]
