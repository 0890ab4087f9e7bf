"""Words on a command line mean somebody or a role of the file, or are refused with whom could be meant."""

import pytest

from builders import a_grant, a_group, a_landscape, a_role, a_trust, a_user, a_vendor
from iam_atlas.answers.names import find_caller, find_role
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.errors import UsageError


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """Two people, a user and a group of one name, a role with one copy and one with two."""
    return analyse(
        a_landscape(
            accounts=["jump", "dev", "prod"],
            users=[a_user("alice", groups=["ops"]), a_user("ops")],
            groups=[a_group("ops"), a_group("readers")],
            vendors=[a_vendor("watchful", "999988887777")],
            roles=[
                a_role("admin", accounts=["dev", "prod"]),
                a_role("hub", accounts=["dev"], trust=[a_trust("service", "ec2.amazonaws.com")]),
                a_role("from@sso", accounts=["dev"]),
            ],
            grants=[a_grant("readers", "admin@prod")],
        ),
        None,
    )


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("alice", "user", "alice"),
        ("readers", "group", "readers"),
        ("user:ops", "user", "ops"),
        ("group:ops", "group", "ops"),
        ("admin@prod", "role", "admin@prod"),
        ("role:admin@dev", "role", "admin@dev"),
        ("hub", "role", "hub@dev"),
        ("from@sso", "role", "from@sso@dev"),
        ("role:from@sso@dev", "role", "from@sso@dev"),
        ("watchful", "vendor", "watchful"),
        ("dev", "account", "dev"),
        ("account:prod", "account", "prod"),
        ("ec2.amazonaws.com", "service", "ec2.amazonaws.com"),
        ("lambda.amazonaws.com", "service", "lambda.amazonaws.com"),
        ("service:lambda.amazonaws.com", "service", "lambda.amazonaws.com"),
    ],
)
def test_a_name_means_somebody(text: str, kind: str, name: str, atlas: Atlas) -> None:
    ref = find_caller(atlas, text)

    assert (ref.kind.value, ref.name) == (kind, name)


def test_arns_of_users_and_roles_are_names_too(atlas: Atlas) -> None:
    copy = atlas.landscape.roles["admin"].copies["prod"]
    account = atlas.landscape.accounts["jump"].id

    assert find_caller(atlas, copy.arn).name == "admin@prod"
    assert find_caller(atlas, f"arn:aws:iam::{account}:user/alice").name == "alice"
    assert find_role(atlas, copy.arn) == copy.key


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ops", 'may mean "user:ops" or "group:ops"'),
        ("alicia", 'did you mean "alice"?'),
        ("group:alice", 'nobody called "group:alice"'),
        ("admin", "there is admin@dev or admin@prod"),
        ("admin@staging", "there is admin@dev or admin@prod"),
        ("", "nobody called"),
        ("zzzzzz", 'nobody called "zzzzzz"'),
    ],
)
def test_who_is_meant_by_nothing_or_by_several_is_said(text: str, says: str, atlas: Atlas) -> None:
    with pytest.raises(UsageError, match=says.replace("?", r"\?")):
        find_caller(atlas, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("admn@prod", 'no role called "admn"; did you mean "admin"'),
        ("admin@prd", 'does not exist in account "prd"; it exists in dev and prod'),
        ("admin@", 'does not exist in account ""'),
        ("admin", "exists in 2 accounts: write one of admin@dev, admin@prod"),
        ("@prod", 'no role called ""'),
    ],
)
def test_a_role_that_is_none_is_refused_with_those_there_are(text: str, says: str, atlas: Atlas) -> None:
    with pytest.raises(UsageError, match=says):
        find_role(atlas, text)


def test_a_role_with_one_copy_needs_no_account(atlas: Atlas) -> None:
    assert str(find_role(atlas, "hub")) == "hub@dev"
    assert str(find_role(atlas, "role:admin@prod")) == "admin@prod"
    assert str(find_role(atlas, "from@sso")) == "from@sso@dev"
