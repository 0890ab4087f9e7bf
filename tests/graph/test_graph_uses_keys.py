"""Keys: the key policy, the accounts that it names, and what is encrypted with it."""

from collections.abc import Sequence
from dataclasses import replace

from builders import (
    a_kms_grant,
    a_landscape,
    a_policy,
    a_role,
    an_allow,
    an_id,
)
from iam_atlas.graph.uses import Use
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.policies import AttachedPolicy, Json
from iam_atlas.model.resources import KmsGrant, Resource
from shared_resources import (
    DECRYPT,
    EVERYTHING,
    GET,
    KEY,
    a_bucket,
    a_key,
    allowing,
    role_arn,
    root,
    the_use,
    uses,
)


def test_a_key_opens_by_its_policy_and_the_account_that_it_names() -> None:
    key = a_key(allowing({"AWS": root("prod")}, "kms:*"))
    without = a_key(allowing({"AWS": root("dev")}, "kms:*"))
    roles = [a_role("reader", policies=[DECRYPT]), a_role("idle")]

    delegated = a_landscape(roles=roles, resources=[key])

    assert the_use(delegated, "role:reader@prod", "kms:Decrypt", "key").opens
    assert uses(delegated, "role:idle@prod", "kms:Decrypt", "key") == []
    # An identity policy alone never opens a key, not even in the key's own account.
    assert uses(a_landscape(roles=roles, resources=[without]), "role:reader@prod", "kms:Decrypt", "key") == []


def test_a_role_that_a_key_policy_names_needs_nothing_more_at_home_and_its_own_policy_abroad() -> None:
    key = a_key(allowing({"AWS": [role_arn("reader@prod"), role_arn("reader@dev")]}, "kms:Decrypt"))
    landscape = a_landscape(roles=[a_role("reader", accounts=["dev", "prod"])], resources=[key])
    with_policy = a_landscape(roles=[a_role("reader", accounts=["dev"], policies=[DECRYPT])], resources=[key])

    assert the_use(landscape, "role:reader@prod", "kms:Decrypt", "key").opens
    assert uses(landscape, "role:reader@dev", "kms:Decrypt", "key") == []
    assert the_use(with_policy, "role:reader@dev", "kms:Decrypt", "key").opens


def test_another_account_uses_a_key_but_cannot_administer_it() -> None:
    key = a_key(allowing({"AWS": root("dev")}, "kms:*"))
    key = replace(key, allow=(an_allow("account:dev", actions=["kms:Decrypt", "kms:ScheduleKeyDeletion"]),))
    landscape = a_landscape(roles=[a_role("admin", accounts=["dev"], policies=[EVERYTHING])], resources=[key])

    barred = the_use(landscape, "account:dev", "kms:ScheduleKeyDeletion", "key")

    assert the_use(landscape, "role:admin@dev", "kms:Decrypt", "key").opens
    assert uses(landscape, "role:admin@dev", "kms:ScheduleKeyDeletion", "key") == []
    assert barred.barred
    assert barred.closed


