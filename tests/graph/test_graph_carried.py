"""A session that was made with transitive tags or a source identity needs leave for them at each next hop."""

from datetime import UTC, datetime

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_policy,
    a_ref,
    a_role,
    a_trust,
    an_account,
    the_organisation,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.graph.paths import paths
from iam_atlas.iam.decision import Decision, Half, Verdict
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import Role

_TAGS = Require(transitive_tags=("team",))
_NAMED = Require(source_identity="alice")
_TAG, _IDENTITY = "sts:TagSession", "sts:SetSourceIdentity"
_EVERYTHING = a_policy("all", {"Effect": "Allow", "Action": "sts:*", "Resource": "*"})
_ONLY_ASSUME = a_policy("assume", {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"})
_MUST: Json = {"ForAnyValue:StringEquals": {"sts:TransitiveTagKeys": "team"}}


def _trusting(who: str, *actions: str, condition: Json = None) -> Document:
    """A trust policy for an account by name, or for an ARN."""
    principal: Json = {"AWS": who if who.startswith("arn:") else an_account(who).id}
    block: dict[str, Json] = {} if condition is None else {"Condition": condition}
    return a_document({"Effect": "Allow", "Principal": principal, "Action": ["sts:AssumeRole", *actions], **block})


def _hub(require: Require = NOTHING_REQUIRED, **more: object) -> Role:
    return a_role("hub", accounts=["dev"], policies=[_EVERYTHING], require=require, **more)  # type: ignore[arg-type]  # each case gives the few it is about


def _chain(hub: Role, *actions: str, into: tuple[Role, ...] = ()) -> Landscape:
    """Developers, who are granted the hub, and a role behind it whose trust policy is written by hand."""
    return a_landscape(
        groups=[a_group("devs", assume_policy=_EVERYTHING.document)],
        roles=[hub, a_role("end", trust_policy=_trusting("dev", *actions)), *into],
        grants=[a_grant("devs", "hub@dev")],
    )


def _decision(landscape: Landscape, caller: str = "role:hub@dev", role: str = "end@prod") -> Decision | None:
    step = inquiry_of(landscape, derive_halves(landscape), None).step(a_ref(caller), a_key(role))
    decided = None if step is None else step.decision
    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)
    listed = [s.decision for s in graph.by_caller.get(a_ref(caller), ()) if s.role == a_key(role)]
    assert listed in ([], [decided]), "the graph and the single answer say the same"
    return decided


@pytest.mark.parametrize(("require", "action"), [(_TAGS, _TAG), (_NAMED, _IDENTITY)], ids=["tags", "identity"])
def test_what_every_way_in_demands_must_be_let_in_by_the_next_trust_policy(require: Require, action: str) -> None:
    let_in = _decision(_chain(_hub(require), action))
    lacking = _decision(_chain(_hub(require)))

    assert let_in is not None
    assert lacking is not None
    assert (let_in.verdict, let_in.residue) == (Verdict.ALLOWED, ALWAYS)
    assert (lacking.verdict, lacking.missing, lacking.action) == (Verdict.IMPLICITLY_DENIED, (Half.TRUST,), action)


def test_the_callers_own_policy_must_let_it_in_too() -> None:
    hub = a_role("hub", accounts=["dev"], policies=[_ONLY_ASSUME], require=_TAGS)

    lacking = _decision(_chain(hub, _TAG))

    assert lacking is not None
    assert (lacking.missing, lacking.action) == ((Half.IDENTITY,), _TAG)


def test_session_tags_that_are_not_transitive_end_with_the_session() -> None:
    plain = _decision(_chain(_hub(Require(session_tags={"team": ("shop",)}))))

    assert plain is not None
    assert plain.verdict is Verdict.ALLOWED


def test_a_list_of_tags_that_may_be_transitive_demands_none() -> None:
    may: dict[str, Json] = {"ForAllValues:StringEquals": {"sts:TransitiveTagKeys": "team"}}
    must: Json = {**may, "Null": {"sts:TransitiveTagKeys": "false"}}

    free = _decision(_chain(_hub(trust_policy=_trusting("jump", _TAG, condition=may))))
    bound = _decision(_chain(_hub(trust_policy=_trusting("jump", _TAG, condition=must))))

    assert free is not None
    assert bound is not None
    assert free.verdict is Verdict.ALLOWED
    assert bound.action == _TAG


def test_a_role_with_ways_in_of_both_kinds_is_not_decided() -> None:
    both = _chain(_hub(_TAGS, trust=[a_trust("service", "ec2.amazonaws.com")]))
    both_let_in = _chain(_hub(_TAGS, trust=[a_trust("service", "ec2.amazonaws.com")]), _TAG)

    decided, let_in = _decision(both), _decision(both_let_in)

    assert decided is not None
    assert let_in is not None
    assert decided.verdict is Verdict.NOT_EVALUATED
    assert [unknown.what for unknown in decided.unknown] == [
        "some sessions of hub@dev bring transitive session tags along, which needs sts:TagSession here; others do not"
    ]
    assert let_in.verdict is Verdict.ALLOWED


def test_no_path_leads_on_over_a_step_that_does_not_let_the_tags_in() -> None:
    def ways(*actions: str) -> int:
        landscape = _chain(_hub(_TAGS, trust=[a_trust("service", "ec2.amazonaws.com")]), *actions)
        graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)
        return len(paths(graph, a_ref("devs"), a_key("end@prod")))

    assert ways(_TAG) == 1
    assert ways() == 0


