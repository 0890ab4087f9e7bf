"""Declared against real: what is the same is silent in whatever form, and each difference is told for what it is."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from dumping import Doc, dumped, found
from hand_made import JUMP, MFA, ROOT, a_group, a_policy, a_role, a_user, allow, attached, document

from builders import a_document, a_permission_set, a_position, the_organisation, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.importers.compare import Comparison, Kind, compare
from iam_atlas.importers.compared_text import LIMITS, comparison_json, comparison_text
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import ManagedPolicy
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

DEV = "222222222222"
DEVELOPER = f"arn:aws:iam::{DEV}:role/developer"
Change = Callable[[dict[str, Doc]], None]


def compared(landscape: Landscape, change: Change = lambda _: None) -> Comparison:
    """The organisation against its own dumps after `change`, which gets them by the account's name."""
    dumps: dict[str, Doc] = {name: json.loads(data) for name, data in dumped(landscape).items()}
    change(dumps)
    accounts = found({name: json.dumps(dump).encode() for name, dump in dumps.items()})
    return compare(landscape, derive_halves(landscape), accounts)


def told(comparison: Comparison) -> str:
    return comparison_text(comparison, ENGLISH)


def developer(dumps: dict[str, Doc]) -> Doc:
    [role] = dumps["dev"]["RoleDetailList"]
    found: Doc = role
    return found


def without(account: str) -> Change:
    def change(dumps: dict[str, Doc]) -> None:
        del dumps[account]

    return change


def trusting(*statements: Doc) -> Change:
    return lambda dumps: developer(dumps).update(AssumeRolePolicyDocument=document(*statements))


@pytest.mark.parametrize("name", ["reference", "minimal", "hundred", "odd-names", "eight-hops"])
def test_an_organisation_that_is_as_declared_has_no_difference(name: str) -> None:
    comparison = compared(the_reference() if name == "reference" else the_organisation(name))

    assert comparison.differences == ()
    assert comparison.not_compared == ()


