"""A residue and some condition keys become the answer whether it binds these keys to values that somebody wrote."""

from collections.abc import Mapping

from iam_atlas.graph.without import fails_with, fails_without
from iam_atlas.iam.formula import Formula


def is_bound(formula: Formula, others: Mapping[str, str]) -> bool:
    """Whether no request gets through that lacks all these keys, and none with any value but those meant.

    `others` maps each key, in lower case, to a value that no policy means. `StringLike: "*"` and the `...IfExists`
    operators bind nothing.
    """
    context = {key: (value,) for key, value in others.items()}
    return fails_without(formula, lambda key: key.lower() in others) and fails_with(formula, context)
