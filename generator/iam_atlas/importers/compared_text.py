"""A comparison -> words for a terminal, or JSON for programs."""

from collections.abc import Callable, Iterator, Mapping

from iam_atlas.errors import Said, Words, counted, listed, said
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.importers.compare import Comparison, Difference, Kind
from iam_atlas.importers.sameness import Saying
from iam_atlas.importers.told import printable
from iam_atlas.importers.trust_compared import Way
from iam_atlas.model.policies import Json
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.residue import short
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import Translator

FORMAT = "iam-atlas-comparison"
VERSION = 1
"""Raised when a key changes its meaning or goes away; new ones may come without."""

LIMITS = said(
    "This speaks of the moment at which the dumps were made, of what is in them, and of no other account. Guardrails "
    "and resource-based policies are not compared."
)
_SHOWN = 8

HEADINGS: Mapping[Kind, Said] = {
    Kind.MISSING: said("is declared, but not there"),
    Kind.EXTRA: said("is there, but not declared"),
    Kind.TRUST_WIDER: said("its trust policy lets in more than is declared"),
    Kind.TRUST_NARROWER: said("its trust policy lets in less than is declared"),
    Kind.TRUST_DIFFERS: said("its trust policy lets in others, or under other conditions, than is declared"),
    Kind.PERMISSIONS: said("its policies say something else than is declared"),
    Kind.POLICY: said("says something else than is declared, and nobody has it"),
    Kind.BOUNDARY: said("its permissions boundary says something else than is declared"),
    Kind.GROUPS: said("is in other groups than is declared"),
    Kind.SESSION: said("its sessions last longer or shorter than is declared"),
}


def comparison_text(comparison: Comparison, t: Translator) -> str:
    """All of it, differences first by whom they are about, and at the end what was not looked at."""
    return "\n".join(printable(line) for line in _lines(comparison, t)) + "\n"


def comparison_json(comparison: Comparison, t: Translator) -> Json:
    """The same with every detail; `message` and the conditions are in the language of `t`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "same": not comparison.differences,
        "compared": list(comparison.compared),
        "notCompared": list(comparison.not_compared),
        "madeByAws": list(comparison.made_by_aws),
        "differences": [_as_json(one, t) for one in comparison.differences],
        "limits": say(LIMITS, t),
    }


def summary(comparison: Comparison) -> Said:
    """How much differs, and in how many accounts."""
    count = len(comparison.differences)
    accounts = counted("{count} account", "{count} accounts", len(comparison.compared))
    if not count:
        return said("No difference in {accounts}", accounts=accounts)
    return counted("{count} difference in {accounts}", "{count} differences in {accounts}", count, accounts=accounts)


def not_looked_at(comparison: Comparison, t: Translator) -> Iterator[str]:
    """What the comparison says nothing of, a sentence each."""
    if comparison.made_by_aws:
        made = counted(
            "{count} role that AWS made is not declared, and is no difference",
            "{count} roles that AWS made are not declared, and are no difference",
            len(comparison.made_by_aws),
        )
        yield say(made, t)
    if comparison.not_compared:
        yield say(said("Without a dump, not compared: {names}", names=listed(comparison.not_compared)), t)
    yield say(LIMITS, t)


def _lines(comparison: Comparison, t: Translator) -> Iterator[str]:
    yield say(summary(comparison), t)
    for one in comparison.differences:
        yield ""
        yield say(said("{about}: {message}", about=one.arn, message=HEADINGS[one.kind]), t)
        yield from (f"  - {detail}" for detail in details(one, t, _SHOWN))
    yield ""
    yield from not_looked_at(comparison, t)


def details(one: Difference, t: Translator, shown: int | None = None) -> Iterator[str]:
    """What the difference rests on, a sentence each; of statements, `shown` on either side, or all of them."""
    for way in one.ways:
        gaps = {"who": _who(way), "declared": _decided(way.declared, t), "real": _decided(way.real, t)}
        yield say(said("{who}: declared: {declared}; real: {real}", **gaps), t)
    yield from _sayings(one.only_declared, _only_declared, t, shown)
    yield from _sayings(one.only_real, _only_real, t, shown)
    if one.names_declared:
        yield say(_only_declared(listed(one.names_declared)), t)
    if one.names_real:
        yield say(_only_real(listed(one.names_real)), t)
    if one.seconds:
        declared, real = (duration(seconds, t) for seconds in one.seconds)
        yield say(said("declared: {declared}; real: {real}", declared=declared, real=real), t)


def _who(way: Way) -> str:
    return way.who if way.action.startswith("sts:AssumeRole") else f"{way.who} ({way.action})"


def _decided(decision: Decision, t: Translator) -> Words:
    """In a few words; the principal's own policies are taken as allowing."""
    if decision.verdict is Verdict.NOT_EVALUATED:
        return said("not decided")
    if not decision.verdict.opens:
        return said("not let in")
    if decision.verdict is Verdict.ALLOWED:
        return said("let in")
    return said("let in if {condition}", condition=short(decision.residue, t))


def _sayings(
    sayings: tuple[Saying, ...], words: Callable[[Words], Said], t: Translator, shown: int | None
) -> Iterator[str]:
    for saying in sayings[:shown]:
        yield say(words(_as_words(saying)), t)
    if more := len(sayings[shown:]) if shown else 0:
        yield say(counted("and {count} more", "and {count} more", more), t)


def _only_declared(what: Words) -> Said:
    return said("only declared: {what}", what=what)


def _only_real(what: Words) -> Said:
    return said("only real: {what}", what=what)


def _as_words(saying: Saying) -> str:
    """The statement in IAM's own words, on one line."""
    effect, _, actions, resources, tests, _ = saying
    return " ".join(
        (
            effect,
            ", ".join(sorted(f"{kind}{value}" for kind, value in actions)),
            ", ".join(sorted(f"{kind}{value}" for kind, value in resources)),
            *(f"{operator} {key} [{', '.join(sorted(values))}]" for operator, key, values in sorted(tests, key=str)),
        )
    )


def _as_json(one: Difference, t: Translator) -> Json:
    ways: list[Json] = [
        {
            "who": way.who,
            "action": way.action,
            "declared": way.declared.verdict.value,
            "declaredCondition": short(way.declared.residue, t),
            "real": way.real.verdict.value,
            "realCondition": short(way.real.residue, t),
        }
        for way in one.ways
    ]
    declared: list[Json] = [*one.names_declared, *map(_as_words, one.only_declared)]
    real: list[Json] = [*one.names_real, *map(_as_words, one.only_real)]
    return {
        "kind": one.kind.value,
        "arn": one.arn,
        "message": say(HEADINGS[one.kind], t),
        "ways": ways,
        "onlyDeclared": declared,
        "onlyReal": real,
        "seconds": list(one.seconds) if one.seconds else None,
    }
