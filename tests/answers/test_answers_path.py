"""Ways that cannot be told for certain are neither claimed nor denied."""

from dataclasses import replace

from asking import an_asker

from builders import a_grant, a_group, a_landscape, a_policy, a_role, a_trust, a_user, an_unknown_policy
from iam_atlas.answers.path import find_ways, ways_json, ways_text
from iam_atlas.model.annotations import AccessRequest, Annotations
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Defaults, Environment
from iam_atlas.model.policies import Json
from iam_atlas.model.requests import requests_for
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text

ALL: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
NOTHING: dict[str, Json] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
ALICE = Ref(RefKind.USER, "alice")


def two_hops(of_the_hub: object) -> Landscape:
    """alice -> hub@dev, whose own policy is given, -> goal@prod, which trusts the hub."""
    policies = [of_the_hub] if not isinstance(of_the_hub, dict) else [a_policy("own", of_the_hub)]
    return a_landscape(
        groups=[a_group("ops", policies=[a_policy("all", ALL)])],
        users=[a_user("alice", groups=["ops"])],
        roles=[
            a_role("hub", accounts=["dev"], trust=[a_trust("account", "jump")], policies=policies),  # type: ignore[arg-type]
            a_role("goal", trust=[a_trust("account", "dev")]),
        ],
    )


def test_a_way_over_a_role_whose_policy_is_not_at_hand_is_not_denied() -> None:
    asker = an_asker(two_hops(an_unknown_policy()))

    answer = find_ways(asker, ALICE, RoleKey("goal", "prod"))
    lines = ways_text(asker, answer).splitlines()

    assert lines[0] == "Whether alice gets to goal@prod is not decided."
    assert "1. alice → hub@dev → goal@prod" in lines
    assert len(ways_json(answer)["doubtful"]) == 1  # type: ignore[index, call-overload, arg-type]


def test_a_way_over_a_role_that_allows_nothing_is_denied() -> None:
    asker = an_asker(two_hops(NOTHING))

    answer = find_ways(asker, ALICE, RoleKey("goal", "prod"))

    assert ways_text(asker, answer).startswith("There is no way from alice to goal@prod.")
    assert answer.doubtful == ()


def test_a_way_that_is_certain_is_told_without_those_that_are_not() -> None:
    asker = an_asker(two_hops(ALL))

    answer = find_ways(asker, ALICE, RoleKey("goal", "prod"))

    assert [str(step.role) for step in answer.ways[0].steps] == ["hub@dev", "goal@prod"]
    assert answer.doubtful == ()


def test_how_to_ask_comes_from_the_nearest_that_says_so() -> None:
    def asked(*, grant: str = "", account: str = "", environment: str = "") -> list[str]:
        landscape = two_hops(NOTHING)
        saying = replace(landscape.accounts["prod"], environment="live", about=Annotations(request=a_request(account)))
        land = replace(
            landscape,
            accounts={**landscape.accounts, "prod": saying},
            grants=(replace(a_grant("ops", "goal@prod"), request=a_request(grant)),),
            defaults=Defaults(
                request=a_request("the default"),
                environments={"live": Environment("live", request=a_request(environment))},
            ),
        )
        found = requests_for(land, RoleKey("goal", "prod"))
        return [request.how.in_language("en") for request in found if request.how]

    assert asked(grant="the grant", account="the account") == ["the grant"]
    assert asked(account="the account", environment="the environment") == ["the account"]
    assert asked(environment="the environment") == ["the environment"]
    assert asked() == ["the default"]


def a_request(how: str) -> AccessRequest | None:
    return AccessRequest(how=Text({"": how})) if how else None
