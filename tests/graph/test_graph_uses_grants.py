"""KMS grants: what they allow by themselves, what still denies, and what the pages of AWS leave open."""

from collections.abc import Sequence

import pytest

from builders import (
    a_guardrail,
    a_kms_grant,
    a_landscape,
    a_permission_set,
    a_policy,
    a_role,
    a_user,
)
from iam_atlas.graph.uses import Use
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.policies import Json
from shared_resources import (
    DECRYPT,
    a_key,
    allowing,
    found,
    role_arn,
    root,
    uses,
)

NO_DECRYPT: dict[str, Json] = {"Effect": "Deny", "Action": "kms:Decrypt", "Resource": "*"}


def granted(
    *statements: dict[str, Json], to: str = "role:reader@prod", operations: Sequence[str] = ("Decrypt",), **more: object
) -> Use:
    """The use that a KMS grant in prod gives; `more` is what the role `reader` has, its boundary also the user."""
    key = a_key(allowing({"AWS": root("prod")}, "kms:Describe*"), *statements, grants=[a_kms_grant(to, *operations)])
    rails = more.pop("guardrails", ())
    boundary = more.get("boundary")
    role = a_role("reader", accounts=["dev", "prod"], **more)  # type: ignore[arg-type]
    landscape = a_landscape(
        roles=[role],
        users=[a_user("alice", account="prod", boundary=boundary)],  # type: ignore[arg-type]
        permission_sets=[a_permission_set("Look")],
        resources=[key],
        guardrails=rails,  # type: ignore[arg-type]
    )
    (use,) = [use for use in found(landscape).uses if use.grant is not None]
    return use


def test_a_grant_needs_neither_the_key_policy_nor_a_policy_of_the_grantee() -> None:
    use = granted()

    assert use.decision.verdict is Verdict.ALLOWED
    assert use.actions == ("kms:Decrypt",)
    (ref,) = [ref for half in use.decision.halves for ref in half.allowed_by]
    assert ref.policy == "KMS grant"
    assert granted(to="user:alice").decision.verdict is Verdict.ALLOWED


@pytest.mark.parametrize(
    "denied",
    [
        granted({**NO_DECRYPT, "Principal": "*"}),
        granted(policies=[a_policy("no", NO_DECRYPT)]),
        granted(boundary=a_policy("no", NO_DECRYPT, {"Effect": "Allow", "Action": "*", "Resource": "*"})),
        granted(guardrails=[a_guardrail("no", NO_DECRYPT, accounts=["prod"])]),
        granted(
            guardrails=[a_guardrail("no", {**NO_DECRYPT, "Principal": "*"}, kind=GuardrailKind.RCP, accounts=["prod"])]
        ),
    ],
    ids=["key policy", "identity policy", "boundary", "SCP", "RCP"],
)
def test_an_explicit_deny_anywhere_wins_over_a_grant(denied: Use) -> None:
    assert denied.decision.verdict is Verdict.EXPLICITLY_DENIED


def test_an_scp_that_does_not_allow_the_operation_takes_the_grant_away() -> None:
    only_s3 = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}

    use = granted(guardrails=[a_guardrail("only-s3", only_s3, accounts=["prod"])])

    assert use.decision.verdict is Verdict.IMPLICITLY_DENIED
    assert use.decision.missing == (Half.SCP,)


def test_a_deny_of_another_operation_leaves_the_grant_alone() -> None:
    use = granted({"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*"})

    assert use.decision.verdict is Verdict.ALLOWED


def test_a_conditional_deny_becomes_the_condition_of_the_grant() -> None:
    condition: Json = {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}
    use = granted({**NO_DECRYPT, "Principal": "*", "Condition": condition})

    assert use.decision.verdict is Verdict.ALLOWED_IF


@pytest.mark.parametrize("to", ["role:reader@prod", "user:alice"])
def test_a_boundary_that_is_silent_on_the_operation_leaves_a_grant_undecided(to: str) -> None:
    tight = granted(to=to, boundary=a_policy("tight", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}))
    wide = granted(to=to, boundary=a_policy("wide", {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}))

    assert tight.decision.verdict is Verdict.NOT_EVALUATED
    assert "boundary" in tight.decision.unknown[0].what
    assert wide.decision.verdict is Verdict.ALLOWED


def test_retiring_is_an_operation_that_only_a_grant_allows() -> None:
    use = granted(operations=["RetireGrant"])
    key = a_key(allowing({"AWS": role_arn("reader@prod")}, "kms:*"))

    assert (use.actions, use.decision.verdict) == (("kms:RetireGrant",), Verdict.ALLOWED)
    assert (
        uses(a_landscape(roles=[a_role("reader")], resources=[key]), "role:reader@prod", "kms:RetireGrant", "key") == []
    )


def test_a_grantee_in_another_account_with_its_own_policy_may_and_without_is_not_decided() -> None:
    with_policy = granted(to="role:reader@dev", policies=[DECRYPT])
    without = granted(to="role:reader@dev")
    denied = granted(to="role:reader@dev", policies=[a_policy("no", NO_DECRYPT)])

    assert with_policy.decision.verdict is Verdict.ALLOWED
    assert without.decision.verdict is Verdict.NOT_EVALUATED
    assert any("Troubleshooting key access" in source for source in without.decision.unknown[0].sources)
    assert denied.decision.verdict is Verdict.EXPLICITLY_DENIED


@pytest.mark.parametrize("to", ["account:dev", "service:ec2.amazonaws.com", "permission_set:Look@prod"])
def test_a_grantee_of_which_the_pages_do_not_say_enough_is_not_decided(to: str) -> None:
    assert granted(to=to).decision.verdict is Verdict.NOT_EVALUATED


def test_operations_are_those_that_kms_grants_can_allow() -> None:
    key = a_key(
        allowing({"AWS": root("prod")}, "kms:*"), grants=[a_kms_grant("role:reader@prod", "Decrypt", "DisableKey")]
    )
    landscape = a_landscape(roles=[a_role("reader")], resources=[key])

    answers = {use.actions: use.decision.verdict for use in found(landscape).uses if use.grant is not None}

    assert answers == {("kms:Decrypt",): Verdict.ALLOWED, ("kms:DisableKey",): Verdict.NOT_EVALUATED}


def test_without_the_key_policy_a_grant_is_not_decided() -> None:
    key = a_key(grants=[a_kms_grant("role:reader@prod", "Decrypt")])
    (use,) = found(a_landscape(roles=[a_role("reader")], resources=[key])).uses

    assert use.decision.verdict is Verdict.NOT_EVALUATED
