"""The access matrix: what a cell says of each role, in which order, and which callers share a column."""

import re
from collections.abc import Sequence

import markdown  # type: ignore[import-untyped]  # ships no type information
import pytest
from page_organisations import TODAY, a_context, pages_of

from builders import a_grant, a_group, a_landscape, a_policy, a_role, a_trust, a_user, an_account
from iam_atlas.atlas import analyse
from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.decision import Decision, Half, Unknown, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, And
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.render import render_pages
from iam_atlas.pages.views.matrix_cells import Cell, cell

MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
RECENT = ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
CHIE = Ref(RefKind.USER, "chie")
DEVS = Ref(RefKind.GROUP, "developers")
HUB = Ref(RefKind.ROLE, "ci-hub@tools")
OPEN = Decision(Verdict.ALLOWED, ALWAYS)
WITH_MFA = Decision(Verdict.ALLOWED_IF, MFA)
CLOSED = Decision(Verdict.EXPLICITLY_DENIED, NEVER, missing=(Half.TRUST,))
UNDECIDED = Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown("AWS's pages disagree"),))


def a_step(decision: Decision, caller: Ref = HUB, role: str = "operator@prod", through: Sequence[str] = ()) -> Access:
    return Access(caller, RoleKey(*role.split("@")), Means.ASSUME_ROLE, decision, through=tuple(through))


def a_member(name: str, decision: Decision) -> Access:
    return a_step(decision, Ref(RefKind.USER, name), through=("developers",))


def a_cell(caller: Ref, *steps: Access, named: bool = False) -> Cell:
    return cell(a_context(), {caller: steps}, named=named)


OPERATOR = "[operator](atlas/roles/operator.md#in-prod)"
WRITE = '<br> <b class="write">WRITE</b>'
LINES = {
    "without condition": (a_step(OPEN), f"{OPERATOR}{WRITE} <i>no condition</i>"),
    "with one": (a_step(WITH_MFA, CHIE), f"{OPERATOR}{WRITE} <i>MFA</i>"),
    "with two": (
        a_step(Decision(Verdict.ALLOWED_IF, And((MFA, RECENT))), CHIE),
        f"{OPERATOR}{WRITE} <i>MFA, &#60; 1 h</i>",
    ),
    "not decided, so neither open nor closed": (a_step(UNDECIDED), f"{OPERATOR}{WRITE} <i>not decided</i>"),
    "closed": (a_step(CLOSED), f"<s>{OPERATOR}</s>{WRITE} <i>closed</i>"),
    "asking a role for MFA": (a_step(WITH_MFA), f"<s>{OPERATOR}</s>{WRITE} <i>cannot be counted on</i>"),
}


@pytest.mark.parametrize(("step", "line"), LINES.values(), ids=LINES.keys())
def test_a_line_names_the_role_its_level_and_the_condition(step: Access, line: str) -> None:
    assert a_cell(step.caller, step).shown == (line,)


def test_a_line_of_a_shared_column_names_its_caller() -> None:
    (line,) = a_cell(HUB, a_step(OPEN), named=True).shown

    assert line.startswith("[ci-hub@tools](atlas/roles/ci-hub.md#in-tools) → [operator]")


def test_steps_of_members_into_one_role_are_one_line() -> None:
    alike = a_cell(DEVS, a_member("aiko", WITH_MFA), a_member("ben", WITH_MFA))
    unlike = a_cell(DEVS, a_member("aiko", WITH_MFA), a_member("ben", WITH_MFA), a_member("chie", CLOSED))
    barred = a_cell(DEVS, a_member("aiko", CLOSED), a_member("ben", CLOSED))

    assert alike.shown == (f"{OPERATOR}{WRITE} <i>MFA</i>",)
    assert unlike.shown == (f"{OPERATOR}{WRITE} <i>MFA for 2 members; closed for 1 member</i>",)
    assert barred.shown == (f"<s>{OPERATOR}</s>{WRITE} <i>closed</i>",)


def test_what_may_do_most_comes_first_and_what_does_not_open_last() -> None:
    roles = ("customer@prod", "operator@prod", "auditor@prod", "break-glass-admin@prod", "ci-hub@tools", "gone@prod")
    steps = (*(a_step(OPEN, role=role) for role in roles), a_step(CLOSED, role="iam-admin@jump"))

    lines = a_cell(HUB, *steps).shown

    assert [role_of(line) for line in lines] == [
        "break-glass-admin ADMIN",
        "gone UNKNOWN",
        "customer WRITE",
        "operator WRITE",
        "auditor READ",
        "ci-hub NONE",
        "iam-admin WRITE",
    ]


