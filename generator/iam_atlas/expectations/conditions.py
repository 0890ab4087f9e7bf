"""The words of `if` to the answer whether a step asks for them."""

from collections.abc import Callable, Mapping

from iam_atlas.graph.access import Access
from iam_atlas.graph.without import fails_without, needs_mfa

_KEYS: Mapping[str, frozenset[str]] = {
    "external_id": frozenset(("sts:externalid",)),
    "source_ip": frozenset(("aws:sourceip",)),
    "org": frozenset(("aws:principalorgid", "aws:principalorgpaths")),
}


def asks_for(step: Access, word: str) -> bool:
    """Whether no request that lacks what `word` stands for gets through the step.

    A sign-in without MFA may also carry its key, which then is false: that must not get through either. A step that is
    not decided is not known to ask for anything.
    """
    if not step.decision.verdict.opens:
        return False
    residue = step.decision.residue
    if word == "mfa":
        return needs_mfa(residue)
    keys = _KEYS.get(word, frozenset((word.lower(),)))
    return fails_without(residue, lambda key: key.lower() in keys)


def does_not_ask(word: str) -> Callable[[Access], bool]:
    """The steps that get by without it."""
    return lambda step: not asks_for(step, word)
