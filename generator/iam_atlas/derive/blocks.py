"""Tests become Condition blocks, and several blocks the one that holds where all of them do."""

from collections.abc import Sequence
from typing import TypeAlias

from iam_atlas.model.policies import Json

Block: TypeAlias = dict[str, dict[str, Json]]


def one_test(operator: str, key: str, values: Sequence[str]) -> Block:
    """One test as a block; no values ask nothing."""
    return {operator: {key: one_or_list(values)}} if values else {}


def one_or_list(values: Sequence[str]) -> Json:
    """A single value as a string, several as a list: how AWS's own examples are written."""
    return values[0] if len(values) == 1 else list(values)


def equal(key: str, values: Sequence[str], modifier: str = "") -> Block:
    """`StringEquals`, or `StringLike` when a value has a wildcard. `modifier` is a set operator with its colon."""
    wild = any("*" in value or "?" in value for value in values)
    return one_test(f"{modifier}{'StringLike' if wild else 'StringEquals'}", key, values)


def all_of(*blocks: Block) -> Block:
    """One block that holds where all of them do; operators and keys in the order in which they first come.

    Two tests with the same operator and key cannot stand side by side in JSON. The same test twice is one. A negated
    operator takes both lists of values, which excludes them all. Another operator's second test goes under its
    `...IfExists` form: the first test asks that the key be there, so the two together say exactly both.
    The blocks are left as they are. Raises ValueError when a third different test of one key and operator comes, which
    no block can hold.
    """
    whole: Block = {}
    for block in blocks:
        for operator, tests in block.items():
            for key, values in tests.items():
                _add(whole, operator, key, values)
    return whole


def _add(whole: Block, operator: str, key: str, values: Json) -> None:
    tests = whole.setdefault(operator, {})
    if key not in tests:
        tests[key] = values
    elif "Not" in operator:
        tests[key] = [*_listed(tests[key]), *(v for v in _listed(values) if v not in _listed(tests[key]))]
    elif tests[key] != values:
        second = whole.setdefault(f"{operator}IfExists", {})
        if operator.endswith("IfExists") or second.get(key, values) != values:
            msg = f"no Condition block holds three different {operator} tests of {key}"
            raise ValueError(msg)
        second[key] = values


def _listed(values: Json) -> list[Json]:
    return values if isinstance(values, list) else [values]
