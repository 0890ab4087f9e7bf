"""What people and AWS write into policies: recovered where the file can say it, quoted where not, never changed."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from dumping import Doc, found, imported
from hand_made import DEV, JUMP, MFA, PROD, ROOT, a_dump, a_group, a_policy, a_role, a_user, allow, attached, document

from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import InputError
from iam_atlas.importers.compare import compare
from iam_atlas.importers.faithful import Imported
from iam_atlas.importers.sides import declared_sides, found_side

OIDC = f"arn:aws:iam::{PROD}:oidc-provider/gitlab.example.com"
SAML = f"arn:aws:iam::{PROD}:saml-provider/okta"
R = f"arn:aws:iam::{PROD}:role/r"


def faithfully(tmp_path: Path, *things: Doc, jump: tuple[Doc, ...] = ()) -> tuple[dict[str, Any], Imported]:
    """The imported file as plain YAML, after it was held against what was found."""
    dumps = {"prod": a_dump(*things), **({"jump": a_dump(*jump)} if jump else {})}
    result, landscape = imported(dumps, tmp_path)
    declared = declared_sides(landscape, derive_halves(landscape))
    for account in found(dumps):
        for one in account.principals:
            here, there = found_side(one, account), declared[one.arn]
            assert here.trusts_as(there), one.arn
            assert here.may_as(there), one.arn
            assert here.max_session in (None, there.max_session)
    return yaml.safe_load(result.files["accounts.yaml"]), result


def test_a_group_with_a_path_is_imported_without_it_and_compared_by_its_name(tmp_path: Path) -> None:
    leads = {**a_group("leads", allow(Resource=R)), "Path": "/teams/", "Arn": f"arn:aws:iam::{JUMP}:group/teams/leads"}
    dumps = {
        "prod": a_dump(a_role("r", allow(Principal={"AWS": ROOT}))),
        "jump": a_dump(a_user("eve", "leads"), leads),
    }

    result, landscape = imported(dumps, tmp_path)

    assert "without its path" in str(next(note.said for note in result.notes if note.about == leads["Arn"]))
    assert yaml.safe_load(result.files["accounts.yaml"])["grants"] == {"leads": {"prod": "r"}}
    assert compare(landscape, derive_halves(landscape), found(dumps)).differences == ()


def _tags(**tags: str) -> list[Doc]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def test_tags_of_users_and_roles_are_imported(tmp_path: Path) -> None:
    things = (
        a_user("ann", account=PROD, Tags=_tags(team="shop")),
        a_role("r", allow(Principal={"Service": "ec2.amazonaws.com"}), Tags=_tags(team="shop", cost="4711")),
    )

    written, result = faithfully(tmp_path, *things)

    assert written["users"]["ann"]["tags"] == {"team": "shop"}
    assert written["roles"]["r"]["tags"] == {"team": "shop", "cost": "4711"}
    assert result.notes == ()


def test_tags_that_only_some_copies_of_a_role_have_are_named_and_left_out(tmp_path: Path) -> None:
    trust = allow(Principal={"Service": "ec2.amazonaws.com"})
    here = a_role("r", trust, Tags=_tags(team="shop", stage="prod"))
    there = a_role("r", trust, account=JUMP, Tags=_tags(team="shop", stage="dev"))

    written, result = faithfully(tmp_path, here, jump=(there,))

    assert written["roles"]["r"]["tags"] == {"team": "shop"}
    assert {(note.about, str(note.said)) for note in result.notes} == {
        (there["Arn"], "its tags stage=dev are left out: the role has others in another account"),
        (here["Arn"], "its tags stage=prod are left out: the role has others in another account"),
    }


PROFILE = [{"InstanceProfileName": "r", "Arn": f"arn:aws:iam::{PROD}:instance-profile/r"}]


def test_a_role_of_instances_is_imported_as_one(tmp_path: Path) -> None:
    trust = allow(Principal={"Service": "ec2.amazonaws.com"})
    carried, not_carried = a_role("r", trust, InstanceProfileList=PROFILE), a_role("s", trust, InstanceProfileList=[])

    written, _ = faithfully(tmp_path, carried, not_carried)

    assert written["roles"]["r"]["instance_profile"] is True
    assert "instance_profile" not in written["roles"]["s"]


def test_an_instance_profile_that_only_one_copy_has_is_named(tmp_path: Path) -> None:
    trust = allow(Principal={"Service": "ec2.amazonaws.com"})
    carried = a_role("r", trust, InstanceProfileList=PROFILE)

    written, result = faithfully(tmp_path, carried, jump=(a_role("r", trust, account=JUMP),))

    assert "instance_profile" not in written["roles"]["r"]
    assert [(note.about, str(note.said)) for note in result.notes] == [
        (carried["Arn"], "its instance profile is left out: the role has none in another account")
    ]


TRUSTED: tuple[tuple[str, Doc, Any], ...] = (
    ("a service", allow(Principal={"Service": "ec2.amazonaws.com"}), [{"service": "ec2.amazonaws.com"}]),
    (
        "two services",
        allow(Principal={"Service": ["a.amazonaws.com", "b.amazonaws.com"]}),
        [{"service": ["a.amazonaws.com", "b.amazonaws.com"]}],
    ),
    (
        "a service with a source",
        allow(
            Principal={"Service": "ec2.amazonaws.com"},
            Condition={"StringEquals": {"aws:SourceAccount": PROD}, "ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"}},
        ),
        [
            {
                "service": "ec2.amazonaws.com",
                "require": {"source_account": "self", "source_arn": ["arn:aws:s3:::b"]},
            }
        ],
    ),
    ("an account outside", allow(Principal={"AWS": "999999999999"}), [{"principal": "999999999999"}]),
    (
        "a vendor",
        allow(Principal={"AWS": "999999999999"}, Condition={"StringEquals": {"sts:ExternalId": 'a"b: #\n'}}),
        [{"vendor": "account-999999999999"}],
    ),
    (
        "a role outside",
        allow(Principal={"AWS": "arn:aws:iam::999999999999:role/x"}),
        [{"principal": "arn:aws:iam::999999999999:role/x"}],
    ),
    (
        "a condition without a word",
        allow(Principal={"Service": "ec2.amazonaws.com"}, Condition={"Null": {"aws:TokenIssueTime": "true"}}),
        [{"service": "ec2.amazonaws.com", "require": {"conditions": {"Null": {"aws:TokenIssueTime": "true"}}}}],
    ),
    (
        "OIDC",
        allow(
            "sts:AssumeRoleWithWebIdentity",
            Principal={"Federated": OIDC},
            Condition={"StringLike": {"gitlab.example.com:sub": "project_path:a/*"}},
        ),
        [{"provider": "gitlab.example.com", "subjects": ["project_path:a/*"]}],
    ),
    (
        "SAML with tags",
        allow(
            ["sts:AssumeRoleWithSAML", "sts:TagSession"],
            Principal={"Federated": SAML},
            Condition={"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
        ),
        [{"provider": "okta", "actions": ["sts:AssumeRoleWithSAML", "sts:TagSession"]}],
    ),
)


@pytest.mark.parametrize(("statement", "trust"), [pytest.param(*case[1:], id=case[0]) for case in TRUSTED])
def test_trust_that_the_file_has_words_for_is_an_entry(statement: Doc, trust: Any, tmp_path: Path) -> None:
    file, _ = faithfully(tmp_path, a_role("r", statement))

    assert file["roles"]["r"]["trust"] == trust


QUOTED: tuple[tuple[str, Doc], ...] = (
    ("everybody", allow(Principal="*")),
    ("a deny", {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": ROOT}}),
    ("a deleted principal", allow(Principal={"AWS": "AROAEXAMPLEDELETED001"})),
    ("any action", allow("sts:*", Principal={"AWS": ROOT})),
    ("a provider of another account", allow(Principal={"Federated": SAML.replace(PROD, DEV)})),
    ("SAML for whatever page", allow("sts:AssumeRoleWithSAML", Principal={"Federated": SAML})),
    ("a federated service", allow(Principal={"CanonicalUser": "0" * 64})),
)


@pytest.mark.parametrize("statement", [pytest.param(case[1], id=case[0]) for case in QUOTED])
def test_trust_that_the_file_has_no_words_for_is_quoted_and_told(statement: Doc, tmp_path: Path) -> None:
    file, result = faithfully(tmp_path, a_role("r", statement))

    role = file["roles"]["r"]
    assert ("trust_policy" in role and any(note.about == R for note in result.notes)) or role["trust"][0]["actions"]


GRANTED = (allow(Principal={"AWS": ROOT}, Condition=MFA),)


def test_a_grant_is_where_both_halves_agree(tmp_path: Path) -> None:
    file, _ = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u", "g"), a_group("g", allow(Resource=R))))

    assert file["grants"] == {"g": {"prod": "r"}}
    assert file["defaults"] == {"require": {"mfa": True}}


def test_half_a_grant_is_none(tmp_path: Path) -> None:
    """The group may ask, the role does not open: the policy stays what it is."""
    deaf = a_role("r", allow(Principal={"Service": "ec2.amazonaws.com"}))

    file, _ = faithfully(tmp_path, deaf, jump=(a_user("u", "g"), a_group("g", allow(Resource=R))))

    assert "grants" not in file
    assert file["groups"]["g"] == {"inline": {"switch": "policies/inline/group-g-switch.json"}}


def test_a_role_that_opens_to_a_whole_account_without_a_grant_says_so(tmp_path: Path) -> None:
    file, _ = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u"),))

    assert file["roles"]["r"]["trust"] == [{"account": "jump", "require": {"mfa": True}}]


SWITCHING: tuple[tuple[str, Doc, Any], ...] = (
    ("any role", allow(Resource="*"), None),
    ("a role of any account", allow(Resource="arn:aws:iam::*:role/r"), None),
    ("all but one", allow(NotResource=R), None),
    ("a deny", {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": R}, None),
    ("with something else", allow(["sts:AssumeRole", "s3:Get*"], Resource=R), None),
    ("until a day", allow(Resource=R, Condition={"DateLessThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}}), True),
    ("from an address", allow(Resource=[R], Condition={"IpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}}), True),
    ("with a tag of the session", allow(["sts:AssumeRole", "sts:TagSession"], Resource=R), None),
)


@pytest.mark.parametrize(("statement", "granted"), [pytest.param(*case[1:], id=case[0]) for case in SWITCHING])
def test_a_policy_that_switches_roles_becomes_a_grant_or_stays(statement: Doc, granted: Any, tmp_path: Path) -> None:
    file, _ = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u", "g"), a_group("g", statement)))

    assert ("grants" in file) is bool(granted)


def test_only_what_is_no_grant_stays_in_the_policy(tmp_path: Path) -> None:
    other = "arn:aws:iam::999999999999:role/x"
    group = a_group("g", allow(Resource=[R, other]), allow("s3:ListAllMyBuckets", Resource="*"))

    file, result = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u", "g"), group))

    assert file["grants"] == {"g": {"prod": "r"}}
    left = result.files["policies/inline/group-g-switch.json"]
    assert other in left and R not in left and "s3:ListAllMyBuckets" in left


def test_a_managed_policy_that_only_switches_roles_becomes_grants(tmp_path: Path) -> None:
    """The other usual way to write it: one policy a role, attached to the groups."""
    policy = a_policy("switch-to-r", allow(Resource=R), account=JUMP)
    groups = [a_group(name, AttachedManagedPolicies=attached(policy["Arn"])) for name in ("g", "h")]

    file, result = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u", "g"), *groups, policy))

    assert file["grants"] == {"g": {"prod": "r"}, "h": {"prod": "r"}}
    assert "policies" not in file
    assert policy["Arn"] in {note.about for note in result.notes}


def test_a_managed_policy_that_does_more_stays_attached(tmp_path: Path) -> None:
    policy = a_policy("switch-to-r", allow(Resource=R), allow("s3:*", Resource="*"), account=JUMP)
    group = a_group("g", AttachedManagedPolicies=attached(policy["Arn"]))

    file, _ = faithfully(tmp_path, a_role("r", *GRANTED), jump=(a_user("u", "g"), group, policy))

    assert "grants" not in file
    assert file["groups"]["g"] == {"policies": ["switch-to-r"]}


def test_a_chain_of_roles_is_a_grant(tmp_path: Path) -> None:
    hub = a_role("hub", allow(Principal={"Service": "ec2.amazonaws.com"}), RolePolicyList=[
        {"PolicyName": "p", "PolicyDocument": document(allow(Resource=R))}
    ])  # fmt: skip

    file, _ = faithfully(tmp_path, hub, a_role("r", allow(Principal={"AWS": f"arn:aws:iam::{PROD}:role/hub"})))

    assert file["grants"] == {"role:hub@prod": {"prod": "r"}}


def test_a_role_that_is_alike_in_most_accounts_has_variants_for_the_others(tmp_path: Path) -> None:
    def viewer(account: str, *arns: str, **more: Any) -> Doc:
        trust = allow(Principal={"AWS": ROOT})
        return a_role("viewer", trust, account=account, AttachedManagedPolicies=attached(*arns), **more)

    read, admin = (f"arn:aws:iam::aws:policy/{name}" for name in ("ReadOnlyAccess", "AdministratorAccess"))
    dumps = {
        "prod": a_dump(viewer(PROD, read, MaxSessionDuration=7200)),
        "dev": a_dump(viewer(DEV, read, MaxSessionDuration=7200)),
        "jump": a_dump(a_user("u"), viewer(JUMP, admin)),
    }

    result, landscape = imported(dumps, tmp_path)

    role = yaml.safe_load(result.files["accounts.yaml"])["roles"]["viewer"]
    assert role["policies"] == ["ReadOnlyAccess"]
    assert role["variants"] == {"jump": {"policies": ["AdministratorAccess"], "max_session": "1h"}}
    sessions = {name: copy.max_session for name, copy in landscape.roles["viewer"].copies.items()}
    assert sessions == {"dev": 7200, "jump": 3600, "prod": 7200}


def test_service_linked_roles_are_kept_as_such(tmp_path: Path) -> None:
    path, trust = "/aws-service-role/ecs.amazonaws.com/", allow(Principal={"Service": "ecs.amazonaws.com"})

    file, _ = faithfully(tmp_path, a_role("AWSServiceRoleForECS", trust, path=path))

    assert file["roles"]["AWSServiceRoleForECS"]["kind"] == "service_linked"


def test_policies_keep_their_names_and_do_not_pass_for_those_of_aws(tmp_path: Path) -> None:
    own = a_policy("ReadOnlyAccess", allow("s3:*", Resource="*"))
    unknown = "arn:aws:iam::aws:policy/NobodyKnowsThis"
    role = a_role("r", AttachedManagedPolicies=attached(own["Arn"], unknown))

    file, result = faithfully(tmp_path, role, own, a_policy("spare", allow("s3:Get*", Resource="*")))

    assert file["roles"]["r"]["policies"] == ["own-ReadOnlyAccess", unknown]
    assert file["policies"]["own-ReadOnlyAccess"]["name"] == "ReadOnlyAccess"
    assert file["policies"]["spare"]["accounts"] == ["prod"]
    assert [str(note.said) for note in result.notes] == [
        f"{unknown} is named by its ARN: what it allows is not known here"
    ]


def test_of_two_users_of_one_name_one_is_left_out_and_told(tmp_path: Path) -> None:
    dumps = {"jump": a_dump(a_user("a"), a_user("b")), "prod": a_dump(a_user("a", account=PROD))}

    result, landscape = imported(dumps, tmp_path)

    assert {name: user.account for name, user in landscape.users.items()} == {"a": "jump", "b": "jump"}
    assert [note.about for note in result.notes] == [f"arn:aws:iam::{PROD}:user/a"]


HOSTILE = (
    *(
        "yes",
        "0123",
        "a: b",
        "- a",
        "# a",
        "'",
        '"',
        "\\",
        "a\nb",
        "{a",
        "[",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`",
        " ",
        "",
    ),
    *("null", "~", "1e3", "2027-01-01", "\u202e", "\u2028", "\x7f", "\U0001f600", "組織", "a,b", "a #b", "?", "|", ">"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    tags = [{"Key": f"team{text}of", "Value": text}]
    condition = {"StringEquals": {"aws:PrincipalTag/x" + text: [text, "b"]}}
    trust = allow(Principal={"Service": "ec2.amazonaws.com"}, Condition=condition)

    dumps = {"prod": a_dump(a_user("u", account=PROD, Tags=tags), a_role("r", trust))}
    _, landscape = imported(dumps, tmp_path)

    assert landscape.users["u"].about.tags == ({f"team{text}of": text} if f"team{text}of".isprintable() else {})
    [entry] = landscape.roles["r"].copies["prod"].trust
    assert entry.require.conditions == {"StringEquals": {"aws:PrincipalTag/x" + text: [text, "b"]}}


def test_a_document_with_a_template_of_the_file_is_refused_by_name(tmp_path: Path) -> None:
    """The file would read it as something else; a policy with such a text is not seen in practice."""
    own = a_policy("p", allow("s3:*", Resource="arn:aws:s3:::{{bucket}}"))

    with pytest.raises(InputError) as caught:
        imported({"prod": a_dump(own)}, tmp_path)

    assert 'arn:aws:iam::333333333333:policy/p: "{{" has a meaning of its own in accounts.yaml' in str(caught.value)