def test_tags_go_on_from_hop_to_hop_and_cycles_end() -> None:
    there, back = (f"arn:aws:iam::{an_account('dev').id}:role/{name}" for name in ("hub", "back"))
    returning = a_role("back", accounts=["dev"], policies=[_EVERYTHING], trust_policy=_trusting(there, _TAG))
    people = _trusting("jump", _TAG, condition=_MUST)
    far = _chain(_hub(trust_policy=a_document(*_statements(people, _trusting(back, _TAG)))), into=(returning,))

    over_back = _decision(far, "role:back@dev")

    assert over_back is not None
    assert (over_back.missing, over_back.action) == ((Half.TRUST,), _TAG)


def test_a_role_that_nobody_enters_is_judged_by_its_trust_policy() -> None:
    def behind(condition: Json) -> Decision | None:
        hub = _hub(trust_policy=_trusting("jump", _TAG, condition=condition))
        return _decision(a_landscape(roles=[hub, a_role("end", trust_policy=_trusting("dev"))]))

    demanding, free = behind(_MUST), behind({"Bool": {"aws:MultiFactorAuthPresent": "true"}})

    assert demanding is not None
    assert free is not None
    assert demanding.action == _TAG
    assert free.verdict is Verdict.ALLOWED


@pytest.mark.parametrize(("extra", "demanded"), [({}, _TAG), ({"Sid": 3}, "")], ids=["sound", "refused by AWS"])
def test_beside_a_statement_that_aws_would_refuse_nothing_is_known_to_be_demanded(
    extra: dict[str, Json], demanded: str
) -> None:
    other: dict[str, Json] = {"Effect": "Allow", "Principal": "*", "Action": "sts:GetCallerIdentity", **extra}
    trust = _trusting("jump", _TAG, condition=_MUST)
    hub = _hub(trust_policy=a_document(*_statements(trust), other))

    decision = _decision(a_landscape(roles=[hub, a_role("end", trust_policy=_trusting("dev"))]))

    assert decision is not None
    assert decision.action == demanded


@pytest.mark.parametrize(
    ("actions", "verdict"),
    [(("sts:AssumeRole", _TAG), Verdict.NOT_EVALUATED), (("sts:AssumeRole",), Verdict.ALLOWED)],
    ids=["tags let in", "tags kept out"],
)
def test_pods_bring_transitive_tags_along_unless_the_cluster_was_told_not_to(
    actions: tuple[str, ...], verdict: Verdict
) -> None:
    pods = a_trust("service", "pods.eks.amazonaws.com", actions=actions)

    decided = _decision(a_landscape(roles=[_hub(trust=[pods]), a_role("end", trust_policy=_trusting("dev"))]))

    assert decided is not None
    assert decided.verdict is verdict


@pytest.mark.parametrize(
    ("actions", "verdict"), [((), Verdict.IMPLICITLY_DENIED), ((_IDENTITY,), Verdict.ALLOWED)], ids=["closed", "let in"]
)
def test_roles_anywhere_always_brings_a_source_identity_along(actions: tuple[str, ...], verdict: Verdict) -> None:
    anywhere = a_trust("service", "rolesanywhere.amazonaws.com")

    landscape = a_landscape(roles=[_hub(trust=[anywhere]), a_role("end", trust_policy=_trusting("dev", *actions))])
    decided = _decision(landscape)

    assert decided is not None
    assert decided.verdict is verdict


def test_a_derived_chain_lets_in_what_the_first_role_requires() -> None:
    landscape = a_landscape(
        groups=[a_group("devs")],
        roles=[a_role("hub", accounts=["dev"], require=_TAGS), a_role("end")],
        grants=[a_grant("devs", "hub@dev"), a_grant("role:hub@dev", "end@prod")],
    )

    decided = _decision(landscape)

    assert decided is not None
    assert decided.verdict is Verdict.ALLOWED


def test_a_step_that_closes_stays_listed_only_where_it_is_declared() -> None:
    hub, end = _hub(_TAGS), a_role("end", trust_policy=_trusting("dev"))
    groups, grants = [a_group("devs")], [a_grant("devs", "hub@dev")]
    declared = a_landscape(groups=groups, roles=[hub, end], grants=[*grants, a_grant("role:hub@dev", "end@prod")])
    accident = a_landscape(groups=groups, roles=[hub, end], grants=grants)

    kept = build_graph(cast_of(declared, derive_halves(declared)), None)
    gone = build_graph(cast_of(accident, derive_halves(accident)), None)

    assert [step.decision.verdict for step in kept.by_caller[a_ref("role:hub@dev")]] == [Verdict.IMPLICITLY_DENIED]
    assert a_ref("role:hub@dev") not in gone.by_caller


def test_an_organisation_without_such_demands_is_decided_as_before() -> None:
    landscape = the_organisation("hundred")
    now = datetime(2026, 11, 1, tzinfo=UTC)

    graph = build_graph(cast_of(landscape, derive_halves(landscape)), now)

    assert not any(step.decision.unknown for step in graph.steps)


def _statements(*documents: Document) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = []
    for document in documents:
        written = document.value["Statement"]
        assert isinstance(written, list)
        found.extend(statement for statement in written if isinstance(statement, dict))
    return found
