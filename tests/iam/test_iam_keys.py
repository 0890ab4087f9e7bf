import pytest

from iam_atlas.iam import keys


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("AWS:MULTIFACTORAUTHPRESENT", "aws:MultiFactorAuthPresent"),
        ("sts:externalid", "sts:ExternalId"),
        ("aws:principaltag/Team", "aws:PrincipalTag/Team"),
        ("aws:RequestTag/a/b", "aws:RequestTag/a/b"),
        ("Token.Actions.GitHubUserContent.com:Sub", "token.actions.githubusercontent.com:Sub"),
        ("oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub", "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub"),
        ("saml:sub_type", "SAML:sub_type"),
        ("s3:Prefix", "s3:Prefix"),
        ("", ""),
    ],
)
def test_keys_are_spelled_as_documented_and_others_stay(written: str, expected: str) -> None:
    assert keys.canonical_key(written) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("aws:SourceIp", True),
        ("aws:PrincipalTag/team", True),
        ("sts:ExternalId", True),
        ("token.actions.githubusercontent.com:sub", True),
        ("aws:TagKeys", False),
        ("aws:PrincipalOrgPaths", False),
        ("cognito-identity.amazonaws.com:amr", False),
        ("sts:TransitiveTagKeys", False),
        ("aws:Invented", False),
        ("s3:prefix", False),
    ],
)
def test_only_keys_known_to_be_single_valued_are_called_so(key: str, expected: bool) -> None:
    assert keys.is_single_valued(key) is expected
