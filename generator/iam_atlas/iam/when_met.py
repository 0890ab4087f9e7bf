"""A condition test meets a request: when it holds, with a doubt where AWS's pages do not say or disagree."""

from dataclasses import dataclass, replace

from iam_atlas.errors import Position
from iam_atlas.iam.ask import Ask
from iam_atlas.iam.conditions import FOR_ANY, NULL_NAME, OperatorUse, parse_operator
from iam_atlas.iam.conditions.known import settle
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.formula import Formula, Test
from iam_atlas.iam.simplify import conjunction, disjunction

_ABSENT_TO_ANY = (
    'IAM User Guide, "Single-valued vs. multivalued context keys": ForAnyValue is false for an absent key',
    'IAM User Guide, "Condition operators", "...IfExists": the test is true for an absent key',
)
_VARIABLE_UNDER_BOOL = (
    'IAM User Guide, "Condition operators", "Boolean condition operators": policy variables are supported',
    'IAM User Guide, "Variables and tags": variables stand in string and ARN operators',
)


def when_met(test: Test, position: Position, ask: Ask) -> Formula:
    """When the test of the statement at `position` holds; ALWAYS or NEVER where what is known decides.

    An operator that does not exist leaves a doubt, and so does what AWS does not document.
    Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
    """
    use = parse_operator(test.operator)
    if use is None:
        return ask.doubts.about(f'the condition operator "{test.operator}"', position, of=repr(test))
    met = _Met(test, use, position, ask)
    found = (check(met) for check in (_star, _absent_to_any, _variable_under_bool, _empty_to_null))
    return next((formula for formula in found if formula is not None), None) or met.settled(test)


@dataclass(frozen=True, slots=True)
class _Met:
    """A test of the statement at `position` and what it is held against."""

    test: Test
    use: OperatorUse
    position: Position
    ask: Ask

    def settled(self, test: Test) -> Formula:
        return settle(test, self.ask.knowledge)

    def doubt(self, what: str, sources: tuple[str, ...] = ()) -> Test:
        return self.ask.doubts.about(what, self.position, sources, of=repr(self.test))

    @property
    def is_absent(self) -> bool:
        return self.ask.knowledge.knows(self.test.key) and not self.values

    @property
    def values(self) -> tuple[str, ...]:
        return self.ask.knowledge.context.get(self.test.key.lower(), ())


def _star(met: _Met) -> Formula | None:
    """AWS does not say whether `*`, which is no ARN, matches every ARN or none."""
    if met.use.operator.family is not Family.ARN or "*" not in met.test.values or met.is_absent:
        return None
    doubt = met.doubt(f'"*" alone as a value of {met.use.operator.name}')
    rest = met.settled(replace(met.test, values=tuple(value for value in met.test.values if value != "*")))
    return conjunction(rest, doubt) if met.use.operator.negated else disjunction(rest, doubt)


def _absent_to_any(met: _Met) -> Formula | None:
    """ForAnyValue with IfExists: true for an absent key by one page, false by the other."""
    if met.use.quantifier != FOR_ANY or not met.use.if_exists or met.ask.settle_disputes:
        return None
    key = met.test.key
    what = f"whether {met.test.operator} holds where {key} is absent: AWS's pages disagree"
    absent = met.settled(Test(NULL_NAME, key, ("true",)))
    return disjunction(met.settled(met.test), conjunction(absent, met.doubt(what, _ABSENT_TO_ANY)))


def _variable_under_bool(met: _Met) -> Formula | None:
    has_variable = not met.test.literal and any("${" in value for value in met.test.values)
    if met.use.operator.family is not Family.BOOLEAN or not has_variable or met.is_absent or met.ask.settle_disputes:
        return None
    what = f"whether {met.use.operator.name} fills in the policy variable {met.test.values[0]}: AWS's pages disagree"
    return met.doubt(what, _VARIABLE_UNDER_BOOL)


def _empty_to_null(met: _Met) -> Formula | None:
    if met.use.operator.name != NULL_NAME or not met.values or any(met.values):
        return None
    return met.doubt(f"whether an empty value of {met.test.key} counts as null")
