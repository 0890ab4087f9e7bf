"""What each surface tells of who gets into which role copy, in either language, read back from what is written."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.draw import draw_all
from iam_atlas.drawing.source_cards import card_id
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.showing import showing
from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.addresses import Section, page, role_node_id
from iam_atlas.model.grants import Ref, RefKind
from tongues import CLOSED, CONDITIONAL, OPEN, UNDECIDED, VAIN, Tongue

Pair: TypeAlias = tuple[str, str]  # `user:alice`, `developer@prod`
Told: TypeAlias = Mapping[Pair, set[str]]  # states
Cells: TypeAlias = Mapping[Pair, set[str]]  # what stands under the heading "When", as plain text
Pages: TypeAlias = Mapping[str, str]

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s]+)\)")
_KINDS = {section.value: kind for section, kind in (
    (Section.PEOPLE, "user"), (Section.GROUPS, "group"), (Section.ROLES, "role"), (Section.PROVIDERS, "provider"),
    (Section.VENDORS, "vendor"), (Section.ACCOUNTS, "account"), (Section.PERMISSION_SETS, "permission_set"),
)}  # fmt: skip


def state_of(step: Access) -> str:
    """What is to be told of the step."""
    if step.decision.verdict is Verdict.NOT_EVALUATED:
        return UNDECIDED
    if not step.decision.verdict.opens:
        return CLOSED
    if is_in_vain(step):
        return VAIN
    return OPEN if step.decision.verdict is Verdict.ALLOWED else CONDITIONAL


def name_of(ref: Ref) -> str:
    """A caller as pages tell it apart; what has no page by its name alone."""
    plain = ref.kind in (RefKind.SERVICE, RefKind.PRINCIPAL) or (ref.kind is RefKind.ACCOUNT and ref.name.isdigit())
    return ref.name if plain else f"{ref.kind.value}:{ref.name}"


def becomes(step: Access) -> str:
    """What the step leads to: `developer@prod`, `permission_set:Billing@prod`."""
    return f"permission_set:{step.role}" if step.to_permission_set else str(step.role)


def by_people(atlas: Atlas, pages: Pages, tongue: Tongue) -> Cells:
    """The tables on the pages of people."""
    told = _nothing()
    for user in atlas.landscape.users:
        for row in tongue.rows(pages[page(Section.PEOPLE, user)], "Account", "Role", "Level"):
            for account in names_in(row["Account"], "people"):
                told[f"user:{user}", copy_in(row["Role"], account)].add(_plain(row["When"]))
    return told


def by_roles(atlas: Atlas, pages: Pages, tongue: Tongue) -> Cells:
    """The tables on the pages of roles."""
    told = _nothing()
    for role in atlas.landscape.roles.values():
        text = pages[page(Section.ROLES, role.name)]
        for heading, part in _parts(text):
            for row in tongue.rows(part, "Who", "Through"):
                where = heading if row.get("In", tongue.everywhere) == tongue.everywhere else row["In"]
                for place in re.split(r", | and |、| と ", where):
                    for who in names_in(row["Who"], "roles"):
                        told[who, f"{role.name}@{place}"].add(_plain(row["When"]))
    return told


def by_accounts(atlas: Atlas, pages: Pages, tongue: Tongue) -> Cells:
    """The tables on the pages of accounts."""
    told = _nothing()
    for account in atlas.landscape.accounts:
        for row in tongue.rows(pages[page(Section.ACCOUNTS, account)], "Who", "Through", "Becomes"):
            for who in names_in(row["Who"], "accounts"):
                told[who, copy_in(row["Becomes"], f"account:{account}")].add(_plain(row["When"]))
    return told


def by_home(_: Atlas, pages: Pages, tongue: Tongue) -> Cells:
    """The table of the home page."""
    told = _nothing()
    for row in tongue.rows(pages[".home.md"], "Who", "Through", "Can become"):
        for who in names_in(row["Who"], "") if row["Who"] != "–" else names_in(row["Through"], ""):
            for copy in names_in(row["Can become"], ""):
                told[who, copy.removeprefix("role:")].add(_plain(row["When"]))
    return told


def by_drawing(atlas: Atlas, _: Pages, tongue: Tongue) -> Cells:
    """The lines of the drawing on the home page, from people through their groups to roles, as far as gates tell."""
    figure = "".join(one.figure for one in draw_all(atlas, tongue.t, only=frozenset({"home"})).values())
    titles = re.finditer(r'"(gate--[\w-]+)".*>\n<title>(.*?)</title>', figure)
    gates = {found[1]: _first_sentence(_plain(found[2].partition(": ")[2])) for found in titles}
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for found in re.finditer(r'data-from="([^"]+)" data-to="([^"]+)"', figure):
        ends[found[1]].append(found[2])
    roles = {role_node_id(copy.key): str(copy.key) for copy in atlas.landscape.role_copies()}
    told = _nothing()
    for user in atlas.landscape.users:
        first = ends[card_id(Ref(RefKind.USER, user))]
        for gate in (gate for one in first for gate in (ends[one] if one not in gates else [one])):
            for target in filter(roles.__contains__, ends[gate]):
                told[f"user:{user}", roles[target]].add(gates[gate])
    return told


def by_profiles(atlas: Atlas, _: Pages, tongue: Tongue) -> Told:
    """The profiles for the AWS CLI, and what is told beside them of roles that have none; conditions are not told."""
    copies, told = {copy.arn: str(copy.key) for copy in atlas.landscape.role_copies()}, _nothing()
    for user in atlas.landscape.users:
        text = aws_config(showing(atlas, tongue.t), Ref(RefKind.USER, user))
        for block in text.split("\n\n"):
            if (found := re.search(r"^role_arn = (.*)$", block, re.M)) and tongue.by_way_of not in block:
                told[f"user:{user}", copies[found[1]]].add(OPEN)
        for found in re.finditer(r"^# (\S+@\S+): (.*)$", text, re.M):
            if tongue.asked_for_by not in found[2]:
                told[f"user:{user}", found[1]].add(UNDECIDED if tongue.undecided in found[2] else OPEN)
    return told


def states(cells: Cells, tongue: Tongue) -> Told:
    """The states that the cells tell of."""
    return {pair: {tongue.state(cell) for cell in found} for pair, found in cells.items()}


def _nothing() -> defaultdict[Pair, set[str]]:
    return defaultdict(set)


def _parts(page: str) -> Iterator[tuple[str, str]]:
    """The parts of a role's page about one account or several, each under the names of these."""
    for part in re.split(r"\n## (?=[^\n]*\{ #in-)", page)[1:]:
        heading, _, rest = part.partition("\n")
        yield heading.partition(" { ")[0].removeprefix("In "), rest


def names_in(cell: str, folder: str) -> list[str]:
    """Those whom a cell names: what has a page with its kind, the others as they stand in code type."""
    return [*_linked(cell, folder), *map(html.unescape, re.findall(r"`([^`]+)`", _LINK.sub("", cell)))]


def _linked(cell: str, folder: str) -> Iterable[str]:
    for name, address in _LINK.findall(cell):
        place = address.split("#")[0].rpartition("/")[0].rpartition("/")[2]
        yield f"{_KINDS[folder if place in ('', '..') else place]}:{html.unescape(name)}"


def copy_in(cell: str, account: str) -> str:
    """The role copy of a cell that names the role, or the permission set, alone."""
    (name,) = _linked(cell, "roles")
    return f"{name.removeprefix('role:')}@{account.removeprefix('account:')}"


def _first_sentence(said: str) -> str:
    """The condition alone: what is found about the way comes after it."""
    return re.split(r"(?<=\.)(?= )|(?<=。)", said)[0]


def _plain(cell: str) -> str:
    """The text of a cell without what Markdown and HTML need to leave it alone."""
    return html.unescape(re.sub(r"\\(?=[^\w\s])", "", cell))