def test_a_key_known_by_its_alias_is_matched_as_any_key_of_its_account() -> None:
    alias = "arn:aws:kms:eu-central-1:444444444444:alias/trail"
    key = a_key(allowing({"AWS": root("prod")}, "kms:Decrypt"), arn=alias)

    def reading(resource: str) -> list[Use]:
        policy = a_policy("p", {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": resource})
        landscape = a_landscape(roles=[a_role("reader", policies=[policy])], resources=[key])
        return uses(landscape, "role:reader@prod", "kms:Decrypt", "key")

    (every,) = reading("arn:aws:kms:*:444444444444:key/*")
    (one,) = reading(KEY)
    assert every.decision.verdict is Verdict.ALLOWED
    assert one.decision.verdict is Verdict.NOT_EVALUATED
    # An alias names no key in a policy.
    assert reading(alias) == []


def test_the_callers_account_is_known_to_a_key_policy() -> None:
    def key(account: str) -> Resource:
        condition: Json = {"StringEquals": {"kms:CallerAccount": an_id(account)}}
        return a_key(allowing({"AWS": "*"}, "kms:Decrypt", Condition=condition))

    roles = [a_role("reader", accounts=["dev"], policies=[DECRYPT])]

    assert the_use(a_landscape(roles=roles, resources=[key("dev")]), "role:reader@dev", "kms:Decrypt", "key").opens
    assert uses(a_landscape(roles=roles, resources=[key("jump")]), "role:reader@dev", "kms:Decrypt", "key") == []


def encrypted(
    *statements: dict[str, Json], grants: Sequence[KmsGrant] = (), policies: Sequence[AttachedPolicy] = ()
) -> Use:
    """What `reader@dev` may do with an object of a bucket that the key encrypts."""
    box = a_bucket(allowing({"AWS": root("dev")}, "s3:GetObject", "s3:PutObject"), encrypted_by="key")
    key = a_key(*statements, grants=grants)
    role = a_role("reader", accounts=["dev"], policies=[GET, *policies])
    return the_use(a_landscape(roles=[role], resources=[box, key]), "role:reader@dev", "s3:GetObject")


def test_reading_what_a_key_encrypts_needs_the_key() -> None:
    open_key = encrypted(allowing({"AWS": root("dev")}, "kms:Decrypt"), policies=[DECRYPT])
    no_policy = encrypted(allowing({"AWS": root("dev")}, "kms:Decrypt"))
    no_key = encrypted(allowing({"AWS": root("jump")}, "kms:Decrypt"), policies=[DECRYPT])

    assert open_key.decision.verdict is Verdict.ALLOWED
    for closed, missing in ((no_policy, Half.IDENTITY), (no_key, Half.RESOURCE)):
        assert closed.itself.verdict is Verdict.ALLOWED
        assert closed.decision.verdict is Verdict.IMPLICITLY_DENIED
        assert closed.decision.action == "kms:Decrypt"
        assert closed.needs_key is not None
        assert closed.needs_key.decision.missing == (missing,)


def test_writing_needs_another_action_of_the_key_than_reading() -> None:
    box = a_bucket(allowing({"AWS": role_arn("writer@prod")}, "s3:GetObject", "s3:PutObject"), encrypted_by="key")
    key = a_key(allowing({"AWS": role_arn("writer@prod")}, "kms:GenerateDataKey"))
    landscape = a_landscape(roles=[a_role("writer")], resources=[box, key])

    assert the_use(landscape, "role:writer@prod", "s3:PutObject").opens
    assert the_use(landscape, "role:writer@prod", "s3:GetObject").closed


def test_a_key_that_opens_only_through_the_service_opens_for_its_data() -> None:
    def through(service: str) -> Use:
        condition: Json = {"StringEquals": {"kms:ViaService": f"{service}.eu-central-1.amazonaws.com"}}
        return encrypted(allowing({"AWS": root("dev")}, "kms:Decrypt", Condition=condition), policies=[DECRYPT])

    assert through("s3").decision.verdict is Verdict.ALLOWED
    assert through("sqs").closed


def test_a_kms_grant_is_as_good_as_the_key_policy() -> None:
    keeping = allowing({"AWS": root("prod")}, "kms:*")
    grant = a_kms_grant("role:reader@dev", "Decrypt")

    assert encrypted(keeping, grants=[grant], policies=[DECRYPT]).decision.verdict is Verdict.ALLOWED
    assert encrypted(keeping, grants=[grant]).decision.verdict is Verdict.NOT_EVALUATED
    assert encrypted(keeping, policies=[DECRYPT]).closed


def test_a_key_without_a_policy_in_the_file_is_not_decided() -> None:
    assert encrypted(policies=[DECRYPT]).decision.verdict is Verdict.NOT_EVALUATED


def test_conditions_of_bucket_and_key_must_hold_together() -> None:
    from_here: Json = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
    with_mfa: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    box = a_bucket(allowing({"AWS": role_arn("r@prod")}, "s3:GetObject", Condition=from_here), encrypted_by="key")
    key = a_key(allowing({"AWS": role_arn("r@prod")}, "kms:Decrypt", Condition=with_mfa))

    use = the_use(a_landscape(roles=[a_role("r")], resources=[box, key]), "role:r@prod", "s3:GetObject")

    assert use.decision.verdict is Verdict.ALLOWED_IF
    assert "SourceIp" in str(use.decision.residue)
    assert "MultiFactorAuthPresent" in str(use.decision.residue)
