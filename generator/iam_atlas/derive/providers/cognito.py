"""A trust entry for a Cognito identity pool becomes its share of the statement."""

from iam_atlas.derive.blocks import all_of, equal, one_test
from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.parts import WEB_IDENTITY, Parts, federated, only
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry

# Principal and start of the condition keys, where a partition differs from the usual.
_HOST = "cognito-identity.amazonaws.com"
_HOSTS = {
    "aws-cn": ("cognito-identity.cn-north-1.amazonaws.com.cn", "cognito-identity.amazonaws.com.cn"),
    "aws-us-gov": ("cognito-identity-us-gov.amazonaws.com", "cognito-identity-us-gov.amazonaws.com"),
}


def cognito_parts(provider: Provider, entry: TrustEntry, place: Place) -> Parts:
    """`aud` is the identity pool; `amr` tells people who signed in from guests, and both are let in if not said.

    Source: Amazon Cognito Developer Guide, "IAM roles", and "Security best practices for identity pools".
    """
    principal, keys = _HOSTS.get(place.partition, (_HOST, _HOST))
    own = (provider.identity_pool,) if provider.identity_pool else provider.audiences
    kinds = {True: ("authenticated",), False: ("unauthenticated",), None: ()}[entry.authenticated]
    condition = all_of(
        equal(f"{keys}:aud", entry.audiences or own),
        equal(f"{keys}:sub", entry.subjects),
        one_test("ForAnyValue:StringLike", f"{keys}:amr", kinds),
    )
    return Parts(federated(principal), (WEB_IDENTITY,), condition, f"{keys}:", only(f"{keys}:aud", own))
