"""The RCPs of the landscape to the accounts that they keep strangers out of."""

from collections.abc import Iterator

from iam_atlas.iam.lint_everyone import keeps_strangers_out
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document


def sealed_accounts(landscape: Landscape, action: str) -> frozenset[str]:
    """The names of the accounts whose RCPs deny the action to everybody of whom nobody in the organization has heard.

    Never the management account, on which RCPs have no effect.
    Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
    """
    management = landscape.organization.management if landscape.organization else None
    sealing: dict[int, bool] = {}
    sealed = set()
    for account, document in _documents(landscape):
        if id(document) not in sealing:
            statements = parse_policy(document, "RCP", PolicyKind.RCP).statements
            sealing[id(document)] = any(keeps_strangers_out(one, action) and "*" in one.resources for one in statements)
        if sealing[id(document)] and account != management:
            sealed.add(account)
    return frozenset(sealed)


def _documents(landscape: Landscape) -> Iterator[tuple[str, Document]]:
    for rail in landscape.guardrails.values():
        if rail.kind is GuardrailKind.RCP:
            yield from rail.documents.items()
