"""The browser extension and the command line: configurations to copy, the same as `iam-atlas export` gives."""

import shlex
from collections.abc import Callable, Iterable, Iterator

from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.console import console_obstacles
from iam_atlas.exporters.logins import PLACEHOLDER
from iam_atlas.exporters.profiles import Profile
from iam_atlas.exporters.switch_roles import switch_roles
from iam_atlas.iam.level import Level
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, external, fence
from iam_atlas.pages.once import once_a_place
from iam_atlas.pages.views.first_day.newcomer import Newcomer, direct_profiles
from iam_atlas.pages.views.permissions import copy_level
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.translate import N_

AWS_CLI, AWS_VAULT, GRANTED, EXTENSION = "aws-cli", "aws-vault", "granted", "aws-extend-switch-roles"
_HOMES = {
    EXTENSION: "https://github.com/tilfinltd/aws-extend-switch-roles",
    AWS_VAULT: "https://github.com/ByteNess/aws-vault",
    GRANTED: "https://docs.commonfate.io/granted/introduction",
}
_EXTENSION = N_(
    "The extension {tool} keeps all roles in a menu, each in its colour. Install it in the browser, open its settings "
    "and paste this:"
)
_CONFIG = N_("Put this into `~/.aws/config`, and make the file where there is none:")
_TRY = N_("Then try it; the answer must name the role and you:")
_ANYBODY = N_("On the page of each person stands the text for exactly their roles.")
_TOO_MANY = N_("{count} roles are too many for a page. This writes them into a file:")
_VAULT = N_(
    "{tool} keeps access keys out of files and reads the same configuration. A role that it asks for with a session of "
    "its own lasts one hour at most; with `--no-session` as long as the role allows."
)
_GRANTED = N_(
    "{tool} takes the profiles of everybody from one registry, which this writes, and asks for the user name once:"
)
_TERRAFORM = N_(
    "Terraform cannot ask for an MFA code: begin the session first, with one of the tools here, and run Terraform "
    "inside it."
)


def extension_part(context: Context, who: Newcomer) -> Part:
    """The configuration of AWS Extend Switch Roles; empty where the team uses other tools, or nothing to switch to."""
    say = context.say
    if who.is_machine or not _is_used(context, EXTENSION) or not _switchable(context, who):
        return part("extension", say("Browser extension"))
    tool = external("AWS Extend Switch Roles", _HOMES[EXTENSION])
    blocks = tuple(_text(context, who, "switch-roles", lambda: switch_roles(context.showing, who.ref)))
    return part(
        "extension", say("Browser extension"), say(_EXTENSION, tool=tool), _general(context, who), blocks=blocks
    )


def command_line_part(context: Context, who: Newcomer) -> Part:
    """The configuration of the AWS CLI, how to try it, and what the other tools make of it."""
    say = context.say
    if not who.ways:
        return part("command-line", say("Command line"))
    config = tuple(_text(context, who, "aws-config", lambda: aws_config(context.showing, who.ref)))
    return part(
        "command-line",
        say("Command line"),
        say(_CONFIG),
        _general(context, who),
        blocks=(*config, *(_trial(context, who) if who.user is not None else ())),
        lines=() if who.is_machine else tuple(_others(context, who)),
    )


def _general(context: Context, who: Newcomer) -> Md:
    return context.say(_ANYBODY) if who.user is None and context.shows_people else Md("")


def _text(context: Context, who: Newcomer, kind: str, text: Callable[[], str]) -> Iterator[Md]:
    """The text itself; where that is too long for a page, the command that writes it."""
    if who.fits_a_page:
        # Colours make a long text several times as heavy.
        yield fence("ini" if len(who.ways) <= _COLOURED else "text", text().rstrip("\n"))
        return
    name = PLACEHOLDER if who.user and context.replaces("user_names") else who.user.name if who.user else ""
    whom = f" --for {shlex.quote(f'user:{name}')}" if name else ""
    yield context.say(_TOO_MANY, count=len(who.ways))
    yield fence("sh", f"iam-atlas export {kind}{whom}")


_COLOURED = 20  # profiles


def _switchable(context: Context, who: Newcomer) -> bool:
    land, t = context.landscape, context.say.t
    own = (way for way in who.ways if way.source is None)
    return any(not console_obstacles(land, way.copy, way.steps, t) for way in own)


def _trial(context: Context, who: Newcomer) -> Iterator[Md]:
    """A harmless question and its answer, by the profile that can do least harm."""
    if profile := next(direct_profiles(context, who, lambda way: _harm(context, way.copy.key)), None):
        yield context.say(_TRY)
        yield fence("console", "\n".join(_dialogue(context, profile)))


@once_a_place
def _harm(context: Context, key: RoleKey) -> tuple[bool, int]:
    is_for_emergencies = context.landscape.roles[key.role].break_glass is not None
    return is_for_emergencies, _HARM.index(copy_level(context, key))


_HARM = (Level.READ, Level.NONE, Level.UNKNOWN, Level.WRITE, Level.ADMIN)


def _dialogue(context: Context, profile: Profile) -> Iterable[str]:
    copy = profile.copy
    account = context.landscape.accounts[copy.key.account]
    yield f"$ aws sts get-caller-identity --query Arn --output text --profile {profile.name}"
    yield f"arn:{account.partition}:sts::{account.id}:assumed-role/{copy.aws_name}/{profile.session_name or '...'}"


def _others(context: Context, who: Newcomer) -> Iterator[Md]:
    say = context.say
    if _is_used(context, AWS_VAULT):
        yield say(_VAULT, tool=external("aws-vault", _HOMES[AWS_VAULT]))
    if _is_used(context, GRANTED):
        granted = say(_GRANTED, tool=external("Granted", _HOMES[GRANTED]))
        yield say.in_a_row((granted, code("iam-atlas export granted --output registry")))
    if any(profile.mfa_serial for profile in direct_profiles(context, who)):
        yield say(_TERRAFORM)


def _is_used(context: Context, tool: str) -> bool:
    """Whether the team uses the tool; all of them where the file does not say."""
    used = context.landscape.site.onboarding_tools
    return not used or tool in used
