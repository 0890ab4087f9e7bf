"""Trust in a cluster is found where it names no service account, whether the file derives it or quotes it."""

import pytest

from builders import a_document, a_landscape, a_provider, a_role, a_trust, an_account, an_analysis_of
from iam_atlas.errors import Problem, Severity
from iam_atlas.findings.any_pod_of_the_cluster import any_pod_of_the_cluster
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json

CLUSTER = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"
POD = "system:serviceaccount:shop:checkout"
AUDIENCE: dict[str, Json] = {f"{CLUSTER}:aud": "sts.amazonaws.com"}
WEB = "sts:AssumeRoleWithWebIdentity"


def _found(landscape: Landscape) -> list[Problem]:
    return list(any_pod_of_the_cluster(an_analysis_of(landscape)))


def _declared(*subjects: str, url: str = CLUSTER) -> Landscape:
    provider = a_provider("cluster", ProviderKind.OIDC, url=f"https://{url}", audiences=["sts.amazonaws.com"])
    entry = a_trust("provider", "cluster", subjects=subjects, line=6)
    return a_landscape(providers=[provider], roles=[a_role("shop", accounts=["prod"], trust=[entry])])


def _quoted(condition: Json, host: str = CLUSTER, action: str = WEB, effect: str = "Allow") -> Landscape:
    provider = f"arn:aws:iam::{an_account('prod').id}:oidc-provider/{host}"
    statement: dict[str, Json] = {"Effect": effect, "Principal": {"Federated": provider}, "Action": action}
    document = a_document({**statement, "Condition": condition}, line=8)
    return a_landscape(roles=[a_role("shop", accounts=["prod", "dev"], trust_policy=document)])


def test_an_audience_alone_lets_in_every_pod() -> None:
    (problem,) = _found(_declared())

    assert (problem.position.line, problem.severity) == (6, Severity.WARNING)
    assert problem.message == (
        f'"shop@prod" lets in any pod of the cluster: {CLUSTER}:sub names no namespace and service account'
    )


def test_a_service_account_lets_in_its_own_pods() -> None:
    assert _found(_declared(POD)) == []


def test_another_provider_has_no_pods() -> None:
    assert _found(_declared(url="id.example.org")) == []


CONDITIONS: dict[str, tuple[Json, bool]] = {
    "the audience alone": ({"StringEquals": AUDIENCE}, True),
    "a service account": ({"StringEquals": {**AUDIENCE, f"{CLUSTER}:sub": POD}}, False),
    "a service account, by a key in other case": ({"StringEquals": {f"{CLUSTER.upper()}:SUB": POD}}, False),
    "every service account of a namespace": ({"StringLike": {f"{CLUSTER}:sub": "system:serviceaccount:shop:*"}}, False),
    "a service account of any namespace": ({"StringLike": {f"{CLUSTER}:sub": "system:serviceaccount:*:aws"}}, False),
    "every service account": ({"StringLike": {f"{CLUSTER}:sub": "system:serviceaccount:*:*"}}, True),
    "every service account, in short": ({"StringLike": {f"{CLUSTER}:sub": "system:serviceaccount:*"}}, True),
    "every service account but one": ({"StringNotEquals": {f"{CLUSTER}:sub": POD}}, True),
    "any subject": ({"StringLike": {f"{CLUSTER}:sub": "*"}}, True),
}


@pytest.mark.parametrize(("condition", "found"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_a_document_must_name_a_namespace_or_a_service_account(condition: Json, found: bool) -> None:
    assert [problem.position.line for problem in _found(_quoted(condition))] == ([8] if found else [])


HOSTS = {
    "in China": ("oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF", True),
    "by the address for both IP versions": ("oidc-eks.eu-west-1.api.aws/id/0123456789ABCDEF", True),
    "of a company of its own": ("oidc.eks.example.org/id/0123456789ABCDEF", False),
}


@pytest.mark.parametrize(("host", "found"), HOSTS.values(), ids=HOSTS.keys())
def test_a_cluster_is_known_by_the_address_of_its_provider(host: str, found: bool) -> None:
    assert bool(_found(_quoted({"StringEquals": {f"{host}:aud": "sts.amazonaws.com"}}, host))) is found


def test_a_denial_and_another_action_let_no_pod_in() -> None:
    assert _found(_quoted({"StringEquals": AUDIENCE}, effect="Deny")) == []
    assert _found(_quoted({"StringEquals": AUDIENCE}, action="sts:TagSession")) == []


def test_a_document_that_tests_no_claim_is_said_to_be_open_by_another_rule() -> None:
    assert _found(_quoted({"StringEquals": {"aws:RequestedRegion": "eu-west-1"}})) == []
