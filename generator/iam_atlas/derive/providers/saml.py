"""A trust entry for a SAML provider becomes its share of the statement."""

from iam_atlas.derive.blocks import all_of, equal
from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.parts import SAML, Parts, federated, only
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry

_SIGN_IN = {
    "aws": "https://signin.aws.amazon.com/saml",
    "aws-cn": "https://signin.amazonaws.cn/saml",
    "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
}


def saml_parts(provider: Provider, entry: TrustEntry, place: Place) -> Parts:
    """Only assertions meant for AWS's sign-in page of the partition are taken, unless `audiences` names others.

    A partition whose sign-in page we do not know gets no test of the audience. `subjects` test `SAML:sub`.
    Source: IAM User Guide, "Create a role for SAML 2.0 federation".
    """
    known = _SIGN_IN.get(place.partition)
    usual = provider.audiences or ((known,) if known else ())
    arn = f"arn:{place.partition}:iam::{place.account.id}:saml-provider/{provider.name}"
    condition = all_of(equal("SAML:aud", entry.audiences or usual), equal("SAML:sub", entry.subjects))
    return Parts(federated(arn), (SAML,), condition, "SAML:", only("SAML:aud", usual))
