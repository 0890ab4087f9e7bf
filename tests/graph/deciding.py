"""What the tests of fine points of the graph share: policies that allow and deny, a trust policy, one decision."""

from builders import a_document, a_group, a_key, a_policy, a_ref, a_user, an_id
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.iam.decision import Decision
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json

ROOT = f"arn:aws:iam::{an_id('jump')}:root"
ALLOW: dict[str, Json] = {"Effect": "Allow", "Action": "sts:*", "Resource": "*"}
DENY: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}
OPS = a_group("ops", policies=[a_policy("all", ALLOW)])
ALICE = a_user("alice", groups=["ops"])


def trusting(*arns: str) -> Document:
    return a_document({"Effect": "Allow", "Principal": {"AWS": list(arns)}, "Action": "sts:*"})


def decide(landscape: Landscape, caller: str, role: str) -> Decision:
    step = inquiry_of(landscape, derive_halves(landscape), None).step(a_ref(caller), a_key(role))
    assert step is not None
    return step.decision
