"""Uses of shared resources in atlas.json: what a reader of the file can tell, and what is kept back."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import (
    a_document,
    a_kms_grant,
    a_landscape,
    a_policy,
    a_resource,
    a_role,
    a_user,
    an_allow,
    an_id,
)
from iam_atlas.atlas import analyse
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Site
from iam_atlas.model.policies import Json

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "atlas-json.md"
KEY_ARN = "arn:aws:kms:eu-central-1:444444444444:key/1234"


def a_shared_landscape(site: Site | None = None) -> Landscape:
    statement: dict[str, Json] = {
        "Effect": "Allow",
        "Principal": {"AWS": [f"arn:aws:iam::{an_id('dev')}:root", f"arn:aws:iam::{an_id('jump')}:user/alice"]},
        "Action": "kms:Describe*",
        "Resource": "*",
    }
    get = a_policy("get", {"Effect": "Allow", "Action": ["s3:GetObject", "kms:Describe*"], "Resource": "*"})
    made = a_landscape(
        users=[a_user("alice", policies=[get])],
        roles=[a_role("reader", accounts=["dev"], policies=[get])],
        resources=[
            a_resource(
                "box",
                allow=[an_allow("role:reader@dev", actions=["s3:GetObject", "s3:ListBucket"])],
                encrypted_by="key",
            ),
            a_resource(
                "key",
                kind="kms",
                arn=KEY_ARN,
                policy=a_document(statement),
                kms_grants=[a_kms_grant("role:reader@dev", "Decrypt", line=7)],
            ),
        ],
    )
    return made if site is None else replace(made, site=site)


def read(landscape: Landscape) -> dict[str, object]:
    parsed: dict[str, object] = json.loads(atlas_json(analyse(landscape, date(2026, 11, 1))))
    return parsed


def uses(landscape: Landscape) -> list[dict[str, object]]:
    found = read(landscape)["uses"]
    assert isinstance(found, list)
    return found


def test_a_resource_has_kind_account_arn_and_page() -> None:
    resources = read(a_shared_landscape())["resources"]

    assert isinstance(resources, dict)
    assert resources["box"] == {
        "kind": "s3",
        "account": "prod",
        "arn": "arn:aws:s3:::box",
        "encrypted_by": "key",
        "page": "resources/box.md",
        "owner": None,
        "status": "active",
        "at": "accounts.yaml:1:1",
    }


def test_a_use_says_who_what_and_why_it_is_closed() -> None:
    listing = next(use for use in uses(a_shared_landscape()) if use["actions"] == ["s3:ListBucket"])

    assert listing["caller"] == {"kind": "role", "name": "reader@dev"}
    assert (listing["resource"], listing["on"]) == ("box", "arn:aws:s3:::box")
    assert (listing["verdict"], listing["residue"]) == ("ImplicitlyDenied", False)
    assert listing["missing"] == ["identity"]
    assert listing["declared"] is True
    assert "key" not in listing
    assert "grant" not in listing


def test_a_use_of_something_encrypted_tells_of_the_key_apart() -> None:
    reading = next(use for use in uses(a_shared_landscape()) if use["actions"] == ["s3:GetObject"])

    key = reading["key"]
    assert isinstance(key, dict)
    assert (key["name"], key["actions"]) == ("key", ["kms:Decrypt"])
    assert reading["verdict"] == key["verdict"] == "NotEvaluated"
    assert reading["unknown"] == key["unknown"]
    assert isinstance(reading["halves"], list)
    assert [half["half"] for half in reading["halves"] if half.get("allowed_by")] == ["resource", "identity"]


def test_a_use_by_a_kms_grant_says_where_the_grant_stands() -> None:
    (granted,) = [use for use in uses(a_shared_landscape()) if "grant" in use]

    assert granted["grant"] == "accounts.yaml:7:1"
    assert granted["actions"] == ["kms:Decrypt"]


def test_the_same_atlas_gives_the_same_text() -> None:
    landscape = a_shared_landscape()

    assert atlas_json(analyse(landscape, None)) == atlas_json(analyse(landscape, None))


def test_every_key_of_a_use_is_in_the_reference() -> None:
    words = REFERENCE.read_text(encoding="utf-8")
    keys = {key for use in uses(a_shared_landscape()) for key in use}

    assert {"caller", "on", "key", "grant", "declared", "missing", "unknown"} <= keys
    assert [key for key in sorted(keys) if f"`{key}`" not in words] == []


def test_uses_of_people_who_are_not_shown_stay_out() -> None:
    shown = uses(a_shared_landscape())
    hidden = uses(a_shared_landscape(Site(redact={"user_names": "hide"})))

    assert {use["caller"]["name"] for use in shown} - {use["caller"]["name"] for use in hidden} == {"alice"}  # type: ignore[index]


def test_account_ids_are_masked_in_arns_of_resources_and_uses() -> None:
    text = atlas_json(analyse(a_shared_landscape(Site(redact={"account_ids": "mask"})), None))

    assert "444444444444" not in text
    assert "arn:aws:kms:eu-central-1:********4444:key/1234" in text


@pytest.mark.parametrize("name", ["box", "key"])
def test_a_resource_that_stays_out_takes_its_uses_along(name: str) -> None:
    public = a_shared_landscape(Site(audience="public", redact={"user_names": "show"}))
    resources = dict(public.resources)
    resources[name] = replace(resources[name], about=Annotations(redact=True))

    parsed = read(replace(public, resources=resources))

    assert name not in parsed["resources"]  # type: ignore[operator]
    assert '"key"' not in json.dumps(parsed["uses"]) or name != "key"
    assert {use["resource"] for use in parsed["uses"]} == {"box", "key"} - {name}  # type: ignore[attr-defined]
