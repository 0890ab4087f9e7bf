"""What `can` found: a verdict, a sentence, and one part for each kind of resource that gets an answer of its own."""

from dataclasses import dataclass

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.outline import bullet
from iam_atlas.answers.told import cited
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.model.policies import Json
from iam_atlas.wording.decision import Parties, reasons, verdict
from iam_atlas.wording.residue import as_iam

SOME = "AllowedOnSome"
"""The verdict on a pattern of which only a part is allowed, or only under conditions of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: a title with its lines for people, and the same as JSON for programs."""

    title: str
    lines: tuple[str, ...]
    value: Json


@dataclass(frozen=True, slots=True)
class Allowance:
    """`verdict` is one of `Verdict`'s values, or `SOME`. `notes` are what a reader must know beside it."""

    verdict: str
    headline: str
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


def decided_part(asker: Asker, on: str, decision: Decision, parties: Parties) -> Part:
    """A decision on one resource as a part: each half with its statements and their lines."""
    t, lines, told = asker.t, list[str](), list[Json]()
    for reason in reasons(decision, parties, t):
        statements = cited(reason.statements, asker.atlas, t)
        lines += bullet(reason.words, statements)
        told.append({"half": reason.half.value, "words": reason.words, "statements": list(statements)})
    if decision.verdict is Verdict.ALLOWED_IF:
        lines.append(t("As IAM writes it: {condition}", condition=as_iam(decision.residue)))
    value: Json = {
        "resource": on,
        "verdict": decision.verdict.value,
        "words": verdict(decision, parties, t),
        "condition": as_iam(decision.residue),
        "reasons": told,
    }
    return Part(t("Why, on {resource}", resource=on), tuple(lines), value)
