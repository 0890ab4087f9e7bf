"""Many callers: those that no policy tells apart are decided once, and nobody is taken for somebody else."""

from builders import (
    a_document,
    a_guardrail,
    a_kms_grant,
    a_landscape,
    a_resource,
    a_role,
    an_allow,
)
from iam_atlas.model.policies import Document, Json
from shared_resources import (
    EVERYTHING,
    GET,
    a_bucket,
    a_key,
    allowing,
    found,
    role_arn,
    root,
    the_use,
    uses,
)


def test_copies_that_a_condition_on_the_caller_tells_apart_are_decided_one_by_one() -> None:
    deny: dict[str, Json] = {
        "Effect": "Deny",
        "Action": "s3:GetObject",
        "Resource": "*",
        "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/chosen"}},
    }
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    roles = [a_role(name, accounts=["dev"], policies=[GET]) for name in ("chosen", "other")]
    landscape = a_landscape(roles=roles, resources=[box], guardrails=[a_guardrail("g", deny, accounts=["dev"])])

    assert the_use(landscape, "role:chosen@dev", "s3:GetObject").opens
    assert uses(landscape, "role:other@dev", "s3:GetObject") == []


def test_a_role_that_is_named_is_not_taken_for_its_neighbour_with_the_same_policies() -> None:
    box = a_bucket(
        allowing({"AWS": role_arn("named@prod")}, "s3:GetObject"), allowing({"AWS": root("prod")}, "s3:Get*")
    )
    roles = [a_role("named"), a_role("other")]
    landscape = a_landscape(roles=roles, resources=[box])

    assert the_use(landscape, "role:named@prod", "s3:GetObject").opens
    assert uses(landscape, "role:other@prod", "s3:GetObject") == []


def test_a_role_that_the_key_names_is_not_taken_for_its_neighbour_with_the_same_policies() -> None:
    box = a_bucket(encrypted_by="key", allow=(an_allow("account:dev", actions="s3:ListBucket"),))
    key = a_key(
        allowing({"AWS": role_arn("named@prod")}, "kms:Decrypt"), grants=[a_kms_grant("role:granted@prod", "Decrypt")]
    )
    roles = [a_role(name, policies=[GET]) for name in ("aside", "granted", "named", "other")]
    landscape = a_landscape(roles=roles, resources=[box, key])

    opens = {name: the_use(landscape, f"role:{name}@prod", "s3:GetObject").opens for name in ("aside", "granted")}
    opens |= {name: the_use(landscape, f"role:{name}@prod", "s3:GetObject").opens for name in ("named", "other")}

    assert opens == {"aside": False, "granted": True, "named": True, "other": False}


def test_the_order_does_not_depend_on_the_order_of_the_file() -> None:
    statements = (allowing({"AWS": root("dev")}, "s3:Get*"), allowing({"AWS": root("jump")}, "s3:List*"))
    roles = [a_role("admin", accounts=["dev", "jump"], policies=[EVERYTHING]), a_role("reader", policies=[GET])]

    def order(document: Document, turned: bool) -> list[tuple[str, str, tuple[str, ...]]]:
        box = a_resource("box", policy=document)
        landscape = a_landscape(roles=roles[::-1] if turned else roles, resources=[box])
        return [(use.caller.name, use.on, use.actions) for use in found(landscape).uses]

    assert order(a_document(*statements), False) == order(a_document(*statements[::-1]), True)
