"""Documents are measured without white space against AWS's quotas."""

from builders import a_document, a_grant, a_group, a_guardrail, a_landscape, a_policy, a_role, a_user
from iam_atlas.derive.derive import derive_halves
from iam_atlas.derive.halves import Size
from iam_atlas.derive.sizes import characters
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


def test_guardrails_are_measured() -> None:
    landscape = a_landscape(
        guardrails=[a_guardrail("rail", {"Effect": "Deny", "Action": "*", "Resource": "*"}, accounts=["prod"])]
    )

    assert _size(landscape, "guardrail rail").quota == 5120
