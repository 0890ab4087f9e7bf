"""The profiles of people to the text of ~/.aws/config.

Source: AWS CLI User Guide, "Using an IAM role in the AWS CLI"; AWS SDKs and Tools Reference Guide, "Format of the
config file" and "Assume role credential provider".
"""

from collections.abc import Iterable, Iterator, Sequence

from iam_atlas.derive.principals import home_of
from iam_atlas.exporters.ini import comments, section, settings, whole
from iam_atlas.exporters.logins import PLACEHOLDER, Login, logins
from iam_atlas.exporters.profiles import LeftOut, Profile, Profiles, profiles_of
from iam_atlas.exporters.showing import Showing
from iam_atlas.iam.formula import Always
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.residue import sentence
from iam_atlas.wording.translate import Translator


def aws_config(showing: Showing, who: Ref | None) -> str:
    """All profiles of `who`, a user or a group; of everybody for None. Comments only where there is no profile.

    The people of each jump account have a profile of their own to begin with, named like the account.
    """
    found = [profiles_of(showing, login) for login in logins(showing, who)]
    if not any(one.made or one.left_out for one in found):
        return whole([comments(nothing_to_take(showing, who))])
    return whole([_head(showing, found), *(block for one in found for block in _login(showing, one))])


def nothing_to_take(showing: Showing, who: Ref | None) -> str:
    """Why there is nothing to put into a configuration."""
    t = showing.t
    if not showing.shows_accounts:
        return t("Account ids are left out here, and no profile works without them.")
    if who is not None and not showing.shows(who):
        return t("Nothing here: who is asked about is left out.")
    if who is None:
        return t("Nothing here: no role of the file opens to an IAM user of the file.")
    if who.kind not in (RefKind.USER, RefKind.GROUP) or home_of(showing.landscape, who) is None:
        return t("Nothing here: {name} is no IAM user, and no group of IAM users, of the file.", name=who.name)
    return t("Nothing here: no role of the file opens to {name}.", name=who.name)


def placeholder_note(t: Translator) -> str:
    """What is to be done with the placeholder in profiles for several people."""
    return t(
        "Put your user name in the place of {place}; in mfa_serial, the name of your MFA device.", place=PLACEHOLDER
    )


def profile_lines(profile: Profile) -> list[str]:
    """The section of one profile, without a comment."""
    return [section(f"profile {profile.name}"), *_settings(profile)]


def _head(showing: Showing, found: Sequence[Profiles]) -> list[str]:
    t = showing.t
    if len(found) == 1 and (user := found[0].login.user) is not None:
        note = (placeholder_note(t),) if found[0].login.hides_name else ()
        return comments(t("AWS CLI profiles of {name}, for ~/.aws/config.", name=user.name), *note)
    return comments(t("AWS CLI profiles, for ~/.aws/config."), placeholder_note(t))


def left_out_lines(heading: str, left_out: Iterable[LeftOut]) -> list[str]:
    """What has no place in a configuration, each with its reason, as comments; nothing for nothing."""
    told = [f"{one.key}: {one.reason}" for one in left_out]
    return comments(heading, *told) if told else []


def _login(showing: Showing, found: Profiles) -> Iterator[list[str]]:
    t, login = showing.t, found.login
    with_mfa = any(profile.mfa_serial for profile in found.made)
    yield [
        section(f"profile {login.name}"),
        *comments(*_credentials(t, login, with_mfa)),
        *settings([("region", login.region)]),
    ]
    if with_mfa and login.user is not None:
        yield comments(*_about_mfa(t, login))
    for profile in found.made:
        name, *pairs = profile_lines(profile)
        yield [name, *comments(*_remarks(showing, profile)), *pairs]
    yield left_out_lines(t("Without a profile:"), found.left_out)


def _settings(profile: Profile) -> list[str]:
    return settings(
        (
            ("role_arn", profile.copy.arn),
            ("source_profile", profile.source),
            ("mfa_serial", profile.mfa_serial),
            ("role_session_name", profile.session_name),
            ("duration_seconds", str(profile.seconds) if profile.seconds else None),
            ("external_id", profile.external_id),
            ("region", profile.copy.region),
        )
    )


def _credentials(t: Translator, login: Login, with_mfa: bool) -> Iterator[str]:
    yield t("Your own credentials. With an access key: aws configure --profile {name}", name=login.name)
    yield t(
        "Without one, by the browser (AWS CLI 2.32 or newer; your policies have to allow it): "
        "aws login --profile {name}",
        name=login.name,
    )
    if with_mfa:
        yield t("Whether the credentials of aws login carry MFA for a role that asks for it has not been verified.")


def _about_mfa(t: Translator, login: Login) -> Iterator[str]:
    if login.user is not None and login.user.mfa == "none":
        yield t(
            "The file says that {name} has no MFA device, and some of these roles ask for MFA.", name=login.user.name
        )
        return
    yield t(
        "mfa_serial takes your MFA device to be called {name}; `aws iam list-mfa-devices` tells what it is.",
        name=login.told(login.user_name),
    )
    if login.user is not None and login.user.mfa == "hardware":
        yield t("A hardware token is named by its serial number instead. A security key gives no code to type in here.")


def _remarks(showing: Showing, profile: Profile) -> Iterator[str]:
    t, key = showing.t, profile.copy.key
    if profile.name != f"{key.account}-{key.role}":
        yield str(key)
    if profile.condition is not None and not isinstance(profile.condition, Always):
        yield sentence(showing.redaction.formula(profile.condition), t)
    if profile.over is not None:
        yield t("By way of {role}, so for one hour at most.", role=profile.over)
    if profile.external_id == "":
        yield t("The role asks for an ExternalId, which is left out here: add it as external_id.")
