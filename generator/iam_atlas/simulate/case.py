"""One line of a cases file becomes a question whose request context is complete."""

from iam_atlas.iam.arn import is_account_id, parse_arn
from iam_atlas.iam.faults import ACTION
from iam_atlas.iam.lint_principals import Home
from iam_atlas.iam.policy import PolicyKind, as_text
from iam_atlas.iam.question import Caller, Facts, PolicySet, Question, Target
from iam_atlas.load.words import quoted
from iam_atlas.model.policies import Json
from iam_atlas.simulate.documents import read_json, read_levels, read_policies, read_policy
from iam_atlas.simulate.faults import CaseError, refuse_unknown
from iam_atlas.simulate.principals import read_principal, with_role_of

_REQUEST = ("action", "resource", "resourceAccount", "principal", "context")
_POLICIES = ("identityPolicies", "trustPolicy", "permissionBoundary", "sessionPolicy", "scps", "rcps")
_FIELDS = ("id", "request", *_POLICIES, "org")
_MEANT = ("polic", "bound", "scp", "rcp", "request", "context", "principal", "org", "account")
_ASSUME = ("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity")


def parse_line(line: bytes) -> dict[str, Json]:
    """The JSON object of one line in UTF-8. Raises CaseError for anything else."""
    try:
        text = line.decode("utf-8-sig")
        value = read_json(text)
    except (ValueError, RecursionError) as error:
        raise CaseError(f"this line is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise CaseError("this line is no case: a case is a JSON object")
    return value


def read_case(case: dict[str, Json]) -> Question:
    """The question that a case asks. Raises CaseError with what is wrong.

    Fields whose names speak of nothing that decides (`name`, `expect`, `comment`) are notes of the case's writer.
    """
    refuse_unknown({name: 0 for name in case if name in _FIELDS or _could_matter(name)}, _FIELDS, "a case")
    request = case.get("request")
    if not isinstance(request, dict):
        raise CaseError("request is missing; it is an object with action, resource and principal")
    refuse_unknown(request, _REQUEST, "a request")
    management = _management(case.get("org"))
    context = _context(request.get("context"))
    caller = with_role_of(read_principal(request.get("principal"), management), context.get("aws:principalarn", ()))
    action = _action(request.get("action"))
    target = _target(request, action, caller, management)
    return Question(
        caller=caller,
        action=action,
        target=target,
        policies=_policies(case, action, target),
        facts=Facts(context, complete=True),
    )


def _could_matter(name: str) -> bool:
    return any(word in name.lower() for word in _MEANT)


def _action(value: Json) -> str:
    if not isinstance(value, str) or not ACTION.match(value) or "*" in value or "?" in value:
        written = f" {quoted(value)}" if isinstance(value, str) else ""
        raise CaseError(f"request.action{written} must be one action, such as sts:AssumeRole")
    return value


def _management(org: Json) -> str | None:
    if org is None:
        return None
    if not isinstance(org, dict):
        raise CaseError("org must be an object with managementAccount")
    refuse_unknown(org, ("managementAccount",), "org")
    return _account(org.get("managementAccount"), "org.managementAccount")


def _account(value: Json, what: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not is_account_id(value):
        raise CaseError(f"{what} must be an account id: twelve digits in quotes")
    return value


def _target(request: dict[str, Json], action: str, caller: Caller, management: str | None) -> Target:
    resource = request.get("resource")
    arn = parse_arn(resource) if isinstance(resource, str) else None
    if not isinstance(resource, str) or (arn is None and resource != "*"):
        raise CaseError('request.resource must be an ARN, or "*" for an action that works on no resource')
    given = _account(request.get("resourceAccount"), "request.resourceAccount")
    inside = arn.account if arn is not None and is_account_id(arn.account) else None
    if given is not None and inside is not None and given != inside:
        raise CaseError(f"request.resourceAccount is {given}, but the ARN of the resource names {inside}")
    account = given or inside or (caller.account_id if resource == "*" else None)
    if account is None:
        raise CaseError("request.resourceAccount is missing, and the ARN of the resource names no account")
    is_role = arn is not None and arn.service == "iam" and arn.resource.startswith("role/")
    if action.lower() in _ASSUME and not is_role:
        raise CaseError(f"request.resource {quoted(resource)} is no role, and {action} works on roles only")
    return Target(
        arn=resource,
        account_id=account,
        partition=arn.partition if arn is not None else caller.partition,
        is_role=is_role,
        service_linked=arn is not None and is_role and arn.resource.startswith("role/aws-service-role/"),
        in_management=management == account,
    )


def _policies(case: dict[str, Json], action: str, target: Target) -> PolicySet:
    is_trust = target.is_role and action.lower().startswith("sts:")
    resource, boundary, session = (case.get(name) for name in ("trustPolicy", "permissionBoundary", "sessionPolicy"))
    kind = PolicyKind.TRUST if is_trust else PolicyKind.RESOURCE
    home = Home(target.account_id, target.partition) if is_trust else None
    return PolicySet(
        identity=read_policies(case.get("identityPolicies"), "identityPolicies", PolicyKind.IDENTITY),
        boundary=None if boundary is None else read_policy(boundary, "permissionBoundary", PolicyKind.BOUNDARY),
        session=None if session is None else read_policy(session, "sessionPolicy", PolicyKind.SESSION),
        scps=read_levels(case.get("scps"), "scps", PolicyKind.SCP),
        rcps=read_levels(case.get("rcps"), "rcps", PolicyKind.RCP),
        resource=None if resource is None else read_policy(resource, "trustPolicy", kind, home),
    )


def _context(value: Json) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise CaseError("request.context must be an object from condition keys to values")
    found: dict[str, tuple[str, ...]] = {}
    for key, values in value.items():
        if key.lower() in found:
            raise CaseError(f"request.context: {quoted(key)} stands there twice; upper and lower case are the same key")
        found[key.lower()] = tuple(_text(key, one) for one in (values if isinstance(values, list) else [values]))
    return found


def _text(key: str, value: Json) -> str:
    if isinstance(value, str | bool | int | float):
        return as_text(value)
    raise CaseError(f"request.context: {quoted(key)} must have a text, a number, a Boolean or a list of these")
