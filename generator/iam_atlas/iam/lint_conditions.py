"""The conditions of a statement become lints: operators that do not exist, and values that can match nothing."""

from collections.abc import Iterator

from iam_atlas.errors import Said, listed, said
from iam_atlas.iam.conditions import FOR_ALL, NULL_NAME, OperatorUse, parse_operator
from iam_atlas.iam.conditions.addresses import is_private, parse_network
from iam_atlas.iam.conditions.matching import matches, templates
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.conditions.values import accepted
from iam_atlas.iam.formula import Test
from iam_atlas.iam.keys import is_single_valued
from iam_atlas.iam.known_facts import MFA_KEYS
from iam_atlas.iam.lints import Lint
from iam_atlas.iam.policy import Statement
from iam_atlas.model.grants import Effect

_WRONG_TYPE = {
    Family.BOOLEAN: "type-mismatch-boolean",
    Family.DATE: "type-mismatch-date",
    Family.IP: "type-mismatch-ip-range",
    Family.NUMERIC: "type-mismatch-number",
}
"""IAM Access Analyzer has no check of its own for the values of ARN and binary operators."""

_ONLY_SOMETIMES = frozenset((*MFA_KEYS, "sts:externalid"))
"""Keys that are absent from just those requests which a condition on them is to keep out."""

