"""A role copy to the link by which the console switches to it, or the reasons why the console cannot."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from iam_atlas.exporters.planned import not_there_yet
from iam_atlas.graph.access import Access
from iam_atlas.graph.sessions import SWITCHABLE, Extra, asks_another_name, extras_asked
from iam_atlas.model.grants import RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy
from iam_atlas.wording.amounts import unique
from iam_atlas.wording.translate import N_, Translator

# Source: AWS Management Console sign-in endpoints of the partitions, in the AWS General Reference, the user guide of
# AWS GovCloud (US) and that of Amazon Web Services in China. Other partitions have no address that we know of.
_SIGN_IN = {
    "aws": "signin.aws.amazon.com",
    "aws-cn": "signin.amazonaws.cn",
    "aws-us-gov": "signin.amazonaws-us-gov.com",
}
_LONGEST_LABEL = 64
_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})\Z")

_ASKED: Mapping[Extra, str] = {
    Extra.EXTERNAL_ID: N_("The role asks for an ExternalId, which the console does not send."),
    Extra.SESSION_TAGS: N_("The role asks for session tags, which the console does not send."),
    Extra.SOURCE_IDENTITY: N_("The role asks for a source identity, which the console does not send."),
}


def switch_url(landscape: Landscape, copy: RoleCopy) -> str | None:
    """The address that fills in the console's form for switching; None for a partition with an unknown sign-in.

    The role is given with its path. `displayName` is what the console's menu shows, as its own links have it. The
    console may not take every color that it is given.
    Source: IAM User Guide, "Grant a user permissions to switch roles" (the role link) and "Switch from a user to an IAM
    role (console)"; AWS re:Post, "How do I provide IAM users with a link to assume an IAM role?".
    """
    account = landscape.accounts[copy.key.account]
    if account.partition not in _SIGN_IN:
        return None
    asked = {
        "account": account.id,
        "roleName": path_and_name(copy),
        "displayName": f"{copy.key.role} @ {account.name}"[:_LONGEST_LABEL],
        "color": color_of(landscape, copy),
    }
    given = {key: value for key, value in asked.items() if value}
    return f"https://{_SIGN_IN[account.partition]}/switchrole?{urlencode(given, errors='replace')}"


def path_and_name(copy: RoleCopy) -> str:
    """What the console's form wants in the field for the role."""
    return (copy.path + copy.aws_name).removeprefix("/")


def color_of(landscape: Landscape, copy: RoleCopy) -> str | None:
    """Six hex digits: the role's color, else that of its account, else that of the environment; None without any."""
    account = landscape.accounts[copy.key.account]
    environment = landscape.defaults.environments.get(account.environment or "")
    wanted = (copy.color, account.color, environment.color if environment else None)
    found = (match for color in wanted if color and (match := _COLOR.match(color)))
    return next((match[1].upper() for match in found), None)


def console_obstacles(landscape: Landscape, copy: RoleCopy, steps: Iterable[Access], t: Translator) -> tuple[str, ...]:
    """Why the console cannot make any of the steps of people to `copy`, as sentences; empty where it can make one.

    Steps that do not open are for the caller to leave out: whether they open is another question.
    """
    ways = tuple(steps)
    if waiting := not_there_yet(landscape, copy, ways, t):
        return (waiting,)
    if landscape.accounts[copy.key.account].partition not in _SIGN_IN:
        return (t("The address of the console's sign-in for this partition is not known."),)
    if any(step.console is not False for step in ways):
        return ()
    found = [reason for step in ways for reason in _reasons(copy, step, t)]
    return unique(found) or (t("The console cannot make this switch."),)


def _reasons(copy: RoleCopy, step: Access, t: Translator) -> Iterable[str]:
    residue = step.decision.residue
    yield from (t(_ASKED[extra]) for extra in extras_asked(residue))
    if asks_another_name(residue, step.caller.name if step.caller.kind is RefKind.USER else None):
        yield t("The role asks for another session name than the user name, which is what the console sends.")
    if len(copy.path + copy.aws_name) > SWITCHABLE:
        yield t("Path and name of the role have more than {count} characters together.", count=SWITCHABLE)
