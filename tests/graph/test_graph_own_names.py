import pytest

from iam_atlas.graph.access import Access, Means
from iam_atlas.iam import formula
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.views.ways import Way, together, ways
from iam_atlas.wording.residue import short
from iam_atlas.wording.translate import ENGLISH


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


_IDS = {f"team{number}": f"{number:012}" for number in range(1, 10)}


def _service(account: str, source: str) -> Access:
    residue = formula.Test("StringEquals", "aws:SourceAccount", (source,))
    caller = Ref(RefKind.SERVICE, "ec2.amazonaws.com")
    return Access(caller, RoleKey("agent", account), Means.SERVICE, Decision(Verdict.ALLOWED_IF, residue))


def _asked(*steps: Access) -> dict[tuple[str, ...], str]:
    found = together([way for step in steps for way in ways([step])], _IDS)
    return {tuple(key.account for key in way.targets): _words(way.step.decision.residue) for way in found}


def test_many_copies_that_each_ask_for_their_own_account_are_one_way() -> None:
    asked = _asked(*(_service(account, own) for account, own in _IDS.items()))

    assert asked == {tuple(_IDS): "the account that the AWS service acts for is the role's own account"}


@pytest.mark.parametrize("other", ["team1", "team9"])
def test_a_copy_that_asks_for_the_account_of_another_is_told_with_that_id(other: str) -> None:
    own = [_service(account, own) for account, own in _IDS.items() if account != other]

    asked = _asked(*sorted((*own, _service(other, _IDS["team2"])), key=lambda step: step.role))

    with_id = [accounts for accounts, words in asked.items() if words.endswith(" is 000000000002")]
    assert [set(accounts) for accounts in with_id] == [{"team2", other}]
    assert len(asked) == 2


def test_a_few_copies_are_told_with_the_ids_themselves() -> None:
    asked = _asked(*(_service(account, own) for account, own in list(_IDS.items())[:6]))

    assert asked == {(name,): f"the account that the AWS service acts for is {_IDS[name]}" for name in list(_IDS)[:6]}


def _words(residue: Formula) -> str:
    return short(residue, ENGLISH)