@pytest.mark.parametrize(("count", "shown", "more"), [(8, 8, ""), (9, 5, "4 more"), (14, 5, "9 more")])
def test_a_cell_of_many_roles_opens_for_the_weaker_ones_and_loses_none(count: int, shown: int, more: str) -> None:
    names = [f"role{number:02}" for number in range(count - 1)]
    steps = [a_step(OPEN, role=f"{name}@prod") for name in names]

    found = a_cell(HUB, *steps, a_step(OPEN, role="break-glass-admin@prod"))

    assert (len(found.shown), found.more) == (shown, more)
    told = [role_of(line) for line in (*found.shown, *found.folded)]
    assert told == ["break-glass-admin ADMIN", *(f"{name} UNKNOWN" for name in names)]


KEPT_OUT = {
    "none": ((), "MFA", False),
    "one": (("dana",), "MFA; closed for 1 member", False),
    "all": (("dana", "eli"), "closed", True),
}


@pytest.mark.parametrize(("barred", "told", "struck"), KEPT_OUT.values(), ids=KEPT_OUT.keys())
def test_a_member_who_is_kept_out_by_a_deny_is_counted(barred: tuple[str, ...], told: str, struck: bool) -> None:
    deny = a_policy("never", {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"})
    users = [a_user(name, groups=["ops"], policies=[deny] if name in barred else []) for name in ("dana", "eli")]
    landscape = a_landscape(
        users=users,
        groups=[a_group("ops")],
        roles=[a_role("operator")],
        grants=[a_grant("ops", "operator@prod", require=Require(mfa=True))],
    )

    page = the_matrix(landscape)

    assert f"<i>{told}</i>" in links_removed(page)
    assert ("<s>" in page) is struck


def test_a_group_whose_members_are_kept_elsewhere_keeps_nobody_out() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("operator")],
        grants=[a_grant("ops", "operator@prod")],
    )

    assert "<i>no condition</i>" in links_removed(the_matrix(landscape))


@pytest.mark.parametrize(
    ("kind", "told"), [(AccountKind.EXTERNAL, "no condition (our half only)"), (AccountKind.WORKLOAD, "no condition")]
)
def test_a_role_in_an_account_of_somebody_else_is_known_by_our_half_only(kind: AccountKind, told: str) -> None:
    landscape = a_landscape(
        accounts=["jump", an_account("partner", kind=kind)],
        groups=[a_group("ops")],
        roles=[a_role("operator", accounts=["partner"])],
        grants=[a_grant("ops", "operator@partner")],
    )

    assert f"<i>{told}</i>" in links_removed(the_matrix(landscape))


@pytest.mark.parametrize("count", [12, 13])
def test_callers_share_a_column_only_where_there_are_more_than_twelve(count: int) -> None:
    groups = [f"team{number:02}" for number in range(count)]
    landscape = a_landscape(
        groups=[a_group(name) for name in groups],
        roles=[a_role("operator", accounts=["dev", "prod"]), a_role("viewer", accounts=["prod"])],
        grants=[
            *(a_grant(name, ["operator@dev", "operator@prod"]) for name in groups[:3]),
            *(a_grant(name, "viewer@prod") for name in groups[3:]),
        ],
    )

    page = the_matrix(landscape)

    heads = re.findall(r'<th scope="col"[^>]*>(.*)</th>', links_removed(page))
    every = ["Account", *(f"group {name}" for name in groups)]
    assert heads == (every if count == 12 else [*every[:4], "Callers with one account"])
    assert ("share the last column" in page) is (count == 13)
    assert all(f"[{name}](groups/{name}.md)" in page for name in groups)


def test_where_nobody_becomes_a_role_the_page_says_so() -> None:
    page = the_matrix(a_landscape(roles=[a_role("operator")]))

    assert "By the file, nobody can become a role." in page
    assert "<table" not in page


def test_every_condition_of_the_large_organisation_leads_to_its_explanation() -> None:
    page = pages_of("hundred")["matrix.md"]

    told = re.findall(r"<i>(.*?)</i>", page)
    assert len(told) > 500
    leads = re.compile(r"\[[^]]+\]\((?:roles|permission-sets)/[\w-]+\.md#why-[\w-]+\)")
    assert [condition for condition in told if not leads.fullmatch(condition)] == []


def test_names_in_the_matrix_stay_text() -> None:
    evil = "<b onclick=x>|[a](javascript:x)"
    landscape = a_landscape(
        accounts=["jump", evil], roles=[a_role("r", accounts=[evil], trust=[a_trust("account", "jump")])]
    )

    shown = markdown.markdown(the_matrix(landscape), extensions=["attr_list", "md_in_html"])

    assert "<b onclick" not in shown
    assert 'href="javascript' not in shown
    assert "&lt;b onclick" in shown.replace("&#60;", "&lt;")


def the_matrix(landscape: Landscape) -> str:
    return render_pages(analyse(landscape, TODAY), {}, "en")["matrix.md"]


def links_removed(page: str) -> str:
    """The page with the words of its links, without where they lead."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", page)


def role_of(line: str) -> str:
    """Role and level of a line: `operator WRITE`."""
    found = re.search(r"\[([\w-]+)\].*?>([A-Z]+)<", line)
    return " ".join(found.groups()) if found else ""
