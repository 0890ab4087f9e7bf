"""A trust entry that lets in everybody is found; the organization, or some of everybody, is not."""

import pytest

from builders import a_landscape, a_role, a_trust, an_analysis_of
from iam_atlas.findings.anyone_may_assume import anyone_may_assume
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import TrustEntry

EVERYBODY = ("principal", "*")


@pytest.mark.parametrize(
    ("entry", "is_found"),
    [
        pytest.param(a_trust(*EVERYBODY, line=7), True, id="everybody"),
        pytest.param(a_trust(*EVERYBODY, require=Require(mfa=True), line=7), True, id="everybody with MFA"),
        pytest.param(a_trust(*EVERYBODY, require=Require(org=True), line=7), False, id="everybody of ours"),
        pytest.param(a_trust(*EVERYBODY, require=Require(external_id="x-1"), line=7), False, id="by an ExternalId"),
        pytest.param(a_trust("organization", line=7), False, id="the organization"),
        pytest.param(a_trust("account", "dev", line=7), False, id="an account"),
    ],
)
def test_whom_an_entry_lets_in(entry: TrustEntry, is_found: bool) -> None:
    roles = [a_role("open", accounts=["dev", "prod"], trust=[entry], require=NOTHING_REQUIRED)]

    found = [
        (problem.position.line, problem.message)
        for problem in anyone_may_assume(an_analysis_of(a_landscape(roles=roles)))
    ]

    message = 'everyone, of any account, may assume "open@dev", "open@prod": no condition keeps strangers out'
    assert found == ([(7, message)] if is_found else [])
