"""People, groups, providers, vendors and services to cards, and to the frames they stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Card, CardKind, Column, Frame, FrameKind, Tone
from iam_atlas.drawing.planned import is_planned_caller, note_of, with_planned
from iam_atlas.drawing.role_cards import shows_account_ids
from iam_atlas.drawing.tones import place_or_other
from iam_atlas.drawing.words import caller_name, provider_name
from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.iam.arn import account_of
from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section, node_id, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.people import Group, UserKind
from iam_atlas.model.text import Text
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.translate import Translator

_OUTSIDE, _SERVICES, _ACCOUNTS = "outside", "services", "whole-accounts"
_CUSTOMERS = (ProviderKind.COGNITO, ProviderKind.WEB_IDENTITY)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a card says and how it looks, before it has an id and a column."""

    kind: CardKind
    title: str
    subtitle: str
    icon: str
    href: str | None
    frame: str


def is_aside(ref: Ref, atlas: Atlas) -> bool:
    """Whether the caller is a service or the customers of a product: true of roles, but no part of who works where."""
    if ref.kind is RefKind.PROVIDER:
        provider = atlas.landscape.providers.get(ref.name)
        return provider is not None and provider.kind in _CUSTOMERS
    return ref.kind is RefKind.SERVICE


def card_id(ref: Ref) -> str:
    """The id of a caller's card: `group--developers`."""
    return node_id(ref.kind.value, ref.name)


def source_card(ref: Ref, atlas: Atlas, focus: frozenset[Ref], t: Translator) -> Card:
    """The card of a caller that is not a role."""
    planned = is_planned_caller(atlas.landscape, ref)
    card = _person(ref, atlas, ref in focus, t) if ref.kind is RefKind.USER else _caller(ref, atlas, ref in focus, t)
    return replace(card, label=with_planned(card.label, planned, t), planned=planned) if planned else card


def _caller(ref: Ref, atlas: Atlas, focus: bool, t: Translator) -> Card:
    words = _words(ref, atlas, t)
    return Card(
        id=card_id(ref),
        column=Column.MIDDLE,
        kind=words.kind,
        title=words.title,
        subtitle=words.subtitle,
        label=listing(filter(None, (_full_name(ref, words.title), words.subtitle)), t),
        icon=words.icon,
        href=words.href,
        tone=Tone.JUMP if words.kind is CardKind.GROUP else Tone.NEUTRAL,
        frame=words.frame,
        focus=focus,
    )


def _full_name(ref: Ref, title: str) -> str:
    """What a reader hears: an ARN in full, as several may end alike."""
    return ref.name if ref.name.startswith("arn:") else title


def source_frames(cards: Iterable[Card], atlas: Atlas, t: Translator) -> tuple[Frame, ...]:
    """The frames that the cards stand in: jump accounts with users and groups, then what lives in none of them."""
    used = {card.frame for card in cards}
    frames: list[Frame] = []
    for account in _homes(atlas):
        inner = [_users_frame(account, t), _groups_frame(account, t)]
        inner = [frame for frame in inner if frame.id in used]
        frames += [_jump_frame(account, atlas, t), *inner] if inner else []
    outside = {_OUTSIDE: t("External identities"), _ACCOUNTS: t("Whole accounts"), _SERVICES: t("AWS services")}
    for name, title in outside.items():
        if name in used:
            frames.append(Frame(id=name, kind=FrameKind.OUTSIDE, title=title))
    return tuple(frames)


