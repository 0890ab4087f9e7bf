"""Names to links: from the page being written to the page about a thing, and to its line in the input."""

import posixpath
from functools import cache
from urllib.parse import quote

from iam_atlas.errors import Position
from iam_atlas.model.addresses import SECTION_OF, Section, anchor, line_anchor, page, source_page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import ROOT, Context
from iam_atlas.pages.escape import Md, address, attribute, code, external, link, text
from iam_atlas.pages.once import once_a_place


def path_from(context: Context, path: str) -> str:
    """`path`, which is relative to the documentation folder, as seen from the page being written."""
    return _relative(path, posixpath.dirname(context.page) or ".")


def to_page(context: Context, path: str, label: str, fragment: str = "") -> Md:
    """A link to a generated page, given relative to the generated folder."""
    target = f"{ROOT}/{path}"
    place = "" if target == context.page and fragment else path_from(context, target)
    return link(label, f"{place}#{fragment}" if fragment else place)


@once_a_place
def to_account(context: Context, name: str) -> Md:
    """The account's page."""
    return to_page(context, page(Section.ACCOUNTS, name), name)


@once_a_place
def to_role(context: Context, name: str) -> Md:
    """The role's page, for all its copies."""
    return to_page(context, page(Section.ROLES, name), name)


@once_a_place
def to_copy(context: Context, key: RoleKey, label: str | None = None) -> Md:
    """The place on the role's page that is about one copy."""
    return to_page(context, page(Section.ROLES, key.role), label or str(key), anchor(key.account))


@once_a_place
def to_permission_set(context: Context, name: str) -> Md:
    """The permission set's page."""
    return to_page(context, page(Section.PERMISSION_SETS, name), name)


@once_a_place
def to_policy(context: Context, name: str) -> Md:
    """The policy's page where the file declares it, else its name."""
    if name in context.landscape.policies:
        return to_page(context, page(Section.POLICIES, name), name)
    return code(name)


def to_group(context: Context, name: str) -> Md:
    """The group's page."""
    return to_ref(context, Ref(RefKind.GROUP, name))


def to_person(context: Context, name: str) -> Md:
    """The person's page."""
    return to_ref(context, Ref(RefKind.USER, name))


@once_a_place
def to_ref(context: Context, ref: Ref) -> Md:
    """The page about somebody; a service or an ARN, which have no page, in code type."""
    if ref.kind is RefKind.ROLE:
        key = RoleKey.of(ref.name)
        return to_copy(context, key) if _exists(context, key) else code(ref.name)
    name = RoleKey.of(ref.name).role if ref.kind is RefKind.PERMISSION_SET else ref.name
    if ref.kind is RefKind.USER and name in context.landscape.users and not context.landscape.site.people_pages:
        return text(name)
    if name not in context.landscape.declared.get(ref.kind, {}):
        return code(ref.name)
    return to_page(context, page(SECTION_OF[ref.kind], name), ref.name)


@once_a_place
def to_owner(context: Context, owner: str | None) -> Md:
    """Who owns a thing: the team with the places to reach it, or the text as written; empty when nobody is named."""
    if owner is None:
        return Md("")
    team = context.landscape.teams.get(owner)
    if team is None:
        return text(owner)
    name = team.about.title.in_language(context.language) if team.about.title else owner
    ways = (
        text(team.slack) if team.slack else "",
        mail(team.email) if team.email else "",
        external(context.say.t("on call"), team.oncall) if team.oncall else "",
    )
    reach = context.say.listing(ways)
    return Md(f"{text(name)} ({reach})") if reach else text(name)


def mail(written: str) -> Md:
    """A mail address as a link."""
    return external(written, f"mailto:{written}") if "@" in written else text(written)


def to_runbook(context: Context, written: str | None) -> Md:
    """A runbook: a web address as it is, a page of the team below docs/ by its place, anything else as text."""
    if not written:
        return Md("")
    return to_own_page(context, written) or external(written, written)


def to_own_page(context: Context, written: str, label: str = "") -> Md:
    """A page of the team, by its place below docs/; empty when there is no such page. `label` is its place if empty.

    A page that the team has not written in this language is linked in the first.
    """
    path, mark, fragment = written.removeprefix("./").removeprefix("docs/").partition("#")
    if path in context.own.here:
        return link(label or path, path_from(context, path) + mark + fragment)
    if path in context.own.elsewhere:
        return _to_other_tree(label or path, path_from(context, context.own.elsewhere[path]) + mark + fragment)
    return Md("")


def _to_other_tree(label: str, place: str) -> Md:
    """HTML, because neither engine knows pages outside of the documentation folder and would warn of the link."""
    return Md(f'<a href="{attribute(quote(place, safe="/#"))}">{text(label)}</a>')


def source(context: Context, position: Position) -> Md:
    """The line of the input that says so: `accounts.yaml:42`; empty for what AWS itself says."""
    if position.file not in context.landscape.source_files:
        return Md("")
    label = code(f"{position.file}:{position.line}")
    url = context.source_url(position)
    if url:
        return Md(f"[{label}]({_destination(url)}){{ .atlas-source }}")
    if position.file not in context.sources:
        return label
    place = path_from(context, f"{ROOT}/{source_page(position.file, position.line)}")
    return Md(f"[{label}]({place}#{line_anchor(position.line)}){{ .atlas-source }}")


@cache
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder)


def _destination(url: str) -> str:
    return address(url) or link("", url)[3:-1]


def _exists(context: Context, key: RoleKey) -> bool:
    role = context.landscape.roles.get(key.role)
    return role is not None and key.account in role.copies
