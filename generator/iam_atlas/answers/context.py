"""`--context KEY=VALUE` as typed becomes what is known of a request."""

from collections.abc import Iterable

from iam_atlas.errors import UsageError, said
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.keys import canonical_key
from iam_atlas.iam.question import NO_FACTS, Facts
from iam_atlas.load.words import quoted


def read_context(pairs: Iterable[str]) -> Facts:
    """What the pairs say: a key given again has several values, `KEY=` means that the request does not carry the key.

    Keys that are not given stay unknown. Raises UsageError for a pair without `=`, and for a key that is both absent
    and given.
    """
    known: dict[str, tuple[str, ...]] = {}
    spelling: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or ":" not in key:
            raise UsageError(
                said("--context {pair} must be KEY=VALUE, such as aws:MultiFactorAuthPresent=true", pair=quoted(pair))
            )
        name = spelling.setdefault(key.strip().lower(), canonical_key(key.strip()))
        before = known.get(name)
        if before is not None and not (before and value):
            raise UsageError(said("--context gives {name} a value and says that it is absent: which?", name=name))
        known[name] = (*(before or ()), value) if value else ()
    return Facts(known) if known else NO_FACTS


def knowledge_in(facts: Facts) -> Knowledge:
    """The same, for settling conditions."""
    return Knowledge({key.lower(): values for key, values in facts.known.items()})
