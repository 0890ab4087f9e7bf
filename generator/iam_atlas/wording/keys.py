"""Condition keys to what they are called in a sentence, and to the icon that stands for them."""

from enum import Enum

from iam_atlas.wording.translate import N_, Translator


class Icon(Enum):
    """The icons of condition chips."""

    MFA = "mfa"
    CLOCK = "clock"
    GLOBE = "globe"
    KEY = "key"
    BRANCH = "branch"
    TAG = "tag"
    CALENDAR = "calendar"
    PERSON = "person"
    ORGANIZATION = "organization"
    OTHER = "other"


MFA_PRESENT = "aws:multifactorauthpresent"
MFA_AGE = "aws:multifactorauthage"
CURRENT_TIME = "aws:currenttime"
EXTERNAL_ID = "sts:externalid"
SOURCE_IP = "aws:sourceip"
PRINCIPAL_ORG = "aws:principalorgid"
SOURCE_ACCOUNT = "aws:sourceaccount"
GITHUB_SUBJECT = "token.actions.githubusercontent.com:sub"

_ICONS = {
    MFA_PRESENT: Icon.MFA,
    MFA_AGE: Icon.CLOCK,
    CURRENT_TIME: Icon.CALENDAR,
    "aws:epochtime": Icon.CALENDAR,
    "aws:tokenissuetime": Icon.CLOCK,
    EXTERNAL_ID: Icon.KEY,
    SOURCE_IP: Icon.GLOBE,
    "aws:vpcsourceip": Icon.GLOBE,
    "aws:sourcevpc": Icon.GLOBE,
    "aws:sourcevpce": Icon.GLOBE,
    "aws:requestedregion": Icon.GLOBE,
    PRINCIPAL_ORG: Icon.ORGANIZATION,
    "aws:principalorgpaths": Icon.ORGANIZATION,
    "aws:sourceorgid": Icon.ORGANIZATION,
    "aws:sourceorgpaths": Icon.ORGANIZATION,
    "aws:resourceorgid": Icon.ORGANIZATION,
    SOURCE_ACCOUNT: Icon.ORGANIZATION,
    "aws:principalaccount": Icon.ORGANIZATION,
    "sts:rolesessionname": Icon.PERSON,
    "sts:sourceidentity": Icon.PERSON,
    "aws:sourceidentity": Icon.PERSON,
    "aws:username": Icon.PERSON,
    "aws:userid": Icon.PERSON,
    "aws:principalarn": Icon.PERSON,
    "aws:tagkeys": Icon.TAG,
    "sts:transitivetagkeys": Icon.TAG,
}
_TAG_KEYS = ("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/")

_SUBJECTS = {
    MFA_AGE: N_("the number of seconds since the sign-in with MFA"),
    CURRENT_TIME: N_("the time"),
    "aws:epochtime": N_("the time"),
    "aws:tokenissuetime": N_("the time when the caller's credentials were issued"),
    EXTERNAL_ID: N_("the ExternalId"),
    SOURCE_IP: N_("the address that the request comes from"),
    "aws:sourcevpc": N_("the VPC that the request comes from"),
    "aws:sourcevpce": N_("the VPC endpoint that the request comes through"),
    "aws:requestedregion": N_("the region of the request"),
    PRINCIPAL_ORG: N_("the organization of the caller's account"),
    "aws:principalorgpaths": N_("the place of the caller's account in the organization"),
    "aws:sourceorgid": N_("the organization that the AWS service acts for"),
    SOURCE_ACCOUNT: N_("the account that the AWS service acts for"),
    "aws:sourcearn": N_("the resource that the AWS service acts for"),
    "aws:principalaccount": N_("the caller's account"),
    "aws:principalarn": N_("the caller's ARN"),
    "aws:username": N_("the caller's user name"),
    "sts:rolesessionname": N_("the session name"),
    "sts:sourceidentity": N_("the source identity that is set"),
    "aws:sourceidentity": N_("the caller's source identity"),
    "aws:tagkeys": N_("the keys of the tags that the request passes"),
    "sts:transitivetagkeys": N_("the keys of the session tags that are passed on"),
    "aws:securetransport": N_("encryption of the connection"),
    GITHUB_SUBJECT: N_("the subject of the GitHub token"),
}
_TAG_SUBJECTS = {
    "aws:principaltag/": N_("the caller's tag {tag}"),
    "aws:requesttag/": N_("the tag {tag} that the request passes"),
    "aws:resourcetag/": N_("the tag {tag} of the target"),
}
_CLAIMS = {
    "sub": N_("the subject that {provider} states (sub)"),
    "aud": N_("the audience that {provider} states (aud)"),
    "amr": N_("the way of signing in that {provider} states (amr)"),
}


def icon_of(key: str) -> Icon:
    """The icon for a condition key in any case; claims of a provider get the branch (GitHub) or the person."""
    lowered = key.lower()
    if lowered.startswith(_TAG_KEYS):
        return Icon.TAG
    if _is_claim(lowered):
        return Icon.BRANCH if lowered.startswith("token.actions.githubusercontent.com:") else Icon.PERSON
    return _ICONS.get(lowered, Icon.OTHER)


def subject_of(key: str, t: Translator) -> str:
    """What a sentence calls the key; a key without words of its own is called by its name."""
    lowered = key.lower()
    for prefix, words in _TAG_SUBJECTS.items():
        if lowered.startswith(prefix):
            return t(words, tag=key[len(prefix) :])
    if lowered in _SUBJECTS:
        return t(_SUBJECTS[lowered])
    provider, _, claim = key.rpartition(":")
    if _is_claim(lowered) and claim.lower() in _CLAIMS:
        return t(_CLAIMS[claim.lower()], provider=provider)
    return key


def claim_of(key: str) -> str:
    """`sub`, `aud`, `amr`: the claim that a key of an identity provider reads; empty for every other key."""
    lowered = key.lower()
    return lowered.rpartition(":")[2] if _is_claim(lowered) else ""


def reads_cognito_sign_in(key: str) -> bool:
    """Whether the key tells people who signed in to an app from its guests (Amazon Cognito's claim `amr`)."""
    lowered = key.lower()
    return lowered.startswith("cognito-identity.") and claim_of(lowered) == "amr"


def short_key(key: str) -> str:
    """The key without its service, for a chip: `SourceVpc`, `team` for a tag."""
    return key.split("/", 1)[1] if key.lower().startswith(_TAG_KEYS) else key.rpartition(":")[2]


def _is_claim(lowered: str) -> bool:
    """Whether the key belongs to an identity provider: its service part is a host name, or SAML's."""
    provider = lowered.rpartition(":")[0]
    return "." in provider or provider == "saml"
