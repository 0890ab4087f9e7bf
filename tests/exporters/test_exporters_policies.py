"""The exported policies decide what the file decides: a folder read back gives every pair the same answer."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from exported_policies import Exported
from exporting import ALICE, granted, shown
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_landscape,
    a_permission_set,
    a_policy,
    a_role,
    a_user,
    an_account,
    an_unknown_policy,
    the_organisation,
    the_reference,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import UsageError
from iam_atlas.exporters.file_names import file_names
from iam_atlas.exporters.policies import policies
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.stage import Stage, stage_of
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.question import Facts, Question
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json, PolicyOrigin
from iam_atlas.site.exported import write_folder

NOON = "2026-11-01T12:00:00Z"
CONTEXTS: Mapping[str, Mapping[str, str]] = {
    "no MFA": {},
    "a session without MFA": {"aws:MultiFactorAuthPresent": "false"},
    "MFA just now": {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "10"},
    "MFA two hours ago": {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "7200"},
    "MFA, after all dates": {
        "aws:MultiFactorAuthPresent": "true",
        "aws:MultiFactorAuthAge": "10",
        "aws:CurrentTime": "2031-01-01T00:00:00Z",
    },
    "MFA, elsewhere": {
        "aws:MultiFactorAuthPresent": "true",
        "aws:MultiFactorAuthAge": "10",
        "aws:SourceIp": "198.51.100.7",
        "aws:RequestedRegion": "eu-west-1",
    },
    "an ExternalId": {"sts:ExternalId": "kf-7c1e52d0"},
}
"""What a request may look like besides who makes it."""


@dataclass(frozen=True)
class Both:
    """One organisation as it is in the program, and as its exported folder has it."""

    stage: Stage
    exported: Exported

    def callers(self) -> Iterator[Actor]:
        cast = self.stage.cast
        yield from (cast.user(user) for user in cast.landscape.users.values())
        yield from (cast.role(copy) for copy in cast.landscape.role_copies())


def both(landscape: Landscape, folder: Path) -> Both:
    write_folder(folder, policies(shown(landscape), None))
    return Both(stage_of(cast_of(landscape, derive_halves(landscape)), None), Exported(folder))


def asked(stage: Stage, actor: Actor, arn: str) -> Question:
    """The question that the program itself would put, without a context."""
    target = stage.targets.by_arn[arn]
    policies = replace(actor.policies, rcps=target.rcps, resource=target.trust)
    return Question(
        caller=actor.caller, action="sts:AssumeRole", target=target.target, policies=policies, settle_disputes=True
    )


def decided(question: Question, context: Mapping[str, str]) -> str:
    """The answer under the whole context; `Error` where there is none, as simulate has it."""
    facts = Facts({key.lower(): (value,) for key, value in context.items()}, complete=True)
    verdict = evaluate(replace(question, facts=facts)).verdict
    return "Error" if verdict is Verdict.NOT_EVALUATED else verdict.value


def whole_context(actor: Actor, target_account: str, organization: str, extra: Mapping[str, str]) -> dict[str, str]:
    """What AWS would put into the request of this caller, and `extra`."""
    caller = actor.caller
    name = {"aws:username": caller.user_name, "sts:RoleSessionName": caller.user_name} if caller.user_name else {}
    return {
        "aws:CurrentTime": NOON,
        "aws:SourceIp": "203.0.113.9",
        "aws:SecureTransport": "true",
        "aws:RequestedRegion": "ap-northeast-1",
        "aws:PrincipalArn": caller.role_arn or caller.arn,
        "aws:PrincipalAccount": caller.account_id or "",
        "aws:PrincipalOrgID": organization,
        "aws:ResourceAccount": target_account,
        "aws:ResourceOrgID": organization,
        "sts:RoleSessionName": "a-session",
        **name,
        **{f"aws:PrincipalTag/{key}": value for key, value in caller.tags.items()},
        **extra,
    }


def disagreements(whole: Both, every: int = 1, by_simulate: int = 97) -> tuple[dict[str, int], list[str]]:
    """How often each verdict came, and the pairs on which folder and program differ.

    Each `every`-th pair is asked; of these each `by_simulate`-th also as a line of JSON, which takes its time.
    """
    landscape = whole.stage.cast.landscape
    organization = landscape.organization.id if landscape.organization and landscape.organization.id else "o-none"
    found: dict[str, int] = {}
    wrong: list[str] = []
    pairs = [(actor, copy.arn) for actor in whole.callers() for copy in landscape.role_copies()][::every]
    for number, (actor, arn) in enumerate(pairs):
        caller, target = whole.exported.principals[actor.caller.arn], whole.exported.principals[arn]
        if caller.unknown:
            assert actor.policies.unknown_identity or actor.policies.unknown_boundary
            continue
        here, there = asked(whole.stage, actor, arn), whole.exported.question(caller, target)
        for name, extra in CONTEXTS.items():
            context = whole_context(actor, target.account, organization, extra)
            verdicts = [decided(here, context), decided(there, context)]
            verdicts += [whole.exported.verdict(caller, target, context)] if number % by_simulate == 0 else []
            found[verdicts[0]] = found.get(verdicts[0], 0) + 1
            wrong += [f"{caller.arn} -> {arn}, {name}: {verdicts}"] if len(set(verdicts)) > 1 else []
    return found, wrong


def test_the_reference_decides_the_same_from_its_exported_folder(tmp_path: Path) -> None:
    found, wrong = disagreements(both(the_reference(), tmp_path))

    assert wrong == []
    assert {"Allowed", "ImplicitlyDenied", "ExplicitlyDenied"} <= found.keys()


def test_the_smallest_organisation_decides_the_same_from_its_exported_folder(tmp_path: Path) -> None:
    found, wrong = disagreements(both(the_organisation("minimal"), tmp_path))

    assert wrong == []
    assert {"Allowed", "ImplicitlyDenied"} <= found.keys()


def test_a_sample_of_a_hundred_accounts_decides_the_same_from_its_exported_folder(tmp_path: Path) -> None:
    found, wrong = disagreements(both(the_organisation("hundred"), tmp_path), every=101)

    assert wrong == []
    assert {"Allowed", "ImplicitlyDenied"} <= found.keys()


ALLOW_ALL: Mapping[str, Json] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
DENY_ALL: Mapping[str, Json] = {"Effect": "Deny", "Action": "*", "Resource": "*"}
READ_ONLY: Mapping[str, Json] = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}


def guarded() -> Landscape:
    """People who are let in by a group, and twins from whom a boundary, an SCP, an RCP or a policy takes it."""
    kept, taken = a_policy("kept", ALLOW_ALL), a_policy("taken", READ_ONLY)
    wide, narrow = (replace(one, origin=PolicyOrigin.DECLARED) for one in (kept, taken))
    return a_landscape(
        accounts=["management", "jump", an_account("jump-2", kind=AccountKind.JUMP, ou="Closed"), "dev", "prod"],
        ous=["Closed"],
        users=[
            a_user("alice", groups=["ops"], boundary=wide),
            a_user("bob", groups=["ops"], boundary=narrow),
            a_user("carol", account="jump-2", policies=[a_policy("own", ALLOW_ALL)]),
            a_user("dave", policies=[a_policy("own", DENY_ALL)], groups=["ops"]),
        ],
        groups=[a_group("ops")],
        roles=[a_role("admin", trust_policy=a_document(TRUST)), a_role("viewer", accounts=["dev"])],
        grants=[a_grant("ops", ["admin@prod", "viewer@dev"])],
        guardrails=[
            a_guardrail("nothing", DENY_ALL, attach=["ou:Closed"], accounts=["jump-2"]),
            a_guardrail(
                "not-here", {**DENY_ALL, "Principal": "*"}, kind=GuardrailKind.RCP, attach=["dev"], accounts=["dev"]
            ),
        ],
    )


TRUST: Mapping[str, Json] = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}


def test_each_kind_of_policy_that_takes_part_is_in_the_folder(tmp_path: Path) -> None:
    whole = both(guarded(), tmp_path)
    found, wrong = disagreements(whole, by_simulate=1)

    assert wrong == []
    assert {"Allowed", "ImplicitlyDenied", "ExplicitlyDenied"} <= found.keys()


def without_level(folder: Path) -> None:
    file = folder / "organization" / "levels.json"
    levels = json.loads(file.read_text(encoding="utf-8"))
    empty = {kind: dict.fromkeys(accounts, ()) for kind, accounts in levels.items()}
    file.write_text(json.dumps(empty), encoding="utf-8")


def without_boundary(folder: Path) -> None:
    file = folder / "accounts" / "jump" / "users" / "bob" / "user.json"
    user = json.loads(file.read_text(encoding="utf-8"))
    del user["PermissionsBoundary"]
    file.write_text(json.dumps(user), encoding="utf-8")


def without_group(folder: Path) -> None:
    (folder / "accounts" / "jump" / "groups" / "ops" / "inline-policies" / "assume-roles.json").write_text(
        '{"Version": "2012-10-17", "Statement": []}', encoding="utf-8"
    )


def without_own_policy(folder: Path) -> None:
    file = folder / "accounts" / "jump" / "users" / "dave" / "user.json"
    user = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**user, "UserPolicyList": []}), encoding="utf-8")


def with_another_trust(folder: Path) -> None:
    file = folder / "accounts" / "prod" / "roles" / "admin" / "trust-policy.json"
    file.write_text('{"Version": "2012-10-17", "Statement": []}', encoding="utf-8")


@pytest.mark.parametrize(
    "spoil", [without_level, without_boundary, without_group, without_own_policy, with_another_trust]
)
def test_a_folder_that_lacks_something_decides_otherwise(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    whole = both(guarded(), tmp_path)
    spoil(tmp_path)

    assert disagreements(whole)[1] != []


def exported(landscape: Landscape) -> dict[str, Json]:
    return {path: json.loads(text) for path, text in policies(shown(landscape), None).items()}


def test_a_role_is_named_as_iam_names_it() -> None:
    boundary = replace(a_policy("ceiling", ALLOW_ALL), origin=PolicyOrigin.DECLARED)
    role = a_role("admin", path="/team/", aws_name="AcmeAdmin", max_session=7200, boundary=boundary)

    files = exported(a_landscape(roles=[role]))

    assert files["accounts/prod/roles/admin/role.json"] == {
        "Path": "/team/",
        "RoleName": "AcmeAdmin",
        "Arn": "arn:aws:iam::444444444444:role/team/AcmeAdmin",
        "AssumeRolePolicyDocumentFile": "trust-policy.json",
        "MaxSessionDuration": 7200,
        "AttachedManagedPolicies": [],
        "RolePolicyList": [],
        "PermissionsBoundary": {
            "PermissionsBoundaryType": "Policy",
            "PermissionsBoundaryArn": "arn:aws:iam::444444444444:policy/ceiling",
        },
    }
    assert files["accounts/prod/policies/ceiling.json"] == {"Version": "2012-10-17", "Statement": [dict(ALLOW_ALL)]}


def test_a_policy_whose_document_is_not_known_is_listed_without_one() -> None:
    arn = "arn:aws:iam::aws:policy/NotAtHand"
    files = exported(a_landscape(users=[a_user("alice", policies=[an_unknown_policy(arn)])]))

    assert files["other-policies/index.json"] == {
        "Policies": [{"PolicyName": "NotAtHand", "Path": "/", "Arn": arn, "PolicyDocumentFile": None}]
    }
    assert not [path for path in files if path.startswith("other-policies/documents")]


def test_two_inline_policies_of_one_name_are_both_there() -> None:
    """The derived one is called assume-roles; somebody's own may be, too."""
    own = a_policy("assume-roles", READ_ONLY)
    landscape = replace(granted(a_role("admin")), groups={"ops": a_group("ops", policies=[own], members=["alice"])})

    listed = exported(landscape)["accounts/jump/groups/ops/group.json"]

    assert isinstance(listed, dict)
    assert [one["PolicyName"] for one in cast("list[dict[str, str]]", listed["GroupPolicyList"])] == [
        "assume-roles",
        "assume-roles-2",
    ]


