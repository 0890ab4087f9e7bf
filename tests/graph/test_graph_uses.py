"""Who may use a shared resource: both halves and every ceiling; each allow with a near twin that is denied."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import (
    ORGANISATION_ID,
    a_document,
    a_group,
    a_guardrail,
    a_kms_grant,
    a_landscape,
    a_moment,
    a_permission_set,
    a_policy,
    a_ref,
    a_resource,
    a_role,
    a_user,
    a_vendor,
    an_account,
    an_allow,
    an_id,
    an_unknown_policy,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.uses import Use
from iam_atlas.graph.uses_build import uses_of
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.formula import Test as Condition
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKind
from shared_resources import (
    EVERYTHING,
    GET,
    OURS,
    a_bucket,
    a_key,
    allowing,
    found,
    role_arn,
    root,
    the_use,
    uses,
)

QUEUE = "arn:aws:sqs:eu-central-1:444444444444:orders"
REPOSITORY = "arn:aws:ecr:eu-central-1:444444444444:repository/team/web"


def test_across_accounts_both_halves_allow() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    landscape = a_landscape(
        roles=[a_role("reader", accounts=["dev"], policies=[GET]), a_role("idle", accounts=["dev"])], resources=[box]
    )

    use = the_use(landscape, "role:reader@dev", "s3:GetObject")

    assert use.decision.verdict is Verdict.ALLOWED
    assert [half.half for half in use.decision.halves if half.allowed_by] == [Half.RESOURCE, Half.IDENTITY]
    assert uses(landscape, "role:idle@dev", "s3:GetObject") == []


def test_across_accounts_an_identity_policy_alone_opens_nothing() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:ListBucket"))
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])

    assert uses(landscape, "role:reader@dev", "s3:GetObject") == []


def test_an_account_that_is_not_named_is_let_in_by_nothing() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    landscape = a_landscape(roles=[a_role("reader", accounts=["jump"], policies=[EVERYTHING])], resources=[box])

    assert uses(landscape, "role:reader@jump", "s3:GetObject") == []


def test_within_an_account_one_side_is_enough() -> None:
    named, reader = a_role("named"), a_role("reader", policies=[GET])
    box = a_bucket(allowing({"AWS": role_arn("named@prod")}, "s3:GetObject"))
    landscape = a_landscape(roles=[named, reader, a_role("idle")], resources=[box])

    assert the_use(landscape, "role:named@prod", "s3:GetObject").decision.verdict is Verdict.ALLOWED
    assert the_use(landscape, "role:reader@prod", "s3:GetObject").decision.verdict is Verdict.ALLOWED
    assert uses(landscape, "role:idle@prod", "s3:GetObject") == []


def test_a_named_role_elsewhere_needs_its_own_policy_and_is_told_so() -> None:
    box = a_bucket(allow=(an_allow("role:reader@dev", actions="s3:GetObject"),))
    with_policy = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])
    without = a_landscape(roles=[a_role("reader", accounts=["dev"])], resources=[box])

    assert the_use(with_policy, "role:reader@dev", "s3:GetObject").decision.verdict is Verdict.ALLOWED
    denied = the_use(without, "role:reader@dev", "s3:GetObject")
    assert denied.decision.verdict is Verdict.IMPLICITLY_DENIED
    assert denied.decision.missing == (Half.IDENTITY,)
    assert denied.declared


def test_a_declared_entry_that_a_raw_policy_does_not_carry_is_listed_as_closed() -> None:
    box = a_bucket(allowing({"AWS": root("jump")}, "s3:GetObject"))
    box = replace(box, allow=(an_allow("role:reader@dev", actions="s3:GetObject"),))
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])

    use = the_use(landscape, "role:reader@dev", "s3:GetObject")

    assert use.closed
    assert use.decision.missing == (Half.RESOURCE,)


def test_a_declared_account_stands_beside_those_of_it_who_can() -> None:
    box = a_bucket(allow=(an_allow("account:dev", actions=["s3:GetObject"]),))
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[GET])], resources=[box])

    account = the_use(landscape, "account:dev", "s3:GetObject")
    assert account.declared
    assert next(half for half in account.decision.halves if half.half is Half.IDENTITY).outside
    assert not the_use(landscape, "role:reader@dev", "s3:GetObject").declared


def test_a_vendor_and_a_single_arn_are_callers_of_their_own() -> None:
    arn = "arn:aws:iam::555555555555:role/collector"
    box = a_bucket(allowing({"AWS": ["arn:aws:iam::999988887777:root", arn]}, "s3:GetObject"))
    landscape = a_landscape(vendors=[a_vendor("watchful", "999988887777")], resources=[box])

    assert the_use(landscape, "vendor:watchful", "s3:GetObject").opens
    assert the_use(landscape, f"principal:{arn}", "s3:GetObject").opens


def test_users_groups_and_permission_sets_are_callers() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    landscape = a_landscape(
        users=[a_user("alice", account="dev", groups=["readers"]), a_user("bob", account="dev")],
        groups=[a_group("readers", account="dev", policies=[GET])],
        permission_sets=[a_permission_set("Look", accounts=["dev", "jump"], policies=[GET])],
        resources=[box],
    )

    callers = {str(use.caller.name) for use in found(landscape).uses}

    assert callers == {"alice", "readers", "Look@dev", "dev"}


def test_a_permission_set_named_by_the_role_that_aws_makes_of_it_is_asked_about() -> None:
    arn = f"arn:aws:iam::{an_id('prod')}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Look_0123456789abcdef"
    box = a_bucket(allowing({"AWS": arn}, "s3:GetObject"))
    sets = [a_permission_set("Look"), a_permission_set("Other")]

    landscape = a_landscape(permission_sets=sets, resources=[box])

    assert the_use(landscape, "permission_set:Look@prod", "s3:GetObject").decision.verdict is Verdict.ALLOWED_IF
    assert uses(landscape, "permission_set:Other@prod", "s3:GetObject") == []


def test_everybody_of_the_organisation() -> None:
    box = a_bucket(allowing("*", "s3:GetObject", Condition=OURS))
    outside = an_account("partner", kind=AccountKind.EXTERNAL)
    landscape = a_landscape(
        accounts=["jump", "dev", "prod", outside],
        roles=[
            a_role("reader", accounts=["dev"], policies=[GET]),
            a_role("idle", accounts=["dev", "prod"]),
            a_role("theirs", accounts=[outside], policies=[GET]),
        ],
        resources=[box],
    )

    assert the_use(landscape, "role:reader@dev", "s3:GetObject").decision.verdict is Verdict.ALLOWED
    assert uses(landscape, "role:idle@dev", "s3:GetObject") == []
    assert the_use(landscape, "role:idle@prod", "s3:GetObject").decision.verdict is Verdict.ALLOWED
    assert the_use(landscape, "role:theirs@partner", "s3:GetObject").decision.verdict is Verdict.ALLOWED_IF
    anybody = the_use(landscape, "principal:*", "s3:GetObject")
    assert anybody.decision.residue == Condition("StringEquals", "aws:PrincipalOrgID", (ORGANISATION_ID,))
    assert uses(landscape, "principal:anonymous", "s3:GetObject") == []


def test_an_open_bucket_takes_requests_that_nobody_signed() -> None:
    box = a_bucket(allowing("*", "s3:GetObject"))
    key = a_key(allowing("*", "kms:Decrypt"))
    landscape = a_landscape(resources=[box, key])

    assert the_use(landscape, "principal:anonymous", "s3:GetObject").opens
    assert uses(landscape, "principal:anonymous", "kms:Decrypt", "key") == []


def test_an_scp_binds_the_account_of_the_caller_only() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    scp = {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}
    roles = [a_role("reader", accounts=["dev"], policies=[GET])]
    box = replace(box, allow=(an_allow("role:reader@dev", actions="s3:GetObject"),))

    over_caller = a_landscape(roles=roles, resources=[box], guardrails=[a_guardrail("no", scp, accounts=["dev"])])
    over_bucket = a_landscape(roles=roles, resources=[box], guardrails=[a_guardrail("no", scp, accounts=["prod"])])

    denied = the_use(over_caller, "role:reader@dev", "s3:GetObject").decision
    assert denied.verdict is Verdict.EXPLICITLY_DENIED
    assert [ref.policy for half in denied.halves for ref in half.denied_by] == ["no"]
    assert the_use(over_bucket, "role:reader@dev", "s3:GetObject").opens


def test_an_rcp_binds_the_account_of_the_resource_only() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    box = replace(box, allow=(an_allow("role:reader@dev", actions="s3:GetObject"),))
    rcp: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    roles = [a_role("reader", accounts=["dev"], policies=[GET])]

    def ruled(account: str) -> Landscape:
        rail = a_guardrail("shut", rcp, kind=GuardrailKind.RCP, accounts=[account])
        return a_landscape(roles=roles, resources=[box], guardrails=[rail])

    assert the_use(ruled("prod"), "role:reader@dev", "s3:GetObject").decision.verdict is Verdict.EXPLICITLY_DENIED
    assert the_use(ruled("dev"), "role:reader@dev", "s3:GetObject").opens


def test_a_boundary_caps_the_callers_own_half() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    tight = a_policy("tight", {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"})
    wide = a_policy("wide", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})

    def bounded(boundary: object) -> Landscape:
        role = a_role("reader", accounts=["dev"], policies=[GET], boundary=boundary)  # type: ignore[arg-type]
        return a_landscape(roles=[role], resources=[box])

    assert the_use(bounded(wide), "role:reader@dev", "s3:GetObject").opens
    assert uses(bounded(tight), "role:reader@dev", "s3:GetObject") == []


def test_a_service_needs_the_policy_of_the_resource_alone() -> None:
    source: Json = {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:444444444444:trail/main"}}
    box = a_bucket(allowing({"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject", Condition=source))
    landscape = a_landscape(resources=[box])

    use = the_use(landscape, "service:cloudtrail.amazonaws.com", "s3:PutObject")

    assert use.decision.verdict is Verdict.ALLOWED_IF
    assert use.decision.residue == Condition(
        "ArnLike", "aws:SourceArn", ("arn:aws:cloudtrail:*:444444444444:trail/main",)
    )
    assert uses(landscape, "service:config.amazonaws.com", "s3:PutObject") == []


def test_conditions_of_an_entry_become_the_condition_of_the_use() -> None:
    until = Require(until=a_moment(datetime(2027, 3, 31, tzinfo=UTC)))
    box = a_bucket(allow=(an_allow("role:reader@prod", actions="s3:GetObject", require=until),))
    landscape = a_landscape(roles=[a_role("reader")], resources=[box])
    halves = derive_halves(landscape)

    verdicts = {
        now: uses_of(cast_of(landscape, halves), now).by_caller[a_ref("role:reader@prod")][0].decision.verdict
        for now in (datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
    }

    assert list(verdicts.values()) == [Verdict.ALLOWED_IF, Verdict.NEVER_SATISFIABLE]


def test_a_queue_across_accounts() -> None:
    queue = a_resource(
        "orders",
        kind="sqs",
        arn=QUEUE,
        policy=a_document(allowing({"AWS": root("dev")}, "sqs:SendMessage", "sqs:DeleteQueue", on=QUEUE)),
        encrypted_by="key",
    )
    key = a_key(allowing({"AWS": root("dev")}, "kms:GenerateDataKey", "kms:Decrypt"))
    weak_key = a_key(allowing({"AWS": root("dev")}, "kms:GenerateDataKey"))
    role = a_role("sender", accounts=["dev"], policies=[EVERYTHING])

    whole = a_landscape(roles=[role], resources=[queue, key])

    assert the_use(whole, "role:sender@dev", "sqs:SendMessage", "orders").decision.verdict is Verdict.ALLOWED
    assert uses(whole, "role:sender@dev", "sqs:DeleteQueue", "orders") == []
    weak = the_use(
        a_landscape(roles=[role], resources=[queue, weak_key]), "role:sender@dev", "sqs:SendMessage", "orders"
    )
    assert weak.closed
    assert weak.decision.action == "kms:Decrypt"


def test_images_pulled_from_another_account() -> None:
    images = a_resource(
        "images",
        kind="ecr",
        arn=REPOSITORY,
        allow=(an_allow("account:dev", actions=["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]),),
    )
    pull = a_policy("pull", {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": REPOSITORY})
    other = a_policy("other", {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": f"{REPOSITORY}-old"})
    roles = [a_role("puller", accounts=["dev"], policies=[pull]), a_role("other", accounts=["dev"], policies=[other])]
    landscape = a_landscape(roles=roles, resources=[images])

    assert the_use(landscape, "role:puller@dev", "ecr:BatchGetImage", "images").opens
    assert uses(landscape, "role:puller@dev", "ecr:GetDownloadUrlForLayer", "images") == []
    assert uses(landscape, "role:other@dev", "ecr:BatchGetImage", "images") == []


def test_a_secret_named_without_its_suffix_is_matched_with_one() -> None:
    secret = a_resource(
        "db",
        kind="secretsmanager",
        arn="arn:aws:secretsmanager:eu-central-1:444444444444:secret:db",
        policy=a_document(allowing({"AWS": root("dev")}, "secretsmanager:GetSecretValue")),
    )

    def reading(suffix: str) -> list[Use]:
        policy = a_policy("p", {"Effect": "Allow", "Action": "secretsmanager:*", "Resource": f"{secret.arn}{suffix}"})
        landscape = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[policy])], resources=[secret])
        return uses(landscape, "role:reader@dev", "secretsmanager:GetSecretValue", "db")

    assert [use.decision.verdict for use in reading("-??????")] == [Verdict.ALLOWED]
    assert [use.decision.verdict for use in reading("-a1b2c3")] == [Verdict.NOT_EVALUATED]
    assert reading("") == []


def test_a_caller_with_a_policy_that_is_not_at_hand_is_not_decided() -> None:
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))
    role = a_role("reader", accounts=["dev"], policies=[an_unknown_policy()])

    use = the_use(a_landscape(roles=[role], resources=[box]), "role:reader@dev", "s3:GetObject")

    assert use.decision.verdict is Verdict.NOT_EVALUATED


def test_a_service_linked_role_is_asked_about_only_where_it_is_named() -> None:
    slr = a_role(
        "AWSServiceRoleForConfig", kind=RoleKind.SERVICE_LINKED, path="/aws-service-role/config.amazonaws.com/"
    )
    arn = slr.copies["prod"].arn
    named = a_bucket(allowing({"AWS": arn}, "s3:GetObject"))
    elsewhere = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"))

    caller = "role:AWSServiceRoleForConfig@prod"
    use = the_use(a_landscape(roles=[slr], resources=[named]), caller, "s3:GetObject")
    assert use.decision.verdict is Verdict.NOT_EVALUATED
    assert uses(a_landscape(roles=[slr], resources=[elsewhere]), caller, "s3:GetObject") == []


def test_a_principal_that_is_not_read_is_listed_as_undecided() -> None:
    canonical: Json = {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}
    deleted: Json = {"AWS": "AROAEXAMPLEID1234567"}
    landscape = a_landscape(
        resources=[a_bucket(allowing(canonical, "s3:GetObject"), allowing(deleted, "s3:GetObject"))]
    )

    (use,) = found(landscape).uses

    assert use.caller.name.startswith("79a59df9")
    assert use.decision.verdict is Verdict.NOT_EVALUATED


def test_a_principal_that_is_not_read_is_undecided_in_what_is_allowed_to_it_and_nothing_else() -> None:
    canonical: Json = {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}
    allow: dict[str, Json] = {"Effect": "Allow", "Principal": canonical, "Resource": "*"}
    deny = {**allowing(canonical, "s3:PutObject"), "Effect": "Deny"}
    but_reading: dict[str, Json] = {**allow, "NotAction": ["s3:GetObject", "s3:PutObject"]}
    of_another: dict[str, Json] = {**allow, "Action": "sqs:SendMessage"}

    (one,) = found(a_landscape(resources=[a_bucket(allowing(canonical, "s3:GetObject"), deny)])).uses
    (many,) = found(a_landscape(resources=[a_bucket(but_reading)])).uses

    assert one.actions == ("s3:GetObject",)
    assert "s3:DeleteObject" in many.actions
    assert not {"s3:GetObject", "s3:PutObject"} & {*many.actions}
    assert found(a_landscape(resources=[a_bucket(of_another)])).uses == ()


def test_an_action_that_the_list_of_aws_does_not_have_is_listed_as_undecided() -> None:
    box = a_bucket(allow=(an_allow("account:dev", actions=["s3:ReadTheMind"]),))

    (use,) = found(a_landscape(resources=[box])).uses

    assert use.declared
    assert use.decision.verdict is Verdict.NOT_EVALUATED


DENY_GET: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
IN_SHUT = {
    # What the bucket's policy says, and what comes of it: where the account is in use, and where it is shut.
    "what opens": ((), Verdict.ALLOWED, Verdict.NOT_EVALUATED),
    "what a Deny closes": ((DENY_GET,), Verdict.EXPLICITLY_DENIED, Verdict.EXPLICITLY_DENIED),
}
SHUT = {"the resource's account": ("prod",), "the caller's account": ("dev",), "both": ("dev", "prod")}


@pytest.mark.parametrize(("denies", "usually", "shut"), IN_SHUT.values(), ids=IN_SHUT.keys())
@pytest.mark.parametrize("accounts", SHUT.values(), ids=SHUT.keys())
@pytest.mark.parametrize("status", [Status.CLOSED, Status.SUSPENDED], ids=str)
def test_in_a_shut_account_nothing_opens_and_what_is_closed_stays_closed(
    denies: tuple[dict[str, Json], ...], usually: Verdict, shut: Verdict, accounts: tuple[str, ...], status: Status
) -> None:
    box = a_bucket(
        allowing({"AWS": root("dev")}, "s3:GetObject"),
        *denies,
        allow=(an_allow("role:reader@dev", actions="s3:GetObject"),),
    )
    reader = a_role("reader", accounts=["dev"], policies=[GET])

    def verdict(*shut_ones: str) -> Verdict:
        about = {name: Annotations(status=status) for name in shut_ones}
        places = [an_account(name, about=about.get(name, Annotations())) for name in ("dev", "prod")]
        landscape = a_landscape(accounts=places, roles=[reader], resources=[box])
        return the_use(landscape, "role:reader@dev", "s3:GetObject").decision.verdict

    assert verdict() is usually
    assert verdict(*accounts) is shut


def test_what_a_policy_in_a_shut_account_closes_is_not_listed_as_open_to_doubt() -> None:
    prod = an_account("prod", about=Annotations(status=Status.CLOSED))
    reader = a_role("reader", accounts=["dev"], policies=[GET])

    def listed(*denies: dict[str, Json]) -> list[Use]:
        box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject"), *denies)
        landscape = a_landscape(accounts=["dev", prod], roles=[reader], resources=[box])
        return uses(landscape, "role:reader@dev", "s3:GetObject")

    assert [use.decision.verdict for use in listed()] == [Verdict.NOT_EVALUATED]
    assert listed(DENY_GET) == []


@pytest.mark.parametrize(
    ("status", "verdicts"),
    [
        (Status.ACTIVE, {Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED}),
        (Status.CLOSED, {Verdict.NOT_EVALUATED, Verdict.EXPLICITLY_DENIED}),
    ],
    ids=["active", "closed"],
)
def test_a_kms_grant_in_a_shut_account_opens_nothing_and_is_still_denied(
    status: Status, verdicts: set[Verdict]
) -> None:
    prod = an_account("prod", about=Annotations(status=status))
    deny: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*"}
    grant = a_kms_grant("role:worker@prod", "Decrypt", "Encrypt")
    key = a_key(allowing({"AWS": root("prod")}, "kms:*"), deny, grants=[grant])
    landscape = a_landscape(accounts=[prod], roles=[a_role("worker")], resources=[key])

    assert {use.decision.verdict for use in found(landscape).uses if use.grant} == verdicts


def test_a_resource_of_which_the_file_says_nothing_has_no_uses() -> None:
    landscape = a_landscape(roles=[a_role("admin", policies=[EVERYTHING])], resources=[a_bucket()])

    assert found(landscape).uses == ()
