"""Documents are measured without white space against AWS's quotas."""

import pytest

from builders import a_document, a_grant, a_group, a_guardrail, a_landscape, a_policy, a_position, a_role, a_user
from iam_atlas.derive.derive import derive_halves
from iam_atlas.derive.halves import Size
from iam_atlas.derive.sizes import characters
from iam_atlas.errors import said
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape


def _size(landscape: Landscape, what: str) -> Size:
    return next(size for size in derive_halves(landscape).sizes if str(size.what) == what)


def test_white_space_between_the_parts_does_not_count() -> None:
    assert characters(a_document(version=None)) == len('{"Statement":[]}')


def test_a_trust_policy_over_its_quota_is_marked_and_a_small_one_is_not() -> None:
    names = [f"arn:aws:iam::555555555555:role/{'x' * 60}{n}" for n in range(25)]
    large = a_document({"Effect": "Allow", "Principal": {"AWS": list(names)}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(roles=[a_role("large", trust_policy=large), a_role("small")])

    assert _size(landscape, "trust policy of large@prod").over
    assert not _size(landscape, "trust policy of small@prod").over


def test_inline_policies_of_a_group_count_together_with_the_derived_one() -> None:
    alone = a_landscape(groups=[a_group("ops", policies=[a_policy("own")])])
    granted = a_landscape(
        groups=[a_group("ops", policies=[a_policy("own")])],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    before = _size(alone, "inline policies of group ops")
    after = _size(granted, "inline policies of group ops")

    assert before.quota == after.quota == 5120
    assert after.characters > before.characters


def test_each_kind_of_principal_has_its_own_quota() -> None:
    landscape = a_landscape(
        users=[a_user("alice", policies=[a_policy()])], roles=[a_role("admin", policies=[a_policy()])]
    )

    assert _size(landscape, "inline policies of user alice").quota == 2048
    assert _size(landscape, "inline policies of role admin@prod").quota == 10240


@pytest.mark.parametrize(("kind", "quota"), [(GuardrailKind.SCP, 10240), (GuardrailKind.RCP, 5120)])
def test_guardrails_are_measured(kind: GuardrailKind, quota: int) -> None:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    landscape = a_landscape(guardrails=[a_guardrail("rail", deny, kind=kind, accounts=["prod"])])

    assert _size(landscape, "guardrail rail").quota == quota


@pytest.mark.parametrize(
    ("characters", "near", "over"), [(899, False, False), (900, True, False), (1000, True, False), (1001, False, True)]
)
def test_a_size_is_near_its_quota_from_nine_tenths_on(characters: int, near: bool, over: bool) -> None:
    size = Size(said("a policy"), characters, 1000, a_position())

    assert (size.near, size.over) == (near, over)