def test_a_guardrail_that_is_filled_in_for_each_account_has_a_document_for_each() -> None:
    rail = a_guardrail("own", DENY_ALL, attach=["dev", "prod"], accounts=["dev", "prod"])
    rail = replace(rail, documents={"dev": a_document(DENY_ALL), "prod": a_document(READ_ONLY)})

    files = exported(a_landscape(guardrails=[rail]))

    levels = files["organization/levels.json"]
    assert isinstance(levels, dict)
    assert cast("dict[str, list[list[str]]]", levels["ServiceControlPolicies"])["222222222222"] == [
        ["organization/scp/own@dev.json", "organization/scp/aws/FullAWSAccess.json"]
    ]
    assert files["organization/scp/own@dev.json"] != files["organization/scp/own@prod.json"]


def test_permission_sets_have_their_policies_and_their_accounts() -> None:
    one = a_permission_set("Admin", policies=[a_policy("own", ALLOW_ALL)], max_session=7200)

    files = exported(a_landscape(permission_sets=[one]))

    assert files["permission-sets/Admin/permission-set.json"] == {
        "Name": "Admin",
        "SessionDuration": "PT7200S",
        "RelayState": None,
        "Policies": [
            {"Kind": "InlinePolicy", "Name": "own", "DocumentFile": "permission-sets/Admin/policies/0-own.json"}
        ],
        "PermissionsBoundary": None,
        "Accounts": ["444444444444"],
    }


