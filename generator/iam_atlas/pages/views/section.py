"""The sections of the site: their titles, in the order of the navigation, and which of them an organisation has."""

from collections.abc import Mapping

from iam_atlas.model.addresses import Section
from iam_atlas.model.annotations import Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import N_, Translator

_TITLES = {
    Section.ACCOUNTS: N_("Accounts"),
    Section.ROLES: N_("Roles"),
    Section.GROUPS: N_("Groups"),
    Section.PEOPLE: N_("People"),
    Section.PROVIDERS: N_("Identity providers"),
    Section.VENDORS: N_("Vendors"),
    Section.PERMISSION_SETS: N_("Permission sets"),
    Section.POLICIES: N_("Policies"),
    Section.GUARDRAILS: N_("Guardrails"),
    Section.RESOURCES: N_("Shared resources"),
}


def section_title(section: Section, t: Translator) -> str:
    """The title of a section."""
    return t(_TITLES[section])


def filled(landscape: Landscape) -> tuple[Section, ...]:
    """The sections that hold at least one page, in the order of the navigation."""
    return tuple(section for section in _TITLES if names_in(landscape, section))


def names_in(landscape: Landscape, section: Section) -> tuple[str, ...]:
    """The names of what has a page in the section, sorted."""
    return tuple(sorted(things_by_section(landscape)[section]))


def things_by_section(landscape: Landscape) -> Mapping[Section, Mapping[str, Declared]]:
    """What has a page, by section and name."""
    return {
        Section.ACCOUNTS: landscape.accounts,
        Section.ROLES: landscape.roles,
        Section.GROUPS: landscape.groups,
        Section.PEOPLE: landscape.users if landscape.site.people_pages else {},
        Section.PROVIDERS: landscape.providers,
        Section.VENDORS: landscape.vendors,
        Section.PERMISSION_SETS: landscape.permission_sets,
        Section.POLICIES: landscape.policies,
        Section.GUARDRAILS: landscape.guardrails,
        Section.RESOURCES: landscape.resources,
    }
