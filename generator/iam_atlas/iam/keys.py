"""Condition keys: AWS's spelling of each, and what their values can be."""

from functools import lru_cache

_GLOBAL = (
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag",
    "aws:PrincipalType",
    "aws:Referer",
    "aws:RequestedRegion",
    "aws:RequestTag",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:SourceVpceAccount",
    "aws:SourceVpceOrgID",
    "aws:SourceVpceOrgPaths",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "aws:ChatbotSourceArn",
    "aws:AssumedRoot",
    "sts:AWSServiceName",
    "sts:DurationSeconds",
    "sts:ExternalId",
    "sts:RequestContext",
    "sts:RequestContextProviders",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "sts:TaskPolicyArn",
    "sts:TransitiveTagKeys",
    "sts:RequestMfa",
    "SAML:aud",
    "SAML:doc",
    "SAML:iss",
    "SAML:namequalifier",
    "SAML:sub",
    "SAML:sub_type",
    "iam:PassedToService",
    "iam:AssociatedResourceArn",
    "iam:PermissionsBoundary",
    "iam:PolicyARN",
    "iam:ResourceTag",
    "iam:AWSServiceName",
)

_SPELLING = {key.lower(): key for key in _GLOBAL}

_MULTIVALUED = {
    "aws:calledvia",
    "aws:principalorgpaths",
    "aws:principalservicenameslist",
    "aws:resourceorgpaths",
    "aws:sourceorgpaths",
    "aws:sourcevpceorgpaths",
    "aws:vpceorgpaths",
    "aws:tagkeys",
    "sts:requestcontextproviders",
    "sts:transitivetagkeys",
}
_BOOLEAN = {
    "aws:multifactorauthpresent",
    "aws:principalisawsservice",
    "aws:securetransport",
    "aws:viaawsservice",
    "aws:assumedroot",
}
_NUMERIC = {"aws:multifactorauthage", "sts:durationseconds"}
_DATES = {"aws:currenttime", "aws:epochtime", "aws:tokenissuetime"}
_NEVER_STARRED = {  # AWS's own formats leave no room for `*` or `?` in these
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:sourceaccount",
    "aws:sourceidentity",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "aws:username",
    "sts:externalid",
    "sts:rolesessionname",
    "sts:sourceidentity",
    "token.actions.githubusercontent.com:aud",
    "token.actions.githubusercontent.com:sub",
}
_TAGS = ("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/")
_OIDC_SINGLE = (":aud", ":sub", ":azp", ":oaud", ":app_id", ":user_id", ":iss")


@lru_cache(maxsize=65536)
def canonical_key(written: str) -> str:
    """`written` as AWS's documentation spells it; keys are case-insensitive.

    A key that AWS documents nowhere global (a provider's claim, a service's own key) is given back as written,
    only the provider's host in lower case. The part of a tag key after the slash keeps its case.
    """
    name, slash, tag = written.partition("/")
    if slash and name.lower() in _SPELLING:
        return f"{_SPELLING[name.lower()]}/{tag}"
    known = _SPELLING.get(written.lower())
    if known is not None:
        return known
    prefix, colon, rest = written.partition(":")
    if prefix.lower() == "saml":
        return f"SAML:{rest}"
    if "." in prefix.partition("/")[0]:
        return f"{prefix.lower()}{colon}{rest}" if "/" not in prefix else written
    return written


def is_single_valued(key: str) -> bool:
    """Whether a request holds at most one value of the key. False also where that is not certain."""
    lower = key.lower()
    if lower in _MULTIVALUED:
        return False
    prefix = lower.partition(":")[0]
    if prefix in ("aws", "sts"):
        return lower in _SPELLING or lower.startswith(_TAGS)
    return lower == "saml:aud" or ("." in prefix and lower.endswith(_OIDC_SINGLE))


def is_boolean(key: str) -> bool:
    """Whether the key, when present, is always `true` or `false`."""
    return key.lower() in _BOOLEAN


def is_numeric(key: str) -> bool:
    """Whether the key, when present, is always a number."""
    return key.lower() in _NUMERIC


def is_date(key: str) -> bool:
    """Whether the key, when present, is always a date."""
    return key.lower() in _DATES


def is_clock(key: str) -> bool:
    """Whether the key is the moment of the request itself."""
    return key.lower() in ("aws:currenttime", "aws:epochtime")


def cannot_hold_wildcards(key: str) -> bool:
    """Whether no value of the key can contain `*` or `?`, so that a value with one is equal to nothing."""
    lower = key.lower()
    return lower in _NEVER_STARRED or lower.startswith(_TAGS)
