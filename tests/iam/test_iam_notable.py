import pytest

from iam_atlas.data import managed_policies
from iam_atlas.iam import actions, notable
from iam_atlas.iam.catalogue import access_level, expand, find
from iam_atlas.iam.level import AccessLevel

LOOKING = (AccessLevel.LIST, AccessLevel.READ)


@pytest.mark.parametrize("name", [*notable.NOTABLE, *notable.LOOKS_ONLY, *notable.MOVES_ON])
def test_every_named_action_is_in_the_reference_in_awss_spelling(name: str) -> None:
    found = find(name)

    assert found is not None
    assert found.name == name


def test_every_notable_action_has_a_reason_in_a_few_words() -> None:
    assert all(2 <= len(reason.split()) <= 12 for reason in notable.NOTABLE.values())
    assert list(notable.NOTABLE) == sorted(notable.NOTABLE)


@pytest.mark.parametrize("name", notable.LOOKS_ONLY)
def test_an_action_that_looks_only_is_called_otherwise_by_the_reference_and_allowed_by_a_read_only_policy(
    name: str,
) -> None:
    allowed = {
        action.name
        for policy in managed_policies.names()
        if "ReadOnly" in policy or policy in ("SecurityAudit", "job-function/ViewOnlyAccess")
        for pattern in _allowed_patterns(policy)
        for action in expand(pattern)
    }

    assert access_level(name) not in LOOKING
    assert name in allowed


def test_names_that_aws_retired_are_in_no_set() -> None:
    held = notable.known(("s3:GetObject", "s3:NoSuchThing"))

    assert actions.names(held) == ("s3:GetObject",)


def test_assuming_roles_is_kept_apart() -> None:
    assert notable.ONLY_ON_ALL in notable.NOTABLE
    assert notable.ONLY_ON_ALL not in actions.names(notable.notable_actions())


def _allowed_patterns(policy: str) -> list[str]:
    document = managed_policies.document(policy)
    assert document is not None
    written = document["Statement"]
    statements = written if isinstance(written, list) else [written]
    allowed = [one["Action"] for one in statements if isinstance(one, dict) and one["Effect"] == "Allow"]
    return [str(one) for many in allowed for one in (many if isinstance(many, list) else [many])]
