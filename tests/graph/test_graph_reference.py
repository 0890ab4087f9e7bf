"""Who reaches what in the reference organisation, exactly as its accounts.yaml means it."""

from functools import cache

import pytest

from builders import a_key, a_ref, the_organisation, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.paths import paths
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest

_ALL = "dev jump log-archive management prod security staging tools"
_BUT_MANAGEMENT = "dev jump log-archive prod security staging tools"
_ENVIRONMENTS = "dev prod staging"
_MFA = "AllowedIf Bool aws:MultiFactorAuthPresent true"
_FRESH_MFA = "AllowedIf NumericLessThan aws:MultiFactorAuthAge 3600 & Bool aws:MultiFactorAuthPresent true"
_UNTIL = "DateLessThan aws:CurrentTime 2027-03-31T23:59:59Z"
_SUBJECTS = " | ".join(
    f"repo:kingfisher@1234567/shop@7654321:environment:{name}" for name in ("dev", "production", "staging")
)

# caller -> role, accounts, verdict and residue, hours the session may last
TABLE: tuple[tuple[str, str, str, str, int], ...] = (
    ("user:aiko", "developer", "dev staging", _MFA, 8),
    ("user:aiko", "developer", "prod", _MFA, 1),
    ("user:ben", "developer", "dev staging", _MFA, 8),
    ("user:ben", "developer", "prod", _MFA, 1),
    ("user:ben", "operator", _ENVIRONMENTS, _MFA, 4),
    ("user:chie", "operator", _ENVIRONMENTS, _MFA, 4),
    ("user:chie", "iam-admin", "jump", _MFA, 1),
    ("user:chie", "break-glass-admin", _BUT_MANAGEMENT, _FRESH_MFA, 1),
    ("user:daniel", "auditor", _ALL, _MFA, 1),
    ("user:emergency-1", "break-glass-admin", _BUT_MANAGEMENT, _FRESH_MFA, 1),
    ("user:erin", "developer", "dev", f"AllowedIf {_UNTIL} & Bool aws:MultiFactorAuthPresent true", 8),
    ("group:developers", "developer", "dev staging", _MFA, 8),
    ("group:developers", "developer", "prod", _MFA, 1),
    ("group:operators", "operator", _ENVIRONMENTS, _MFA, 4),
    ("group:auditors", "auditor", _ALL, _MFA, 1),
    ("group:platform-admins", "iam-admin", "jump", _MFA, 1),
    ("group:break-glass", "break-glass-admin", _BUT_MANAGEMENT, _FRESH_MFA, 1),
    ("group:shop-contractors", "developer", "dev", f"AllowedIf {_UNTIL} & Bool aws:MultiFactorAuthPresent true", 8),
    ("role:ci-hub@tools", "ci-deploy", _ENVIRONMENTS, "Allowed", 1),
    ("role:federated-auditor@jump", "auditor", _ENVIRONMENTS, "Allowed", 1),
    (
        "provider:github",
        "ci-hub",
        "tools",
        f"AllowedIf StringEquals token.actions.githubusercontent.com:sub {_SUBJECTS}",
        1,
    ),
    ("provider:okta", "federated-auditor", "jump", "AllowedIf DateLessThan aws:CurrentTime 2027-06-30T23:59:59Z", 1),
    (
        "provider:shop-app",
        "customer",
        "prod",
        "AllowedIf ForAnyValue:StringLike cognito-identity.amazonaws.com:amr authenticated",
        1,
    ),
    (
        "provider:google",
        "campaign-upload",
        "prod",
        "AllowedIf StringEquals accounts.google.com:sub 110169484474386276334",
        1,
    ),
    ("vendor:watchful", "watchful-read", "prod staging", "AllowedIf StringEquals sts:ExternalId kf-7c1e52d0", 1),
    *(
        (
            "service:ecs-tasks.amazonaws.com",
            "order-worker",
            account,
            f"AllowedIf StringEquals aws:SourceAccount {digit * 12}",
            1,
        )
        for account, digit in (("dev", "2"), ("prod", "4"), ("staging", "3"))
    ),
)

# Nothing grants these; the administrator's own policy writes them, and no session of a role is known to carry MFA.
_ADMINISTRATOR = "role:break-glass-admin@jump"


@cache
def _graph() -> AccessGraph:
    landscape = the_reference()
    return build_graph(cast_of(landscape, derive_halves(landscape)), None)


def test_everybody_reaches_exactly_what_the_file_grants() -> None:
    expected = {
        (caller, f"{role}@{account}"): (answer, hours * 3600)
        for caller, role, accounts, answer, hours in TABLE
        for account in accounts.split()
    }

    found = {
        (f"{step.caller.kind.value}:{step.caller.name}", str(step.role)): (_answer(step), step.max_seconds)
        for step in _graph().steps
        if step.caller != a_ref(_ADMINISTRATOR)
    }

    assert found == expected


def test_the_administrator_of_the_jump_account_reaches_beyond_its_grants_only_with_mfa() -> None:
    steps = _graph().by_caller[a_ref(_ADMINISTRATOR)]

    assert len(steps) == 21
    assert all(not step.grants and "aws:MultiFactorAuthPresent" in _answer(step) for step in steps)
    assert "ci-deploy" not in {step.role.role for step in steps}


@pytest.mark.parametrize(
    ("caller", "role", "hops"),
    [
        ("provider:github", "ci-deploy@prod", ["ci-hub@tools", "ci-deploy@prod"]),
        ("provider:okta", "auditor@prod", ["federated-auditor@jump", "auditor@prod"]),
    ],
)
def test_machines_and_outside_auditors_come_over_two_hops(caller: str, role: str, hops: list[str]) -> None:
    (way,) = paths(_graph(), a_ref(caller), a_key(role))

    assert [str(step.role) for step in way.steps] == hops
    assert way.max_seconds == 3600


@pytest.mark.parametrize(
    ("caller", "role"),
    [
        ("user:aiko", "operator@prod"),
        ("user:erin", "developer@staging"),
        ("user:chie", "break-glass-admin@management"),
        ("provider:github", "auditor@prod"),
        ("provider:okta", "auditor@management"),
        ("vendor:watchful", "watchful-read@dev"),
    ],
)
def test_near_twins_stay_closed(caller: str, role: str) -> None:
    if a_key(role) not in {copy.key for copy in the_reference().role_copies()}:
        assert a_key(role) not in _graph().by_role
    else:
        assert paths(_graph(), a_ref(caller), a_key(role)) == ()


@pytest.mark.parametrize("name", ["minimal", "hundred"])
def test_everything_granted_opens_in_the_other_organisations(name: str) -> None:
    landscape = the_organisation(name)

    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)

    assert graph.steps
    assert all(step.decision.verdict.opens for step in graph.steps)


def _answer(step: Access) -> str:
    residue = step.decision.residue
    return step.decision.verdict.value + ("" if isinstance(residue, Always) else f" {_text(residue)}")


def _text(formula: Formula) -> str:
    if isinstance(formula, ConditionTest):
        return f"{formula.operator} {formula.key} {' | '.join(formula.values)}"
    if isinstance(formula, And):
        return " & ".join(map(_text, formula.parts))
    if isinstance(formula, Or):
        return " or ".join(map(_text, formula.parts))
    if isinstance(formula, Not):
        return f"not ({_text(formula.part)})"
    return "never" if isinstance(formula, Never) else "always"
