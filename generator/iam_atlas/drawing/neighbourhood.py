"""One account, role, group, person, provider or vendor to the choice of its drawing."""

from collections.abc import Iterable
from dataclasses import replace

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.compose import Choice
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.way import Way, is_undecided, way_of
from iam_atlas.drawing.ways import Ways, downstream, in_order, roles_on, undeclared, upstream
from iam_atlas.graph.access import Access
from iam_atlas.iam.formula import Or
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.translate import Translator

_MOST_ROLES = 18
_MOST_AT_ALL = 36
_MOST_PEOPLE = 16
_MOST_CARDS = 22


def account(atlas: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """Who gets into the account's roles; for a jump account also where its people go, unless that is the overview."""
    declared = atlas.landscape.accounts[name]
    targets = ways.in_account.get(name, frozenset())
    found = upstream(ways, targets) | downstream(ways, targets)
    if declared.kind is AccountKind.JUMP:
        homes = [*_users_in(atlas, name), *_groups_in(atlas, name)]
        away = {way for ref in homes for way in ways.out_of(ref)}
        found |= away if len({way.target for way in away}) <= _MOST_ROLES or not found else set()
    title = t("Ways into {name}", name=name)
    choice = _choice(Section.ACCOUNTS, name, title, found, t, targets)
    more = undeclared(ways, targets)
    return replace(choice, focus_account=name, left_out=len(more), in_vain=ways.vain_at(targets))


def role(atlas: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """Who can become the role, in whatever account, and where it leads, hops that nothing declares included."""
    targets = frozenset(Target(name, place, False) for place in atlas.landscape.roles[name].copies)
    found = upstream(ways, targets) | downstream(ways, targets) | undeclared(ways, targets)
    title = t("Ways to {name}", name=name)
    choice = _choice(Section.ROLES, name, title, found, t, targets)
    return replace(choice, focus_roles=targets, in_vain=ways.vain_at(targets))


def group(atlas: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """What the members can become; what they have by the group and its own ways do not say is drawn from them."""
    ref = Ref(RefKind.GROUP, name)
    beside = {
        way
        for person in atlas.landscape.groups[name].members
        for way in ways.out_of(Ref(RefKind.USER, person))
        if name in ways.own(person)[way.target].through and not ways.joined.says(name, person, way.target)
    }
    choice = _onward(ways, Section.GROUPS, ref, {*ways.out_of(ref), *beside}, t)
    return replace(choice, focus_sources=frozenset({ref}))


def person(atlas: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """What one person can become, through which group.

    The person's own decision counts: a group's way that does not open for this person is left out, and where the person
    must satisfy something else than the group's other members, the way is drawn from the person.
    """
    user = Ref(RefKind.USER, name)
    groups = [Ref(RefKind.GROUP, group) for group in atlas.landscape.users[name].groups]
    own = ways.own(name)
    through = {way for ref in groups for way in ways.out_of(ref) if _holds_for(way, own.get(way.target))}
    reached = {way.target for way in through}
    alone = [step for target, step in own.items() if target not in reached]
    found = through | {way_of(step, atlas.landscape, ways.weak) for step in alone}
    choice = _onward(ways, Section.PEOPLE, user, found, t)
    return replace(choice, people=frozenset({name}), focus_sources=frozenset({user}))


def provider(_: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """What those who come in through the provider can become."""
    return _caller(ways, Section.PROVIDERS, Ref(RefKind.PROVIDER, name), t)


def vendor(_: Atlas, ways: Ways, name: str, t: Translator) -> Choice:
    """What the third party can become."""
    return _caller(ways, Section.VENDORS, Ref(RefKind.VENDOR, name), t)


def _holds_for(way: Way, own: Access | None) -> bool:
    """Whether what a group must satisfy is what the member must, or one of the alternatives that the member has."""
    if own is None or is_undecided(own) != way.undecided:
        return False
    residue = own.decision.residue
    alternatives = residue.parts if isinstance(residue, Or) else ()
    return residue is way.residue or residue == way.residue or way.residue in alternatives


def _caller(ways: Ways, section: Section, ref: Ref, t: Translator) -> Choice:
    choice = _onward(ways, section, ref, set(ways.out_of(ref)), t)
    return replace(choice, focus_sources=frozenset({ref}))


def _onward(ways: Ways, section: Section, caller: Ref, found: set[Way], t: Translator) -> Choice:
    """The ways found, and the hops that go on from their ends."""
    reached = {way.target for way in found}
    further = downstream(ways, reached)
    going = reached | {way.target for way in further}
    hops = sum(not way.declared for role in going for way in ways.onward(role))
    vain = sum(map(ways.vain_from, (caller, *(role.as_caller for role in going))))
    title = t("Where {name} can go", name=caller.name)
    return replace(_choice(section, caller.name, title, found | further, t), left_out=hops, in_vain=vain)


def _choice(
    section: Section,
    name: str,
    title: str,
    found: Iterable[Way],
    t: Translator,
    more_roles: frozenset[Target] = frozenset(),
) -> Choice:
    ways = in_order(found)
    description = t(
        "From left to right: who, on what condition, into which role; {roles}.",
        roles=t.count("{count} role copy", "{count} role copies", len(roles_on(ways) | more_roles)),
    )
    return Choice(
        name=page(section, name),
        title=title,
        description=description,
        ways=ways,
        more_roles=more_roles,
        most_roles=_MOST_ROLES,
        most_at_all=_MOST_AT_ALL,
        most_people=_MOST_PEOPLE,
        most_cards=_MOST_CARDS,
    )


def _users_in(atlas: Atlas, account_name: str) -> list[Ref]:
    users = atlas.landscape.users.values()
    return [Ref(RefKind.USER, user.name) for user in users if user.account == account_name]


def _groups_in(atlas: Atlas, account_name: str) -> list[Ref]:
    groups = atlas.landscape.groups.values()
    return [Ref(RefKind.GROUP, group.name) for group in groups if group.account == account_name]
