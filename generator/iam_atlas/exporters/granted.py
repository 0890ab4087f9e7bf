"""The profiles of everybody to a profile registry of Granted: one file of profiles, which asks for the user name once.

Source: Granted, "Profile Registries", and its own code (pkg/granted/registry, pkg/granted/awsmerge): a value of the
file may hold a template such as `{{ .Required.UserName }}`, which is filled with what the user was asked for. Filling
escapes text for HTML, so that a user name with `+` comes out wrong: the registry says so.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from iam_atlas.exporters.aws_config import left_out_lines, nothing_to_take, profile_lines
from iam_atlas.exporters.ini import comments, section, settings, whole
from iam_atlas.exporters.logins import PLACEHOLDER, logins
from iam_atlas.exporters.profiles import Profile, Profiles, profiles_of
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.grants import Ref
from iam_atlas.wording.translate import Translator

CONFIG, REGISTRY = "config", "granted.yml"
_KEY = "UserName"
_FILLED = f"{{{{ .Required.{_KEY} }}}}"


def granted_registry(showing: Showing, who: Ref | None) -> Mapping[str, str]:
    """The files of the registry by their names; with the roles of `who`, a user or a group; of everybody for None.

    Whoever it is limited to, everybody who uses the registry is asked for their own user name.
    """
    found = [profiles_of(showing, replace(login, user=None)) for login in logins(showing, who)]
    return {REGISTRY: _registry(showing.t), CONFIG: _config(showing, found, who)}


def _registry(t: Translator) -> str:
    """`granted.yml`; texts in it are JSON, which YAML reads as they are meant."""
    lines = [
        *comments(t("A profile registry of Granted: granted registry add -name NAME -url URL-OF-THIS-REPOSITORY")),
        *comments(t("A user name with a + comes out wrong here: correct it in ~/.aws/config.")),
        "awsConfig:",
        f"  - {CONFIG}",
        "templateValues:",
        f"  - {_KEY}:",
        '      - isRequired: "true"',
        f"      - prompt: {json.dumps(t('The name of your IAM user'), ensure_ascii=False)}",
    ]
    return "\n".join(lines) + "\n"


def _config(showing: Showing, found: list[Profiles], who: Ref | None) -> str:
    if not any(one.made or one.left_out for one in found):
        return whole([comments(nothing_to_take(showing, who))])
    return whole(block for one in found for block in _login(showing, one))


def _login(showing: Showing, found: Profiles) -> Iterator[list[str]]:
    login = found.login
    yield [section(f"profile {login.name}"), *settings([("region", login.region)])]
    yield from (profile_lines(_to_fill(profile)) for profile in found.made)
    yield left_out_lines(showing.t("Without a profile:"), found.left_out)


def _to_fill(profile: Profile) -> Profile:
    """The profile with the template in the places where the user name stands."""
    serial, name = profile.mfa_serial, profile.session_name
    return replace(
        profile,
        mfa_serial=serial.replace(PLACEHOLDER, _FILLED) if serial else None,
        session_name=name.replace(PLACEHOLDER, _FILLED) if name else None,
    )
