"""Things to the objects that the script reads; a key without a value is left out."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from iam_atlas.answers.remedies import how_to_ask
from iam_atlas.answers.told import who as who_is
from iam_atlas.drawing.role_cards import level_of
from iam_atlas.drawing.targets import role_behind
from iam_atlas.lookup.copying import copying
from iam_atlas.lookup.facts import facts, owner_of
from iam_atlas.lookup.shown import Shown
from iam_atlas.lookup.things import Thing, account_of, id_of, page_of
from iam_atlas.lookup.warnings import warnings
from iam_atlas.model.accounts import Account
from iam_atlas.model.annotations import AccessRequest
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider, Vendor
from iam_atlas.model.people import Group
from iam_atlas.model.policies import Json
from iam_atlas.model.requests import requests_for
from iam_atlas.wording.amounts import in_a_row

_NEEDED = frozenset({"id", "kind", "name", "title"})


def records(things: Sequence[Thing], shown: Shown) -> list[Json]:
    """One object a thing."""
    findings, shared = warnings(shown), _names_of_several(things, shown)
    numbers = {thing.ref: number for number, thing in enumerate(things)}
    return [shown.value(_record(thing, shown, numbers, findings(thing), shared)) for thing in things]


def _record(
    thing: Thing, shown: Shown, numbers: Mapping[Ref, int], findings: tuple[str, ...], shared: frozenset[str]
) -> Json:
    at = thing.declared.position if thing.declared is not None else None
    name, account = thing.ref.name, _account(thing, shown)
    title, called = _title(thing, shown), who_is(thing.ref, shown.t)
    who, shell = _typed(thing, shown, shared)
    whole: dict[str, Json] = {
        "id": id_of(thing),
        "kind": thing.kind,
        "name": name,
        "who": who,
        "shell": shell,
        "title": title,
        "called": called if called != title else None,
        "account": account,
        "environment": _environment(thing, account, shown),
        "level": _level(thing, shown),
        "page": page_of(thing, shown.atlas.landscape),
        "at": f"{at.file}:{at.line}" if at else None,
        "line": shown.source_address(at) if at else None,
        "facts": [[label, value] for label, value in facts(thing, shown)],
        "copy": [[label, text] for label, text in _copying(thing, shown)],
        "ask": _ask(thing, shown),
        "owner": owner_of(thing, shown),
        "members": [*_members(thing, numbers, shown)],
        "findings": [*findings],
    }
    left_out = _left_out(thing, shown)
    return {key: value for key, value in whole.items() if value and key not in left_out}


def _typed(thing: Thing, shown: Shown, shared: frozenset[str]) -> tuple[str | None, str | None]:
    """What commands take instead of the name, and what a shell takes instead of that; None where it may stand."""
    name = thing.ref.name
    # A name that begins like an option of the command is none behind its kind.
    who = f"{thing.ref.kind.value}:{name}" if name in shared or name.startswith("-") else None
    written = shown.text(who or name)
    quoted = shlex.quote(written)
    return who, quoted if quoted != written else None


def _left_out(thing: Thing, shown: Shown) -> frozenset[str]:
    """What the thing keeps back of itself; nothing without which it could not be told from others."""
    keys = shown.redaction.omitted_keys(thing.declared) if thing.declared is not None else frozenset()
    return (keys | {"line"} if "at" in keys else keys) - _NEEDED


def _names_of_several(things: Iterable[Thing], shown: Shown) -> frozenset[str]:
    """Names that commands take for more than one: a role that has one copy goes by its bare name, too."""
    single = [role.name for role in shown.atlas.landscape.roles.values() if len(role.copies) == 1]
    counted = Counter([*single, *(thing.ref.name for thing in things)])
    return frozenset(name for name, count in counted.items() if count > 1)


def _title(thing: Thing, shown: Shown) -> str:
    if thing.ref.kind in (RefKind.ROLE, RefKind.PERMISSION_SET):
        return thing.key.role
    declared = thing.declared
    if isinstance(declared, Provider | Vendor) and declared.about.title is not None:
        in_words = declared.about.title.in_language(shown.t.language)
        return thing.ref.name if "title" in shown.redaction.omitted_keys(declared) else in_words or thing.ref.name
    if thing.ref.kind is RefKind.SERVICE:
        return thing.ref.name.removesuffix(".amazonaws.com")
    return thing.ref.name.rpartition("/")[2] if thing.ref.name.startswith("arn:") else thing.ref.name


def _account(thing: Thing, shown: Shown) -> str | None:
    account = account_of(thing, shown.atlas.landscape)
    if account is None or "account" in _left_out(thing, shown):
        return None
    return account if shown.shows(Ref(RefKind.ACCOUNT, account)) else None


def _environment(thing: Thing, account: str | None, shown: Shown) -> str | None:
    place = shown.atlas.landscape.accounts.get(account or "")
    place = thing.declared if isinstance(thing.declared, Account) else place
    if place is None or "environment" in shown.redaction.omitted_keys(place):
        return None
    return place.environment


def _level(thing: Thing, shown: Shown) -> str | None:
    target = role_behind(thing.ref)
    return level_of(shown.atlas, target).value if target else None


def _copying(thing: Thing, shown: Shown) -> list[tuple[str, str]]:
    if thing.ref.kind is not RefKind.ROLE:
        return []
    into = [step for step in shown.atlas.graph.by_role.get(thing.key, ()) if not step.to_permission_set]
    return copying(shown.atlas.landscape.copy_of(thing.key), filter(shown.shows_step, into), shown)


def _members(thing: Thing, numbers: Mapping[Ref, int], shown: Shown) -> Iterator[int]:
    """The people of a group, by their numbers."""
    if isinstance(thing.declared, Group) and "members" not in shown.redaction.omitted_keys(thing.declared):
        yield from (numbers[ref] for name in thing.declared.members if (ref := Ref(RefKind.USER, name)) in numbers)


def _ask(thing: Thing, shown: Shown) -> str:
    """How to ask for a role copy, in the words of the file; empty where nobody says, or it stays out."""
    landscape = shown.atlas.landscape
    if thing.ref.kind is not RefKind.ROLE or thing.declared is None:
        return ""
    speaking = (thing.declared, landscape.accounts[thing.key.account])
    if any("request" in shown.redaction.omitted_keys(one) for one in speaking):
        return ""
    requests = requests_for(landscape, thing.key)
    return in_a_row((how_to_ask(_seen(request, shown), shown.t) for request in requests), shown.t)


def _seen(request: AccessRequest, shown: Shown) -> AccessRequest:
    approvers = tuple(name for name in request.approvers if shown.shows(Ref(RefKind.USER, name)))
    return replace(request, approvers=approvers)
