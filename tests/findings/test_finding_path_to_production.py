"""Ways into production from environments below it are found; those from elsewhere are not."""

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_policy,
    a_role,
    a_user,
    an_account,
    an_analysis_of,
)
from iam_atlas.drawing.column_graph import Tone
from iam_atlas.drawing.tones import tone_of_environment
from iam_atlas.findings.path_to_production import path_to_production
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy
from iam_atlas.model.production import is_production
from iam_atlas.model.require import Require

LOOKS = a_policy("looks", {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"})
CHANGES = a_policy("changes", {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"})
PROD = an_account("prod", environment="prod")


def a_way(*, here: str | None, there: str | None, changes: bool = True, mfa: bool = False) -> Landscape:
    """A role in account `one` that is granted a role in account `two`, each with its environment."""
    one, two = an_account("one", environment=here), an_account("two", environment=there)
    return a_landscape(
        accounts=["jump", one, two],
        groups=[a_group("ops")],
        roles=[
            a_role("first", accounts=[one]),
            a_role("last", accounts=[two], policies=[CHANGES if changes else LOOKS]),
        ],
        grants=[a_grant("role:first@one", "last@two", require=Require(mfa=mfa))],
    )


@pytest.mark.parametrize("mfa", [True, False])
def test_a_way_that_asks_a_role_for_mfa_is_said_to_be_doubtful(mfa: bool) -> None:
    (problem,) = path_to_production(an_analysis_of(a_way(here="dev", there="prod", mfa=mfa)))

    assert ("which by AWS's documentation the session of a role does not carry" in problem.message) is mfa


@pytest.mark.parametrize(
    ("here", "there", "changes", "found"),
    [
        pytest.param("dev", "prod", True, True, id="from development"),
        pytest.param("staging", "Production", True, True, id="from staging, in other words"),
        pytest.param("dev", "prod", False, False, id="to look only"),
        pytest.param("prod", "dev", True, False, id="from production down"),
        pytest.param("prod", "prd", True, False, id="within production"),
        pytest.param("prod-eu", "prod", True, False, id="within production, by region"),
        pytest.param("pre-prod", "prod-eu", True, True, id="from what comes before it"),
        pytest.param("dev", "staging", True, False, id="below production"),
        pytest.param(None, "prod", True, False, id="from an account of no environment, such as tools"),
        pytest.param("dev", None, True, False, id="to an account of no environment"),
    ],
)
def test_a_way_climbs_or_does_not(here: str | None, there: str | None, changes: bool, found: bool) -> None:
    problems = list(path_to_production(an_analysis_of(a_way(here=here, there=there, changes=changes))))

    assert bool(problems) is found
    assert all('role "first@one" gets into "last@two"' in problem.message for problem in problems)


LEGACY = "arn:aws:iam::200000000002:role/legacy"


@pytest.mark.parametrize(
    ("home", "is_found"), [pytest.param("dev", True, id="of development"), pytest.param(None, False, id="of none")]
)
def test_a_role_that_only_its_arn_tells_of_is_of_the_environment_of_its_account(
    home: str | None, is_found: bool
) -> None:
    raw = a_document({"Effect": "Allow", "Principal": {"AWS": LEGACY}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        accounts=["jump", an_account("one", id="200000000002", environment=home), PROD],
        roles=[a_role("last", accounts=[PROD], policies=[CHANGES], trust_policy=raw)],
    )

    problems = list(path_to_production(an_analysis_of(landscape)))

    assert [problem.message.startswith(f'principal "{LEGACY}" gets into') for problem in problems] == [True] * is_found


@pytest.mark.parametrize(
    ("kind", "is_found"),
    [pytest.param(AccountKind.WORKLOAD, True, id="workload"), pytest.param(AccountKind.JUMP, False, id="jump account")],
)
def test_people_who_live_in_another_environment_climb_and_those_of_a_jump_account_do_not(
    kind: AccountKind, is_found: bool
) -> None:
    landscape = a_landscape(
        accounts=[an_account("home", kind=kind, environment="core"), PROD],
        users=[a_user("alice", groups=["ops"], account="home")],
        groups=[a_group("ops", account="home")],
        roles=[a_role("last", accounts=[PROD], policies=[CHANGES])],
        grants=[a_grant("ops", "last@prod")],
    )

    found = [problem.message.partition(" gets")[0] for problem in path_to_production(an_analysis_of(landscape))]

    assert found == (['group "ops"'] if is_found else [])


@pytest.mark.parametrize(
    ("policy", "is_found"), [pytest.param(CHANGES, True, id="that does more"), pytest.param(LOOKS, False, id="to look")]
)
def test_a_harmless_role_counts_where_it_leads_on_to_one(policy: AttachedPolicy, is_found: bool) -> None:
    one = an_account("one", environment="dev")
    landscape = a_landscape(
        accounts=["jump", one, PROD],
        roles=[
            a_role("first", accounts=[one]),
            a_role("hub", accounts=[PROD]),
            a_role("last", accounts=[PROD], policies=[policy]),
        ],
        grants=[a_grant("role:first@one", "hub@prod"), a_grant("role:hub@prod", "last@prod")],
    )

    assert bool(list(path_to_production(an_analysis_of(landscape)))) is is_found


@pytest.mark.parametrize(
    "name",
    [
        "prod",
        "PRD",
        "eu-production",
        "prod_jp",
        "本番",
        "live",
        "pre-prod",
        "non prod",
        "nonprod",
        "producer",
        "dev",
        "x",
    ],
)
def test_production_is_what_diagrams_colour_so(name: str) -> None:
    assert is_production(name) is (tone_of_environment(name) is Tone.PRODUCTION)
