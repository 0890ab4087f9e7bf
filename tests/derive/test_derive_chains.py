"""What sessions of a role bring along is let in by both derived halves of each next hop."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from builders import a_document, a_grant, a_group, a_key, a_landscape, a_provider, a_ref, a_role, a_trust, an_account
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import Role, TrustEntry

_ASSUME, _TAG, _IDENTITY = "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"
_TAGS = Require(transitive_tags=("team",))
_PODS = a_trust("service", "pods.eks.amazonaws.com")


def _written(operator: str, key: str, value: Json = "x") -> Require:
    return Require(conditions={operator: {key: value}})


def _chain(
    require: Require = NOTHING_REQUIRED,
    by_grant: Require = NOTHING_REQUIRED,
    entry: TrustEntry | None = None,
    between: tuple[Role, ...] = (),
) -> Landscape:
    """Developers are granted the hub, the hub what is between, and that the end."""
    hops = ["hub@dev", *(f"{role.name}@prod" for role in between), "end@prod"]
    return a_landscape(
        groups=[a_group("devs")],
        providers=[a_provider("pki", ProviderKind.ROLES_ANYWHERE)],
        roles=[
            a_role("hub", accounts=["dev"], require=require, trust=[entry] if entry else []),
            *between,
            a_role("end"),
        ],
        grants=[
            a_grant("devs", "hub@dev", require=by_grant),
            *(a_grant(f"role:{here}", there) for here, there in pairwise(hops)),
        ],
    )


def _actions(document: Mapping[str, Json]) -> list[Json]:
    statements = document["Statement"]
    assert isinstance(statements, list)
    return [body["Action"] for body in statements if isinstance(body, dict)]


def _last_hop(landscape: Landscape, caller: str = "hub@dev") -> tuple[Json, Json]:
    """The actions of the end's trust policy and of the caller's own policy."""
    halves = derive_halves(landscape)
    (trust,) = _actions(halves.trust[a_key("end@prod")].value)
    own = halves.identity[a_ref(f"role:{caller}")][-1].document
    assert own is not None
    (identity,) = _actions(own.value)
    return trust, identity


def _verdicts(landscape: Landscape) -> set[Verdict]:
    steps = build_graph(cast_of(landscape, derive_halves(landscape)), None).steps
    assert steps
    return {step.decision.verdict for step in steps}


CASES: dict[str, tuple[Landscape, list[str]]] = {
    "nothing": (_chain(), []),
    "tags that the role requires": (_chain(require=_TAGS), [_TAG]),
    "tags that the grant requires": (_chain(by_grant=_TAGS), [_TAG]),
    "a source identity that the grant requires": (_chain(by_grant=Require(source_identity=True)), [_IDENTITY]),
    "tags that end with the session": (_chain(by_grant=Require(session_tags={"team": ("shop",)})), []),
    "tags in a condition": (_chain(require=_written("ForAnyValue:StringEquals", "sts:TransitiveTagKeys")), [_TAG]),
    "tags in a condition of the grant": (
        _chain(by_grant=_written("Null", "STS:transitivetagkeys", "false")),
        [_TAG],
    ),
    "a source identity in a condition": (_chain(require=_written("StringLike", "sts:SourceIdentity")), [_IDENTITY]),
    "one that need not be there": (_chain(require=_written("StringLikeIfExists", "sts:SourceIdentity")), []),
    "one that must not be a certain one": (_chain(require=_written("StringNotEquals", "sts:SourceIdentity")), []),
    "one that must not be there": (_chain(require=_written("Null", "sts:SourceIdentity", True)), []),
    "tags of the session in a condition": (_chain(require=_written("StringEquals", "aws:RequestTag/team")), []),
    "pods": (_chain(entry=_PODS), [_TAG]),
    "certificates": (_chain(entry=a_trust("provider", "pki")), [_IDENTITY]),
    "another service": (_chain(entry=a_trust("service", "ec2.amazonaws.com")), []),
}


@pytest.mark.parametrize("case", CASES)
def test_both_halves_of_the_next_hop_let_in_what_the_session_brings(case: str) -> None:
    landscape, more = CASES[case]

    expected = [_ASSUME, *more] if more else _ASSUME
    assert _last_hop(landscape) == (expected, expected)


@pytest.mark.parametrize("case", CASES)
def test_no_step_of_a_derived_chain_is_closed(case: str) -> None:
    landscape, _ = CASES[case]

    assert _verdicts(landscape) <= {Verdict.ALLOWED, Verdict.ALLOWED_IF}


def test_what_came_in_by_the_first_hop_goes_on_over_all_others() -> None:
    between = (a_role("one"), a_role("two"))
    landscape = _chain(by_grant=_TAGS, between=between)

    assert _last_hop(landscape, "two@prod") == ([_ASSUME, _TAG], [_ASSUME, _TAG])
    assert _verdicts(landscape) <= {Verdict.ALLOWED, Verdict.ALLOWED_IF}


def test_roles_that_assume_each_other_pass_on_what_either_is_given() -> None:
    landscape = a_landscape(
        groups=[a_group("devs")],
        roles=[a_role("one"), a_role("two")],
        grants=[
            a_grant("devs", "one@prod", require=_TAGS),
            a_grant("role:one@prod", "two@prod"),
            a_grant("role:two@prod", "one@prod"),
        ],
    )

    statements = derive_halves(landscape).trust[a_key("one@prod")].value["Statement"]

    assert isinstance(statements, list)
    assert [body["Action"] for body in statements if isinstance(body, dict)] == [[_ASSUME, _TAG], [_ASSUME, _TAG]]
    assert _verdicts(landscape) <= {Verdict.ALLOWED, Verdict.ALLOWED_IF}


def test_a_trust_entry_for_a_role_counts_only_the_copies_that_it_names() -> None:
    def trusting(copy: str) -> Json:
        landscape = a_landscape(
            groups=[a_group("devs")],
            roles=[a_role("hub", accounts=["dev", "prod"]), a_role("end", trust=[a_trust("role", roles=[copy])])],
            grants=[a_grant("devs", "hub@dev", require=_TAGS), a_grant("devs", "hub@prod")],
        )
        (actions,) = _actions(derive_halves(landscape).trust[a_key("end@prod")].value)
        return actions

    assert trusting("hub@dev") == [_ASSUME, _TAG]
    assert trusting("hub@") == [_ASSUME, _TAG]
    assert trusting("hub@prod") == _ASSUME


@pytest.mark.parametrize(
    ("principal", "condition", "more"),
    [
        ({"AWS": an_account("jump").id}, {"StringLike": {"sts:SourceIdentity": "x*"}}, [_IDENTITY]),
        ({"AWS": an_account("jump").id}, {"Bool": {"aws:MultiFactorAuthPresent": "true"}}, []),
        ({"Service": "pods.eks.amazonaws.com"}, {}, [_TAG]),
        ({"Service": "rolesanywhere.amazonaws.com"}, {}, [_IDENTITY]),
        ({"Service": "ec2.amazonaws.com"}, {}, []),
    ],
    ids=["identity", "mfa", "pods", "roles anywhere", "another service"],
)
def test_a_trust_policy_written_by_hand_counts_too(principal: Json, condition: Json, more: list[str]) -> None:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:*", "Condition": condition}
    landscape = a_landscape(
        roles=[a_role("hub", accounts=["dev"], trust_policy=a_document(statement)), a_role("end")],
        grants=[a_grant("role:hub@dev", "end@prod")],
    )

    expected = [_ASSUME, *more] if more else _ASSUME
    assert _last_hop(landscape) == (expected, expected)


def test_the_people_of_a_role_may_set_the_source_identity_that_a_condition_asks_for() -> None:
    landscape = a_landscape(
        groups=[a_group("devs")],
        roles=[a_role("admin", require=_written("StringLike", "sts:SourceIdentity", "${aws:username}"))],
        grants=[a_grant("devs", "admin@prod")],
    )

    (trust,) = _actions(derive_halves(landscape).trust[a_key("admin@prod")].value)

    assert trust == [_ASSUME, _IDENTITY]
    assert _verdicts(landscape) == {Verdict.ALLOWED_IF}


@pytest.mark.parametrize(
    ("service", "actions"),
    [
        ("pods.eks.amazonaws.com", [_ASSUME, _TAG]),
        ("rolesanywhere.amazonaws.com", [_ASSUME, _IDENTITY, _TAG]),
        ("account-access.amazonaws.com", [_ASSUME, "sts:SetContext", _TAG]),
        ("ecs-tasks.amazonaws.com", _ASSUME),
    ],
)
def test_a_service_is_let_pass_what_it_always_passes_and_no_more(service: str, actions: Json) -> None:
    landscape = a_landscape(roles=[a_role("worker", trust=[a_trust("service", service)])])

    assert _actions(derive_halves(landscape).trust[a_key("worker@prod")].value) == [actions]
    assert _verdicts(landscape) == {Verdict.ALLOWED}
