"""The exported Terraform, parsed by python-hcl2: it declares what the file declares, and references lead somewhere."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import hcl2
import pytest
from exporting import ALICE, granted, reference_atlas, shown
from hypothesis import given
from hypothesis import strategies as st
from terraforming import evaluated

from builders import (
    a_document,
    a_group,
    a_guardrail,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_role,
    a_trust,
    a_user,
    an_account,
    an_unknown_policy,
)
from iam_atlas.errors import UsageError
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.showing import showing
from iam_atlas.exporters.terraform import terraform
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import GitHub, ProviderKind
from iam_atlas.model.policies import Json, PolicyOrigin
from iam_atlas.model.roles import RoleKind
from iam_atlas.site.exported import write_folder
from iam_atlas.wording.translate import ENGLISH

TERRAFORM = shutil.which("terraform")
ALLOW_ALL: Mapping[str, Json] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
WITH_VARIABLE: Mapping[str, Json] = {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::home/${aws:username}/*",
}


@cache
def of_reference() -> Mapping[str, str]:
    return terraform(showing(reference_atlas(), ENGLISH), None)


def files_of(landscape: Landscape) -> Mapping[str, str]:
    return terraform(shown(landscape), None)


def resources(files: Mapping[str, str], account: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The resources of an account by kind and label; one that stands twice is an error."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path, text in files.items():
        if path.startswith(f"{account}/"):
            for one in evaluated(hcl2.loads(text)).get("resource", ()):
                ((kind, named),) = one.items()
                ((name, body),) = named.items()
                assert (kind, name) not in found
                found[kind, name] = body
    return found


def references(value: Any) -> Iterator[str]:
    """Every expression in the value that names another resource."""
    if isinstance(value, dict):
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)
    elif isinstance(value, str) and re.match(r"\$?\{?aws_[a-z_]+\.", value):
        yield value.strip("${}")


ACCOUNTS = ("jump", "prod", "tools", "management", "log-archive")


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_reference_leads_to_a_resource_of_the_same_folder(account: str) -> None:
    found = resources(of_reference(), account)

    named = {tuple(text.split(".")[:2]) for body in found.values() for text in references(body)}
    assert named <= set(found)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_principal_and_every_document_of_the_account_is_there(account: str) -> None:
    atlas = reference_atlas()
    landscape, halves = atlas.landscape, atlas.halves
    found = resources(of_reference(), account)

    roles = {body["name"]: body for (kind, _), body in found.items() if kind == "aws_iam_role"}
    copies = [copy for copy in landscape.role_copies() if copy.key.account == account]
    assert {name: body["assume_role_policy"] for name, body in roles.items()} == {
        copy.aws_name: halves.trust[copy.key].value for copy in copies
    }
    assert {name: body["max_session_duration"] for name, body in roles.items()} == {
        copy.aws_name: copy.max_session for copy in copies
    }
    users = {body["name"] for (kind, _), body in found.items() if kind == "aws_iam_user"}
    groups = {body["name"] for (kind, _), body in found.items() if kind == "aws_iam_group"}
    assert users == {user.name for user in landscape.users.values() if user.account == account}
    assert groups == {group.name for group in landscape.groups.values() if group.account == account}


def test_the_reference_is_laid_out_as_terraform_itself_does(tmp_path: Path) -> None:
    if TERRAFORM is None:
        pytest.skip("terraform is not on this machine")
    write_folder(tmp_path, of_reference())

    done = subprocess.run(
        [TERRAFORM, "fmt", "-check", "-diff", "-recursive", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"CHECKPOINT_DISABLE": "1"},
    )

    assert (done.stdout, done.returncode) == ("", 0)


def test_the_provider_works_in_no_other_account() -> None:
    (provider,) = evaluated(hcl2.loads(of_reference()["prod/main.tf"]))["provider"]

    assert provider == {"aws": {"region": "ap-northeast-1", "allowed_account_ids": ["444444444444"]}}


def test_a_role_has_its_path_its_boundary_and_its_policies() -> None:
    ceiling = replace(a_policy("ceiling", WITH_VARIABLE), origin=PolicyOrigin.DECLARED)
    own = a_policy("own", WITH_VARIABLE)
    other = an_unknown_policy("arn:aws:iam::aws:policy/NotAtHand")
    role = a_role("admin", path="/team/", aws_name="AcmeAdmin", boundary=ceiling, policies=[own, ceiling, other])

    found = resources(files_of(a_landscape(roles=[role])), "prod")

    body = found["aws_iam_role", "admin"]
    assert (body["name"], body["path"]) == ("AcmeAdmin", "/team/")
    assert body["permissions_boundary"] == "${aws_iam_policy.ceiling.arn}"
    assert found["aws_iam_policy", "ceiling"]["policy"]["Statement"] == [dict(WITH_VARIABLE)]
    assert found["aws_iam_role_policy", "admin--own"]["policy"]["Statement"] == [dict(WITH_VARIABLE)]
    attached = {body["policy_arn"] for (kind, _), body in found.items() if kind == "aws_iam_role_policy_attachment"}
    assert attached == {"${aws_iam_policy.ceiling.arn}", "arn:aws:iam::aws:policy/NotAtHand"}


def test_a_user_has_its_groups_its_tags_and_its_own_policies() -> None:
    user = a_user("alice", groups=["ops"], policies=[a_policy("own", ALLOW_ALL)], tags={"team": "shop"})

    found = resources(files_of(a_landscape(users=[user], groups=[a_group("ops")])), "jump")

    assert found["aws_iam_user", "alice"] == {"name": "alice", "tags": {"team": "shop"}}
    assert found["aws_iam_user_group_membership", "alice"] == {
        "user": "${aws_iam_user.alice.name}",
        "groups": ["${aws_iam_group.ops.name}"],
    }
    assert found["aws_iam_user_policy", "alice--own"]["policy"]["Statement"] == [dict(ALLOW_ALL)]


def test_the_derived_half_of_a_group_is_a_policy_of_it() -> None:
    found = resources(files_of(granted(a_role("admin"))), "jump")

    policy = found["aws_iam_group_policy", "ops--assume-roles"]
    assert policy["group"] == "${aws_iam_group.ops.name}"
    assert policy["policy"]["Statement"][0]["Resource"] == ["arn:aws:iam::444444444444:role/admin"]


def test_a_service_linked_role_is_left_to_its_service() -> None:
    linked = a_role("watcher", kind=RoleKind.SERVICE_LINKED, path="/aws-service-role/guardduty.amazonaws.com/")
    profiled = replace(a_role("host", trust=[a_trust("service", "ec2.amazonaws.com")]), instance_profile=True)

    found = resources(files_of(a_landscape(roles=[linked, profiled])), "prod")

    assert found["aws_iam_service_linked_role", "watcher"] == {"aws_service_name": "guardduty.amazonaws.com"}
    assert ("aws_iam_role", "watcher") not in found
    assert found["aws_iam_instance_profile", "host"] == {"name": "host", "role": "${aws_iam_role.host.name}"}


PROVIDERS = {
    ProviderKind.OIDC: "its address or its audiences are not in the file",
    ProviderKind.SAML: "its SAML metadata is not in the file",
    ProviderKind.WEB_IDENTITY: "built into AWS",
    ProviderKind.COGNITO: "no part of IAM",
    ProviderKind.IDENTITY_CENTER: "no part of IAM",
    ProviderKind.ROLES_ANYWHERE: "certificates are not in the file",
}


@pytest.mark.parametrize(("kind", "said"), PROVIDERS.items())
def test_a_provider_of_which_something_is_missing_is_named_in_a_comment(kind: ProviderKind, said: str) -> None:
    files = files_of(a_landscape(providers=[a_provider("theirs", kind)]))

    assert resources(files, "prod") == {}
    assert files["prod/identity-providers.tf"].startswith("# Provider theirs is")
    assert said in files["prod/identity-providers.tf"]


def test_a_provider_of_which_all_is_known_is_a_resource() -> None:
    known = a_provider("ci", ProviderKind.OIDC, url="gitlab.example.com", audiences=["https://gitlab.example.com"])

    found = resources(files_of(a_landscape(providers=[known])), "prod")

    assert found["aws_iam_openid_connect_provider", "ci"] == {
        "url": "https://gitlab.example.com",
        "client_id_list": ["https://gitlab.example.com"],
    }


def test_what_github_always_asks_for_need_not_be_in_the_file() -> None:
    github = a_provider("ci", ProviderKind.OIDC, github=GitHub("kingfisher"))

    found = resources(files_of(a_landscape(providers=[github])), "prod")

    assert found["aws_iam_openid_connect_provider", "ci"] == {
        "url": "https://token.actions.githubusercontent.com",
        "client_id_list": ["sts.amazonaws.com"],
    }


def an_organisation(**ids: str | None) -> Landscape:
    """One SCP on the root, on an OU and on an account outside of it; `ids` are those of root and OU."""
    rail = a_guardrail(
        "rail",
        {"Effect": "Deny", "Action": "*", "Resource": "*"},
        attach=["ou:Work", "env:dev"],
        accounts=["dev", "prod"],
    )
    landscape = a_landscape(
        accounts=["management", "jump", an_account("dev"), an_account("prod", ou="Work/Prod")],
        ous=["Work", "Work/Prod"],
        guardrails=[rail],
        permission_sets=[a_permission_set("Admin")],
    )
    return replace(landscape, ous={**landscape.ous, "Work": replace(landscape.ous["Work"], id=ids["ou"])})


def test_guardrails_are_attached_where_the_file_says_by_the_management_account() -> None:
    files = files_of(an_organisation(ou="ou-ab12-cdef3456"))
    found = resources(files, "management")

    assert found["aws_organizations_policy", "rail"]["type"] == "SERVICE_CONTROL_POLICY"
    targets = {body["target_id"] for (kind, _), body in found.items() if kind == "aws_organizations_policy_attachment"}
    assert targets == {"ou-ab12-cdef3456", "222222222222"}
    assert not [path for path in files if path.endswith("organization.tf") and not path.startswith("management/")]


def test_a_target_without_an_id_is_named_in_a_comment_and_so_is_what_is_left_out() -> None:
    text = files_of(an_organisation(ou=None))["management/organization.tf"]

    assert "# rail belongs to ou:Work, whose id is not in the file." in text
    assert "# Permission sets are left out" in text


def test_a_guardrail_with_a_document_for_each_account_is_one_policy_for_each() -> None:
    rail = a_guardrail("rail", ALLOW_ALL, attach=["root"], accounts=["dev", "prod"], exempt=["jump"])
    rail = replace(rail, documents={"dev": a_document(ALLOW_ALL), "prod": a_document(WITH_VARIABLE)})
    files = files_of(a_landscape(accounts=["management", "jump", "dev", "prod"], guardrails=[rail]))

    found = resources(files, "management")

    assert {kind_and_name for kind_and_name in found if kind_and_name[0] == "aws_organizations_policy"} == {
        ("aws_organizations_policy", "rail-dev"),
        ("aws_organizations_policy", "rail-prod"),
    }
    assert (
        "# rail leaves out jump: an attachment cannot, so its document has to." in files["management/organization.tf"]
    )


def test_an_account_of_somebody_else_has_no_folder() -> None:
    theirs = an_account("theirs", kind=AccountKind.EXTERNAL)

    assert {path.split("/")[0] for path in files_of(a_landscape(accounts=["jump", theirs]))} == {"jump"}


def test_terraform_is_exported_whole_or_not_at_all() -> None:
    whole = shown(granted(a_role("admin")))

    with pytest.raises(UsageError, match="whole"):
        terraform(whole, ALICE)
    with pytest.raises(UsageError, match="whole"):
        terraform(replace(whole, redaction=replace(SHOWN, account_ids="hide")), None)


# Texts that begin like a template are in the tests of `hcl`: where one does not end the parser gives up.
SIGNS = 'a1 $}%"\\\n#/*=-_.本'


@given(st.lists(st.text(SIGNS, min_size=1, max_size=10), min_size=1, max_size=5, unique=True))
def test_hostile_names_stay_names(names: list[str]) -> None:
    """Tags, names of accounts and of guardrails are any text."""
    rails = [a_guardrail(name, ALLOW_ALL, attach=["root"], accounts=["prod"]) for name in names]
    user = replace(a_user("alice"), about=Annotations(tags={name: name for name in names}))
    landscape = a_landscape(accounts=["management", "jump", "prod"], users=[user], guardrails=rails)

    files = files_of(landscape)

    assert resources(files, "jump")["aws_iam_user", "alice"]["tags"] == {name: name for name in names}
    policies = {body["name"] for (kind, _), body in resources(files, "management").items() if kind.endswith("_policy")}
    assert policies == set(names)
