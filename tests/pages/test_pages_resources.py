"""Pages about shared resources tell who may use them, under what condition, and what is missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from page_organisations import TODAY, a_source_url, dead_links, the_pages

from builders import (
    ORGANISATION_ID,
    a_document,
    a_group,
    a_kms_grant,
    a_landscape,
    a_permission_set,
    a_policy,
    a_resource,
    a_role,
    a_user,
    a_vendor,
    an_account,
    an_allow,
    an_id,
    an_unknown_policy,
)
from iam_atlas.atlas import analyse
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.resources import Resource
from iam_atlas.model.text import Text
from iam_atlas.pages.render import render_pages

GET = a_policy("get", {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})
KEY_ARN = "arn:aws:kms:eu-central-1:444444444444:key/1234"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")


def pages(landscape: Landscape) -> Mapping[str, str]:
    return render_pages(analyse(landscape, TODAY), {}, "en", a_source_url)


def a_page(landscape: Landscape, path: str = "resources/box.md") -> str:
    """A page as it reads, links without their places."""
    return _LINK.sub(r"\1", pages(landscape)[path])


def rows(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("| ")]


def allowing(principal: Json, *actions: str, **more: Json) -> dict[str, Json]:
    return {"Effect": "Allow", "Principal": principal, "Action": list(actions), "Resource": "*", **more}


def a_key(*statements: dict[str, Json], grants: Sequence[object] = ()) -> Resource:
    made = a_resource("key", kind="kms", arn=KEY_ARN, policy=a_document(*statements) if statements else None)
    return replace(made, kms_grants=tuple(grants))  # type: ignore[arg-type]


def root(account: str) -> dict[str, Json]:
    return {"AWS": f"arn:aws:iam::{an_id(account)}:root"}


def test_a_row_says_who_may_what_when_and_leads_to_the_reasons() -> None:
    entry = replace(an_allow("account:dev", actions="s3:GetObject"), reason=Text({"": "Nightly report."}))
    landscape = a_landscape(
        roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[a_resource("box", allow=[entry])]
    )

    page = a_page(landscape)

    assert rows(page)[2:] == [
        "| any identity of dev whose own policies allow it | `s3:GetObject` on its objects | No condition. "
        "| Nightly report. | why |",
        "| reader@dev | `s3:GetObject` on its objects | No condition. | Nightly report. | why |",
    ]
    assert "The resource-based policy of box: s3:GetObject is allowed." in page
    assert "The policies of role reader@dev: s3:GetObject is allowed. (statement `1` of `get`" in page


def test_a_declared_use_that_does_not_open_says_which_half_is_missing() -> None:
    box = a_resource("box", allow=[an_allow("role:reader@dev", actions="s3:GetObject")])

    page = a_page(a_landscape(roles=[a_role("reader", accounts=["dev"])], resources=[box]))

    assert "**Closed.** Not allowed: the policies of role reader@dev do not allow s3:GetObject." in page


def test_reading_without_the_key_is_said_to_read_nothing() -> None:
    box = a_resource("box", allow=[an_allow("role:reader@dev", actions="s3:GetObject")], encrypted_by="key")
    role = a_role("reader", accounts=["dev"], policies=[GET])
    landscape = a_landscape(roles=[role], resources=[box, a_key(allowing(root("dev"), "kms:Decrypt"))])

    page = a_page(landscape)

    assert (
        "**Closed.** Allowed on the resource itself, but nothing lets it use key key (`kms:Decrypt`): it reads nothing "
        "that the key encrypts. Not allowed: the policies of role reader@dev do not allow kms:Decrypt."
    ) in page
    assert "It needs `kms:Decrypt` on the key key beside: Not allowed:" in page


def test_with_the_key_the_same_row_is_open_and_tells_of_both() -> None:
    box = a_resource("box", allow=[an_allow("role:reader@dev", actions="s3:GetObject")], encrypted_by="key")
    decrypt = a_policy("decrypt", {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"})
    role = a_role("reader", accounts=["dev"], policies=[GET, decrypt])
    landscape = a_landscape(roles=[role], resources=[box, a_key(allowing(root("dev"), "kms:Decrypt"))])

    page = a_page(landscape)

    assert "| reader@dev | `s3:GetObject` on its objects | No condition. | why |" in page
    assert "It needs `kms:Decrypt` on the key key beside: Allowed." in page
    assert "The resource-based policy of key: kms:Decrypt is allowed." in page


def test_a_kms_grant_stands_with_its_decision() -> None:
    deny: dict[str, Json] = {**allowing("*", "kms:Decrypt"), "Effect": "Deny", "Sid": "Never"}
    grant = a_kms_grant("role:reader@prod", "Decrypt")
    roles = [a_role("reader")]

    granted = a_page(
        a_landscape(roles=roles, resources=[a_key(allowing(root("prod"), "kms:List*"), grants=[grant])]),
        "resources/key.md",
    )
    denied = a_page(a_landscape(roles=roles, resources=[a_key(deny, grants=[grant])]), "resources/key.md")

    assert "| reader@prod | `kms:Decrypt` | No condition. |" in granted
    assert (
        "- A grant allows it, whatever the key policy says short of a Deny. (the KMS grant, `accounts.yaml:1`)"
        in granted
    )
    assert "| reader@prod | `kms:Decrypt` | **Closed.** Denied by statement Never of key. |" in denied


def test_what_the_pages_of_aws_do_not_say_is_not_decided_and_names_them() -> None:
    grant = a_kms_grant("role:reader@dev", "Decrypt")
    key = a_key(allowing(root("prod"), "kms:*"), grants=[grant])

    page = a_page(a_landscape(roles=[a_role("reader", accounts=["dev"])], resources=[key]), "resources/key.md")

    assert "| reader@dev | `kms:Decrypt` | **Not decided.** whether a grant is enough" in page
    assert "KMS Developer Guide, &#34;Troubleshooting key access&#34;" in page


def test_a_policy_that_is_not_at_hand_leaves_the_use_undecided() -> None:
    box = a_resource("box", policy=a_document(allowing(root("dev"), "s3:GetObject")))
    role = a_role("reader", accounts=["dev"], policies=[an_unknown_policy("arn:aws:iam::aws:policy/Elsewhere")])

    page = a_page(a_landscape(roles=[role], resources=[box]))

    assert "| reader@dev | `s3:GetObject` on its objects | **Not decided.** the policy" in page


def test_a_narrower_row_is_an_exception_to_a_wider_one() -> None:
    deny: dict[str, Json] = {**allowing("*", "s3:GetObject"), "Effect": "Deny", "Resource": "arn:aws:s3:::box/secret/*"}
    box = a_resource("box", policy=a_document(allowing(root("dev"), "s3:GetObject"), deny))

    page = a_page(a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box]))

    assert "| reader@dev | `s3:GetObject` on its objects | No condition. | why |" in page
    assert (
        "| reader@dev | `s3:GetObject` on objects `secret/*` | **Closed.** Denied by statement 2 of box. | why |"
        in page
    )
    assert "the one that names fewer of them holds." in page


def test_what_is_open_to_anybody_names_the_setting_that_may_stop_it() -> None:
    open_box = a_resource("box", policy=a_document(allowing("*", "s3:GetObject")))
    ours: Json = {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}}
    our_queue = a_resource(
        "jobs",
        kind="sqs",
        arn="arn:aws:sqs:eu-central-1:444444444444:jobs",
        policy=a_document(allowing("*", "sqs:SendMessage", Condition=ours)),
    )

    page = a_page(a_landscape(resources=[open_box]))
    queue = a_page(a_landscape(resources=[our_queue]), "resources/jobs.md")

    assert (
        "| anybody, also in requests that are not signed | `s3:GetObject` on its objects | No condition. | why |"
        in page
    )
    assert "S3 Block Public Access, which the file does not hold, may stop" in page
    assert "| anybody (`*`) whose own policies allow it | `sqs:SendMessage` | Only if" in queue
    assert "not signed" not in queue
    assert "Block Public Access" not in queue


def test_what_no_other_account_can_do_is_said_to_be_so() -> None:
    key = replace(
        a_key(allowing(root("dev"), "kms:*")), allow=(an_allow("account:dev", actions="kms:ScheduleKeyDeletion"),)
    )

    page = a_page(a_landscape(resources=[key]), "resources/key.md")

    assert "`kms:ScheduleKeyDeletion` | **Closed.** The service lets nobody do this from another account" in page


def test_a_bucket_that_nobody_may_use_says_so() -> None:
    deny: dict[str, Json] = {**allowing("*", "s3:*"), "Effect": "Deny"}

    assert "No policy of the file lets anybody use it." in a_page(
        a_landscape(resources=[a_resource("box", policy=a_document(deny))])
    )


def test_a_kind_whose_need_of_the_key_is_not_modelled_says_so() -> None:
    table = a_resource(
        "orders",
        kind="dynamodb",
        arn="arn:aws:dynamodb:eu-central-1:444444444444:table/orders",
        allow=[an_allow("account:dev", actions="dynamodb:GetItem")],
        encrypted_by="key",
    )

    page = a_page(a_landscape(resources=[table, a_key(allowing(root("prod"), "kms:*"))]), "resources/orders.md")

    assert "which uses of a resource of kind dynamodb need it is not decided." in page


def test_copies_of_one_role_are_told_in_one_row() -> None:
    places = [an_account(f"shop-{number:02d}") for number in range(12)]
    ours: Json = {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}}
    box = a_resource("box", policy=a_document(allowing("*", "s3:GetObject", Condition=ours)))
    landscape = a_landscape(
        accounts=[*places, "prod"], roles=[a_role("reader", accounts=places, policies=[GET])], resources=[box]
    )

    page = a_page(landscape)

    (row,) = [row for row in rows(page) if "reader" in row]
    assert row.startswith("| reader in shop-00, shop-01, shop-02, shop-03, shop-04 and 7 more |")
    assert "Why: role reader@shop-00, role reader@shop-01, role reader@shop-02 and 9 more" in page
    assert len(page) < 9_000


def test_many_actions_become_their_number_and_kind_and_are_named_behind_the_row() -> None:
    box = a_resource("box", policy=a_document(allowing(root("prod"), "s3:GetObject")))

    page = a_page(a_landscape(roles=[a_role("admin", policies=[a_policy()])], resources=[box]))

    (row,) = [row for row in rows(page) if "| admin@prod" in row]
    assert re.search(r"\d+ actions \(list, read, tag, write and change permissions\) on its objects", row)
    assert "`s3:PutBucketPolicy`" not in row
    assert re.search(r"These actions are meant: .*`s3:PutBucketPolicy`", page)


@pytest.mark.parametrize(
    "path",
    [
        "people/alice.md",
        "groups/readers.md",
        "roles/reader.md",
        "permission-sets/look.md",
        "accounts/dev.md",
        "vendors/watchful.md",
    ],
)
def test_everybody_finds_the_shared_resources_on_the_own_page(path: str) -> None:
    box = a_resource(
        "box", policy=a_document(allowing({"AWS": [an_id("dev"), "999988887777"]}, "s3:GetObject")), account="prod"
    )
    landscape = a_landscape(
        users=[a_user("alice", account="dev", groups=["readers"])],
        groups=[a_group("readers", account="dev", policies=[GET])],
        roles=[a_role("reader", accounts=["dev"], policies=[GET])],
        permission_sets=[a_permission_set("look", accounts=["dev"], policies=[GET])],
        vendors=[a_vendor("watchful", "999988887777")],
        resources=[box],
    )

    assert "| box | `s3:GetObject` on its objects | No condition. | why |" in a_page(landscape, path)
    assert dead_links(pages(landscape)) == []


def test_a_group_is_left_out_where_its_members_stand_by_name() -> None:
    box = a_resource("box", policy=a_document(allowing(root("dev"), "s3:GetObject")))
    groups = [a_group("readers", account="dev", policies=[GET]), a_group("empty", account="dev", policies=[GET])]
    landscape = a_landscape(users=[a_user("alice", account="dev", groups=["readers"])], groups=groups, resources=[box])

    told = [row.split(" | ")[0] for row in rows(a_page(landscape))[2:]]

    assert told == ["| any identity of dev whose own policies allow it", "| alice", "| empty"]


def test_the_trail_of_the_reference_organisation() -> None:
    bucket = _LINK.sub(r"\1", the_pages()["resources/trail-bucket.md"])
    key = _LINK.sub(r"\1", the_pages()["resources/trail-key.md"])

    assert "| break-glass-admin@security | `s3:ListBucket`; `s3:GetObject` on its objects | No condition. |" in bucket
    assert "| auditor@security | `s3:ListBucket` | No condition. |" in bucket
    assert "| `cloudtrail.amazonaws.com` | `s3:PutObject` on its objects | Only if the organization" in bucket
    # The baseline SCP keeps even administrators of the account from deleting.
    assert "s3:DeleteObject`" not in bucket
    assert "| auditor@log-archive | `kms:Decrypt` | No condition. | 2027-01-31 | Year-end audit |" in key
    assert "| break-glass-admin@security | `kms:Decrypt`, `kms:DescribeKey` | No condition. |" in key
