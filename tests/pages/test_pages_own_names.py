from iam_atlas.graph.access import Access, Means
from iam_atlas.iam import formula
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.views.ways import Way, ways


def _step(user: str, residue: Formula) -> Access:
    decision = Decision(Verdict.ALLOWED_IF, residue)
    return Access(Ref(RefKind.USER, user), RoleKey("dev", "prod"), Means.ASSUME_ROLE, decision, through=("team",))


def _named(name: str, *, literal: bool = False) -> Formula:
    return formula.Test("StringEquals", "sts:RoleSessionName", (name,), literal)


def _told(found: tuple[Way, ...]) -> dict[tuple[str, ...], Formula]:
    return {tuple(ref.name for ref in way.callers): way.step.decision.residue for way in found}


def test_users_who_need_each_their_own_name_are_one_way() -> None:
    found = ways([_step("ann", _named("ann")), _step("ben", _named("ben"))])

    assert _told(found) == {("ann", "ben"): _named("${aws:username}")}


def test_a_user_who_needs_the_name_of_another_is_told_that_name() -> None:
    found = ways([_step("ann", _named("ann")), _step("ben", _named("ben")), _step("cat", _named("ann"))])

    assert _told(found) == {("ann", "ben"): _named("${aws:username}"), ("cat",): _named("ann")}


def test_a_single_user_is_told_the_name_itself() -> None:
    assert _told(ways([_step("ann", _named("ann"))])) == {("ann",): _named("ann")}


def test_users_who_all_need_one_name_that_is_nobodys_keep_it() -> None:
    found = ways([_step("ann", _named("deploy")), _step("ben", _named("deploy"))])

    assert _told(found) == {("ann", "ben"): _named("deploy")}


def test_a_name_that_is_plain_text_is_no_variable() -> None:
    found = ways([_step("ann", _named("ann", literal=True)), _step("ben", _named("ben", literal=True))])

    assert len(found) == 2
