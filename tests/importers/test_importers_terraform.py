"""A Terraform state gives what a dump of the same account gives; what a plan does not know yet is named."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from dumping import Doc, dumped, loader
from hand_made import PROD, allow, document

from builders import the_organisation, the_reference
from iam_atlas.errors import InputError
from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.faithful import import_accounts
from iam_atlas.importers.found import FoundAccount
from iam_atlas.importers.proposal import Surroundings
from iam_atlas.importers.terraform import read_terraform

TRUST = json.dumps(document(allow(Principal={"Service": "ec2.amazonaws.com"})))


def a_resource(type_: str, label: str = "this", /, **values: Any) -> Doc:
    return {"address": f"{type_}.{label}", "mode": "managed", "type": type_, "name": label, "values": values}


def a_state(*resources: Doc, **more: Any) -> bytes:
    """The resources in a module of a module, as most of them stand."""
    inner = {"child_modules": [{"address": "module.a", "resources": [*resources]}]}
    return json.dumps({"format_version": "1.0", "values": {"root_module": inner}, **more}).encode()


def state_of(dump: bytes) -> bytes:
    """The state that would have made the account of a dump."""
    return a_state(*_resources(json.loads(dump)))


def _resources(dump: Doc) -> Iterator[Doc]:
    number = iter(range(10_000))
    for word in ("User", "Group", "Role"):
        kind = word.lower()
        for one in dump[f"{word}DetailList"]:
            name = one[f"{word}Name"]
            more = {}
            if word == "Role":
                more = {
                    "assume_role_policy": unquote(one["AssumeRolePolicyDocument"]),
                    "max_session_duration": one["MaxSessionDuration"],
                }
            boundary = one.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn", "")
            own = {"arn": one["Arn"], "name": name, "path": one["Path"], "permissions_boundary": boundary}
            tags = {tag["Key"]: tag["Value"] for tag in one.get("Tags", ())}
            yield a_resource(f"aws_iam_{kind}", f"x{next(number)}", **own, **more, tags=tags)
            for policy in one[f"{word}PolicyList"]:
                values = {kind: name, "name": policy["PolicyName"], "policy": unquote(policy["PolicyDocument"])}
                yield a_resource(f"aws_iam_{kind}_policy", f"x{next(number)}", **values)
            for policy in one["AttachedManagedPolicies"]:
                values = {kind: name, "policy_arn": policy["PolicyArn"]}
                yield a_resource(f"aws_iam_{kind}_policy_attachment", f"x{next(number)}", **values)
            if one.get("GroupList"):
                values = {"user": name, "groups": one["GroupList"]}
                yield a_resource("aws_iam_user_group_membership", f"x{next(number)}", **values)
    for one in dump["Policies"]:
        text = unquote(one["PolicyVersionList"][0]["Document"])
        values = {"arn": one["Arn"], "name": one["PolicyName"], "path": one["Path"], "policy": text}
        yield a_resource("aws_iam_policy", f"x{next(number)}", **values)


def plain(accounts: list[FoundAccount]) -> Mapping[str, Any]:
    """The accounts without their sources, whatever the order of what is in them."""
    return {one.id: ({role.arn: role for role in one.principals}, one.policies) for one in accounts}


@pytest.mark.parametrize("name", ["reference", "minimal", "eight-hops"])
def test_a_state_tells_what_a_dump_tells(name: str, tmp_path: Path) -> None:
    dumps = dumped(the_reference() if name == "reference" else the_organisation(name))
    full = {account: data for account, data in dumps.items() if b"arn:aws:iam" in data}

    accounts, notes = read_terraform({f"{name}.json": state_of(data) for name, data in full.items()})

    there = read_dumps({f"{name}.json": data for name, data in full.items()})
    assert notes == ()
    assert plain(accounts) == plain(there)
    assert import_accounts(accounts, {}, Surroundings(), loader(tmp_path)).notes == ()


def test_one_state_may_hold_several_accounts_and_several_states_one() -> None:
    def role(account: str, name: str) -> Doc:
        return a_resource(
            "aws_iam_role", name, arn=f"arn:aws:iam::{account}:role/{name}", name=name, assume_role_policy=TRUST
        )

    both = a_state(role(PROD, "a"), role("222222222222", "b"))

    accounts, _ = read_terraform({"one.json": both, "two.json": a_state(role(PROD, "c"))})

    assert {one.id: [role.name for role in one.principals] for one in accounts} == {
        "222222222222": ["b"],
        PROD: ["a", "c"],
    }


def a_plan(*changes: tuple[Doc, Doc], account: str | None = PROD) -> bytes:
    """A plan: resources as they are planned, each with what is not known of it."""
    resources = [resource for resource, _ in changes]
    prior = [{**a_resource("aws_caller_identity", account_id=account), "mode": "data"}] if account else []
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": resources}},
            "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": prior}}},
            "resource_changes": [
                {"address": resource["address"], "change": {"after_unknown": unknown}} for resource, unknown in changes
            ],
        }
    ).encode()


ROLE = (a_resource("aws_iam_role", name="r", assume_role_policy=TRUST, path="/"), {"arn": True})


def test_a_planned_role_stands_in_the_account_that_the_plan_is_for() -> None:
    [account], notes = read_terraform({"plan.json": a_plan(ROLE)})

    assert [one.arn for one in account.principals] == [f"arn:aws:iam::{PROD}:role/r"]
    assert notes == ()


UNKNOWN: tuple[tuple[str, Doc, Doc, str], ...] = (
    ("a trust policy", a_resource("aws_iam_role", "x", name="x"), {"assume_role_policy": True}, "assume_role_policy"),
    ("a name", a_resource("aws_iam_role", "x", assume_role_policy=TRUST), {"name": True}, "its name"),
    ("a policy", a_resource("aws_iam_policy", "x", name="x"), {"policy": True}, "policy is known only after"),
    (
        "what is attached",
        a_resource("aws_iam_role_policy_attachment", "x", role="r"),
        {"policy_arn": True},
        "policy_arn is known only after",
    ),
    (
        "a member",
        a_resource("aws_iam_group_membership", "x", group="g", users=["u", None]),
        {"users": [False, True]},
        "users is known only after",
    ),
)


@pytest.mark.parametrize(("resource", "unknown", "said"), [pytest.param(*case[1:], id=case[0]) for case in UNKNOWN])
def test_what_a_plan_does_not_know_is_left_out_and_named(resource: Doc, unknown: Doc, said: str) -> None:
    [account], notes = read_terraform({"plan.json": a_plan(ROLE, (resource, unknown))})

    assert [one.name for one in account.principals] == ["r"]
    [note] = notes
    assert note.about == resource["address"]
    assert said in str(note.said)


def test_a_tag_that_a_plan_does_not_know_is_not_taken_for_an_empty_one() -> None:
    role = {**ROLE[0], "values": {**ROLE[0]["values"], "tags_all": {"team": "shop", "made": None}}}

    [account], [note] = read_terraform({"plan.json": a_plan((role, {"arn": True, "tags_all": {"made": True}}))})

    assert [one.tags for one in account.principals] == [{"team": "shop"}]
    assert "some of its tags are known only after it is applied" in str(note.said)


def test_what_terraform_has_besides_is_counted_by_its_kind() -> None:
    state = a_state(
        a_resource("aws_iam_role", arn=f"arn:aws:iam::{PROD}:role/r", name="r", assume_role_policy=TRUST),
        *(a_resource("aws_iam_access_key", f"k{number}", user="u") for number in range(2)),
        a_resource("aws_iam_policy_document", "d"),
        a_resource("aws_s3_bucket", "b"),
    )

    _, notes = read_terraform({"state.json": state})

    assert [(note.about, str(note.said)) for note in notes] == [("state.json", "2 aws_iam_access_key are not read")]


def test_a_plan_for_nobody_knows_no_account() -> None:
    with pytest.raises(InputError, match="whose account is known"):
        read_terraform({"plan.json": a_plan(ROLE, account=None)})


def test_a_link_that_may_mean_either_of_two_is_refused() -> None:
    """Giving the policy to both would invent access; giving it to none would hide some."""
    roles = [
        a_resource("aws_iam_role", f"r{id[0]}", arn=f"arn:aws:iam::{id}:role/r", name="r", assume_role_policy=TRUST)
        for id in (PROD, "222222222222")
    ]
    link = a_resource("aws_iam_role_policy_attachment", role="r", policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess")

    with pytest.raises(InputError, match="does not say whose policies and groups these are"):
        read_terraform({"state.json": a_state(*roles, link)})


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({"name": "viewer"}, True),
        ({"name": "iewer"}, False),
        ({"name": "viewer", "path": "/team/"}, False),
    ],
)
def test_an_arn_that_is_not_that_of_its_resource_is_refused(values: Doc, *, fits: bool) -> None:
    state = a_state(
        a_resource("aws_iam_role", arn=f"arn:aws:iam::{PROD}:role/viewer", assume_role_policy=TRUST, **values)
    )

    if fits:
        read_terraform({"state.json": state})
    else:
        with pytest.raises(InputError, match="is not the ARN of aws_iam_role"):
            read_terraform({"state.json": state})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"format_version": "1.0"}', "not what `terraform show -json` prints"),
        (b'{"format_version": "2.0", "values": {}}', "not what `terraform show -json` prints"),
        (b'{"version": 4, "resources": []}', "not what `terraform show -json` prints"),
        (a_state(), "no users, groups, roles or policies"),
        (a_state()[:30], "the file ends before its JSON does"),
    ],
)
def test_what_is_no_state_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_terraform({"x.json": data})

    assert said in str(caught.value)