SAME: tuple[tuple[str, tuple[Doc, ...]], ...] = (
    ("as it is", (allow(Principal={"AWS": ROOT}, Condition=MFA),)),
    ("the account by its id", (allow(Principal={"AWS": [JUMP]}, Condition=MFA),)),
    ("a list for a value", (allow(["sts:AssumeRole"], Principal={"AWS": [ROOT]}, Condition=MFA),)),
    (
        "a switch without quotes",
        (allow(Principal={"AWS": ROOT}, Condition={"Bool": {"aws:multifactorauthpresent": [True]}}),),
    ),
    ("a Sid", (allow(Sid="x", Principal={"AWS": ROOT}, Condition=MFA),)),
    ("the statement twice", (allow(Principal={"AWS": ROOT}, Condition=MFA),) * 2),
    (
        "one that adds nothing",
        (
            allow(Principal={"AWS": ROOT}, Condition=MFA),
            allow(Principal={"AWS": ROOT}, Condition={**MFA, "IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}),
        ),
    ),
    (
        "a deleted user",
        (allow(Principal={"AWS": ROOT}, Condition=MFA), allow(Principal={"AWS": "AIDAEXAMPLEDELETED001"})),
    ),
)


@pytest.mark.parametrize("statements", [pytest.param(case[1], id=case[0]) for case in SAME])
def test_trust_that_lets_in_the_same_is_no_difference(statements: tuple[Doc, ...]) -> None:
    assert compared(the_organisation("minimal"), trusting(*statements)).differences == ()


TRUST: tuple[tuple[str, tuple[Doc, ...], Kind, str], ...] = (
    (
        "without MFA",
        (allow(Principal={"AWS": ROOT}),),
        Kind.TRUST_WIDER,
        f"{JUMP}: declared: let in if MFA is present; real: let in",
    ),
    (
        "everybody",
        (allow(Principal={"AWS": ROOT}, Condition=MFA), allow(Principal="*")),
        Kind.TRUST_WIDER,
        "*: declared: not let in; real: let in",
    ),
    (
        "a service too",
        (allow(Principal={"AWS": ROOT}, Condition=MFA), allow(Principal={"Service": "ec2.amazonaws.com"})),
        Kind.TRUST_WIDER,
        "ec2.amazonaws.com: declared: not let in; real: let in",
    ),
    ("nobody", (), Kind.TRUST_NARROWER, f"{JUMP}: declared: let in if MFA is present; real: not let in"),
    (
        "from an address only",
        (allow(Principal={"AWS": ROOT}, Condition={**MFA, "IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}),),
        Kind.TRUST_NARROWER,
        f"{JUMP}: declared: let in if MFA is present; real: let in if ",
    ),
    (
        "a deny",
        (
            allow(Principal={"AWS": ROOT}, Condition=MFA),
            {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": ROOT}},
        ),
        Kind.TRUST_NARROWER,
        f"{JUMP}: declared: let in if MFA is present; real: not let in",
    ),
    (
        "another condition",
        (allow(Principal={"AWS": ROOT}, Condition={"StringEquals": {"sts:ExternalId": "x"}}),),
        Kind.TRUST_DIFFERS,
        f"{JUMP}: declared: let in if MFA is present; real: let in if ",
    ),
    (
        "one user alone",
        (allow(Principal={"AWS": f"arn:aws:iam::{JUMP}:user/alice"}),),
        Kind.TRUST_DIFFERS,
        f"arn:aws:iam::{JUMP}:user/alice: declared: let in if MFA is present; real: let in",
    ),
    (
        "an operator that nobody knows",
        (allow(Principal={"AWS": ROOT}, Condition={"StringGuess": {"aws:x": "y"}}),),
        Kind.TRUST_DIFFERS,
        f"{JUMP}: declared: let in if MFA is present; real: not decided",
    ),
    (
        "with tags",
        (allow(["sts:AssumeRole", "sts:TagSession"], Principal={"AWS": ROOT}, Condition=MFA),),
        Kind.TRUST_WIDER,
        f"{JUMP} (sts:TagSession): declared: not let in; real: let in if MFA is present",
    ),
)


@pytest.mark.parametrize(("statements", "kind", "said"), [pytest.param(*case[1:], id=case[0]) for case in TRUST])
def test_trust_that_differs_is_told_with_verdicts(statements: tuple[Doc, ...], kind: Kind, said: str) -> None:
    comparison = compared(the_organisation("minimal"), trusting(*statements))

    assert [(one.kind, one.arn) for one in comparison.differences] == [(kind, DEVELOPER)]
    assert said in told(comparison)


def put(account: str, kind: str, *things: Doc) -> Change:
    return lambda dumps: dumps[account][kind].extend(things)


def changed(account: str, kind: str, **more: Any) -> Change:
    return lambda dumps: dumps[account][kind][0].update(more)


ADMIN = attached("arn:aws:iam::aws:policy/AdministratorAccess")
OTHERS: tuple[tuple[str, Change, Kind, str], ...] = (
    (
        "a role too many",
        put("dev", "RoleDetailList", a_role("x", account=DEV)),
        Kind.EXTRA,
        "is there, but not declared",
    ),
    ("a user too many", put("jump", "UserDetailList", a_user("eve", "developers")), Kind.EXTRA, "user/eve"),
    (
        "a user too few",
        lambda dumps: dumps["jump"].update(UserDetailList=dumps["jump"]["UserDetailList"][1:]),
        Kind.MISSING,
        "is declared, but not there",
    ),
    (
        "other managed policies",
        changed("dev", "RoleDetailList", AttachedManagedPolicies=ADMIN),
        Kind.PERMISSIONS,
        "only real: AdministratorAccess",
    ),
    (
        "a policy more",
        changed(
            "dev",
            "RoleDetailList",
            RolePolicyList=[{"PolicyName": "p", "PolicyDocument": document(allow("s3:*", Resource="*"))}],
        ),
        Kind.PERMISSIONS,
        "only real: Allow s3:* *",
    ),
    (
        "a group that may more",
        lambda dumps: dumps["jump"].update(GroupDetailList=[a_group("developers", allow(Resource=[DEVELOPER, "*"]))]),
        Kind.PERMISSIONS,
        "only declared: Allow sts:assumerole arn:aws:iam::333333333333:role/viewer",
    ),
    (
        "a boundary",
        changed("dev", "RoleDetailList", PermissionsBoundary={"PermissionsBoundaryArn": ADMIN[0]["PolicyArn"]}),
        Kind.BOUNDARY,
        "only real: AdministratorAccess",
    ),
    (
        "a longer session",
        changed("dev", "RoleDetailList", MaxSessionDuration=7200),
        Kind.SESSION,
        "declared: 1 hour; real: 2 hours",
    ),
    ("another group", changed("jump", "UserDetailList", GroupList=[]), Kind.GROUPS, "only declared: developers"),
)


@pytest.mark.parametrize(("change", "kind", "said"), [pytest.param(*case[1:], id=case[0]) for case in OTHERS])
def test_whatever_else_differs_is_told(change: Change, kind: Kind, said: str) -> None:
    comparison = compared(the_organisation("minimal"), change)

    assert [one.kind for one in comparison.differences] == [kind]
    assert said in told(comparison)


DEPLOY = f"arn:aws:iam::{DEV}:policy/deploy"
PUT = allow("s3:PutObject", Resource="*")


def with_a_policy_of_nobody() -> Landscape:
    """Account dev has a policy `deploy` that nobody has."""
    policy = ManagedPolicy(
        name="deploy",
        position=a_position(),
        aws_name="deploy",
        accounts=("dev",),
        documents={"dev": a_document(PUT)},
    )
    return replace(the_organisation("minimal"), policies={"deploy": policy})


def policies_of_dev(*policies: Doc) -> Change:
    return lambda dumps: dumps["dev"].update(Policies=[*policies])


def held(dumps: dict[str, Doc]) -> None:
    """A policy that says something else, and that its one role really has."""
    policies_of_dev(a_policy("deploy", allow("s3:*", Resource="*"), account=DEV))(dumps)
    developer(dumps)["AttachedManagedPolicies"] += attached(DEPLOY)


OF_NOBODY: tuple[tuple[str, Change, list[tuple[Kind, str]], str], ...] = (
    ("as it is", policies_of_dev(a_policy("deploy", PUT, account=DEV)), [], ""),
    ("gone", policies_of_dev(), [(Kind.MISSING, DEPLOY)], "is declared, but not there"),
    (
        "saying more",
        policies_of_dev(a_policy("deploy", allow(["s3:PutObject", "s3:DeleteObject"], Resource="*"), account=DEV)),
        [(Kind.POLICY, DEPLOY)],
        "only real: Allow s3:deleteobject *",
    ),
    (
        "one more",
        policies_of_dev(a_policy("deploy", PUT, account=DEV), a_policy("other", PUT, account=DEV)),
        [(Kind.EXTRA, f"arn:aws:iam::{DEV}:policy/other")],
        "is there, but not declared",
    ),
    ("told with the role that has it", held, [(Kind.PERMISSIONS, DEVELOPER)], "only real: Allow s3:* *"),
)


@pytest.mark.parametrize(("change", "found", "said"), [pytest.param(*case[1:], id=case[0]) for case in OF_NOBODY])
def test_policies_that_nobody_has_are_compared_by_themselves(
    change: Change, found: list[tuple[Kind, str]], said: str
) -> None:
    comparison = compared(with_a_policy_of_nobody(), change)

    assert [(one.kind, one.arn) for one in comparison.differences] == found
    assert said in told(comparison)


def test_policies_of_accounts_without_a_dump_are_not_missing() -> None:
    assert compared(with_a_policy_of_nobody(), without("dev")).differences == ()


def test_roles_that_aws_made_are_counted_and_no_difference() -> None:
    linked = a_role("AWSServiceRoleForSupport", account=DEV, path="/aws-service-role/support.amazonaws.com/")

    comparison = compared(the_organisation("minimal"), put("dev", "RoleDetailList", linked))

    assert comparison.differences == ()
    assert "1 role that AWS made is not declared" in told(comparison)


def test_the_role_of_a_permission_set_is_a_difference_where_nobody_declares_the_set() -> None:
    """Behind such a role stand people; behind a service-linked one only its service."""
    path = "/aws-reserved/sso.amazonaws.com/eu-west-1/"
    role = a_role("AWSReservedSSO_Admins_0123456789abcdef", account=DEV, path=path)

    alone = compared(the_organisation("minimal"), put("dev", "RoleDetailList", role))
    organisation = replace(
        the_organisation("minimal"), permission_sets={"Admins": a_permission_set("Admins", accounts=["dev"])}
    )
    declared = compared(organisation, put("dev", "RoleDetailList", role))

    assert [one.kind for one in alone.differences] == [Kind.EXTRA]
    assert declared.differences == ()


def test_an_account_without_a_dump_is_not_compared_and_named() -> None:
    comparison = compared(the_organisation("minimal"), without("prod"))

    assert comparison.differences == ()
    assert comparison.not_compared == ("prod",)
    assert "Without a dump, not compared: prod" in told(comparison)


def test_the_limits_are_told_each_time() -> None:
    assert str(LIMITS) in told(compared(the_organisation("minimal")))


def test_json_has_what_the_text_has() -> None:
    comparison = compared(the_organisation("minimal"), trusting(allow(Principal={"AWS": ROOT})))

    value: Any = comparison_json(comparison, ENGLISH)

    assert (value["format"], value["version"], value["same"]) == ("iam-atlas-comparison", 1, False)
    [one] = value["differences"]
    assert one["kind"] == "trust-wider"
    assert one["ways"] == [
        {
            "who": JUMP,
            "action": "sts:AssumeRole",
            "declared": "AllowedIf",
            "declaredCondition": "MFA is present",
            "real": "Allowed",
            "realCondition": "no condition",
        }
    ]
    assert json.loads(json.dumps(value)) == value


def test_a_comparison_is_told_in_japanese() -> None:
    comparison = compared(the_organisation("minimal"), trusting(allow(Principal={"AWS": ROOT})))

    assert "信頼ポリシー" in comparison_text(comparison, translator("ja"))
