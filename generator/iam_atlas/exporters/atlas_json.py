"""Turns the analysed atlas into atlas.json, the documented shape for other programs (docs/reference/atlas-json.md)."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from iam_atlas.atlas import Atlas
from iam_atlas.exporters.json_line import json_line
from iam_atlas.exporters.redaction import Redaction, hidden_things, redaction_of
from iam_atlas.exporters.said_once import SaidOnce
from iam_atlas.exporters.steps_json import decision_json, short_step_json
from iam_atlas.exporters.uses_json import use_json
from iam_atlas.graph.access import Access
from iam_atlas.graph.uses import Use
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.outside import Provider, Vendor
from iam_atlas.model.people import Group, User
from iam_atlas.model.policies import Json
from iam_atlas.model.resources import Resource
from iam_atlas.model.roles import PermissionSet, Role, RoleCopy, RoleKey

FORMAT = "iam-atlas"
VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys may come without."""

_Thing = TypeVar("_Thing", bound=Declared)


@dataclass(frozen=True, slots=True)
class _Source:
    """What every section is made from: the atlas, what may be shown of it, and what stays out as a whole.

    `permissions` gives the key in a table for what a role may do.
    """

    atlas: Atlas
    redaction: Redaction
    hidden: frozenset[Ref]
    permissions: Callable[[PermissionSummary], str]

    def shown(self, kind: RefKind, names: Iterable[str]) -> tuple[str, ...]:
        """The names of things of one kind that may be shown, in their order."""
        return tuple(name for name in names if Ref(kind, name) not in self.hidden)

    def line(self, value: Json) -> str:
        """One value as one line of JSON, redacted."""
        return json_line(self.redaction.json(value))


