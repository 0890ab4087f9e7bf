import pytest

from iam_atlas.iam import catalogue
from iam_atlas.iam.level import AccessLevel


@pytest.mark.parametrize(
    ("action", "level"),
    [
        ("s3:ListBucket", AccessLevel.LIST),
        ("s3:GetObject", AccessLevel.READ),
        ("s3:PutObject", AccessLevel.WRITE),
        ("s3:PutObjectTagging", AccessLevel.TAGGING),
        ("s3:PutBucketPolicy", AccessLevel.PERMISSIONS),
        ("iam:AttachRolePolicy", AccessLevel.PERMISSIONS),
        ("sts:AssumeRole", AccessLevel.WRITE),
    ],
)
def test_an_action_has_the_access_level_of_the_reference(action: str, level: AccessLevel) -> None:
    assert catalogue.access_level(action) is level


@pytest.mark.parametrize("action", ["s3:GetObjekt", "nosuchservice:GetThing", "GetObject", "", "s3:", "s3:Get*"])
def test_an_action_the_reference_does_not_list_is_unknown(action: str) -> None:
    assert catalogue.find(action) is None
    assert catalogue.access_level(action) is None


@pytest.mark.parametrize("written", ["S3:GETOBJECT", "s3:getobject", "S3:GetObject"])
def test_case_does_not_matter_and_awss_spelling_comes_back(written: str) -> None:
    found = catalogue.find(written)

    assert found is not None
    assert found.name == "s3:GetObject"
    assert "object" in found.resource_types


@pytest.mark.parametrize(
    ("pattern", "within", "outside"),
    [
        ("s3:Get*", "s3:GetObject", "s3:PutObject"),
        ("s3:*Object", "s3:PutObject", "s3:PutObjectTagging"),
        ("s3:GetObjec?", "s3:GetObject", "s3:GetObjectAcl"),
        ("S3:GETOBJECT", "s3:GetObject", "s3:GetObjectAcl"),
        ("*", "iam:PassRole", None),
        ("*:*", "iam:PassRole", None),
        ("*:Describe*", "ec2:DescribeInstances", "ec2:RunInstances"),
        ("iam:*", "iam:PassRole", "sts:AssumeRole"),
    ],
)
def test_a_pattern_becomes_the_actions_it_matches(pattern: str, within: str, outside: str | None) -> None:
    names = [action.name for action in catalogue.expand(pattern)]

    assert within in names
    assert outside not in names
    assert names == sorted(names)


@pytest.mark.parametrize("pattern", ["s3:Gte*", "nosuchservice:*", "s3.*", "s3:Get.bject", "", "Get*"])
def test_a_pattern_that_matches_nothing_known_gives_nothing(pattern: str) -> None:
    assert catalogue.expand(pattern) == ()


def test_services_are_sorted_and_carry_awss_name() -> None:
    services = catalogue.services()

    assert list(services) == sorted(services)
    assert services["iam"].title == "AWS Identity and Access Management (IAM)"
    assert all(service.actions for service in services.values() if service.prefix in ("s3", "ec2", "iam", "sts"))


def test_every_action_belongs_to_its_service() -> None:
    for prefix, service in catalogue.services().items():
        assert all(action.name.startswith(f"{prefix}:") for action in service.actions)


def test_resource_types_come_with_their_arn() -> None:
    assert catalogue.resource_arns("s3")["bucket"] == "arn:${Partition}:s3:::${BucketName}"


def test_an_unknown_service_has_no_resource_types() -> None:
    assert catalogue.resource_arns("nosuchservice") == {}


def test_a_prefix_that_services_share_is_not_named_after_one_of_them() -> None:
    assert catalogue.services()["cloudformation"].title == "AWS CloudFormation"
