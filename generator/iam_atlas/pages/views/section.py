"""The sections of the site: their titles, in the order of the navigation, and which of them an organisation has."""

from collections.abc import Mapping

from iam_atlas.model.addresses import Section
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import Translator

_TITLES = {
    Section.ACCOUNTS: "Accounts",
    Section.ROLES: "Roles",
    Section.GROUPS: "Groups",
    Section.PEOPLE: "People",
    Section.PROVIDERS: "Identity providers",
    Section.VENDORS: "Vendors",
    Section.PERMISSION_SETS: "Permission sets",
    Section.POLICIES: "Policies",
    Section.GUARDRAILS: "Guardrails",
    Section.RESOURCES: "Shared resources",
}


def section_title(section: Section, t: Translator) -> str:
    """The title of a section."""
    return t(_TITLES[section])


def filled(landscape: Landscape) -> tuple[Section, ...]:
    """The sections that hold at least one page, in the order of the navigation."""
    return tuple(section for section in _TITLES if names_in(landscape, section))


def names_in(landscape: Landscape, section: Section) -> tuple[str, ...]:
    """The names of what has a page in the section, sorted."""
    held: Mapping[Section, Mapping[str, object]] = {
        Section.ACCOUNTS: landscape.accounts,
        Section.ROLES: landscape.roles,
        Section.GROUPS: landscape.groups,
        Section.PEOPLE: landscape.users,
        Section.PROVIDERS: landscape.providers,
        Section.VENDORS: landscape.vendors,
        Section.PERMISSION_SETS: landscape.permission_sets,
        Section.POLICIES: landscape.policies,
        Section.GUARDRAILS: landscape.guardrails,
        Section.RESOURCES: landscape.resources,
    }
    return tuple(sorted(held[section]))
