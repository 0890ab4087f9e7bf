"""`allow` entries become resource-based policies."""

import pytest

from builders import a_document, a_landscape, a_position, a_ref, a_resource, a_role, a_user, a_vendor
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.resources import Resource, ResourceAllow


def _allow(
    *to: str, actions: tuple[str, ...] = ("s3:GetObject",), require: Require = NOTHING_REQUIRED
) -> ResourceAllow:
    return ResourceAllow(tuple(a_ref(ref) for ref in to), actions, a_position(), require)


def _statement(resource: Resource) -> dict[str, Json]:
    landscape = a_landscape(
        resources=[resource], users=[a_user("alice")], roles=[a_role("reader")], vendors=[a_vendor("w", "999988887777")]
    )
    written = derive_halves(landscape).resource[resource.name].value["Statement"]
    assert isinstance(written, list)
    (body,) = written
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize(
    ("to", "principal"),
    [
        ("account:dev", {"AWS": "arn:aws:iam::222222222222:root"}),
        ("role:reader@prod", {"AWS": "arn:aws:iam::444444444444:role/reader"}),
        ("user:alice", {"AWS": "arn:aws:iam::111111111111:user/alice"}),
        ("vendor:w", {"AWS": "arn:aws:iam::999988887777:root"}),
        ("service:cloudtrail.amazonaws.com", {"Service": "cloudtrail.amazonaws.com"}),
        ("principal:arn:aws:iam::5:role/x", {"AWS": "arn:aws:iam::5:role/x"}),
    ],
)
def test_each_kind_of_receiver_is_named(to: str, principal: Json) -> None:
    assert _statement(a_resource("bucket", allow=[_allow(to)]))["Principal"] == principal


@pytest.mark.parametrize(
    ("actions", "resources"),
    [
        (("s3:GetObject",), ["arn:aws:s3:::bucket/*"]),
        (("s3:ListBucket",), ["arn:aws:s3:::bucket"]),
        (("s3:ListBucketMultipartUploads",), ["arn:aws:s3:::bucket"]),
        (("s3:AbortMultipartUpload",), ["arn:aws:s3:::bucket/*"]),
        (("s3:GetObject", "s3:ListBucket"), ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]),
        (("s3:*",), ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]),
        (("s3:ReplicateDelete", "s3:ReplicateTags"), ["arn:aws:s3:::bucket/*"]),
        (("s3:ObjectOwnerOverrideToBucketOwner",), ["arn:aws:s3:::bucket/*"]),
        (("s3:bypassgovernanceretention",), ["arn:aws:s3:::bucket/*"]),
        (("s3:PutBucketObjectLockConfiguration",), ["arn:aws:s3:::bucket"]),
        (("s3:NewerThanTheReference",), ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_a_bucket_policy_names_the_bucket_its_objects_or_both(actions: tuple[str, ...], resources: Json) -> None:
    assert _statement(a_resource("bucket", allow=[_allow("account:dev", actions=actions)]))["Resource"] == resources


def test_a_key_policy_names_its_own_key() -> None:
    key = a_resource("key", kind="kms", arn="arn:aws:kms:x:444444444444:alias/k", allow=[_allow("account:dev")])

    assert _statement(key)["Resource"] == ["*"]


def test_requirements_become_conditions_of_the_resources_account() -> None:
    bucket = a_resource("bucket", allow=[_allow("service:x.amazonaws.com", require=Require(source_account="self"))])

    assert _statement(bucket)["Condition"] == {"StringEquals": {"aws:SourceAccount": "444444444444"}}


def test_a_raw_policy_is_taken_and_a_bare_resource_has_none() -> None:
    raw = a_document({"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"})

    halves = derive_halves(a_landscape(resources=[a_resource("raw", policy=raw), a_resource("bare")]))

    assert halves.resource == {"raw": raw}
