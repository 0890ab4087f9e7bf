"""IAM Identity Center people who are entitled to an ordinary role: the statement that lets AWS bring them there."""

from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.parts import Parts
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry

ACCOUNT_ACCESS = "account-access.amazonaws.com"
ACCOUNT_ACCESS_ACTIONS = ("sts:AssumeRole", "sts:SetContext", "sts:TagSession")


def identity_center_parts(_provider: Provider, _entry: TrustEntry, _place: Place) -> Parts:
    """The service principal of account access manager, the same for every provider and entry.

    AWS also recommends a test of aws:SourceArn with the application's ARN, whose id the file does not know: write it
    under `require: {source_arn: ...}`.
    Source: IAM User Guide, "Prepare IAM roles" for account access manager.
    """
    return Parts((("Service", (ACCOUNT_ACCESS,)),), ACCOUNT_ACCESS_ACTIONS, {})
