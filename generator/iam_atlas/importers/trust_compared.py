"""Two trust policies of one role -> who gets in by the one and by the other, and when: decided by the engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import Position
from iam_atlas.graph.access import Means
from iam_atlas.graph.actors import Actor, stranger
from iam_atlas.graph.strangers import everybody, federated, service, unknown_identity
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import PolicySet, Question, Target
from iam_atlas.iam.simplify import entails
from iam_atlas.importers.found import Doc
from iam_atlas.importers.sameness import principals_of, statements_of
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import Document

_ACTIONS = {Means.SAML: "sts:AssumeRoleWithSAML", Means.WEB_IDENTITY: "sts:AssumeRoleWithWebIdentity"}
_BESIDE = ("sts:TagSession", "sts:SetSourceIdentity")
_NOWHERE = Position("trust policy", 1, 1)


@dataclass(frozen=True, slots=True)
class Way:
    """One principal that either policy names: what each decides, the principal's own policies taken as allowing."""

    who: str
    action: str
    declared: Decision
    real: Decision

    @property
    def undecided(self) -> bool:
        """Whether one of the two was not decided, so that nothing can be said."""
        return Verdict.NOT_EVALUATED in (self.declared.verdict, self.real.verdict)

    @property
    def wider(self) -> bool:
        """Whether what is real lets in where what is declared does not, or may not be proven to."""
        return not self.undecided and not entails(self.real.residue, self.declared.residue)

    @property
    def narrower(self) -> bool:
        """The other way round."""
        return not self.undecided and not entails(self.declared.residue, self.real.residue)


def ways_that_differ(declared: Doc, real: Doc, role: Target) -> tuple[Way, ...]:
    """Every principal of either policy whom the two do not let in alike, sorted; the role is `role` under both."""
    policies = _parsed(declared), _parsed(real)
    found: dict[tuple[str, str], Way] = {}
    for document in (declared, real):
        for statement in statements_of(document):
            for kind, value in principals_of(statement) | _not_principals(statement):
                for actor in _actors(kind, value, role):
                    found |= {(way.who, way.action): way for way in _ways(value, actor, policies, role)}
    every = (found[key] for key in sorted(found))
    return tuple(way for way in every if way.undecided or way.wider or way.narrower)


def _ways(who: str, actor: Actor, policies: tuple[Policy, Policy], role: Target) -> Iterator[Way]:
    """The way in; and, where there is one, whether a session may bring tags or a source identity along."""
    for action in (_ACTIONS.get(actor.means, "sts:AssumeRole"), *_BESIDE):
        first, second = (_decided(actor, action, policy, role) for policy in policies)
        yield Way(who, action, first, second)
        if not (first.verdict.opens and second.verdict.opens):
            return


def _not_principals(statement: Doc) -> frozenset[tuple[str, str]]:
    """Whoever is let in by not being named is anybody."""
    return frozenset({("*", "*")}) if "NotPrincipal" in statement else frozenset()


def _actors(kind: str, value: str, role: Target) -> Iterator[Actor]:
    if kind == "Service":
        yield service(value)
    elif kind == "Federated":
        yield federated(Ref(RefKind.PRINCIPAL, value), value, ":saml-provider/" in value)
    elif value == "*":
        yield everybody(role.partition)
    elif value.isdigit():
        yield Actor(Ref(RefKind.PRINCIPAL, value), stranger(value, role.partition), PolicySet())
    elif value.startswith("arn:"):
        yield unknown_identity(value, value.split(":")[4], role.partition)


def _decided(actor: Actor, action: str, trust: Policy, role: Target) -> Decision:
    question = Question(
        caller=actor.caller,
        action=action,
        target=role,
        policies=PolicySet(resource=trust),
    )
    return evaluate(question)


def _parsed(document: Doc) -> Policy:
    positions = tuple(_NOWHERE for _ in statements_of(document))
    return parse_policy(Document(document, _NOWHERE, positions), "trust policy", PolicyKind.TRUST)
