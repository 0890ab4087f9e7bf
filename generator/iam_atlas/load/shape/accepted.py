"""The shape of `accepted`: findings that somebody has decided to live with for a while."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import DATE
from iam_atlas.load.shape.kinds import Field, ListOf, Record, Text

_WRITTEN = r"\S"

ACCEPTED = ListOf(
    Record(
        said("a map with finding, at, reason, owner and until"),
        (
            Field("finding", Text(said("the id of a finding")), "The id of the finding.", required=True),
            Field(
                "at",
                Text(said("a thing with its kind, such as role:viewer@dev")),
                "The thing it is accepted for: `role:viewer@dev`, `role:viewer` for every copy, `group:`, `user:`, "
                "`account:`, `guardrail:`, `resource:` and so on.",
                required=True,
            ),
            Field("reason", Text(said("a reason"), _WRITTEN), "Why that is acceptable.", required=True),
            Field("owner", Text(said("a team or a name"), _WRITTEN), "Who answers for it.", required=True),
            Field("until", DATE, "The last day on which it counts; then it is reported again.", required=True),
        ),
    ),
    said("a list of accepted findings"),
    said("accepted finding"),
)
