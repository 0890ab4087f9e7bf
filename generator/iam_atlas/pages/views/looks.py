"""Actions that AWS files under changing, and level read counts as looking, to sentences that say why."""

from collections.abc import Iterator

from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.notable import MOVES_ON
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.wording.translate import N_

_CHANGING = (AccessLevel.TAGGING, AccessLevel.WRITE, AccessLevel.PERMISSIONS)
_ONLY_READING_SESSIONS = "s3express:CreateSession"  # level read allows it under no other condition
_ROOM = 6


def filed_otherwise(context: Context, summary: PermissionSummary) -> Iterator[Md]:
    """Nothing but for level read, and there nothing unless the table shows more than List and Read."""
    if summary.level is not Level.READ:
        return
    say, filed = context.say, _filed(summary)
    looking = tuple(name for name in filed if name not in (*MOVES_ON, _ONLY_READING_SESSIONS))
    moving = tuple(name for name in filed if name in MOVES_ON)
    if looking:
        yield say.count(
            "AWS files {actions} under Write or Permissions management, although AWS's own read-only policies allow "
            "such actions: it is counted as looking here.",
            "AWS files {actions} under Write or Permissions management, although AWS's own read-only policies allow "
            "such actions: they are counted as looking here.",
            len(looking),
            actions=few_codes(context, looking, _ROOM),
        )
    if _ONLY_READING_SESSIONS in filed:
        yield say(_SESSION, action=code(_ONLY_READING_SESSIONS))
    if moving:
        yield say.count(
            "AWS files {actions} under Write or Tagging: it is counted as moving on to other roles here.",
            "AWS files {actions} under Write or Tagging: they are counted as moving on to other roles here.",
            len(moving),
            actions=few_codes(context, moving, _ROOM),
        )


_SESSION = N_("AWS files {action} under Write; here it is allowed only for sessions that read.")


def _filed(summary: PermissionSummary) -> tuple[str, ...]:
    return tuple(
        action for service in summary.services for level in _CHANGING for action in service.actions.get(level, ())
    )
