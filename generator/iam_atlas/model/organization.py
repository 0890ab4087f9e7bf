"""The organization around the accounts: itself, its OUs, its teams, and how the site presents it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from iam_atlas.model.annotations import AccessRequest, Declared
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Declared):
    """`organization:`; `name` is its display name, empty when not given. `management` names an account."""

    id: str | None = None
    management: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Declared):
    """An owner of things: whom to ask, and where."""

    slack: str | None = None
    email: str | None = None
    oncall: str | None = None
    backstage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationalUnit(Declared):
    """An OU; `name` is its whole path (`Workloads/Prod`). Parents that are only implied are declared too."""

    id: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """Where people ask when something does not work."""

    slack: str | None = None
    email: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """`site:`. `languages` is never empty, the first is the default. `redact` maps a kind to show, mask or hide.

    `stand_ins` are the kinds of `redact` whose values have been replaced for a public site; empty as the file is read.
    """

    title: Text | None = None
    languages: tuple[str, ...] = ("en",)
    audience: str = "internal"
    people_pages: bool = True
    history: bool = True
    signin_url: str | None = None
    help: Help = Help()
    onboarding_page: str | None = None
    onboarding_tools: tuple[str, ...] = ()
    glossary: Mapping[str, Text] = field(default_factory=dict)
    redact: Mapping[str, str] = field(default_factory=dict)
    stand_ins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Environment:
    """What `defaults.environments` says of one environment. Color is six hex digits without `#`."""

    name: str
    color: str | None = None
    title: Text | None = None
    request: AccessRequest | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """`defaults:` as far as pages repeat it; values were already applied where a key was absent."""

    partition: str = "aws"
    region: str | None = None
    max_session: int = 3600
    require: Require = NOTHING_REQUIRED
    request: AccessRequest | None = None
    trust_style: str | None = None
    group_policies: tuple[str, ...] = ()
    environments: Mapping[str, Environment] = field(default_factory=dict)
