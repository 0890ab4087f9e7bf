"""Shared resources and their uses, for tests: short ways to write policies and to find one decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from builders import ORGANISATION_ID, a_document, a_policy, a_ref, a_resource, an_id
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.uses import ResourceUses, Use
from iam_atlas.graph.uses_build import uses_of
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.resources import KmsGrant, Resource

KEY = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd-12ab-34cd-56ef-1234567890ab"
GET = a_policy("get", {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})
DECRYPT = a_policy("decrypt", {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"})
EVERYTHING = a_policy()
OURS: Json = {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}}


def root(account: str) -> str:
    return f"arn:aws:iam::{an_id(account)}:root"


def role_arn(text: str) -> str:
    name, _, account = text.partition("@")
    return f"arn:aws:iam::{an_id(account)}:role/{name}"


def allowing(principal: Json, *actions: str, on: Json = "*", **more: Json) -> dict[str, Json]:
    return {"Effect": "Allow", "Principal": principal, "Action": list(actions), "Resource": on, **more}


def a_bucket(*statements: dict[str, Json], **values: object) -> Resource:
    """A bucket in prod named `box`, with these statements as its policy."""
    made = a_resource("box", policy=a_document(*statements) if statements else None)
    return replace(made, **values)  # type: ignore[arg-type]  # each test names fields that exist


def a_key(*statements: dict[str, Json], grants: Sequence[KmsGrant] = (), arn: str = KEY) -> Resource:
    made = a_resource("key", kind="kms", arn=arn, policy=a_document(*statements) if statements else None)
    return replace(made, kms_grants=tuple(grants))


def found(landscape: Landscape, now: datetime | None = None) -> ResourceUses:
    return uses_of(cast_of(landscape, derive_halves(landscape)), now)


def uses(landscape: Landscape, caller: str, action: str, resource: str = "box") -> list[Use]:
    every = found(landscape).by_caller.get(a_ref(caller), ())
    return [use for use in every if use.resource == resource and action in use.actions]


def the_use(landscape: Landscape, caller: str, action: str, resource: str = "box") -> Use:
    (use,) = uses(landscape, caller, action, resource)
    return use
