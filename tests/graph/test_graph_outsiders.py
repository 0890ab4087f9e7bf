"""Whoever comes from outside is decided as what the trust policy names: a whole account, or one identity of it."""

import pytest

from builders import (
    a_document,
    a_guardrail,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_ref,
    a_role,
    a_trust,
    a_vendor,
    an_id,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.iam.decision import Decision, Half, Verdict
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json

_VENDOR = "555555555555"
_ASSUME_ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
_NO_ASSUMING: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}


def _step(landscape: Landscape, caller: str, role: str) -> Access:
    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)
    (step,) = [s for s in graph.by_caller[a_ref(caller)] if s.role == a_key(role)]
    return step


def _decision(landscape: Landscape, caller: str, role: str) -> Decision:
    return _step(landscape, caller, role).decision


def _trusting(*arns: str) -> Document:
    principal: Json = {"AWS": list(arns)}
    return a_document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:iam::{_VENDOR}:role/collector",
        f"arn:aws:iam::{_VENDOR}:user/bot",
        f"arn:aws:sts::{_VENDOR}:assumed-role/collector/nightly",
    ],
)
def test_a_raw_trust_in_one_identity_of_a_vendor_lets_the_vendor_in(arn: str) -> None:
    vendors = [a_vendor("watchful", _VENDOR)]
    trusted = a_landscape(vendors=vendors, roles=[a_role("look", trust_policy=_trusting(arn))])
    entry = a_landscape(vendors=vendors, roles=[a_role("look", trust=[a_trust("principal", arn)])])

    assert _decision(trusted, "vendor:watchful", "look@prod").verdict is Verdict.ALLOWED
    assert _decision(entry, "vendor:watchful", "look@prod").verdict is Verdict.ALLOWED


def test_a_raw_trust_in_part_of_a_vendors_roles_names_nobody() -> None:
    partly = _trusting(f"arn:aws:iam::{_VENDOR}:role/*")
    landscape = a_landscape(vendors=[a_vendor("watchful", _VENDOR)], roles=[a_role("look", trust_policy=partly)])

    decision = _decision(landscape, "vendor:watchful", "look@prod")

    assert (decision.verdict, decision.missing) == (Verdict.IMPLICITLY_DENIED, (Half.TRUST,))


def test_scps_of_a_declared_account_bind_identities_that_the_file_does_not_list() -> None:
    legacy = f"arn:aws:iam::{an_id('dev')}:role/legacy"
    role = a_role("look", trust_policy=_trusting(legacy))

    free = a_landscape(roles=[role])
    bound = a_landscape(roles=[role], guardrails=[a_guardrail("stay", _NO_ASSUMING, accounts=["dev"])])

    assert _decision(free, f"principal:{legacy}", "look@prod").verdict is Verdict.ALLOWED
    assert _decision(bound, f"principal:{legacy}", "look@prod").verdict is Verdict.EXPLICITLY_DENIED


def test_scps_of_a_declared_account_leave_its_service_linked_roles_alone() -> None:
    linked = f"arn:aws:iam::{an_id('dev')}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    role = a_role("look", trust_policy=_trusting(linked))
    landscape = a_landscape(roles=[role], guardrails=[a_guardrail("stay", _NO_ASSUMING, accounts=["dev"])])

    assert _decision(landscape, f"principal:{linked}", "look@prod").verdict is Verdict.ALLOWED


def test_the_organization_of_an_unlisted_identity_of_a_declared_account_is_settled() -> None:
    legacy = f"arn:aws:iam::{an_id('dev')}:role/legacy"
    elsewhere = a_document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": legacy},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-elsewhere"}},
        }
    )
    landscape = a_landscape(roles=[a_role("look", trust_policy=elsewhere)])

    assert not _decision(landscape, f"principal:{legacy}", "look@prod").verdict.opens


def test_a_permission_set_named_without_an_account_comes_from_where_it_is_assigned() -> None:
    entry = a_trust("permission_set", roles=["Ops@"])
    ops = a_permission_set("Ops", accounts=["dev"], policies=[a_policy("all", _ASSUME_ALL)])
    landscape = a_landscape(roles=[a_role("admin", trust=[entry])], permission_sets=[ops])

    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)

    assert [(str(s.caller.name), s.decision.verdict) for s in graph.steps] == [("Ops@dev", Verdict.ALLOWED)]


def test_whom_a_raw_trust_policy_only_denies_is_not_listed() -> None:
    vendor: Json = {"AWS": f"arn:aws:iam::{_VENDOR}:root"}
    allow: dict[str, Json] = {"Effect": "Allow", "Principal": vendor, "Action": "sts:AssumeRole"}
    deny: dict[str, Json] = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:TagSession"}
    role = a_role("look", trust_policy=a_document(allow, deny))
    landscape = a_landscape(vendors=[a_vendor("watchful", _VENDOR)], roles=[role])

    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)

    assert [(step.caller.name, step.decision.verdict) for step in graph.steps] == [("watchful", Verdict.ALLOWED)]
