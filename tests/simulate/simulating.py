"""Hand-made cases for `simulate`: each shows only what it is about."""

import json

from iam_atlas.model.policies import Json
from iam_atlas.simulate.answer import answer

A, B = "111111111111", "222222222222"
ALICE = f"arn:aws:iam::{A}:user/alice"
ADMIN = f"arn:aws:iam::{B}:role/Admin"
MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def a_policy(*statements: dict[str, Json], version: str = "2012-10-17") -> dict[str, Json]:
    usual: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole"}
    given: list[Json] = [{**({} if "NotAction" in one else usual), "Effect": "Allow", **one} for one in statements]
    return {"Version": version, "Statement": given}


def a_trust(principal: Json = None, **more: Json) -> dict[str, Json]:
    return a_policy({"Principal": principal or {"AWS": A}, **more})


def an_identity(**more: Json) -> dict[str, Json]:
    return a_policy({"Resource": "*", **more})


def a_case(**more: Json) -> dict[str, Json]:
    """Alice asks for a role of another account, and both halves allow; `request` is laid over the usual request."""
    request: dict[str, Json] = {"action": "sts:AssumeRole", "resource": ADMIN, "principal": ALICE}
    given = more.pop("request", None)
    usual: dict[str, Json] = {"id": "c", "identityPolicies": [an_identity()], "trustPolicy": a_trust()}
    return {**usual, "request": {**request, **(given if isinstance(given, dict) else {})}, **more}


def said(case: "Json | bytes") -> tuple[str, str]:
    """The verdict of a case, and its reasons in one text."""
    line = case if isinstance(case, bytes) else json.dumps(case).encode()
    found = json.loads(answer(line).text)
    return found["verdict"], " ".join(found["reasons"])


def verdict(**more: Json) -> str:
    return said(a_case(**more))[0]
