"""A trust entry for Google, Facebook, Amazon or Apple becomes its share of the statement."""

from iam_atlas.derive.blocks import all_of, equal
from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.parts import WEB_IDENTITY, Parts, federated, host_of, only
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry

_CLAIMS = {"graph.facebook.com": ("app_id", "id"), "www.amazon.com": ("app_id", "user_id")}


def claims_of(host: str) -> tuple[str, str]:
    """What a provider calls the app and the person: as OpenID Connect does, or by names of its own."""
    return _CLAIMS.get(host, ("aud", "sub"))


def web_identity_parts(provider: Provider, entry: TrustEntry, _place: Place) -> Parts:
    """These providers are built into AWS: the principal is their host, there is no provider object.

    Source: IAM User Guide, "IAM and AWS STS condition context keys", OIDC federation.
    """
    host = host_of(provider.url or provider.name)
    app, person = claims_of(host)
    own = (provider.client_id,) if provider.client_id else provider.audiences
    condition = all_of(equal(f"{host}:{app}", entry.audiences or own), equal(f"{host}:{person}", entry.subjects))
    return Parts(federated(host), (WEB_IDENTITY,), condition, f"{host}:", only(f"{host}:{app}", own))
