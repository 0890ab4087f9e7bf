"""An import -> what a reader has to know of it: what the file quotes, leaves open, or calls by another name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from iam_atlas.derive.identity import ASSUME_ROLES
from iam_atlas.errors import Joint, Said, listed, said
from iam_atlas.importers.found import FoundAccount, FoundPrincipal, Note
from iam_atlas.importers.names import aws_policy
from iam_atlas.importers.proposal import Proposal, Quoted
from iam_atlas.importers.roles import tags_in_common
from iam_atlas.importers.sameness import principals_of, statements_of
from iam_atlas.model.grants import RefKind

_DELETED = re.compile(r"A[A-Z0-9]{3}[A-Z0-9]{10,}\Z")
_SSO = "/aws-reserved/sso.amazonaws.com/"


def notes_of(accounts: Sequence[FoundAccount], proposal: Proposal, wrong: Quoted) -> tuple[Note, ...]:
    """The notes in the order of the accounts; of `wrong` principals the file still says something else."""
    tags, carried = _tags_of_roles(accounts), _on_all_instances(accounts)
    return tuple(
        Note(one.arn, message)
        for account in accounts
        for one in account.principals
        for message in (*_about(one, account, proposal, wrong), *_left_tags(one, tags), *_left_profile(one, carried))
    )


def _on_all_instances(accounts: Sequence[FoundAccount]) -> frozenset[str]:
    """The names of roles that have an instance profile in every account."""
    roles = [role for account in accounts for role in account.of(RefKind.ROLE)]
    return frozenset(role.name for role in roles) - {role.name for role in roles if not role.on_instances}


def _left_profile(one: FoundPrincipal, carried: frozenset[str]) -> Iterator[Said]:
    if one.on_instances and one.name not in carried:
        yield said("its instance profile is left out: the role has none in another account")


def _tags_of_roles(accounts: Sequence[FoundAccount]) -> Mapping[str, Mapping[str, str]]:
    """The tags that the file has, by the name of the role."""
    copies: dict[str, list[FoundPrincipal]] = {}
    for account in accounts:
        for role in account.of(RefKind.ROLE):
            copies.setdefault(role.name, []).append(role)
    return {name: tags_in_common(roles) for name, roles in copies.items()}


def _left_tags(one: FoundPrincipal, kept: Mapping[str, Mapping[str, str]]) -> Iterator[Said]:
    if one.kind is not RefKind.ROLE:
        return
    left = sorted(f"{key}={value}" for key, value in one.tags.items() - kept[one.name].items())
    if left:
        yield said("its tags {tags} are left out: the role has others in another account", tags=listed(left))


def _about(one: FoundPrincipal, account: FoundAccount, proposal: Proposal, wrong: Quoted) -> Iterator[Said]:
    if one.arn in wrong.trust:
        yield said("the file does not say of its trust policy what was found: compare the two before you rely on it")
    elif one.arn in proposal.trust and proposal.trust[one.arn] is None:
        yield said("its trust policy stands in the file as it is: grants and trust entries have no words for all of it")
    if one.arn in wrong.identity:
        yield said("the file does not say of its policies what was found: compare the two before you rely on it")
    if gone := _deleted(one):
        yield said(
            "trusts {ids}, what is left of a user or role that was deleted: nobody gets in by that",
            ids=listed(gone, Joint.AND),
        )
    if emptied := [name for name in proposal.identities[one.arn].emptied if name != ASSUME_ROLES]:
        yield said(
            "what its policies {names} say stands in the file as grants, and is called {name} there",
            names=listed(emptied, Joint.AND),
            name=ASSUME_ROLES,
        )
    yield from _unknown(one, account)
    if one.path.startswith(_SSO):
        yield said("IAM Identity Center made this role of a permission set; the file has it as a role of its own")


def _deleted(one: FoundPrincipal) -> list[str]:
    statements = statements_of(one.trust or {})
    found = {value for statement in statements for kind, value in principals_of(statement) if kind.endswith("AWS")}
    return sorted(value for value in found if _DELETED.match(value))


def _unknown(one: FoundPrincipal, account: FoundAccount) -> Iterator[Said]:
    arns = (*one.managed, *([one.boundary] if one.boundary else []))
    for arn in arns:
        if arn not in account.policies and aws_policy(arn) is None:
            yield said("{policy} is named by its ARN: what it allows is not known here", policy=arn)
