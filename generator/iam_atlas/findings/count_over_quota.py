"""More users, groups, roles, policies or attachments than AWS allows."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, warning
from iam_atlas.findings.counts import counts


def count_over_quota(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each count that no quota allows, where the thing stands that has them."""
    for count in counts(analysis.landscape):
        if count.over:
            message = said(
                "{what}: {number}; AWS allows {quota} at most",
                what=count.what,
                number=f"{count.number:,}",
                quota=f"{count.most:,}",
            )
            yield warning(count.position, "count-over-quota", message)
