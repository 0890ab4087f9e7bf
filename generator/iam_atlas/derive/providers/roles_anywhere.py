"""A trust entry for IAM Roles Anywhere becomes its share of the statement."""

from iam_atlas.derive.blocks import all_of, equal, one_test
from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.parts import Parts, only
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry

ROLES_ANYWHERE = "rolesanywhere.amazonaws.com"
ROLES_ANYWHERE_ACTIONS = ("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession")


def roles_anywhere_parts(provider: Provider, entry: TrustEntry, place: Place) -> Parts:
    """Only certificates of the trust anchor are taken; `subjects` test the certificate's common name.

    A trust anchor given by its id alone stands in the role's account, in the provider's region or else the account's.
    Source: IAM Roles Anywhere User Guide, "Trust policy".
    """
    anchors = _anchors(provider, place)
    anchor = one_test("ArnEquals", "aws:SourceArn", anchors)
    subjects = equal("aws:PrincipalTag/x509Subject/CN", entry.subjects)
    settled = only("aws:SourceArn", tuple(anchor for anchor in anchors if "*" not in anchor))
    return Parts(
        (("Service", (ROLES_ANYWHERE,)),),
        ROLES_ANYWHERE_ACTIONS,
        all_of(anchor, subjects),
        "aws:PrincipalTag/",
        settled,
    )


def _anchors(provider: Provider, place: Place) -> tuple[str, ...]:
    anchor = provider.trust_anchor
    if anchor is None or anchor.startswith("arn:"):
        return (anchor,) if anchor else ()
    region = provider.region or next(iter(place.account.regions), "*")
    return (f"arn:{place.partition}:rolesanywhere:{region}:{place.account.id}:trust-anchor/{anchor}",)
