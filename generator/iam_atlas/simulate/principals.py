"""The principal of a case, as text, becomes the caller of a question."""

from dataclasses import replace

from iam_atlas.iam.arn import Arn, is_account_id, is_service_principal, parse_arn, role_name, session_parts
from iam_atlas.iam.question import Caller, CallerKind
from iam_atlas.load.words import quoted
from iam_atlas.simulate.faults import CaseError

_BUILT_IN = ("accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com")
_LINKED_PATH, _LINKED_NAME = "role/aws-service-role/", "assumed-role/AWSServiceRoleFor"
_ACCEPTED = (
    "it must be the ARN of a user, a role or an assumed-role session, a service such as lambda.amazonaws.com, the ARN "
    "of a SAML provider, or the ARN or host of an OIDC provider"
)


def read_principal(text: object, management: str | None) -> Caller:
    """The caller that `text` names; `management` is the id of the organization's management account, if there is one.

    A role ARN stands for a session of the role whose name is not known. Raises CaseError for anything that no request
    can come from, such as a group.
    """
    if not isinstance(text, str) or not text:
        raise CaseError(f"request.principal is missing; {_ACCEPTED}")
    arn = parse_arn(text)
    if arn is not None:
        return _of_arn(arn, text, management)
    if is_service_principal(text) and text not in _BUILT_IN:
        return Caller(kind=CallerKind.SERVICE, arn=text)
    if "." in text and "*" not in text and " " not in text:
        return Caller(kind=CallerKind.WEB_IDENTITY, arn=text.removeprefix("https://"))
    raise CaseError(f"request.principal {quoted(text)} is not understood; {_ACCEPTED}")


def with_role_of(caller: Caller, principal_arn: tuple[str, ...]) -> Caller:
    """The caller with the whole ARN of the role behind its session, where the value of aws:PrincipalArn tells it.

    The ARN of a session lacks the role's path, so that without it roles of one name are told apart by nothing.
    """
    parts = session_parts(caller.arn)
    if parts is None or len(principal_arn) != 1:
        return caller
    told = parse_arn(principal_arn[0])
    own = told is not None and (told.account, told.partition) == (caller.account_id, caller.partition)
    if told is None or not own or role_name(principal_arn[0]) != parts[0]:
        return caller
    return replace(caller, role_arn=principal_arn[0], service_linked=told.resource.startswith(_LINKED_PATH))


def _of_arn(arn: Arn, text: str, management: str | None) -> Caller:
    if not is_account_id(arn.account) or "*" in text or "?" in text:
        raise CaseError(f"request.principal {quoted(text)} names no single principal of an account; {_ACCEPTED}")
    kind = _kind(arn)
    if kind is None:
        raise CaseError(f"request.principal {quoted(text)} cannot make this request; {_ACCEPTED}")
    if kind in (CallerKind.SAML, CallerKind.WEB_IDENTITY):
        return Caller(kind=kind, arn=text)
    is_role = arn.resource.startswith("role/")
    return Caller(
        kind=kind,
        arn=text,
        account_id=arn.account,
        partition=arn.partition,
        role_arn=text if is_role else None,
        user_name=arn.resource.rsplit("/", 1)[-1] if kind is CallerKind.USER else None,
        in_management=management == arn.account,
        service_linked=arn.resource.startswith((_LINKED_PATH, _LINKED_NAME)),
    )


_KINDS = (
    ("iam", "user/", CallerKind.USER),
    ("iam", "role/", CallerKind.SESSION),
    ("sts", "assumed-role/", CallerKind.SESSION),
    ("iam", "saml-provider/", CallerKind.SAML),
    ("iam", "oidc-provider/", CallerKind.WEB_IDENTITY),
)


def _kind(arn: Arn) -> CallerKind | None:
    if (arn.service, arn.resource) == ("iam", "root"):
        return CallerKind.ROOT
    for service, start, kind in _KINDS:
        if arn.service == service and arn.resource.startswith(start) and len(arn.resource) > len(start):
            whole = start != "assumed-role/" or arn.resource.count("/") == 2
            return kind if whole else None
    return None
