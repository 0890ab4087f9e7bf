"""Exports as tests ask for them: small landscapes analysed, texts read back as their programs do."""

import re
from configparser import RawConfigParser
from datetime import date
from functools import cache
from pathlib import Path

from botocore.configloader import load_config

from builders import a_grant, a_group, a_landscape, a_policy, a_role, a_trust, a_user, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.exporters.redaction import SHOWN, Redaction
from iam_atlas.exporters.showing import Showing, showing
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import Role
from iam_atlas.wording.translate import ENGLISH, Translator

MFA = Require(mfa=True)
ALICE, OPS = Ref(RefKind.USER, "alice"), Ref(RefKind.GROUP, "ops")


def shown(landscape: Landscape, redaction: Redaction = SHOWN, t: Translator = ENGLISH) -> Showing:
    return showing(analyse(landscape, None), t, redaction)


def granted(*roles: Role, require: Require = MFA) -> Landscape:
    """The roles, granted in prod to a group of the jump account that alice is in; the default is MFA."""
    return a_landscape(
        users=[a_user("alice", groups=["ops"])],
        groups=[a_group("ops")],
        roles=roles,
        grants=[a_grant("ops", f"{role.name}@prod") for role in roles],
        require=require,
    )


def undecided_but_over_a_role() -> Landscape:
    """Whether goal@jump opens to alice by itself is not decided, since AWS's pages disagree; over hub@prod it does."""
    to_hub: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/hub"}
    return a_landscape(
        users=[a_user("alice", groups=["ops"], boundary=a_policy("wall", to_hub))],
        groups=[a_group("ops")],
        roles=[a_role("hub"), a_role("goal", accounts=["jump"], trust=[a_trust("user", "alice")])],
        grants=[a_grant("ops", "hub@prod"), a_grant("role:hub@prod", "goal@jump")],
    )


@cache
def reference_atlas() -> Atlas:
    """The reference organisation, analysed once."""
    return analyse(the_reference(), date(2026, 11, 1))


def ini(text: str) -> dict[str, dict[str, str]]:
    """The sections and settings of the text; a section or a setting that stands twice is an error."""
    parser = RawConfigParser()
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


def as_the_cli_reads(text: str, folder: Path) -> dict[str, dict[str, str]]:
    """The profiles of the text, as botocore has them from a file."""
    file = folder / "config"
    file.write_text(text, encoding="utf-8")
    profiles: dict[str, dict[str, str]] = load_config(str(file))["profiles"]
    return profiles


def as_the_extension_reads(text: str) -> dict[str, dict[str, str]]:
    """The profiles of the text by the grammar of AWS Extend Switch Roles: anything it would refuse is an error."""
    found: dict[str, dict[str, str]] = {}
    for line in re.split("\r\n|\r|\n", text):
        plain = re.sub("[;#].*$", "", line).strip()
        if plain.startswith("["):
            assert plain.endswith("]")
            name = re.sub(r"^profile\s+", "", plain[1:-1].strip(), flags=re.IGNORECASE)
            assert name not in found
            found[name] = {}
        elif plain:
            key, value, *_ = plain.split("=")
            assert value.strip()
            assert key.strip() not in list(found.values())[-1]
            list(found.values())[-1][key.strip()] = value.strip()
    assert {one["source_profile"] for one in found.values() if "source_profile" in one} <= set(found)
    return found
