"""Levels and kinds of callers to the few words that stand on a card."""

from iam_atlas.iam.level import Level
from iam_atlas.model.outside import ProviderKind
from iam_atlas.wording.translate import Translator


def level_name(level: Level, t: Translator) -> str:
    """The word on a role's badge."""
    names = {
        Level.ADMIN: t("ADMIN"),
        Level.WRITE: t("WRITE"),
        Level.READ: t("READ"),
        Level.NONE: t("NONE"),
        Level.UNKNOWN: t("UNKNOWN"),
    }
    return names[level]


def provider_name(kind: ProviderKind, t: Translator) -> str:
    """What kind of identity provider it is."""
    names = {
        ProviderKind.OIDC: t("OIDC provider"),
        ProviderKind.SAML: t("SAML provider"),
        ProviderKind.WEB_IDENTITY: t("web identity"),
        ProviderKind.COGNITO: t("Cognito identity pool"),
        ProviderKind.IDENTITY_CENTER: t("IAM Identity Center"),
        ProviderKind.ROLES_ANYWHERE: t("IAM Roles Anywhere"),
    }
    return names[kind]