def members_in(groups: Iterable[Ref], atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """The members of each group among `groups`, by group name, sorted."""
    known = atlas.landscape.groups
    return {ref.name: tuple(sorted(known[ref.name].members)) for ref in groups if ref.name in known}


def _homes(atlas: Atlas) -> list[Account]:
    """The accounts that hold users or groups, by name."""
    landscape = atlas.landscape
    names = {user.account for user in landscape.users.values()} | {group.account for group in landscape.groups.values()}
    return [landscape.accounts[name] for name in sorted(name for name in names if name is not None)]


def _person(ref: Ref, atlas: Atlas, focus: bool, t: Translator) -> Card:
    user = atlas.landscape.users.get(ref.name)
    name = user.full_name if user and user.full_name else ref.name
    is_machine = user is not None and user.kind is UserKind.MACHINE
    return Card(
        id=card_id(ref),
        column=Column.WHO,
        kind=CardKind.PERSON,
        title=ref.name,
        label=t("machine user {name}", name=name) if is_machine else t("person {name}", name=name),
        icon="user",
        href=page(Section.PEOPLE, ref.name) if atlas.landscape.site.people_pages else None,
        tone=Tone.JUMP,
        frame=node_id("users", user.account) if user else None,
        focus=focus,
    )


def _words(ref: Ref, atlas: Atlas, t: Translator) -> _Words:
    if ref.kind is RefKind.GROUP:
        return _group(ref.name, atlas.landscape.groups.get(ref.name), t)
    if ref.kind is RefKind.PROVIDER:
        return _provider(ref.name, atlas.landscape.providers[ref.name], t)
    if ref.kind is RefKind.VENDOR:
        title = _title(atlas.landscape.vendors[ref.name].about.title, ref.name, t)
        return _Words(CardKind.VENDOR, title, t("third party"), "vendor", page(Section.VENDORS, ref.name), _OUTSIDE)
    if ref.kind is RefKind.SERVICE:
        return _Words(
            CardKind.SERVICE, ref.name.removesuffix(".amazonaws.com"), t("AWS service"), "service", None, _SERVICES
        )
    if ref.kind is RefKind.ACCOUNT:
        return _account(ref.name, atlas, t)
    return _principal(ref, atlas, t)


def _account(name: str, atlas: Atlas, t: Translator) -> _Words:
    subtitle = t("everything in the account")
    if name not in atlas.landscape.accounts:
        return _Words(CardKind.PRINCIPAL, name, subtitle, "other", None, _OUTSIDE)
    return _Words(CardKind.ACCOUNT, name, subtitle, "organization", page(Section.ACCOUNTS, name), _ACCOUNTS)


def _principal(ref: Ref, atlas: Atlas, t: Translator) -> _Words:
    """Whatever a trust policy names that the file does not declare: the end of an ARN, and the account in it."""
    title = caller_name(ref, t)
    if title != ref.name:
        return _Words(CardKind.PRINCIPAL, title, t("of any AWS account"), "other", None, _OUTSIDE)
    account = account_of(ref.name) if shows_account_ids(atlas) else None
    subtitle = t("named by ARN or id") if account is None else t("ARN in account {account}", account=account)
    return _Words(CardKind.PRINCIPAL, title.rpartition("/")[2], subtitle, "other", None, _OUTSIDE)


def _group(name: str, group: Group | None, t: Translator) -> _Words:
    members = len(group.members) if group else 0
    subtitle = t.count("{count} member", "{count} members", members)
    if group is not None and group.is_kept_elsewhere:
        subtitle = t("members kept elsewhere")
    frame = node_id("groups", group.account) if group and group.account else _OUTSIDE
    return _Words(CardKind.GROUP, name, subtitle, "group", page(Section.GROUPS, name), frame)


def _provider(name: str, provider: Provider, t: Translator) -> _Words:
    icon = "branch" if provider.github else "customer" if provider.kind in _CUSTOMERS else "provider"
    title = _title(provider.about.title, name, t)
    address = page(Section.PROVIDERS, name)
    return _Words(CardKind.PROVIDER, title, provider_name(provider.kind, t), icon, address, _OUTSIDE)


def _title(title: Text | None, name: str, t: Translator) -> str:
    return (title.in_language(t.language) if title else "") or name


def _jump_frame(account: Account, atlas: Atlas, t: Translator) -> Frame:
    planned = is_planned_account(atlas.landscape, account.name)
    return Frame(
        id=node_id("home", account.name),
        kind=FrameKind.JUMP,
        title=account.name,
        label=with_planned(t("account {name}", name=account.name), planned, t),
        note=note_of(account.id if shows_account_ids(atlas) else "", planned, t),
        tone=Tone.JUMP,
        environment=account.environment or "",
        place=place_or_other(account, atlas.landscape, t),
        href=page(Section.ACCOUNTS, account.name),
        planned=planned,
    )


def _users_frame(account: Account, t: Translator) -> Frame:
    name, parent = node_id("users", account.name), node_id("home", account.name)
    return Frame(id=name, kind=FrameKind.INNER, title=t("Users"), tone=Tone.JUMP, parent=parent)


def _groups_frame(account: Account, t: Translator) -> Frame:
    name, parent = node_id("groups", account.name), node_id("home", account.name)
    return Frame(id=name, kind=FrameKind.INNER, title=t("Groups"), tone=Tone.JUMP, parent=parent)