def test_policies_are_exported_whole_or_not_at_all() -> None:
    showing = shown(granted(a_role("admin")))

    with pytest.raises(UsageError, match="whole"):
        policies(showing, ALICE)
    with pytest.raises(UsageError, match="whole"):
        policies(replace(showing, redaction=replace(SHOWN, external_ids="hide")), None)


SIGNS = 'aB.-_ /\\:*?"<>|\n\x00本é~$'
NAMES = st.lists(
    st.text(SIGNS, min_size=1, max_size=12)
    | st.sampled_from(["con", "CON.txt", "nul", "..", ".", "a" * 200, "x-x0123abcd"]),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(NAMES)
def test_no_two_names_share_a_file_on_any_system_and_none_is_special(names: list[str]) -> None:
    made = file_names(names)

    assert set(made) == set(names)
    assert len({one.lower() for one in made.values()}) == len(names)
    for one in made.values():
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_+=,.@-]{0,63}", one)
        assert not one.endswith(".")
        assert one.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"}


@given(NAMES)
def test_names_of_accounts_and_roles_never_leave_the_folder(names: list[str]) -> None:
    places = [an_account(name, id=f"{number:012d}") for number, name in enumerate(names, start=1)]
    landscape = a_landscape(accounts=places, roles=[a_role("admin", accounts=places)])

    files = policies(shown(landscape), None)

    assert all(part not in ("", ".", "..") for path in files for part in path.split("/"))
    assert len({path.lower() for path in files}) == len(files)
    assert sum(path.endswith("/role.json") for path in files) == len(names)
