"""The roles that people switch to in the console to the configuration of AWS Extend Switch Roles, a browser extension.

Source: the extension's README, "Configuration", and its parser (aesr-config): a comment begins at any `#` or `;`, a
value ends at a second `=`, and a file whose `source_profile` names no section is refused.
"""

import re
from collections.abc import Iterator

from iam_atlas.exporters.aws_config import left_out_lines, nothing_to_take
from iam_atlas.exporters.console import color_of, console_obstacles
from iam_atlas.exporters.ini import comments, section, settings, whole
from iam_atlas.exporters.logins import Login, Way, logins
from iam_atlas.exporters.profiles import LeftOut
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.grants import Ref

_CUTS = re.compile("[=;#]")


def switch_roles(showing: Showing, who: Ref | None) -> str:
    """The configuration for `who`, a user or a group; for everybody for None.

    Roles that the console cannot switch to stand in comments with the reason. Whoever is signed in to the account of a
    base profile is shown the roles of that profile only.
    """
    found = [login for login in logins(showing, who) if login.ways or login.undecided]
    if not found:
        return whole([comments(nothing_to_take(showing, who))])
    head = comments(showing.t("Configuration of AWS Extend Switch Roles."))
    return whole([head, *(block for login in found for block in _login(showing, login))])


def _login(showing: Showing, login: Login) -> Iterator[list[str]]:
    left_out = {way.copy.key: reason for way in login.ways if (reason := _obstacle(showing, way))}
    switched = [way for way in login.ways if way.copy.key not in left_out]
    if switched:
        pairs = (("aws_account_id", login.home.id), ("aws_account_alias", login.home.alias))
        yield [section(login.name), *settings(pairs)]
        yield from (_target(showing, login, way) for way in switched)
    doubt = showing.t("Whether this role opens is not decided.")
    told = left_out | dict.fromkeys(login.undecided, doubt)
    yield left_out_lines(showing.t("Left out:"), (LeftOut(key, reason) for key, reason in told.items()))


def _target(showing: Showing, login: Login, way: Way) -> list[str]:
    pairs = (
        ("role_arn", way.copy.arn),
        ("source_profile", login.name),
        ("color", color_of(showing.landscape, way.copy)),
        ("region", way.copy.region),
    )
    return [section(way.name), *settings(pairs)]


def _obstacle(showing: Showing, way: Way) -> str:
    """Why the role is not in the list; empty for one that is."""
    t = showing.t
    if way.source is not None:
        return t("By way of {role} only, and the console switches with your own sign-in.", role=way.source)
    if cut := _CUTS.search(way.copy.arn):
        return t("The extension cannot read {character} in the name or path of a role.", character=cut[0])
    return " ".join(console_obstacles(showing.landscape, way.copy, way.steps, t))
