"""Policies that are larger than AWS takes."""

from collections.abc import Iterator

from iam_atlas.errors import Problem
from iam_atlas.findings.analysis import Analysis, warning


def policy_over_quota(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each size over its quota, where the policy stands."""
    for size in analysis.halves.sizes:
        if size.over:
            message = (
                f"{size.what}: {size.characters:,} characters without white space, AWS takes {size.quota:,} by default"
            )
            yield warning(size.position, "policy-over-quota", message)
