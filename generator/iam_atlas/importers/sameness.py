"""Policy documents as what they say, whatever the order and the form: two that say the same are equal here."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

from iam_atlas.iam.policy import as_text as as_compared
from iam_atlas.importers.found import Doc
from iam_atlas.model.policies import Json

Part: TypeAlias = frozenset[tuple[str, str]]
Saying: TypeAlias = tuple[str, Part, Part, Part, frozenset[tuple[str, str, frozenset[str]]], str]
"""Effect, principals, actions, resources, tests; and the language's version, where variables depend on it."""


def say_the_same(these: Iterable[Doc], those: Iterable[Doc]) -> bool:
    """Whether two sets of documents allow and deny the same to everybody in every request.

    False where they only may: `s3:*` and a list of all its actions are not compared. Sids do not count.
    """
    here, there = sayings(these), sayings(those)
    if here == there:
        return True
    # What both say in one piece need not be taken apart, unless pieces of it stand on one side only.
    return _single(here - there) == _single(there - here) or _single(here) == _single(there)


def sayings(documents: Iterable[Doc]) -> frozenset[Saying]:
    """What each statement says."""
    return frozenset(_saying(document, statement) for document in documents for statement in statements_of(document))


def single_sayings(documents: Iterable[Doc]) -> frozenset[Saying]:
    """What the statements say, each principal, action and resource by itself."""
    return _single(sayings(documents))


def statements_of(document: Doc) -> list[Mapping[str, Json]]:
    """The statements, of which a single one may stand without a list."""
    return [one for one in listed_values(document.get("Statement")) if isinstance(one, dict)]


def listed_values(value: Json) -> list[Json]:
    """A list as it is, a single value as a list of one, nothing as an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def as_text(value: Json) -> str:
    """A value of a condition as IAM compares it; what can be none as it stands."""
    return as_compared(value) if isinstance(value, str | bool | int | float) else str(value)


def principals_of(statement: Mapping[str, Json]) -> frozenset[tuple[str, str]]:
    """Each principal with its type; an account's id and its root ARN are one, `*` alone has the type `*`."""
    return _principals(statement.get("Principal"), "")


def _saying(document: Doc, statement: Mapping[str, Json]) -> Saying:
    variables = "${" in str(statement)
    return (
        str(statement.get("Effect")),
        _principals(statement.get("Principal"), "") | _principals(statement.get("NotPrincipal"), "not "),
        _element(statement, "Action", lower=True),
        _element(statement, "Resource", lower=False),
        _tests(statement.get("Condition")),
        str(document.get("Version", "2008-10-17")) if variables else "",
    )


def _element(statement: Mapping[str, Json], name: str, *, lower: bool) -> Part:
    found = [("", value) for value in listed_values(statement.get(name))]
    found += [("not ", value) for value in listed_values(statement.get(f"Not{name}"))]
    return frozenset((kind, str(value).lower() if lower else str(value)) for kind, value in found)


def _principals(written: Json, negated: str) -> Part:
    if isinstance(written, dict):
        pairs = ((kind, value) for kind, values in written.items() for value in listed_values(values))
        return frozenset((f"{negated}{kind}", _account(str(value))) for kind, value in pairs)
    return frozenset((f"{negated}*", str(value)) for value in listed_values(written))


def _account(principal: str) -> str:
    parts = principal.split(":")
    return parts[4] if len(parts) == 6 and parts[2] == "iam" and parts[5] == "root" else principal


def _tests(block: Json) -> frozenset[tuple[str, str, frozenset[str]]]:
    operators = block.items() if isinstance(block, dict) else ()
    return frozenset(
        (operator.lower(), key.lower(), frozenset(as_text(value) for value in listed_values(values)))
        for operator, keys in operators
        for key, values in (keys.items() if isinstance(keys, dict) else ())
    )


def _single(sayings: frozenset[Saying]) -> frozenset[Saying]:
    """Each principal, action and resource by itself."""
    return frozenset(single for one in sayings for single in _exploded(one))


def _exploded(saying: Saying) -> Iterator[Saying]:
    effect, principals, actions, resources, tests, version = saying
    for who, what, where in product(_apart(principals), _apart(actions), _apart(resources)):
        yield (effect, who, what, where, tests, version)


def _apart(part: Part) -> list[Part]:
    """A negated list is one thing: it means all that is in none of its values."""
    if not part or any(kind.startswith("not ") for kind, _ in part):
        return [part]
    return [frozenset({one}) for one in sorted(part)]
