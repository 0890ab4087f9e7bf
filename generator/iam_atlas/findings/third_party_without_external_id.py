"""Vendors and accounts that the file does not know, let into a role without an ExternalId that ties them to us."""

from collections.abc import Iterator

from iam_atlas.data.known_accounts import owner_of
from iam_atlas.errors import Position, Problem, Said, Words, counted, said
from iam_atlas.findings.analysis import Analysis, in_words, quoted, some, trusting, warning
from iam_atlas.findings.narrowing import is_bound
from iam_atlas.graph.access import Access
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

RULE = "third-party-without-external-id"
_EXTERNAL_ID = {"sts:externalid": "an ExternalId that nobody has agreed on"}


def third_party_without_external_id(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and third party: whoever else the third party works for could have it enter.

    A vendor is a third party however its principals are named, since any of them may act for any customer. An account
    that the file does not know is one where it is trusted as a whole; a trust that names one of its identities, or is
    narrowed to some by aws:PrincipalArn, is a choice of somebody who knows them. Never meant are accounts of the file
    (external ones are customers and partners, who act for themselves), the organization, and roles that stand in
    somebody else's account, where we are the vendor. MFA and addresses say who asks, not for whom: they do not help.
    Source: IAM User Guide, "Access to AWS accounts owned by third parties", "The confused deputy problem".
    """
    found: dict[tuple[Ref, Position], list[Access]] = {}
    for step in analysis.graph.made_by(RefKind.VENDOR, RefKind.ACCOUNT):
        if _is_third_party(analysis, step) and not asks_for_external_id(step):
            for position in sorted(trusting(step)):
                found.setdefault((step.caller, position), []).append(step)
    for (caller, position), steps in found.items():
        yield warning(position, RULE, _message(caller, {step.role for step in steps}), steps)


def _message(caller: Ref, roles: set[RoleKey]) -> Said:
    return counted(
        "{roles} trusts {who}{unknown} without an ExternalId: whoever else it works for could have it enter here; "
        "ask for one and require it",
        "{roles} trust {who}{unknown} without an ExternalId: whoever else it works for could have it enter here; "
        "ask for one and require it",
        len(roles),
        roles=some(roles),
        who=in_words(caller),
        unknown=_unknown(caller),
    )


def _unknown(caller: Ref) -> Words:
    """What is to be said of an account that the file does not declare; a public list may have a hint whose it is."""
    if caller.kind is RefKind.VENDOR:
        return ""
    owner = owner_of(caller.name)
    if owner is None:
        return said(", which the file does not know,")
    return said(", which the file does not know and a public list calls {owner},", owner=quoted(owner))


def _is_third_party(analysis: Analysis, step: Access) -> bool:
    if step.caller.kind is not RefKind.VENDOR:
        return trusts_unknown_account(analysis, step)
    home = analysis.landscape.accounts[step.role.account]
    return step.decision.verdict.opens and home.kind is not AccountKind.EXTERNAL


def trusts_unknown_account(analysis: Analysis, step: Access) -> bool:
    """Whether the step lets in an account as a whole that the file does not declare, into an account of ours."""
    accounts, caller = analysis.landscape.accounts, step.caller
    if caller.kind is not RefKind.ACCOUNT or caller.name in accounts or not step.decision.verdict.opens:
        return False
    return accounts[step.role.account].kind is not AccountKind.EXTERNAL and not _is_narrowed(step)


def asks_for_external_id(step: Access) -> bool:
    """Whether nobody gets in who does not bring the ExternalId."""
    return is_bound(step.decision.residue, _EXTERNAL_ID)


def _is_narrowed(step: Access) -> bool:
    """Whether aws:PrincipalArn picks identities of the account, instead of all its roles or users."""
    others = (f"arn:aws:iam::{step.caller.name}:{kind}/one-that-nobody-means" for kind in ("role", "user"))
    return all(is_bound(step.decision.residue, {"aws:principalarn": other}) for other in others)
