"""The profile registry of Granted: its two files, and what becomes of them once a user name is filled in."""

import re
from pathlib import Path

import yaml
from exporting import ALICE, MFA, as_the_cli_reads, granted, shown

from builders import a_grant, a_landscape, a_role, a_user
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.granted import granted_registry
from iam_atlas.model.grants import Ref
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.catalogues import translator


def filled(text: str, name: str) -> str:
    """The text after Granted has asked for the user name."""
    found = re.sub(r"{{ \.Required\.UserName }}", name, text)
    assert "{{" not in found
    return found


def registry(landscape: Landscape, who: Ref | None = None) -> dict[str, str]:
    return dict(granted_registry(shown(landscape), who))


def test_the_registry_names_its_file_of_profiles_and_asks_for_one_value() -> None:
    files = registry(granted(a_role("admin")))

    assert yaml.safe_load(files["granted.yml"]) == {
        "awsConfig": ["config"],
        "templateValues": [{"UserName": [{"isRequired": "true"}, {"prompt": "The name of your IAM user"}]}],
    }
    assert set(files) == {"granted.yml", "config"}


def test_filled_in_it_is_what_the_person_alone_would_have(tmp_path: Path) -> None:
    landscape = granted(a_role("admin", max_session=7200), a_role("viewer"))

    from_registry = as_the_cli_reads(filled(registry(landscape)["config"], "alice"), tmp_path)
    own = as_the_cli_reads(aws_config(shown(landscape), ALICE), tmp_path)

    assert from_registry == own


def test_a_registry_for_somebody_has_their_roles_and_still_asks_for_the_name(tmp_path: Path) -> None:
    landscape = a_landscape(
        users=[a_user("alice"), a_user("bob")],
        roles=[a_role("admin"), a_role("viewer")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("user:bob", "viewer@prod")],
        require=MFA,
    )

    config = registry(landscape, ALICE)["config"]

    assert set(as_the_cli_reads(config, tmp_path)) == {"jump", "prod-admin"}
    assert "alice" not in config


def test_texts_of_another_language_stay_texts_of_yaml() -> None:
    files = granted_registry(shown(granted(a_role("admin")), t=translator("ja")), None)

    assert yaml.safe_load(files["granted.yml"])["awsConfig"] == ["config"]


def test_a_registry_without_roles_says_so(tmp_path: Path) -> None:
    config = registry(a_landscape(users=[a_user("alice")]))["config"]

    assert as_the_cli_reads(config, tmp_path) == {}
    assert config.startswith("# Nothing here")
