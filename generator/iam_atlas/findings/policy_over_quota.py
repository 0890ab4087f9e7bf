"""Policies that are larger than AWS takes."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, warning


def policy_over_quota(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each size over its quota, where the policy stands."""
    for size in analysis.halves.sizes:
        if size.over:
            message = said(
                "{what}: {characters} characters without white space, AWS takes {quota} by default",
                what=size.what,
                characters=f"{size.characters:,}",
                quota=f"{size.quota:,}",
            )
            yield warning(size.position, "policy-over-quota", message)