def atlas_json(atlas: Atlas) -> str:
    """The whole atlas as JSON with a final newline: one thing a line, so that a change shows as changed lines.

    Sorted throughout; the same atlas gives the same text. What `site.redact` keeps back is not in it.
    """
    redaction = redaction_of(atlas.landscape.site)
    permissions, decisions = SaidOnce(redaction), SaidOnce(redaction)
    permissions_key = ByIdentity[PermissionSummary, str](lambda one: permissions.key_of(_permissions(one)))
    decision_key = ByIdentity[Decision, str](lambda one: decisions.key_of(decision_json(one, redaction)))
    source = _Source(atlas, redaction, hidden_things(atlas.landscape, redaction), permissions_key)
    head: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "today": None if atlas.today is None else atlas.today.isoformat(),
        "organization": _organization(atlas),
    }
    lines = [f"{json.dumps(key)}: {source.line(value)}" for key, value in head.items()]
    lines += [_section(name, things, source) for name, things in _sections(source).items()]
    shown = (step for step in atlas.graph.steps if _is_shown(step, source))
    steps = [source.line(short_step_json(step, decision_key)) for step in shown]
    uses = [source.line(use_json(use, redaction)) for use in atlas.uses.uses if _is_use_shown(use, source)]
    lines += [
        '"permissions": ' + _block("{", permissions.lines(), "}"),
        '"decisions": ' + _block("{", decisions.lines(), "}"),
        '"steps": ' + _block("[", steps, "]"),
        '"uses": ' + _block("[", uses, "]"),
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _sections(source: _Source) -> Mapping[str, Mapping[str, Json]]:
    land = source.atlas.landscape
    sets = land.permission_sets.values()
    return {
        "accounts": _things(RefKind.ACCOUNT, land.accounts.values(), source, _account),
        "roles": _things(RefKind.ROLE, land.roles.values(), source, _role),
        "permission_sets": _things(RefKind.PERMISSION_SET, sets, source, _permission_set),
        "groups": _things(RefKind.GROUP, land.groups.values(), source, _group),
        "people": _things(RefKind.USER, land.users.values(), source, _person),
        "providers": _things(RefKind.PROVIDER, land.providers.values(), source, _provider),
        "vendors": _things(RefKind.VENDOR, land.vendors.values(), source, _vendor),
        "resources": _resources(source),
    }


def _resources(source: _Source) -> Mapping[str, Json]:
    """By name; a resource of an account that stays out stays out too."""
    redaction = source.redaction
    return {
        one.name: _without({**_resource(one, source), **_common(one)}, redaction.omitted_keys(one))
        for one in source.atlas.landscape.resources.values()
        if _is_resource_shown(one, source)
    }


def _is_name_shown(name: str | None, source: _Source) -> bool:
    found = source.atlas.landscape.resources.get(name or "")
    return found is None or _is_resource_shown(found, source)


def _is_resource_shown(one: Resource, source: _Source) -> bool:
    return not source.redaction.omits(one) and Ref(RefKind.ACCOUNT, one.account) not in source.hidden


def _things(
    kind: RefKind,
    things: Iterable[_Thing],
    source: _Source,
    describe: Callable[[_Thing, _Source], dict[str, Json]],
) -> Mapping[str, Json]:
    """By name, each with what every declared thing has; keys kept back by the thing itself are left out."""
    shown = sorted((thing for thing in things if Ref(kind, thing.name) not in source.hidden), key=lambda one: one.name)
    return {
        thing.name: _without({**describe(thing, source), **_common(thing)}, source.redaction.omitted_keys(thing))
        for thing in shown
    }


def _common(thing: Declared) -> dict[str, Json]:
    return {"owner": thing.about.owner, "status": thing.about.status.value, "at": str(thing.position)}


def _without(record: dict[str, Json], keys: frozenset[str]) -> Json:
    return {key: value for key, value in record.items() if key not in keys}


def _organization(atlas: Atlas) -> Json:
    organization = atlas.landscape.organization
    if organization is None:
        return None
    return {"id": organization.id, "name": organization.name, "management": organization.management}


def _account(account: Account, _: _Source) -> dict[str, Json]:
    return {
        "id": account.id,
        "kind": account.kind.value,
        "ou": account.ou,
        "environment": account.environment,
        "workload": account.workload,
        "partition": account.partition,
        "page": page(Section.ACCOUNTS, account.name),
    }


def _role(role: Role, source: _Source) -> dict[str, Json]:
    accounts = source.shown(RefKind.ACCOUNT, sorted(role.copies))
    copies: dict[str, Json] = {name: _copy(role.copies[name], source) for name in accounts}
    return {"kind": role.kind.value, "page": page(Section.ROLES, role.name), "copies": copies}


def _copy(copy: RoleCopy, source: _Source) -> Json:
    atlas = source.atlas
    return {
        "arn": copy.arn,
        "max_session": copy.max_session,
        "variant": copy.variant,
        "trust_policy_as_written": copy.key in atlas.halves.trust_is_raw,
        "level": atlas.levels[copy.key].value,
        "permissions": _permissions_key(atlas.permissions.get(copy.key), source),
    }


def _permission_set(one: PermissionSet, source: _Source) -> dict[str, Json]:
    keys = [RoleKey(one.name, name) for name in source.shown(RefKind.ACCOUNT, sorted(one.accounts))]
    summaries = source.atlas.set_permissions
    accounts: dict[str, Json] = {key.account: _permissions_key(summaries.get(key), source) for key in keys}
    return {"max_session": one.max_session, "page": page(Section.PERMISSION_SETS, one.name), "accounts": accounts}


def _permissions_key(summary: PermissionSummary | None, source: _Source) -> Json:
    """Where the short form stands; None when nobody computed it."""
    return None if summary is None else source.permissions(summary)


def _permissions(summary: PermissionSummary) -> Json:
    """The short form; the page of the role has every service."""
    return {
        "level": summary.level.value,
        "everything": summary.everything,
        "notable": list(summary.notable),
        "assumes": list(summary.assumes),
        "unknown_policies": list(summary.unknown),
        "unknown_boundary": summary.unknown_boundary,
        "unknown_actions": list(summary.unknown_actions),
        "invalid_statements": list(summary.invalid),
    }


def _group(group: Group, source: _Source) -> dict[str, Json]:
    return {
        "account": group.account,
        "source": group.source,
        "members": [*source.shown(RefKind.USER, group.members)],
        "external_members": group.external_members,
        "page": page(Section.GROUPS, group.name),
    }


def _person(user: User, source: _Source) -> dict[str, Json]:
    return {
        "account": user.account,
        "kind": user.kind.value,
        "groups": [*source.shown(RefKind.GROUP, user.groups)],
        "page": page(Section.PEOPLE, user.name) if source.atlas.landscape.site.people_pages else None,
    }


def _provider(provider: Provider, source: _Source) -> dict[str, Json]:
    return {
        "kind": provider.kind.value,
        "accounts": [*source.shown(RefKind.ACCOUNT, provider.accounts)],
        "url": provider.url,
        "page": page(Section.PROVIDERS, provider.name),
    }


def _vendor(vendor: Vendor, _: _Source) -> dict[str, Json]:
    return {"account_ids": list(vendor.account_ids), "page": page(Section.VENDORS, vendor.name)}


def _resource(one: Resource, source: _Source) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "account": one.account,
        "arn": one.arn,
        "encrypted_by": one.encrypted_by if _is_name_shown(one.encrypted_by, source) else None,
        "page": page(Section.RESOURCES, one.name),
    }


def _is_use_shown(use: Use, source: _Source) -> bool:
    """Whether the use names nothing that the sections leave out."""
    things = (use.resource, use.needs_key.key if use.needs_key else use.resource)
    return not _named_by(use.caller) & source.hidden and all(_is_name_shown(name, source) for name in things)


def _is_shown(step: Access, source: _Source) -> bool:
    """Whether the step names nothing that the sections leave out."""
    if not source.hidden:
        return True
    groups = {Ref(RefKind.GROUP, group) for group in step.through}
    return not (_named_by(step.caller) | _named_by(step.becomes) | groups) & source.hidden


def _named_by(ref: Ref) -> frozenset[Ref]:
    """The declared things that a name names: of a role copy, or a permission set in an account, both."""
    if ref.kind not in (RefKind.ROLE, RefKind.PERMISSION_SET):
        return frozenset((ref,))
    name, account = RoleKey.of(ref.name)
    return frozenset((Ref(ref.kind, name), Ref(RefKind.ACCOUNT, account)))


def _section(name: str, things: Mapping[str, Json], source: _Source) -> str:
    lines = [f"{source.line(key)}: {source.line(value)}" for key, value in things.items()]
    return f"{json.dumps(name)}: " + _block("{", lines, "}")


def _block(opening: str, lines: list[str], closing: str) -> str:
    return f"{opening}\n" + ",\n".join(lines) + f"\n{closing}" if lines else opening + closing
