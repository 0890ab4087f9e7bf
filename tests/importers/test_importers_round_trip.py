"""What is exported, dumped and imported again decides as before: for everybody, every role, in every context."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from dumping import Doc, dumped, imported

from builders import the_organisation, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.stage import Stage, stage_of
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.question import Facts, Question
from iam_atlas.importers.sides import declared_sides
from iam_atlas.model.landscape import Landscape

MFA = {"aws:multifactorauthpresent": ("true",)}
CONTEXTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "no MFA": {},
    "MFA just now": {**MFA, "aws:multifactorauthage": ("10",), "aws:currenttime": ("2026-11-01T12:00:00Z",)},
    "MFA two hours ago": {**MFA, "aws:multifactorauthage": ("7200",), "aws:currenttime": ("2026-11-01T12:00:00Z",)},
    "after all dates": {**MFA, "aws:multifactorauthage": ("10",), "aws:currenttime": ("2031-01-01T00:00:00Z",)},
    "an ExternalId": {"sts:externalid": ("kf-7c1e52d0",)},
}


@dataclass(frozen=True)
class Side:
    """A landscape with what is needed to ask it."""

    landscape: Landscape
    stage: Stage

    def actors(self) -> dict[str, Actor]:
        cast = self.stage.cast
        people = [cast.user(user) for user in self.landscape.users.values()]
        return {one.caller.arn: one for one in (*people, *map(cast.role, self.landscape.role_copies()))}

    def decided(self, actor: Actor, arn: str, context: Mapping[str, tuple[str, ...]]) -> Verdict:
        target = self.stage.targets.by_arn[arn]
        asked = Question(
            caller=actor.caller,
            action="sts:AssumeRole",
            target=target.target,
            policies=replace(actor.policies, scps=(), rcps=(), resource=target.trust),
            facts=Facts(context, complete=True),
            settle_disputes=True,
        )
        return evaluate(asked).verdict


def side(landscape: Landscape) -> Side:
    return Side(landscape, stage_of(cast_of(landscape, derive_halves(landscape)), None))


def disagreements(before: Landscape, after: Landscape, every: int = 1) -> tuple[set[Verdict], list[str]]:
    """The verdicts that came up, and the pairs with a context that the two decide differently.

    Guardrails are left out on both sides: authorization details do not have them.
    """
    here, there = side(before), side(after)
    seen: set[Verdict] = set()
    wrong: list[str] = []
    others = there.actors()
    pairs = [(one, copy.arn) for one in here.actors().values() for copy in before.role_copies()][::every]
    for actor, arn in pairs:
        for name, context in CONTEXTS.items():
            first = here.decided(actor, arn, context)
            second = there.decided(others[actor.caller.arn], arn, context)
            seen.add(first)
            wrong += [] if first is second else [f"{actor.caller.arn} -> {arn}, {name}: {first} and {second}"]
    return seen, wrong


def organisation(name: str) -> Landscape:
    return the_reference() if name == "reference" else the_organisation(name)


@pytest.mark.parametrize(
    ("name", "every"),
    [("reference", 1), ("minimal", 1), ("one-account", 1), ("eight-hops", 1), ("odd-names", 1), ("hundred", 211)],
)
def test_an_imported_organisation_decides_as_the_one_that_was_dumped(name: str, every: int, tmp_path: Path) -> None:
    before = organisation(name)

    _, after = imported(dumped(before), tmp_path)
    seen, wrong = disagreements(before, after, every)

    assert wrong == []
    assert {Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED} <= seen


@pytest.mark.parametrize("name", ["reference", "minimal", "eight-hops", "odd-names"])
def test_the_policies_of_an_import_say_what_those_of_the_dump_said(name: str, tmp_path: Path) -> None:
    before = organisation(name)

    _, after = imported(dumped(before), tmp_path)
    there, here = (declared_sides(one, derive_halves(one)) for one in (before, after))

    assert here.keys() == there.keys()
    assert [arn for arn in here if not here[arn].trusts_as(there[arn])] == []
    assert [arn for arn in here if not here[arn].may_as(there[arn])] == []
    assert [arn for arn in here if here[arn].groups != there[arn].groups] == []
    assert [arn for arn in here if here[arn].max_session != there[arn].max_session] == []


def test_a_dump_that_was_changed_decides_otherwise(tmp_path: Path) -> None:
    """The comparison above can fail: one condition less, and it does."""
    before = the_organisation("minimal")
    dumps = dumped(before)
    dev: Doc = json.loads(dumps["dev"])
    dev["RoleDetailList"][0]["AssumeRolePolicyDocument"] = {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "sts:AssumeRole",
        },
    }

    _, after = imported({**dumps, "dev": json.dumps(dev).encode()}, tmp_path)

    _, wrong = disagreements(before, after)
    assert {one.split(", ")[1].split(":")[0] for one in wrong} == {"no MFA", "an ExternalId"}


def test_an_import_reads_as_people_write_such_a_file(tmp_path: Path) -> None:
    before = the_organisation("minimal")

    result, _ = imported(dumped(before), tmp_path)

    assert result.notes == ()
    assert [*result.files] == ["accounts.yaml"]
    assert result.files["accounts.yaml"].split("\n", 3)[3] == (
        "defaults:\n"
        "  require: { mfa: true }\n"
        "\n"
        "accounts:\n"
        '  jump: { id: "111111111111", kind: jump }\n'
        '  dev: "222222222222"\n'
        '  prod: "333333333333"\n'
        "\n"
        "users:\n"
        "  alice: [developers]\n"
        "  bob: [developers]\n"
        "\n"
        "groups:\n"
        "  developers:\n"
        "\n"
        "roles:\n"
        "  developer: PowerUserAccess\n"
        "  viewer: ReadOnlyAccess\n"
        "\n"
        "grants:\n"
        "  developers: { dev: developer, prod: viewer }\n"
    )


def test_nothing_of_the_reference_needs_to_be_quoted(tmp_path: Path) -> None:
    result, _ = imported(dumped(the_reference()), tmp_path)

    assert result.notes == ()
    assert [path for path in result.files if path.startswith("policies/trust")] == []


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    dumps = dumped(the_reference())
    backwards = dict(reversed(dumps.items()))

    assert imported(dumps, tmp_path / "a")[0] == imported(backwards, tmp_path / "b")[0]
