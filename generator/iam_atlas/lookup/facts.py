"""A thing to the few facts about it that fit on a card, with labels in the reader's language."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from iam_atlas.answers.told import session
from iam_atlas.drawing.words import provider_name
from iam_atlas.lookup.shown import Shown
from iam_atlas.lookup.things import Thing
from iam_atlas.model.accounts import Account
from iam_atlas.model.annotations import Declared, Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider, Vendor
from iam_atlas.model.people import Group, User
from iam_atlas.model.roles import PermissionSet, Role
from iam_atlas.model.text import Text
from iam_atlas.wording.amounts import few_of
from iam_atlas.wording.translate import Translator

_Fact: TypeAlias = tuple[str, str, str]  # the key of the file that says so, the label, the value

_NAMED = 8


def facts(thing: Thing, shown: Shown) -> list[tuple[str, str]]:
    """Label and value of each; what the thing's `redact` names is left out, and so is what has no value."""
    declared = thing.declared
    if declared is None:
        return []
    left_out = shown.redaction.omitted_keys(declared)
    found = (*_of(thing, declared, shown), *_common(thing, declared, shown))
    return [(label, value) for key, label, value in found if value and key not in left_out]


def _of(thing: Thing, declared: Declared, shown: Shown) -> Iterable[_Fact]:
    match declared:
        case Role():
            found = _role_copy(thing, shown)
        case PermissionSet():
            found = _permission_set(thing, declared, shown)
        case User():
            found = _user(declared, shown)
        case Group():
            found = _group(declared, shown)
        case Account():
            found = _account(declared, shown)
        case Provider():
            found = _provider(declared, shown)
        case Vendor():
            found = _vendor(declared, shown)
        case _:
            return ()
    return found


def _common(thing: Thing, declared: Declared, shown: Shown) -> Iterator[_Fact]:
    t, purpose = shown.t, declared.about.description
    if isinstance(declared, Role):
        purpose = declared.copies[thing.key.account].description or purpose
    yield "status", t("Status"), t("planned") if declared.about.status is Status.PLANNED else ""
    yield "owner", t("Owner"), owner(declared.about.owner, shown)
    yield "description", t("Purpose"), _said(purpose, shown)


def _role_copy(thing: Thing, shown: Shown) -> Iterator[_Fact]:
    t, copy = shown.t, shown.atlas.landscape.copy_of(thing.key)
    yield "arn", t("ARN"), copy.arn
    yield "accounts", t("Account"), _account_named(thing.key.account, shown)
    yield "max_session", t("Session"), session(copy.max_session, t)


def _permission_set(thing: Thing, declared: PermissionSet, shown: Shown) -> Iterator[_Fact]:
    t = shown.t
    yield "accounts", t("Account"), _account_named(thing.key.account, shown)
    yield "max_session", t("Session"), session(declared.max_session, t)


def _user(user: User, shown: Shown) -> Iterator[_Fact]:
    t = shown.t
    yield "name", t("Name"), user.full_name or ""
    yield "account", t("Account"), _account_named(user.account, shown)
    yield "groups", t("Groups"), _few([name for name in user.groups if shown.shows(Ref(RefKind.GROUP, name))], t)
    yield "team", t("Team"), owner(user.team, shown)


def _group(group: Group, shown: Shown) -> Iterator[_Fact]:
    t = shown.t
    members = t.count("{count} member", "{count} members", len(group.members))
    if group.is_kept_elsewhere:
        members = t("kept elsewhere")
    yield "account", t("Account"), _account_named(group.account, shown)
    yield "source", t("Identity provider"), group.source or ""
    yield "members", t("Members"), members


def _account(account: Account, shown: Shown) -> Iterator[_Fact]:
    t = shown.t
    yield "id", t("Account id"), account.id
    yield "environment", t("Environment"), account.environment or ""
    yield "ou", t("OU"), account.ou or ""


def _provider(provider: Provider, shown: Shown) -> Iterator[_Fact]:
    t = shown.t
    places = [name for name in provider.accounts if shown.shows(Ref(RefKind.ACCOUNT, name))]
    yield "kind", t("Kind"), provider_name(provider.kind, t)
    yield "accounts", t("Accounts"), _few(places, t)


def _vendor(vendor: Vendor, shown: Shown) -> Iterator[_Fact]:
    yield "account_ids", shown.t("Accounts"), _few(vendor.account_ids, shown.t)


def owner_of(thing: Thing, shown: Shown) -> str:
    """Who owns the thing, as `owner` says it; empty where the file does not say, or it stays out."""
    if thing.declared is None or "owner" in shown.redaction.omitted_keys(thing.declared):
        return ""
    return owner(thing.declared.about.owner, shown)


def owner(name: str | None, shown: Shown) -> str:
    """The team's title and where to reach it, or the owner as written; empty for nobody."""
    team = shown.atlas.landscape.teams.get(name or "")
    if team is None:
        return name or ""
    left_out = shown.redaction.omitted_keys(team)
    title = "" if "title" in left_out else _said(team.about.title, shown)
    slack = "" if "slack" in left_out else team.slack
    return f"{title or team.name} ({slack})" if slack else title or team.name


def _account_named(name: str | None, shown: Shown) -> str:
    if name is None or not shown.shows(Ref(RefKind.ACCOUNT, name)):
        return ""
    account = shown.atlas.landscape.accounts[name]
    return name if "id" in shown.redaction.omitted_keys(account) else f"{name} ({account.id})"


def _few(names: list[str] | tuple[str, ...], t: Translator) -> str:
    return few_of(names, _NAMED, t)


def _said(text: Text | None, shown: Shown) -> str:
    return text.in_language(shown.t.language) if text else ""
