"""`organization:`, `site:`, `teams:`, `ous:` and `defaults:` as values."""

from iam_atlas.errors import Position, said
from iam_atlas.load.annotations import access_request, annotations
from iam_atlas.load.node import Findings, Mapping
from iam_atlas.load.sections import Sections
from iam_atlas.load.values import child, duration, flag, pairs, prose, prose_of, scalar, text, texts
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.organization import (
    Defaults,
    Environment,
    Help,
    Organization,
    OrganizationalUnit,
    Site,
    Team,
)
from iam_atlas.model.require import Require

AWS_MAX_SESSION = 3600


def load_organization(
    node: Mapping, accounts: dict[str, Account], spoiled: frozenset[str], findings: Findings
) -> Organization | None:
    """The organization, None when the file has none.

    Where `management` is left out, the only account of kind management is it: the two say the same thing.
    """
    if not node.entries:
        return None
    management = scalar(node, "management")
    if management and management.text not in accounts and management.text not in spoiled:
        message = said(
            "organization: there is no account {name}{hint}",
            name=quoted(management.text),
            hint=did_you_mean(management.text, accounts),
        )
        findings.error(management, "unknown-account", message)
        management = None
    of_kind = [account.name for account in accounts.values() if account.kind is AccountKind.MANAGEMENT]
    only = of_kind[0] if len(of_kind) == 1 else None
    return Organization(
        name=text(node, "name") or "",
        position=node.position,
        about=annotations(node, findings),
        id=text(node, "id"),
        management=management.text if management else only,
        root=text(node, "root"),
    )


def load_site(node: Mapping) -> Site:
    """How the site presents itself; English where no language is named."""
    ways, first_day = child(node, "help"), child(node, "onboarding")
    glossary = child(node, "glossary")
    words = {name: prose_of(value) for name, _, value in glossary.named()} if glossary else {}
    return Site(
        title=prose(node, "title"),
        languages=texts(node, "languages") or ("en",),
        audience=text(node, "audience") or "internal",
        people_pages=flag(node, "people_pages") is not False,
        history=flag(node, "history") is not False,
        signin_url=text(node, "signin_url"),
        help=Help(text(ways, "slack"), text(ways, "email"), text(ways, "hours")) if ways else Help(),
        onboarding_page=text(first_day, "page") if first_day else None,
        onboarding_tools=texts(first_day, "tools") if first_day else (),
        glossary={name: meaning for name, meaning in sorted(words.items()) if meaning},
        redact=dict(sorted(pairs(node, "redact").items())),
    )


def load_teams(sections: Sections, findings: Findings) -> dict[str, Team]:
    """The teams by name."""
    return {
        entry.name: Team(
            name=entry.name,
            position=entry.key.position,
            about=annotations(entry.node, findings),
            slack=text(entry.node, "slack"),
            email=text(entry.node, "email"),
            oncall=text(entry.node, "oncall"),
            backstage=text(entry.node, "backstage"),
        )
        for entry in sections.entries("teams")
    }


def load_ous(sections: Sections, accounts: dict[str, Account], findings: Findings) -> dict[str, OrganizationalUnit]:
    """The OUs by path: those declared, those that accounts are in, and every parent of one."""
    units = {
        entry.name: OrganizationalUnit(
            name=entry.name,
            position=entry.key.position,
            about=annotations(entry.node, findings),
            id=text(entry.node, "id"),
        )
        for entry in sections.entries("ous")
    }
    _add_implied(units, [(account.ou, account.position) for account in accounts.values() if account.ou])
    _add_implied(units, [(unit.name, unit.position) for unit in tuple(units.values())])
    return dict(sorted(units.items()))


def load_defaults(node: Mapping, require: Require, findings: Findings) -> Defaults:
    """`defaults:` as far as pages repeat it; `require` is its `require:`, read already."""
    groups, environments = child(node, "groups"), child(node, "environments")
    seconds = duration(node, "max_session", findings)
    return Defaults(
        partition=text(node, "partition") or "aws",
        region=text(node, "region"),
        max_session=AWS_MAX_SESSION if seconds is None else seconds,
        require=require,
        request=access_request(child(node, "request"), findings),
        trust_style=text(node, "trust_style"),
        group_policies=texts(groups, "policies") if groups else (),
        environments=_environments(environments, findings) if environments else {},
    )


def _environments(node: Mapping, findings: Findings) -> dict[str, Environment]:
    found = {
        name: Environment(
            name, text(value, "color"), prose(value, "title"), access_request(child(value, "request"), findings)
        )
        for name, _, value in node.named()
        if isinstance(value, Mapping)
    }
    return dict(sorted(found.items()))


def _add_implied(units: dict[str, OrganizationalUnit], paths: list[tuple[str, Position]]) -> None:
    for path, position in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            units.setdefault(name, OrganizationalUnit(name=name, position=position, about=Annotations()))
