"""A question becomes what bars its caller whatever any policy allows: what it is, and by which action it comes."""

from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.decision import Bar
from iam_atlas.iam.question import Caller, CallerKind, Question

WITH_IDENTITY = (CallerKind.USER, CallerKind.SESSION, CallerKind.ACCOUNT, CallerKind.ROOT)
"""The callers that have an account, and with it an identity half and SCPs."""

_PROVIDERS = (CallerKind.SAML, CallerKind.WEB_IDENTITY)
_BY_PROOF = {
    "sts:assumerolewithsaml": CallerKind.SAML,
    "sts:assumerolewithwebidentity": CallerKind.WEB_IDENTITY,
}


def is_assume_question(question: Question) -> bool:
    """Whether a role trust policy takes part: the target is a role and the action one of AWS STS."""
    return question.target.is_role and question.action.lower().startswith("sts:")


def bar_of(question: Question) -> Bar | None:
    """What keeps the caller out whatever the target's own policy allows; None when nothing does.

    Source: IAM User Guide, "Methods to assume a role" and "AWS account root user".
    """
    caller, target = question.caller, question.target
    if caller.kind in WITH_IDENTITY and caller.partition != target.partition:
        return Bar.PARTITION
    if not is_assume_question(question):
        return Bar.ACTION if caller.kind in _PROVIDERS else None  # it has no credentials before it assumes a role
    if caller.kind in (CallerKind.ROOT, CallerKind.ANONYMOUS):
        return Bar.NO_IDENTITY
    if target.service_linked and caller.kind is not CallerKind.SERVICE:
        return Bar.SERVICE_LINKED
    if _comes_otherwise(caller, question.action.lower()):
        return Bar.ACTION
    provider = parse_arn(caller.arn) if caller.kind in _PROVIDERS else None
    abroad = provider is not None and (provider.account, provider.partition) != (target.account_id, target.partition)
    return Bar.PROVIDER if abroad else None


def _comes_otherwise(caller: Caller, action: str) -> bool:
    if action in _BY_PROOF:
        return caller.kind is not _BY_PROOF[action]
    return action == "sts:assumerole" and caller.kind in _PROVIDERS
