"""What is listed is what the engine says about each caller, action and object when it is asked one by one."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from builders import (
    ORGANISATION_ID,
    a_document,
    a_group,
    a_guardrail,
    a_landscape,
    a_policy,
    a_resource,
    a_role,
    a_user,
    an_id,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.insiders import insiders_of
from iam_atlas.graph.uses import Use
from iam_atlas.graph.uses_build import uses_of
from iam_atlas.graph.uses_spots import narrowest
from iam_atlas.graph.uses_targets import Asked, asked_resources
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.glob import glob_matches, parse_glob
from iam_atlas.iam.question import NO_FACTS, Facts, Question
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Json

KEY = "arn:aws:kms:eu-central-1:444444444444:key/1234"
ACCOUNTS = ("jump", "dev", "prod")
PLACES = {
    "box": ("arn:aws:s3:::box", "arn:aws:s3:::box/a/x", "arn:aws:s3:::box/alice/q", "arn:aws:s3:::box/k/a/z"),
    "key": (KEY,),
}
ASKED = {"box": ("s3:GetObject", "s3:PutObject", "s3:ListBucket"), "key": ("kms:Decrypt", "kms:GenerateDataKey")}


ACTIONS: tuple[Json, ...] = (
    ["s3:GetObject"],
    ["s3:*"],
    ["s3:Get*", "s3:ListBucket"],
    ["*"],
    ["kms:Decrypt"],
    ["kms:*", "s3:PutObject"],
)
RESOURCES: tuple[Json, ...] = (
    "*",
    ["arn:aws:s3:::box", "arn:aws:s3:::box/*"],
    "arn:aws:s3:::box/a/*",
    "arn:aws:s3:::*/a/*",
    "arn:aws:s3:::b*",
    "arn:aws:s3:::other/*",
    "arn:aws:s3:::box/${aws:username}/*",
    "arn:aws:kms:*:444444444444:key/*",
)
CONDITIONS: tuple[Json, ...] = (
    None,
    None,
    None,
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}},
    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/r1"}},
    {"StringEquals": {"kms:CallerAccount": an_id("dev")}},
)


class Writer:
    """Writes policies at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def statement(self, denies: float = 0.25) -> dict[str, Json]:
        pick, chance = self.random.choice, self.random.random
        written: dict[str, Json] = {"Effect": "Deny" if chance() < denies else "Allow"}
        written["NotAction" if chance() < 0.15 else "Action"] = pick(ACTIONS)
        written["NotResource" if chance() < 0.1 else "Resource"] = pick(RESOURCES)
        condition = pick(CONDITIONS)
        return written | ({"Condition": condition} if condition else {})

    def policy(self, name: str, denies: float = 0.25) -> AttachedPolicy:
        return a_policy(name, *(self.statement(denies) for _ in range(self.random.randint(1, 2))))

    def principal(self) -> Json:
        account = an_id(self.random.choice(ACCOUNTS))
        kinds = ("*", f"arn:aws:iam::{account}:root", account, f"arn:aws:iam::{account}:role/r2")
        return {"AWS": self.random.choice((*kinds, f"arn:aws:iam::{an_id('jump')}:user/alice"))}

    def landscape(self) -> Landscape:
        shared = [self.policy(f"p{number}") for number in range(3)]
        some, chance = self.random.sample, self.random.random
        boundaries = (None, None, self.policy("boundary", 0.1))
        policies = {
            name: a_document(
                *(
                    {**self.statement(0.2), "Principal": self.principal(), **more}
                    for _ in range(self.random.randint(1, 3))
                )
            )
            for name, more in (("box", {}), ("key", {"Resource": "*"}))
        }
        rails = [a_guardrail("scp", self.statement(0.8), accounts=[self.random.choice(ACCOUNTS)])]
        rcp: dict[str, Json] = {**self.statement(1), "Principal": "*"}
        rails += [a_guardrail("rcp", rcp, kind=GuardrailKind.RCP, accounts=["prod"])] if chance() < 0.5 else []
        return a_landscape(
            users=[a_user("alice", groups=["g"], policies=some(shared, 1)), a_user("bob", policies=some(shared, 1))],
            groups=[a_group("g", policies=some(shared, 1))],
            roles=[
                a_role(name, accounts=ACCOUNTS, policies=some(shared, 2), boundary=self.random.choice(boundaries))
                for name in ("r1", "r2", "r3")
            ],
            resources=[
                a_resource("box", policy=policies["box"]),
                a_resource("key", kind="kms", arn=KEY, policy=policies["key"]),
            ],
            guardrails=rails,
        )


def one_by_one(landscape: Landscape) -> Iterator[tuple[Actor, Asked, str, str, Decision]]:
    """Every insider, resource, action and ARN that is asked about, with what the engine says."""
    cast = cast_of(landscape, derive_halves(landscape))
    for asked in asked_resources(landscape, cast.halves, cast.reader, cast.around).values():
        name = asked.resource.name
        for actor in (insider.actor for insider in insiders_of(cast)):
            policies = replace(actor.policies, rcps=asked.rcps, resource=asked.policy)
            facts = Facts({"kms:calleraccount": (actor.caller.account_id or "",)}) if name == "key" else NO_FACTS
            for action in ASKED[name]:
                for arn in PLACES[name]:
                    if ("/" in arn) == ("Object" in action) or name == "key":
                        target = replace(asked.target, arn=arn)
                        question = Question(
                            caller=actor.caller, action=action, target=target, policies=policies, facts=facts
                        )
                        yield actor, asked, action, arn, evaluate(question)


@pytest.mark.parametrize("seed", range(12))
def test_every_use_is_what_the_engine_says(seed: int) -> None:
    landscape = Writer(seed).landscape()
    listed: dict[tuple[object, str, str], dict[str, Use]] = {}
    for each in uses_of(cast_of(landscape, derive_halves(landscape)), None).uses:
        for action in each.actions:
            listed.setdefault((each.caller, each.resource, action), {})[each.on] = each

    unlike = []
    for actor, asked, action, arn, decision in one_by_one(landscape):
        found = listed.get((actor.ref, asked.resource.name, action), {})
        around = [pattern for pattern in found if pattern == arn or glob_matches(parse_glob(pattern), arn)]
        use = found[arn] if arn in found else found.get(narrowest(arn, around) or "")
        if use is None or use.itself.verdict is not Verdict.NOT_EVALUATED:
            told = (use.itself.verdict.opens, use.itself.residue) if use is not None and use.opens else None
            if told != ((True, decision.residue) if decision.verdict.opens else None):
                unlike.append((actor.ref, action, arn, decision.verdict, use))

    assert unlike == []
