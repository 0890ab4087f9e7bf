"""Kinds of callers to the few words that stand on a card."""

from iam_atlas.model.grants import ANYBODY, Ref
from iam_atlas.model.outside import ProviderKind
from iam_atlas.wording.translate import N_, Translator

_PROVIDERS = {
    ProviderKind.OIDC: N_("OIDC provider"),
    ProviderKind.SAML: N_("SAML provider"),
    ProviderKind.WEB_IDENTITY: N_("web identity"),
    ProviderKind.COGNITO: N_("Cognito identity pool"),
    ProviderKind.IDENTITY_CENTER: N_("IAM Identity Center"),
    ProviderKind.ROLES_ANYWHERE: N_("IAM Roles Anywhere"),
}


def provider_name(kind: ProviderKind, t: Translator) -> str:
    """What kind of identity provider it is."""
    return t(_PROVIDERS[kind])


def caller_name(ref: Ref, t: Translator) -> str:
    """The name of a caller; what a trust policy names by `*` is everybody, of whatever account."""
    return t("anybody") if ref == ANYBODY else ref.name
