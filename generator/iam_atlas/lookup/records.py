"""Things to the objects that the script reads; a key without a value is left out."""

from collections.abc import Iterable, Iterator, Mapping

from iam_atlas.answers.remedies import how_to_ask
from iam_atlas.errors import Position, Problem
from iam_atlas.findings.places import problems_by_place
from iam_atlas.iam.level import Level
from iam_atlas.lookup.copying import copying
from iam_atlas.lookup.facts import facts
from iam_atlas.lookup.shown import Shown
from iam_atlas.lookup.things import Thing, account_of, id_of, page_of
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import RefKind
from iam_atlas.model.outside import Provider, Vendor
from iam_atlas.model.policies import Json
from iam_atlas.wording.amounts import unique


def records(things: Iterable[Thing], shown: Shown) -> list[Json]:
    """One object a thing."""
    problems = problems_by_place(shown.atlas.problems, shown.atlas.landscape)
    return [shown.value(_record(thing, shown, problems)) for thing in things]


def _record(thing: Thing, shown: Shown, problems: Mapping[Position, tuple[Problem, ...]]) -> Json:
    at = thing.declared.position if thing.declared is not None else None
    account = account_of(thing, shown.atlas.landscape)
    whole: dict[str, Json] = {
        "id": id_of(thing),
        "kind": thing.kind,
        "name": thing.ref.name,
        "title": _title(thing, shown),
        "account": account,
        "environment": _environment(thing, account, shown),
        "level": _level(thing, shown),
        "page": page_of(thing),
        "at": f"{at.file}:{at.line}" if at else None,
        "line": shown.source_address(at) if at else None,
        "facts": [[label, value] for label, value in facts(thing, shown)],
        "copy": [[label, text] for label, text in _copying(thing, shown)],
        "ask": _ask(thing, shown),
        "findings": [*_findings(thing, shown, problems)],
    }
    return {key: value for key, value in whole.items() if value}


def _title(thing: Thing, shown: Shown) -> str:
    if thing.ref.kind in (RefKind.ROLE, RefKind.PERMISSION_SET):
        return thing.key.role
    if isinstance(thing.declared, Provider | Vendor) and thing.declared.about.title is not None:
        return thing.declared.about.title.in_language(shown.t.language) or thing.ref.name
    if thing.ref.kind is RefKind.SERVICE:
        return thing.ref.name.removesuffix(".amazonaws.com")
    return thing.ref.name.rpartition("/")[2] if thing.ref.name.startswith("arn:") else thing.ref.name


def _environment(thing: Thing, account: str | None, shown: Shown) -> str | None:
    place = shown.atlas.landscape.accounts.get(account or "")
    place = thing.declared if isinstance(thing.declared, Account) else place
    return place.environment if place is not None else None


def _level(thing: Thing, shown: Shown) -> str | None:
    if thing.ref.kind is RefKind.ROLE:
        return shown.atlas.levels.get(thing.key, Level.UNKNOWN).value
    if thing.ref.kind is RefKind.PERMISSION_SET:
        summary = shown.atlas.set_permissions.get(thing.key)
        return (summary.level if summary else Level.UNKNOWN).value
    return None


def _copying(thing: Thing, shown: Shown) -> list[tuple[str, str]]:
    if thing.ref.kind is not RefKind.ROLE:
        return []
    into = [step for step in shown.atlas.graph.by_role.get(thing.key, ()) if not step.to_permission_set]
    return copying(shown.atlas.landscape.copy_of(thing.key), filter(shown.shows_step, into), shown)


def _ask(thing: Thing, shown: Shown) -> str:
    """How to ask for a role copy: as the role says, else its account, else the defaults; empty where nobody says."""
    if thing.ref.kind is not RefKind.ROLE or thing.declared is None:
        return ""
    landscape = shown.atlas.landscape
    near = (thing.declared.about.request, landscape.accounts[thing.key.account].about.request)
    found = next((request for request in (*near, landscape.defaults.request) if request is not None), None)
    return how_to_ask(found, shown.t) if found else ""


def _findings(thing: Thing, shown: Shown, problems: Mapping[Position, tuple[Problem, ...]]) -> tuple[str, ...]:
    return unique(problem.message for at in _places(thing, shown) for problem in problems.get(at, ()))


def _places(thing: Thing, shown: Shown) -> Iterator[Position]:
    """Where the file speaks of the thing; for a role copy and a permission set also the grants that lead there."""
    if thing.declared is None:
        return
    yield thing.declared.position
    for grant in shown.atlas.landscape.grants:
        keys = {RefKind.ROLE: grant.roles, RefKind.PERMISSION_SET: grant.permission_sets}.get(thing.ref.kind, ())
        if thing.key in keys:
            yield grant.position
