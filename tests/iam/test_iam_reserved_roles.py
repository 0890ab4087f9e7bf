"""Which permission set a role is made of, by its ARN."""

import pytest

from iam_atlas.iam.reserved_roles import permission_set_of

_PATH = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com"
_END = "0123456789abcdef"

ARNS = {
    "in us-east-1": (f"{_PATH}/AWSReservedSSO_Ops_{_END}", "Ops"),
    "in another Region": (f"{_PATH}/ap-northeast-1/AWSReservedSSO_Ops_{_END}", "Ops"),
    "in another partition": (f"{_PATH}/AWSReservedSSO_Ops_{_END}".replace("arn:aws:", "arn:aws-cn:"), "Ops"),
    "of a set with underscores": (f"{_PATH}/AWSReservedSSO_Ops_of_prod_{_END}", "Ops_of_prod"),
    "with an end that is too short": (f"{_PATH}/AWSReservedSSO_Ops_{_END[1:]}", None),
    "with no end": (f"{_PATH}/AWSReservedSSO_Ops", None),
    "with anything as its end": (f"{_PATH}/AWSReservedSSO_Ops_*", None),
    "of that name under another path": (f"arn:aws:iam::111111111111:role/AWSReservedSSO_Ops_{_END}", None),
    "of a service": ("arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", None),
}


@pytest.mark.parametrize(("arn", "name"), ARNS.values(), ids=ARNS.keys())
def test_a_role_is_made_of_the_permission_set_that_its_arn_names(arn: str, name: str | None) -> None:
    assert permission_set_of(arn) == name
