import gzip
import hashlib
import json
from importlib.resources import files

import pytest

from iam_atlas.data import managed_policies


def test_the_snapshot_is_the_one_its_manifest_speaks_of() -> None:
    text = managed_policies.snapshot_text()

    manifest = managed_policies.manifest()

    assert hashlib.sha256(text.encode()).hexdigest() == manifest.sha256
    assert text.count("\n") == manifest.count == len(managed_policies.names())
    assert manifest.date == managed_policies.SNAPSHOT_DATE


def test_the_readme_names_the_snapshot_that_is_bundled() -> None:
    readme = (files("iam_atlas.data") / "README.md").read_text(encoding="utf-8")

    manifest = managed_policies.manifest()

    assert manifest.date in readme
    assert f"{manifest.count:,} policies" in readme
    assert f"release {manifest.source.split()[1].rstrip(',')}" in readme


def test_the_compressed_file_carries_no_time_of_writing() -> None:
    header = (files("iam_atlas.data") / managed_policies.SNAPSHOT).read_bytes()[:10]

    assert header[:2] == b"\x1f\x8b"
    assert header[4:8] == b"\0\0\0\0"


def test_names_are_sorted_and_unique_in_the_file() -> None:
    listed = [line.partition("\t")[0] for line in managed_policies.snapshot_text().splitlines()]

    assert listed == sorted(set(listed))


def test_every_document_has_a_version_and_statements_with_an_effect() -> None:
    for name in managed_policies.names():
        document = managed_policies.document(name)

        assert document is not None
        assert document["Version"] == "2012-10-17", name
        statements = document["Statement"]
        for statement in statements if isinstance(statements, list) else [statements]:
            assert isinstance(statement, dict), name
            assert statement["Effect"] in ("Allow", "Deny"), name


def test_administrator_access_is_known_word_for_word() -> None:
    document = managed_policies.document("AdministratorAccess")

    assert document == {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    }


@pytest.mark.parametrize(
    "name",
    [
        "PowerUserAccess",
        "ReadOnlyAccess",
        "SecurityAudit",
        "job-function/ViewOnlyAccess",
        "service-role/AmazonEC2RoleforSSM",
    ],
)
def test_a_policy_is_found_under_its_name_with_path(name: str) -> None:
    assert name in managed_policies.names()
    assert managed_policies.document(name) is not None


@pytest.mark.parametrize("name", ["ViewOnlyAccess", "/ReadOnlyAccess", "readonlyaccess", "NoSuchPolicy", ""])
def test_a_name_that_is_not_exact_is_unknown_rather_than_empty(name: str) -> None:
    assert name not in managed_policies.names()
    assert managed_policies.document(name) is None


@pytest.mark.parametrize(
    ("name", "partition", "expected"),
    [
        ("ReadOnlyAccess", "aws", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ("job-function/Billing", "aws-cn", "arn:aws-cn:iam::aws:policy/job-function/Billing"),
    ],
)
def test_the_arn_carries_partition_and_path(name: str, partition: str, expected: str) -> None:
    assert managed_policies.arn(name, partition) == expected


def test_the_snapshot_is_small_enough_to_ship() -> None:
    compressed = (files("iam_atlas.data") / managed_policies.SNAPSHOT).read_bytes()

    assert len(compressed) < 600_000
    assert json.loads(gzip.decompress(compressed).decode().splitlines()[0].partition("\t")[2])["Statement"]
