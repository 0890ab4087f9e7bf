"""A session that is named beside its role is found, once for all copies."""

from builders import a_document, a_landscape, a_policy, a_role, a_trust, an_account, an_analysis_of
from iam_atlas.errors import Problem
from iam_atlas.findings.redundant_session_principal import redundant_session_principal
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json

_ROLE = "arn:aws:iam::{id}:role/team/ci"
_SESSION = "arn:aws:sts::{id}:assumed-role/ci/nightly"


def _found(landscape: Landscape) -> list[Problem]:
    return list(redundant_session_principal(an_analysis_of(landscape)))


def _naming(*arns: str, account: str = "dev") -> dict[str, Json]:
    names: list[Json] = [arn.format(id=an_account(account).id) for arn in arns]
    return {"Effect": "Allow", "Principal": {"AWS": names}, "Action": "sts:AssumeRole"}


def _trusted_by(*statements: dict[str, Json]) -> Landscape:
    return a_landscape(
        roles=[a_role("end", accounts=["dev", "prod"], trust_policy=a_document(*statements, line=8))],
    )


def test_x7_a_session_beside_its_role_is_one_too_many() -> None:
    (problem,) = _found(_trusted_by(_naming(_ROLE, _SESSION)))

    assert (problem.position.line, problem.rule) == (8, "redundant-principal-in-role-trust-policy")
    assert problem.message == (
        '"end@dev" trusts "arn:aws:sts::222222222222:assumed-role/ci/nightly" beside its role, which stands '
        "for every session of it"
    )


def test_x7_twin_a_session_alone_lets_no_other_session_in() -> None:
    assert _found(_trusted_by(_naming(_SESSION))) == []


def test_a_session_of_another_role_is_not_covered() -> None:
    other = _SESSION.replace("/ci/", "/cd/")

    assert _found(_trusted_by(_naming(_ROLE, other))) == []


def test_a_deny_lets_nobody_in() -> None:
    assert _found(_trusted_by({**_naming(_ROLE, _SESSION), "Effect": "Deny"})) == []


def test_statements_of_their_own_may_ask_for_different_things() -> None:
    assert _found(_trusted_by(_naming(_ROLE), _naming(_SESSION))) == []


def test_a_boundary_of_the_same_account_limits_the_role_but_not_the_session() -> None:
    def landscape(target: str) -> Landscape:
        bounded = a_role("ci", accounts=["dev"], path="/team/", boundary=a_policy("narrow"))
        end = a_role("end", accounts=[target], trust_policy=a_document(_naming(_ROLE, _SESSION)))
        return a_landscape(roles=[bounded, end])

    assert _found(landscape("dev")) == []
    assert len(_found(landscape("prod"))) == 1


def test_principals_that_an_entry_lists_are_looked_at_too() -> None:
    names = [arn.format(id=an_account("dev").id) for arn in (_ROLE, _SESSION)]

    assert len(_found(a_landscape(roles=[a_role("end", trust=[a_trust("principal", *names)])]))) == 1
