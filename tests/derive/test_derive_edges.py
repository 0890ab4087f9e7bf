"""Fine points of deriving both halves, each with a near twin; `make mutants` found them untested."""

from builders import a_grant, a_group, a_key, a_landscape, a_ref, a_role, a_user, an_id
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import Require

MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
ROOT, ALICE = (f"arn:aws:iam::{an_id('jump')}:{name}" for name in ("root", "user/alice"))


def statements(document: Document | None) -> list[dict[str, Json]]:
    assert document is not None
    written = document.value["Statement"]
    assert isinstance(written, list)
    return [body for body in written if isinstance(body, dict)]


def trust_of(landscape: Landscape, role: str) -> list[dict[str, Json]]:
    return statements(derive_halves(landscape).trust[a_key(role)])


def identity_of(landscape: Landscape, ref: str) -> list[dict[str, Json]]:
    return statements(derive_halves(landscape).identity[a_ref(ref)][-1].document)


def test_a_role_that_trusts_single_users_asks_of_each_what_it_requires_and_trusts_no_account() -> None:
    principal, account = (
        a_landscape(
            users=[a_user("alice")],
            roles=[a_role("admin", trust_style=style, require=Require(mfa=True))],
            grants=[a_grant("user:alice", "admin@prod")],
        )
        for style in ("principal", None)
    )

    assert [(s["Principal"], s["Condition"]) for s in trust_of(principal, "admin@prod")] == [({"AWS": ALICE}, MFA)]
    assert [(s["Principal"], s["Condition"]) for s in trust_of(account, "admin@prod")] == [({"AWS": ROOT}, MFA)]


def test_only_roles_that_ask_for_tags_are_in_the_statement_that_passes_them() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("plain"), a_role("tagged", require=Require(session_tags={"team": ("shop",)}))],
        grants=[a_grant("ops", "plain@prod"), a_grant("ops", "tagged@prod")],
    )

    by_resource = {str(body["Resource"]): body["Action"] for body in identity_of(landscape, "ops")}

    arns = {name: f"arn:aws:iam::{an_id('prod')}:role/{name}" for name in ("plain", "tagged")}
    assert by_resource == {
        str([arns["plain"]]): "sts:AssumeRole",
        str([arns["tagged"]]): ["sts:AssumeRole", "sts:TagSession"],
    }
