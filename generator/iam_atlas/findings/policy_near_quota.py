"""Policies that are nearly as large as AWS takes."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, warning


def policy_near_quota(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each size from nine tenths of its quota on, where the policy stands."""
    for size in analysis.halves.sizes:
        if size.near:
            message = said(
                "{what}: {characters} characters without white space, of {quota} that AWS takes by default",
                what=size.what,
                characters=f"{size.characters:,}",
                quota=f"{size.quota:,}",
            )
            yield warning(size.position, "policy-near-quota", message)
