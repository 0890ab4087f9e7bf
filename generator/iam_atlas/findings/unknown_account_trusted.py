"""Accounts that nobody has declared, let into a role by an ExternalId."""

from collections.abc import Iterator

from iam_atlas.data.known_accounts import owner_of
from iam_atlas.errors import Position, Problem, Words, counted, said
from iam_atlas.findings.analysis import Analysis, quoted, some, trusting, warning
from iam_atlas.findings.third_party_without_external_id import asks_for_external_id, trusts_unknown_account
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import RefKind


def unknown_account_trusted(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and account; without an ExternalId it is `third-party-without-external-id`."""
    found: dict[tuple[str, Position], list[Access]] = {}
    for step in analysis.graph.made_by(RefKind.ACCOUNT):
        if trusts_unknown_account(analysis, step) and asks_for_external_id(step):
            for position in sorted(trusting(step)):
                found.setdefault((step.caller.name, position), []).append(step)
    for (account, position), steps in found.items():
        roles = {step.role for step in steps}
        message = counted(
            "{roles} trusts account {account}{owner}, which the file does not know; declare whose it is: a vendor, or "
            "an account of kind external",
            "{roles} trust account {account}{owner}, which the file does not know; declare whose it is: a vendor, or "
            "an account of kind external",
            len(roles),
            roles=some(roles),
            account=quoted(account),
            owner=_owner(account),
        )
        yield warning(position, "unknown-account-trusted", message, steps)


def _owner(account: str) -> Words:
    owner = owner_of(account)
    return said(" ({owner} by a public list)", owner=quoted(owner)) if owner else ""
