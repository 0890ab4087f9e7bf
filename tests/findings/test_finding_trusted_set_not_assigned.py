"""Permission sets that are trusted where nobody is assigned them are found."""

from builders import a_grant, a_group, a_landscape, a_permission_set, a_role, a_trust, an_analysis_of
from iam_atlas.findings.trusted_set_not_assigned import trusted_set_not_assigned
from iam_atlas.model.grants import Effect, Grant

_ASSIGNED = a_grant("staff", permission_sets=["Rule@prod"])
_DENIED = a_grant("staff", permission_sets=["Rule@prod"], effect=Effect.DENY)


def _found(trusted: str, *grants: Grant, used_in: str = "") -> list[str]:
    landscape = a_landscape(
        groups=[a_group("staff")],
        roles=[a_role("goal", accounts=["prod"], trust=[a_trust("permission_set", roles=[trusted], line=7)])],
        permission_sets=[a_permission_set("Rule", accounts=[used_in] if used_in else [])],
        grants=grants,
    )
    found = trusted_set_not_assigned(an_analysis_of(landscape))
    return [f"{problem.position.line}: {problem.message}" for problem in found]


def test_a_set_that_is_assigned_in_another_account_only_is_found() -> None:
    assert _found("Rule@dev", _ASSIGNED) == [
        '7: permission set "Rule" is trusted by "goal@prod", but nobody is assigned it in account "dev": there is no '
        "role of it that could come"
    ]


def test_a_set_that_is_assigned_there_is_fine() -> None:
    assert _found("Rule@prod", _ASSIGNED) == []


def test_a_set_that_the_file_says_is_used_there_is_fine() -> None:
    assert _found("Rule@dev", _ASSIGNED, used_in="dev") == []


def test_a_set_of_any_account_is_found_where_nobody_is_assigned_it_at_all() -> None:
    assert _found("Rule") == [
        '7: permission set "Rule" is trusted by "goal@prod", but nobody is assigned it anywhere: there is no role '
        "of it that could come"
    ]
    assert _found("Rule", _ASSIGNED) == []


def test_what_a_grant_denies_is_not_assigned() -> None:
    assert _found("Rule@prod", _DENIED) != []
