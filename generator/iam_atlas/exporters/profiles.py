"""The ways of a login to profiles: what of each role stands in a configuration, or why none can be made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from iam_atlas.exporters.asked import (
    asks_for_mfa,
    external_id_of,
    minds_session_name,
    needs_external_id,
    not_in_a_profile,
    session_name_of,
)
from iam_atlas.exporters.logins import Login, Way
from iam_atlas.exporters.planned import not_there_yet
from iam_atlas.exporters.redaction import is_external_id_instead
from iam_atlas.exporters.showing import Showing
from iam_atlas.graph.sessions import CHAINED_SECONDS, Extra
from iam_atlas.iam.formula import Formula
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import RoleCopy, RoleKey
from iam_atlas.wording.translate import N_, Translator

_CANNOT: Mapping[Extra, str] = {
    Extra.SESSION_TAGS: N_("The role asks for session tags, which no setting of a profile gives."),
    Extra.SOURCE_IDENTITY: N_("The role asks for a source identity, which no setting of a profile gives."),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A role copy as a profile.

    `source` is the profile whose credentials ask for it: that of the login, or of the role `over`. `seconds` is None
    where the usual hour is the most. `external_id` is empty where one is needed and not shown. `condition` is that of
    the only step, None where several people come each under their own.
    """

    name: str
    copy: RoleCopy
    source: str
    over: RoleKey | None = None
    mfa_serial: str | None = None
    session_name: str | None = None
    seconds: int | None = None
    external_id: str | None = None
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A role copy that a configuration cannot hold, and why, in the reader's language."""

    key: RoleKey
    reason: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """All that a login gets: the profiles, each after its source, and what has none."""

    login: Login
    made: tuple[Profile, ...]
    left_out: tuple[LeftOut, ...]


def profiles_of(showing: Showing, login: Login) -> Profiles:
    """The profiles of all ways. A role whose only way is over one without a profile has none either."""
    made: dict[RoleKey, Profile] = {}
    left_out: list[LeftOut] = []
    for way in login.ways:
        source = made.get(way.source) if way.source else None
        profile = _without_source(showing, way, made) or profile_for(showing, login, way, source)
        if isinstance(profile, Profile):
            made[way.copy.key] = profile
        else:
            left_out.append(profile)
    doubt = showing.t("Whether this role opens is not decided.")
    # What has a profile over another role is not without one, whether or not it opens by itself.
    undecided = [LeftOut(key, doubt) for key in login.undecided if key not in made]
    told = {one.key: one for one in (*undecided, *left_out)}
    return Profiles(login, tuple(made.values()), tuple(told.values()))


def profile_for(showing: Showing, login: Login, way: Way, source: Profile | None = None) -> Profile | LeftOut:
    """The profile for one way, by the steps that a profile can make; where it can make none, why not the first.

    `source` is the profile of the role that asks for it; None where the people of the login do themselves.
    """
    if waiting := not_there_yet(showing.landscape, way.copy, way.steps, showing.t):
        return LeftOut(way.copy.key, waiting)
    # Those who come through one group share a residue: what it keeps from a profile is asked once for all of them.
    obstacle = ByIdentity(partial(_obstacle, login=login, t=showing.t))
    residues = [step.decision.residue for step in way.steps if obstacle(step.decision.residue) is None]
    if not residues:
        return LeftOut(way.copy.key, obstacle(way.steps[0].decision.residue) or "")
    session_name = session_name_of(residues[0], login.user_name)
    return Profile(
        name=way.name,
        copy=way.copy,
        source=source.name if source else login.name,
        over=way.source,
        mfa_serial=_mfa_serial(login) if not source and any(map(asks_for_mfa, residues)) else None,
        session_name=login.told(session_name) if session_name else None,
        seconds=way.copy.max_session if not source and way.copy.max_session > CHAINED_SECONDS else None,
        external_id=_external_id(showing, residues),
        condition=residues[0] if len(residues) == 1 else None,
    )


def _without_source(showing: Showing, way: Way, made: Mapping[RoleKey, Profile]) -> LeftOut | None:
    if way.source is None or way.source in made:
        return None
    return LeftOut(way.copy.key, showing.t("It is asked for by {role}, which has no profile.", role=way.source))


def _obstacle(residue: Formula, login: Login, t: Translator) -> str | None:
    """Why no profile can make a step under the residue."""
    if (obstacle := _obstacle_for_all(residue)) is not None:
        return t(obstacle)
    if minds_session_name(residue) and session_name_of(residue, login.user_name) is None:
        return t("The role asks for a session name that the file does not write in full.")
    return None


@ByIdentity
def _obstacle_for_all(residue: Formula) -> str | None:
    """Why nobody can have a profile, in English."""
    for extra in not_in_a_profile(residue):
        return _CANNOT[extra]
    if needs_external_id(residue) and external_id_of(residue) is None:
        return N_("The role asks for an ExternalId that the file does not write in full.")
    return None


def _external_id(showing: Showing, residues: Iterable[Formula]) -> str | None:
    found = next((external_id_of(residue) for residue in residues if needs_external_id(residue)), None)
    kept_back = found and (showing.redaction.external_ids != "show" or is_external_id_instead(found))
    return "" if kept_back else found


def _mfa_serial(login: Login) -> str:
    """The ARN of a virtual device that was given the name of its user, as AWS's own pages suggest.

    Source: IAM User Guide, "Assign MFA devices in the AWS CLI or AWS API"; AWS STS API Reference, "AssumeRole".
    """
    return f"arn:{login.home.partition}:iam::{login.home.id}:mfa/{login.told(login.user_name)}"
