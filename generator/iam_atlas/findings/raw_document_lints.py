"""What AWS would refuse in the documents of the file, or what cannot do what its writer meant."""

from collections.abc import Iterable, Iterator

from iam_atlas.errors import Problem, Said, said
from iam_atlas.findings.analysis import Analysis, warning
from iam_atlas.findings.sealed import sealed_accounts
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.lint_principals import Home
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Permissions, PolicyOrigin

_Found = tuple[Document, Said, PolicyKind, Home | None]
_RAILS = {GuardrailKind.SCP: PolicyKind.SCP, GuardrailKind.RCP: PolicyKind.RCP}


def raw_document_lints(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each lint of each document that was written by hand, each sentence once at its place.

    A trust policy in an account that an RCP keeps strangers out of is open to everyone in words only.
    """
    landscape = analysis.landscape
    sealed = {landscape.accounts[name].id for name in sealed_accounts(landscape, "sts:AssumeRole")}
    seen = set()
    for document, name, kind, home in _each_once(_documents(landscape)):
        for lint in lint_policy(parse_policy(document, str(name), kind), home):
            key = (lint.position, lint.rule, lint.message)
            shut = lint.rule == "anyone-may-assume" and home is not None and home.account_id in sealed
            if key not in seen and not shut:
                seen.add(key)
                yield warning(lint.position, lint.rule, said("{policy}: {message}", policy=name, message=lint.said))


def _each_once(found: Iterable[_Found]) -> Iterable[_Found]:
    """Without what comes again: most copies of a role have the very documents of the first."""
    return {(id(one[0]), str(one[1]), *one[2:]): one for one in found}.values()


def _documents(landscape: Landscape) -> Iterator[_Found]:
    for copy in landscape.role_copies():
        account = landscape.accounts[copy.key.account]
        home = Home(account.id, account.partition)
        if copy.trust_policy is not None:
            yield copy.trust_policy, said("trust policy"), PolicyKind.TRUST, home
        yield from _permissions(copy.permissions)
    for user in landscape.users.values():
        yield from _permissions(user.permissions)
    for group in landscape.groups.values():
        yield from _permissions(group.permissions)
    for permission_set in landscape.permission_sets.values():
        yield from _permissions(permission_set.permissions)
    for rail in landscape.guardrails.values():
        if rail.kind in _RAILS:
            what = said("guardrail {name}", name=rail.name)
            yield from ((document, what, _RAILS[rail.kind], None) for document in rail.documents.values())
    for resource in landscape.resources.values():
        if resource.policy is not None:
            yield resource.policy, said("policy of {name}", name=resource.name), PolicyKind.RESOURCE, None


def _permissions(permissions: Permissions) -> Iterator[_Found]:
    for policy in permissions.policies:
        if policy.document is not None and policy.origin is not PolicyOrigin.AWS:
            yield policy.document, said("policy {name}", name=policy.name), PolicyKind.IDENTITY, None
    boundary = permissions.boundary
    if boundary is not None and boundary.document is not None and boundary.origin is not PolicyOrigin.AWS:
        yield boundary.document, said("boundary {name}", name=boundary.name), PolicyKind.BOUNDARY, None
    if permissions.assume_policy is not None:
        yield permissions.assume_policy, said("assume_policy"), PolicyKind.IDENTITY, None
