"""Who comes in from outside: identity providers and vendors."""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.model.annotations import Declared


class ProviderKind(Enum):
    """How a provider proves who comes."""

    OIDC = "oidc"
    SAML = "saml"
    WEB_IDENTITY = "web_identity"
    COGNITO = "cognito"
    IDENTITY_CENTER = "identity_center"
    ROLES_ANYWHERE = "roles_anywhere"


@dataclass(frozen=True, slots=True)
class GitHub:
    """GitHub's organization: `subjects` says which form of the `sub` claim is matched (auto, names, ids, both)."""

    org: str
    org_id: str | None = None
    subjects: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Declared):
    """An identity provider. `accounts` are those in which its provider object exists."""

    kind: ProviderKind
    accounts: tuple[str, ...] = ()
    url: str | None = None
    audiences: tuple[str, ...] = ()
    client_id: str | None = None
    identity_pool: str | None = None
    start_url: str | None = None
    region: str | None = None
    trust_anchor: str | None = None
    github: GitHub | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor(Declared):
    """A third party with AWS accounts of its own."""

    account_ids: tuple[str, ...]
    external_id: str | None = None
    contact: str | None = None
    data_access: str | None = None
