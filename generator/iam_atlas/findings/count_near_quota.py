"""Users, groups, roles, policies and attachments that are nearly as many as AWS allows."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, warning
from iam_atlas.findings.counts import counts


def count_near_quota(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each count from nine tenths of its default quota on, where the thing stands that has them."""
    for count in counts(analysis.landscape):
        if count.near:
            message = said(
                "{what}: {number}, of {quota} that AWS allows by default",
                what=count.what,
                number=f"{count.number:,}",
                quota=f"{count.quota:,}",
            )
            yield warning(count.position, "count-near-quota", message)
