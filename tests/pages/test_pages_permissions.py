"""Summaries of permissions in words: nothing that is narrowed may read as everything."""

import re
from dataclasses import replace

import pytest
from page_organisations import a_context

from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.permissions import PermissionSummary, Reach, ServicePermissions, Taken, Taker
from iam_atlas.pages.views.permissions import level_word, permissions_view
from iam_atlas.pages.views.taken import taken_table


def a_service(prefix: str = "s3", *, taken: tuple[Taken, ...] = (), **changes: object) -> ServicePermissions:
    values: dict[str, object] = {"resources": ("*",), "conditions": False, "excluded": (), "limited": ()} | changes
    return ServicePermissions(
        prefix=prefix,
        title=prefix.upper(),
        levels={level: Reach.FULL if level is AccessLevel.READ else Reach.NONE for level in AccessLevel},
        actions={AccessLevel.READ: (f"{prefix}:GetThing",)},
        taken=taken,
        **values,  # type: ignore[arg-type]  # each value is of its field's type
    )


def a_summary(*services: ServicePermissions, level: Level = Level.READ, **changes: object) -> PermissionSummary:
    values: dict[str, object] = {"everything": False, "notable": (), "unknown": (), "assumes": ()} | changes
    return PermissionSummary(level=level, services=services, **values)  # type: ignore[arg-type]  # as above


LIMITED = ("s3:GetThing",)
WHERE = {
    "nothing narrows it": (a_service(), "everything"),
    "a condition": (a_service(conditions=True, limited=LIMITED), "everything, partly under conditions"),
    "an exception": (
        a_service(excluded=("arn:aws:s3:::secret",), limited=LIMITED),
        "everything, but one statement leaves out `arn:aws:s3:::secret`",
    ),
    "a ceiling": (a_service(limited=LIMITED), "everything, less what is taken away below"),
    "some by name": (
        a_service(resources=("*", "arn:aws:s3:::a"), limited=LIMITED),
        "some of it on everything, some on `arn:aws:s3:::a`",
    ),
    "only by name": (a_service(resources=("arn:aws:s3:::a",), limited=LIMITED), "`arn:aws:s3:::a`"),
    "more by name than there is room": (
        a_service(resources=("a", "b", "c", "d"), limited=LIMITED),
        "`a`, `b`, `c` and 1 more",
    ),
}


@pytest.mark.parametrize(("service", "where"), WHERE.values(), ids=WHERE.keys())
def test_everything_is_said_only_where_nothing_narrows_it(service: ServicePermissions, where: str) -> None:
    view = permissions_view(a_context(), a_summary(service))

    assert [row[-1] for row in view.services.rows] == [where]


def test_services_share_a_row_only_when_all_that_it_says_holds_for_both() -> None:
    plain, other, limited = a_service("a"), a_service("b"), a_service("c", excluded=("x",), limited=("c:GetThing",))

    view = permissions_view(a_context(), a_summary(plain, other, limited))

    assert sorted(row[0] for row in view.services.rows) == ["C (`c`)", "`a`, `b`"]


def test_whoever_may_do_everything_needs_no_table() -> None:
    view = permissions_view(a_context(), a_summary(a_service(), level=Level.ADMIN, everything=True))

    assert view.services.rows == ()
    assert "Every action of every service is allowed on every resource." in view.sentences


def a_looker(writes: tuple[str, ...] = (), permissions: tuple[str, ...] = ()) -> ServicePermissions:
    return replace(a_service(), actions={AccessLevel.WRITE: writes, AccessLevel.PERMISSIONS: permissions})


FILED = {
    "looking": (
        a_looker(("athena:GetSessionEndpoint",), ("ssm-sap:GetResourcePermission",)),
        "AWS files `athena:GetSessionEndpoint`, `ssm-sap:GetResourcePermission` under Write or Permissions management, "
        "although AWS's own read-only policies allow such actions: they are counted as looking here.",
    ),
    "more than there is room for": (
        a_looker(tuple(f"iot:Get{letter}" for letter in "ABCDEFGH")),
        "AWS files `iot:GetA`, `iot:GetB`, `iot:GetC`, `iot:GetD`, `iot:GetE`, `iot:GetF` and 2 more under Write",
    ),
    "moving on": (
        a_looker(("sts:AssumeRole",)),
        "AWS files `sts:AssumeRole` under Write or Tagging: it is counted as moving on to other roles here.",
    ),
    "a session that reads": (
        a_looker(("s3express:CreateSession",)),
        "AWS files `s3express:CreateSession` under Write; here it is allowed only for sessions that read.",
    ),
}


