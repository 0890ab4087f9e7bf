"""Guardrails to Terraform resources of the management account: the policies, and what the file attaches them to."""

import json
from collections.abc import Iterator, Mapping

from iam_atlas.exporters.hcl import Encoded, label, reference, resource
from iam_atlas.exporters.ini import comments
from iam_atlas.exporters.policies_organization import TYPES
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.guardrails import Guardrail
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document

_ROOT, _OU = "root", "ou:"


def organization_blocks(showing: Showing) -> Iterator[list[str]]:
    """Every guardrail by name. A target whose id the file does not know is named in a comment."""
    if showing.landscape.permission_sets:
        yield comments(
            showing.t("Permission sets are left out: the file does not know the instance of Identity Center.")
        )
    for rail in sorted(showing.landscape.guardrails.values(), key=lambda rail: rail.name):
        yield from _rail(showing, rail)


def _rail(showing: Showing, rail: Guardrail) -> Iterator[list[str]]:
    documents = {json.dumps(document.value) for document in rail.documents.values()}
    if rail.exempt:
        told = showing.t(
            "{name} leaves out {accounts}: an attachment cannot, so its document has to.",
            name=rail.name,
            accounts=", ".join(rail.exempt),
        )
        yield comments(told)
    if len(documents) == 1:
        document = next(iter(rail.documents.values()))
        yield _policy(rail, rail.name, document)
        for target, id_ in _targets(showing.landscape, rail).items():
            yield _attachment(showing, rail.name, target, id_)
        return
    for account, document in rail.documents.items():
        name = f"{rail.name}-{account}"
        yield _policy(rail, name, document)
        yield _attachment(showing, name, account, showing.landscape.accounts[account].id)


def _policy(rail: Guardrail, name: str, document: Document) -> list[str]:
    return resource(
        "aws_organizations_policy",
        label(name),
        [("name", name), ("type", TYPES[rail.kind]), ("content", Encoded(document.value))],
    )


def _attachment(showing: Showing, policy: str, target: str, id_: str | None) -> list[str]:
    if id_ is None:
        return comments(
            showing.t("{policy} belongs to {target}, whose id is not in the file.", policy=policy, target=target)
        )
    return resource(
        "aws_organizations_policy_attachment",
        label(policy, target),
        [("policy_id", reference("aws_organizations_policy", label(policy), "id")), ("target_id", id_)],
    )


def _targets(landscape: Landscape, rail: Guardrail) -> Mapping[str, str | None]:
    """What it is attached to, by the words of the file, with the id as far as the file knows it.

    Whatever is neither the root nor an OU selects accounts: those that no root or OU of the list stands above.
    """
    root = landscape.organization.root if landscape.organization else None
    ous = {place: landscape.ous.get(place.removeprefix(_OU)) for place in rail.attach if place.startswith(_OU)}
    above: dict[str, str | None] = {place: unit.id if unit else None for place, unit in ous.items()}
    if _ROOT in rail.attach:
        above[_ROOT] = root
    accounts = (landscape.accounts[name] for name in rail.accounts)
    alone = {one.name: one.id for one in accounts if not any(_is_below(one.ou, place) for place in above)}
    return {**dict(sorted(above.items())), **alone}


def _is_below(ou: str | None, place: str) -> bool:
    path = place.removeprefix(_OU)
    return place == _ROOT or ou == path or (ou or "").startswith(f"{path}/")
