"""Resources whose policy lets in everybody are found; those that a condition, a Deny or an RCP closes are not."""

import pytest

from builders import a_document, a_guardrail, a_landscape, a_resource, an_account, an_allow, an_analysis_of
from iam_atlas.findings.resource_open_to_everyone import resource_open_to_everyone
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.resources import Resource

OPEN: dict[str, Json] = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::box/*",
}
OUTSIDE: Json = {"StringNotEquals": {"aws:PrincipalOrgID": "o-example123"}}
DENY: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": OUTSIDE}


def _found(
    *resources: Resource, kind: AccountKind = AccountKind.WORKLOAD, rails: tuple[Guardrail, ...] = ()
) -> list[str]:
    landscape: Landscape = a_landscape(
        accounts=["jump", an_account("prod", kind=kind)], resources=resources, guardrails=rails
    )
    return [problem.message for problem in resource_open_to_everyone(an_analysis_of(landscape))]


def _box(*statements: dict[str, Json], kind: str = "s3") -> Resource:
    return a_resource("box", kind=kind, policy=a_document(*statements))


CASES: dict[str, tuple[list[dict[str, Json]], bool]] = {
    "everybody": ([OPEN], True),
    "everybody, with the kind of principal": ([{**OPEN, "Principal": {"AWS": "*"}}], True),
    "everybody over TLS": ([{**OPEN, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}], True),
    "everybody through an endpoint": ([{**OPEN, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}], False),
    "everybody of ours": ([{**OPEN, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example123"}}}], False),
    "an account": ([{**OPEN, "Principal": {"AWS": "222222222222"}}], False),
    "a service": ([{**OPEN, "Principal": {"Service": "cloudtrail.amazonaws.com"}}], False),
    "everybody, and those outside denied": ([OPEN, {**DENY, "Resource": "*"}], False),
    "everybody, and those outside denied elsewhere": ([OPEN, {**DENY, "Resource": "arn:aws:s3:::box/secret/*"}], True),
    "everybody, and those outside denied to write": ([OPEN, {**DENY, "Action": "s3:PutObject", "Resource": "*"}], True),
}


@pytest.mark.parametrize("case", CASES)
def test_who_is_let_in_by_the_policy(case: str) -> None:
    statements, is_open = CASES[case]

    message = 'the policy of "box" allows s3:GetObject to everybody, of any account: no condition keeps strangers out'
    assert _found(_box(*statements)) == ([message] if is_open else [])


def test_an_entry_of_the_file_is_found_as_a_document_is() -> None:
    assert len(_found(a_resource("box", allow=[an_allow("principal:*", actions="s3:GetObject")]))) == 1
    ours = an_allow("principal:*", actions="s3:GetObject", require=Require(org=True))
    assert _found(a_resource("box", allow=[ours])) == []


def test_an_rcp_for_those_outside_closes_it() -> None:
    def rail(action: str) -> Guardrail:
        denial: dict[str, Json] = {**DENY, "Action": action, "Resource": "*"}
        return a_guardrail("ours", denial, kind=GuardrailKind.RCP, attach=["prod"], accounts=["prod"])

    assert _found(_box(OPEN), rails=(rail("s3:*"),)) == []
    assert len(_found(_box(OPEN), rails=(rail("sqs:*"),))) == 1


def test_what_lies_behind_its_network_or_is_somebody_elses_is_left_out() -> None:
    assert _found(_box(OPEN, kind="efs")) == []
    assert _found(_box(OPEN), kind=AccountKind.EXTERNAL) == []


def test_what_a_statement_leaves_out_is_not_said_to_be_open() -> None:
    statement: dict[str, Json] = {"Effect": "Allow", "Principal": "*", "NotAction": "s3:PutObject", "Resource": "*"}

    (message,) = _found(_box(statement))

    assert "allows everything but s3:PutObject to everybody" in message
    assert _found(_box(statement, {**DENY, "Action": "*", "Resource": "*"})) == []