@pytest.mark.parametrize(("service", "words"), FILED.values(), ids=FILED.keys())
def test_a_level_that_looks_says_why_the_table_shows_more(service: ServicePermissions, words: str) -> None:
    looking = permissions_view(a_context(), a_summary(service))
    writing = permissions_view(a_context(), a_summary(service, level=Level.WRITE))

    assert looking.sentences[0] == "Level read: it only looks."
    assert [sentence for sentence in looking.sentences[1:] if sentence.startswith(words)] == [looking.sentences[1]]
    assert not any("AWS files" in sentence for sentence in writing.sentences)


def test_a_level_that_looks_says_no_more_where_the_table_agrees() -> None:
    view = permissions_view(a_context(), a_summary(a_service()))

    assert view.sentences == ("Level read: it only looks.",)


LIMITS = {
    "a policy that is not at hand": ({"unknown": ("P",)}, "is the least that it may do"),
    "a boundary that is not at hand": ({"unknown_boundary": "B"}, "is the most that it may do"),
    "actions that nobody lists": ({"unknown_actions": ("x:New",)}, "is not counted here: `x:New`."),
    "statements that AWS refuses": ({"invalid": ("P: 1",)}, "so they are not counted: `P: 1`."),
}


@pytest.mark.parametrize(("changes", "words"), LIMITS.values(), ids=LIMITS.keys())
def test_what_is_not_known_is_said(changes: dict[str, object], words: str) -> None:
    view = permissions_view(a_context(), replace(a_summary(), **changes))  # type: ignore[arg-type]  # fields by name
    complete = permissions_view(a_context(), a_summary())

    assert any(words in sentence for sentence in view.sentences)
    assert not any(words in sentence for sentence in complete.sentences)


ONWARD = {
    "named roles": (
        ("arn:aws:iam::111111111111:role/a",),
        (),
        "It may move on to `arn:aws:iam::111111111111:role/a`, where",
    ),
    "any role": (("*",), (), "It may move on to any role whose trust policy agrees."),
    "any role but some": (("*",), ("arn:x",), "but one statement leaves out `arn:x`."),
}


@pytest.mark.parametrize(("assumes", "excluded", "words"), ONWARD.values(), ids=ONWARD.keys())
def test_where_it_may_move_on_to_is_not_overstated(
    assumes: tuple[str, ...], excluded: tuple[str, ...], words: str
) -> None:
    service = a_service("sts", excluded=excluded, limited=("sts:AssumeRole",) if excluded else ())

    view = permissions_view(a_context(), a_summary(service, assumes=assumes))

    assert any(words in sentence for sentence in view.sentences)


def test_a_missing_summary_is_unknown_and_not_nothing() -> None:
    view = permissions_view(a_context(), None)

    assert view.sentences == ("Level unknown: nothing is known here of what it may do.",)


def a_taking(*, conditional: bool = False, by_resource: bool = False, where: str = "keep-the-baseline") -> Taken:
    return Taken(Taker.SCP, where, ("s3:DeleteThing",), conditional, by_resource)


WHEN = {
    "wholly": (a_taking(), "always"),
    "for some requests": (a_taking(conditional=True), "under a condition"),
    "for some resources": (a_taking(conditional=True, by_resource=True), "on some resources"),
}


@pytest.mark.parametrize(("taken", "when"), WHEN.values(), ids=WHEN.keys())
def test_a_ceiling_says_when_it_takes(taken: Taken, when: str) -> None:
    table = taken_table(a_context(), a_summary(a_service(taken=(taken,))))

    assert [row[1:] for row in table.rows] == [(when, "`s3:DeleteThing`")]


def test_taking_by_condition_and_by_resource_are_two_rows() -> None:
    taken = (a_taking(conditional=True), a_taking(conditional=True, by_resource=True))

    table = taken_table(a_context(), a_summary(a_service(taken=taken)))

    assert [row[1] for row in table.rows] == ["under a condition", "on some resources"]


def test_each_of_several_silent_policies_leads_to_its_page() -> None:
    taken = a_taking(where="keep-the-baseline, only-our-regions")

    ((taker, _, _),) = taken_table(a_context(), a_summary(a_service(taken=(taken,)))).rows

    assert re.findall(r"guardrails/([\w-]+)\.md", taker) == ["keep-the-baseline", "only-our-regions"]


def test_a_guardrail_over_nearly_all_services_names_those_that_it_leaves_alone() -> None:
    taken = Taken(Taker.SCP, "only-our-regions", ("x:A",), conditional=True)
    touched = [a_service(f"s{number}", taken=(taken,)) for number in range(30)]

    ((_, _, what),) = taken_table(a_context(), a_summary(*touched, a_service("iam"))).rows

    assert what == "30 actions of 30 services. Left alone: `iam`"


def test_a_level_is_a_chip_with_a_word() -> None:
    assert level_word(a_context(), Level.ADMIN) == '<span class="atlas-level admin">ADMIN</span>'
    assert level_word(a_context(), None) == '<span class="atlas-level unknown">UNKNOWN</span>'