_PLAIN_STRINGS = ("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
_PATTERNS = {"StringLike": "StringEquals", "StringNotLike": "StringNotEquals"}
"""Each with the operator that says the same of values without a wildcard. ArnLike is not among them: it and ArnEquals
are one operator under two names.
"""
_LIKE_BY_AWS = ":amr"
"""The end of the key that the console of Cognito writes under ForAnyValue:StringLike, without a wildcard."""


def lint_conditions(statement: Statement) -> Iterator[Lint]:
    """What is wrong with the statement's conditions."""
    for test in statement.tests:
        use = parse_operator(test.operator)
        if use is None:
            yield Lint(*_unknown(test), statement.position)
            continue
        for rule, message in _value_problems(test, use):
            yield Lint(rule, message, statement.position)
        if (instead := _PATTERNS.get(use.operator.name)) and _has_no_wildcard(test):
            yield Lint("like-without-wildcard", _needs_no_pattern(test, instead), statement.position)
        if statement.effect is Effect.ALLOW and _restricts_nothing(test, use, statement):
            yield Lint("if-exists-restricts-nothing", _left_out(test), statement.position)
        if statement.effect is Effect.ALLOW and use.quantifier == FOR_ALL and not _is_there(test.key, statement):
            yield Lint(*_overly_permissive(test), statement.position)
    yield from _keys_in_two_cases(statement)
    yield from _mfa_of_federated(statement)


def _restricts_nothing(test: Test, use: OperatorUse, statement: Statement) -> bool:
    """Whether the test asks for what protects only when it is there, and holds when it is not.

    Providers and services never bring MFA: what they are not asked for, they are not asked for on purpose.
    """
    key = test.key.lower()
    if not use.if_exists or use.operator.negated or key not in _ONLY_SOMETIMES:
        return False
    callers = statement.principals or ()
    if key in MFA_KEYS and callers and all(one.type in ("Federated", "Service") for one in callers):
        return False
    return [value.lower() for value in test.values] != ["false"]


def _is_there(key: str, statement: Statement) -> bool:
    """Whether a Null test of the statement asks that the key be there."""
    return any(
        test.key.lower() == key.lower()
        and test.operator.lower() == NULL_NAME.lower()
        and [value.lower() for value in test.values] == ["false"]
        for test in statement.tests
    )


def _left_out(test: Test) -> Said:
    return said(
        "{operator} also holds for a request without {key}, so that it restricts nobody who leaves it out",
        operator=test.operator,
        key=test.key,
    )


def _has_no_wildcard(test: Test) -> bool:
    """Whether no value is a pattern; a variable may stand for anything."""
    patterns = any(part in value for value in test.values for part in ("*", "?", "${"))
    return bool(test.values) and not patterns and not test.key.lower().endswith(_LIKE_BY_AWS)


def _needs_no_pattern(test: Test, instead: str) -> Said:
    return said(
        "{operator} {key} has no wildcard in {values}: {instead} says the same",
        operator=test.operator,
        key=test.key,
        values=listed(said('"{text}"', text=value) for value in test.values),
        instead=instead,
    )


def _unknown(test: Test) -> tuple[str, Said]:
    if test.operator.lower().rpartition(":")[2] == "nullifexists":
        return "null-with-if-exists", said("Null takes no IfExists")
    return "invalid-condition-operator", said('"{operator}" is no condition operator', operator=test.operator)


def _overly_permissive(test: Test) -> tuple[str, Said]:
    if is_single_valued(test.key):
        message = said(
            "{operator} on the single-valued key {key} also holds when the key is absent",
            operator=test.operator,
            key=test.key,
        )
        return "forallvalues-with-single-valued-key", message
    message = said(
        "{operator} on the multivalued key {key} also holds when the key is absent",
        operator=test.operator,
        key=test.key,
    )
    return "forallvalues-with-allow", message


def _keys_in_two_cases(statement: Statement) -> Iterator[Lint]:
    """JSON keeps names apart that IAM does not: operators and keys are one whatever their case."""
    once: dict[tuple[str, str], Test] = {}
    for test in statement.tests:
        first = once.setdefault((test.operator.lower(), test.key.lower()), test)
        if first is not test:
            message = said(
                "{operator} {key} stands there more than once, in different case",
                operator=first.operator,
                key=first.key,
            )
            yield Lint("duplicate-keys-with-different-case", message, statement.position)


def _value_problems(test: Test, use: OperatorUse) -> Iterator[tuple[str, Said]]:
    if not test.values:
        yield "empty-array-condition", said("{operator} {key} has no value", operator=test.operator, key=test.key)
    for value in test.values:
        if use.operator.family is Family.NULL:
            continue
        if use.operator.name in _PLAIN_STRINGS and ("*" in value or "?" in value) and "${" not in value:
            yield (
                "wildcard-without-like-operator",
                said('"{value}" is compared as it stands; wildcards need StringLike', value=value),
            )
        if not accepted(use, templates(Test(test.operator, test.key, (value,), test.literal))):
            yield (
                _WRONG_TYPE.get(use.operator.family, "invalid-condition-data-type"),
                said('"{value}" is no value that {operator} can match', value=value, operator=use.operator.name),
            )
    if use.operator.family is Family.IP and test.key.lower() == "aws:sourceip":
        yield from _private(test, use)


def _private(test: Test, use: OperatorUse) -> Iterator[tuple[str, Said]]:
    networks = [network for value in test.values if (network := parse_network(value)) is not None]
    if networks and all(is_private(network) for network in networks) and (use.operator.negated or not use.if_exists):
        values = listed(test.values)
        if use.operator.negated:
            yield (
                "private-not-ip-address",
                said("aws:SourceIp is a public address: {values} always holds", values=values),
            )
        else:
            yield "private-ip-address", said("aws:SourceIp is a public address: {values} never holds", values=values)


def _fails_without_its_key(test: Test) -> bool:
    return parse_operator(test.operator) is not None and not matches(test, {})


def _mfa_of_federated(statement: Statement) -> Iterator[Lint]:
    federated = [p for p in statement.principals or () if p.type == "Federated"]
    demands = [test for test in statement.tests if test.key.lower() in MFA_KEYS and _fails_without_its_key(test)]
    if federated and demands and statement.effect is Effect.ALLOW:
        message = said(
            "users of {provider} bring no MFA information: {key} is never there",
            provider=federated[0].value,
            key=demands[0].key,
        )
        yield Lint("mfa-never-present", message, statement.position)
