import pytest

from iam_atlas.iam import arn


def test_an_arn_keeps_the_colons_of_its_resource() -> None:
    parsed = arn.parse_arn("arn:aws:logs:eu-west-1:111111111111:log-group:x:*")

    assert parsed == arn.Arn("aws", "logs", "eu-west-1", "111111111111", "log-group:x:*")
    assert str(parsed) == "arn:aws:logs:eu-west-1:111111111111:log-group:x:*"


@pytest.mark.parametrize("text", ["", "arn:aws:s3", "aws:arn:s3:::b", "111111111111"])
def test_what_is_no_arn_is_none(text: str) -> None:
    assert arn.parse_arn(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:iam::111111111111:root", True),
        ("arn:aws-cn:iam::111111111111:root", True),
        ("111111111111", True),
        ("011111111111", True),
        ("arn:aws:iam::*:root", False),
        ("arn:aws:iam::111111111111:role/root", False),
        ("arn:aws:iam::111111111111:role/root-tools", False),
        ("11111111111", False),
        ("1111111111111", False),
    ],
)
def test_only_the_root_arn_and_the_bare_id_mean_the_account(text: str, expected: bool) -> None:
    assert arn.is_account_root(text) is expected


def test_a_session_is_known_by_its_role_and_its_name() -> None:
    assert arn.session_parts("arn:aws:sts::111111111111:assumed-role/x/alice") == ("x", "alice")


@pytest.mark.parametrize("text", ["arn:aws:sts::1:assumed-role/x", "arn:aws:iam::1:role/x/y", "x"])
def test_what_is_no_session_has_no_session_parts(text: str) -> None:
    assert arn.session_parts(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("AIDAEXAMPLEEXAMPLE123", True), ("AROAEXAMPLEEXAMPLE123", True), ("AIDA", False), ("alice", False)],
)
def test_unique_ids_are_told_from_names(text: str, expected: bool) -> None:
    assert arn.is_unique_id(text) is expected


def test_users_and_roles_carry_path_and_partition() -> None:
    assert arn.user_arn("1", "u", "/p/", "aws-cn") == "arn:aws-cn:iam::1:user/p/u"
    assert arn.role_arn("1", "r") == "arn:aws:iam::1:role/r"
    assert arn.role_name("arn:aws:iam::1:role/p/r") == "r"
    assert arn.role_name("arn:aws:iam::1:user/r") is None
