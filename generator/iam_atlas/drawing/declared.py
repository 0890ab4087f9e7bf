"""Hops from role to role to whether somebody meant them: a grant or a trust policy names who calls."""

from iam_atlas.drawing.targets import Target, role_behind
from iam_atlas.graph.access import Access
from iam_atlas.iam.arn import account_of
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.iam.reserved_roles import permission_set_of
from iam_atlas.model.grants import Effect
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document
from iam_atlas.model.roles import TrustKind


def is_declared(step: Access, landscape: Landscape) -> bool:
    """Whether a grant, or a Principal of the trust policy, names who calls; of roles and permission sets, else True."""
    if step.grants:
        return True
    caller = role_behind(step.caller)
    if caller is None or step.role.role not in landscape.roles:
        return True
    copy = landscape.copy_of(step.role)
    if copy.trust_policy is not None:
        return _is_principal(caller, _principals_of(copy.trust_policy), landscape)
    kind = TrustKind.PERMISSION_SET if caller.is_set else TrustKind.ROLE
    named = (key for entry in copy.trust if entry.kind is kind for key in entry.roles)
    return any(key.role == caller.role and key.account in ("", caller.account) for key in named)


def _is_principal(caller: Target, named: frozenset[str], landscape: Landscape) -> bool:
    if not caller.is_set:
        return landscape.copy_of(caller.key).arn in named
    account_id = landscape.accounts[caller.account].id
    return any(permission_set_of(arn) == caller.role and account_of(arn) == account_id for arn in named)


@ByIdentity
def _principals_of(document: Document) -> frozenset[str]:
    """Whom the trust policy allows in by name; a copy has the document of many others."""
    statements = parse_policy(document, "", PolicyKind.TRUST).statements
    allowing = (statement for statement in statements if statement.effect is Effect.ALLOW)
    return frozenset(principal.value for statement in allowing for principal in statement.principals or ())
