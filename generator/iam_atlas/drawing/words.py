"""Levels and kinds of callers to the few words that stand on a card."""

from iam_atlas.iam.level import Level
from iam_atlas.model.outside import ProviderKind
from iam_atlas.wording.translate import N_, Translator

_LEVELS = {
    Level.ADMIN: N_("ADMIN"),
    Level.WRITE: N_("WRITE"),
    Level.READ: N_("READ"),
    Level.NONE: N_("NONE"),
    Level.UNKNOWN: N_("UNKNOWN"),
}
_PROVIDERS = {
    ProviderKind.OIDC: N_("OIDC provider"),
    ProviderKind.SAML: N_("SAML provider"),
    ProviderKind.WEB_IDENTITY: N_("web identity"),
    ProviderKind.COGNITO: N_("Cognito identity pool"),
    ProviderKind.IDENTITY_CENTER: N_("IAM Identity Center"),
    ProviderKind.ROLES_ANYWHERE: N_("IAM Roles Anywhere"),
}


def level_name(level: Level, t: Translator) -> str:
    """The word on a role's badge."""
    return t(_LEVELS[level])


def provider_name(kind: ProviderKind, t: Translator) -> str:
    """What kind of identity provider it is."""
    return t(_PROVIDERS[kind])
