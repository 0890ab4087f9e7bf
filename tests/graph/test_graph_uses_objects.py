"""Buckets and their objects: actions are asked where they work, and prefixes that policies tell apart are too."""

from dataclasses import replace

from builders import (
    a_group,
    a_landscape,
    a_policy,
    a_ref,
    a_role,
    a_user,
    an_allow,
)
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.policies import Json
from shared_resources import (
    EVERYTHING,
    GET,
    a_bucket,
    allowing,
    found,
    root,
    the_use,
    uses,
)


def test_actions_on_the_bucket_and_on_objects_are_asked_where_they_work() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject", "s3:ListBucket", on=["arn:aws:s3:::box/*"]))
    box = replace(box, allow=(an_allow("account:dev", actions=["s3:GetObject", "s3:ListBucket"]),))
    landscape = a_landscape(resources=[box])

    assert the_use(landscape, "account:dev", "s3:GetObject").on == "arn:aws:s3:::box/*"
    listing = the_use(landscape, "account:dev", "s3:ListBucket")
    assert (listing.on, listing.closed) == ("arn:aws:s3:::box", True)


def test_a_prefix_that_only_some_policy_names_is_asked_about_on_its_own() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject", on="arn:aws:s3:::box/*"))
    logs = a_policy("logs", {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::box/logs/*"})
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[logs])], resources=[box])

    assert the_use(landscape, "role:reader@dev", "s3:GetObject").on == "arn:aws:s3:::box/logs/*"


def test_a_denied_prefix_stands_beside_the_rest_that_opens() -> None:
    deny: dict[str, Json] = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::box/secret/*",
    }
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject", on="arn:aws:s3:::box/*"), deny)
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])

    answers = {use.on: use.decision.verdict for use in uses(landscape, "role:reader@dev", "s3:GetObject")}

    assert answers == {
        "arn:aws:s3:::box/*": Verdict.ALLOWED,
        "arn:aws:s3:::box/secret/*": Verdict.EXPLICITLY_DENIED,
    }


def test_prefixes_that_overlap_and_disagree_are_not_decided() -> None:
    deny: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::box/*.key"}
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject", on="arn:aws:s3:::box/logs/*"), deny)
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])

    answers = {use.on: use.decision.verdict for use in uses(landscape, "role:reader@dev", "s3:GetObject")}

    assert set(answers.values()) == {Verdict.NOT_EVALUATED}


def test_a_folder_for_each_user_is_told_by_the_users_name() -> None:
    own = a_policy(
        "own", {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::box/home/${aws:username}/*"}
    )
    box = a_bucket(allowing({"AWS": root("jump")}, "s3:GetObject", on="arn:aws:s3:::box/*"))
    landscape = a_landscape(
        users=[a_user("alice", policies=[own])],
        groups=[a_group("all", policies=[own])],
        resources=[box],
    )

    assert the_use(landscape, "user:alice", "s3:GetObject").on == "arn:aws:s3:::box/home/alice/*"
    assert the_use(landscape, "group:all", "s3:GetObject").decision.verdict is Verdict.NOT_EVALUATED


def test_a_pattern_of_actions_becomes_few_uses() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:*"))
    landscape = a_landscape(roles=[a_role("admin", accounts=["dev"], policies=[EVERYTHING])], resources=[box])

    every = found(landscape).by_caller[a_ref("role:admin@dev")]

    assert [use.on for use in every] == ["arn:aws:s3:::box", "arn:aws:s3:::box/*"]
    assert len(every[0].actions) > 40


def test_what_a_bucket_lets_only_its_own_account_do_is_not_offered_to_others() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:*"))
    roles = [a_role("admin", accounts=["dev", "prod"], policies=[EVERYTHING])]
    landscape = a_landscape(roles=roles, resources=[box])

    assert uses(landscape, "role:admin@dev", "s3:PutBucketPolicy") == []
    assert the_use(landscape, "role:admin@prod", "s3:PutBucketPolicy").opens
