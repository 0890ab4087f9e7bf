from dataclasses import replace

import pytest

from builders import a_key, a_position, a_ref
from iam_atlas.exporters.redaction import redaction_of
from iam_atlas.exporters.steps_json import residue_json, step_json
from iam_atlas.graph.access import Access, Means
from iam_atlas.iam import formula
from iam_atlas.iam.decision import Decision, Half, HalfResult, Unknown, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.model.organization import Site
from iam_atlas.model.policies import Json

OPEN = redaction_of(Site())
MFA = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
OFFICE = formula.Test("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))
TICKET = formula.Test("StringEquals", "sts:ExternalId", ("kf-1",))
MFA_JSON: Json = {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}}
OFFICE_JSON: Json = {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}


@pytest.mark.parametrize(
    ("residue", "expected"),
    [
        (ALWAYS, True),
        (NEVER, False),
        (MFA, MFA_JSON),
        (Not(OFFICE), {"not": OFFICE_JSON}),
        (And((MFA, Not(OFFICE))), {"and": [MFA_JSON, {"not": OFFICE_JSON}]}),
        (Or((MFA, OFFICE)), {"or": [MFA_JSON, OFFICE_JSON]}),
        (replace(MFA, literal=True), {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}, "literal": True}),
    ],
)
def test_a_residue_reads_as_conditions_do(residue: Formula, expected: Json) -> None:
    assert residue_json(residue, OPEN) == expected


@pytest.mark.parametrize(
    ("kind", "test"), [("external_ids", TICKET), ("source_ips", OFFICE)], ids=["external id", "source address"]
)
def test_values_that_are_kept_back_are_kept_back_in_residues(kind: str, test: formula.Test) -> None:
    hiding = redaction_of(Site(redact={kind: "mask"}))

    assert residue_json(test, hiding) == {test.operator: {test.key: ["(redacted)"]}}
    assert residue_json(test, OPEN) == {test.operator: {test.key: list(test.values)}}


def test_an_undecided_step_says_what_is_unknown() -> None:
    unknown = Unknown("an operator", a_position(4), ("page one", "page two"))
    decision = Decision(Verdict.NOT_EVALUATED, NEVER, (), (), (unknown,))

    step = step_json(Access(a_ref("user:alice"), a_key("developer@prod"), Means.ASSUME_ROLE, decision), OPEN)

    assert isinstance(step, dict)
    assert step["unknown"] == [{"what": "an operator", "at": "accounts.yaml:4:1", "sources": ["page one", "page two"]}]


def test_a_closed_step_names_the_missing_half() -> None:
    decision = Decision(Verdict.IMPLICITLY_DENIED, NEVER, (), (Half.IDENTITY,))

    step = step_json(Access(a_ref("user:alice"), a_key("developer@prod"), Means.ASSUME_ROLE, decision), OPEN)

    assert isinstance(step, dict)
    assert step["missing"] == ["identity"]
    assert step["verdict"] == "ImplicitlyDenied"
    assert "grants" not in step


def test_a_half_outside_the_file_is_marked_and_one_inside_is_not() -> None:
    halves = (HalfResult(Half.TRUST, True, ALWAYS), HalfResult(Half.IDENTITY, True, ALWAYS, outside=True))

    step = step_json(
        Access(a_ref("vendor:w"), a_key("r@prod"), Means.ASSUME_ROLE, Decision(Verdict.ALLOWED, ALWAYS, halves)), OPEN
    )

    assert isinstance(step, dict)
    assert step["halves"] == [
        {"half": "trust", "needed": True},
        {"half": "identity", "needed": True, "outside": True},
    ]


def test_a_permission_set_is_not_called_a_role() -> None:
    access = Access(
        a_ref("group:g"),
        a_key("Look@prod"),
        Means.IDENTITY_CENTER,
        Decision(Verdict.ALLOWED, ALWAYS),
        to_permission_set=True,
    )

    step = step_json(access, OPEN)

    assert isinstance(step, dict)
    assert step["permission_set"] == "Look"
    assert "role" not in step
