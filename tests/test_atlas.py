"""The analysed atlas holds everything once, in a stable order."""

from dataclasses import replace
from datetime import UTC, date, datetime

from builders import a_grant, a_group, a_key, a_landscape, a_moment, a_policy, a_ref, a_role, the_reference
from iam_atlas.atlas import analyse
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.level import Level
from iam_atlas.model.require import Require


def test_every_role_copy_has_permissions_a_level_and_a_trust_policy() -> None:
    landscape = the_reference()

    atlas = analyse(landscape, None)

    keys = {copy.key for copy in landscape.role_copies()}
    assert set(atlas.permissions) == set(atlas.levels) == set(atlas.halves.trust) == keys


def test_levels_of_the_reference_organisation() -> None:
    levels = analyse(the_reference(), None).levels

    found = {str(key): level for key, level in levels.items() if key.account in ("prod", "tools", "dev")}

    assert found[str(a_key("break-glass-admin@prod"))] is Level.ADMIN
    assert found[str(a_key("auditor@prod"))] is Level.READ
    assert found[str(a_key("operator@prod"))] is Level.WRITE
    assert found[str(a_key("ci-hub@tools"))] is Level.NONE
    assert found[str(a_key("developer@prod"))] is Level.READ


def test_problems_of_loading_and_of_deciding_come_together_by_position() -> None:
    problems = analyse(replace(the_reference(), accepted=()), None).problems

    assert list(problems) == sorted(problems, key=lambda problem: (problem.position, problem.rule, problem.message))
    assert "broad-assume-role" in {problem.rule for problem in problems}


def test_today_decides_whether_a_date_has_gone_by() -> None:
    until = Require(until=a_moment(datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)))
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", policies=[a_policy()])],
        grants=[a_grant("ops", "admin@prod", require=until)],
    )

    verdicts = {
        today: analyse(landscape, today).graph.by_caller[a_ref("ops")][0].decision.verdict
        for today in (None, date(2026, 3, 31), date(2026, 4, 1))
    }

    assert verdicts == {
        None: Verdict.ALLOWED_IF,
        date(2026, 3, 31): Verdict.ALLOWED_IF,
        date(2026, 4, 1): Verdict.NEVER_SATISFIABLE,
    }


def test_the_same_landscape_gives_the_same_atlas() -> None:
    assert analyse(the_reference(), None) == analyse(the_reference(), None)
