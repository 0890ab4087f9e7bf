"""Each kind of identity provider and the function that gives its share of a trust statement."""

from collections.abc import Callable, Mapping

from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.cognito import cognito_parts
from iam_atlas.derive.providers.identity_center import identity_center_parts
from iam_atlas.derive.providers.oidc import oidc_parts
from iam_atlas.derive.providers.parts import Parts
from iam_atlas.derive.providers.roles_anywhere import roles_anywhere_parts
from iam_atlas.derive.providers.saml import saml_parts
from iam_atlas.derive.providers.web_identity import web_identity_parts
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.roles import TrustEntry

PARTS: Mapping[ProviderKind, Callable[[Provider, TrustEntry, Place], Parts]] = {
    ProviderKind.COGNITO: cognito_parts,
    ProviderKind.IDENTITY_CENTER: identity_center_parts,
    ProviderKind.OIDC: oidc_parts,
    ProviderKind.ROLES_ANYWHERE: roles_anywhere_parts,
    ProviderKind.SAML: saml_parts,
    ProviderKind.WEB_IDENTITY: web_identity_parts,
}
