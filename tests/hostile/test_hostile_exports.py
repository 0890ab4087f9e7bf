"""What other programs read of the hostile organisation: each export parses as they parse it, and holds no more."""

import csv
import json
import shlex
from collections.abc import Iterator, Mapping
from configparser import RawConfigParser
from io import StringIO
from pathlib import Path
from typing import Any, TypeGuard

import hcl2
import pytest
from botocore.configloader import load_config

from hostile.organisation import Hostile, harmless_words, text_of
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.exporters import FOLDERS, TEXTS
from iam_atlas.exporters.showing import Showing, showing
from iam_atlas.load.landscape import load_landscape
from iam_atlas.wording.translate import ENGLISH

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_COMMAND = ("aws", "sts", "get-caller-identity", "--profile")
_COMMANDS = {"credential_process", "credential_source", "web_identity_token_file", "ca_bundle", "sso_start_url"}


@pytest.fixture(scope="module")
def shown(generated: tuple[Atlas, Mapping[str, bytes]]) -> Showing:
    return showing(generated[0], ENGLISH)


@pytest.fixture(scope="module")
def harmless(organisation: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Showing:
    file = tmp_path_factory.mktemp("harmless") / "accounts.yaml"
    file.write_text(text_of(organisation.template, harmless_words()), encoding="utf-8")
    return showing(analyse(load_landscape(file), None), ENGLISH)


def settings(text: str) -> dict[str, dict[str, str]]:
    parser = RawConfigParser()
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


@pytest.mark.parametrize("kind", ["aws-config", "switch-roles"])
def test_ini_has_the_sections_and_settings_that_harmless_words_give(
    kind: str, shown: Showing, harmless: Showing
) -> None:
    text = TEXTS[kind](shown, None)
    found, expected = settings(text), settings(TEXTS[kind](harmless, None))

    assert len(found) > 7
    assert len(found) + text.count("cannot read = in the name") == len(expected)
    assert {frozenset(one) for one in found.values()} == {frozenset(one) for one in expected.values()}
    assert {key for one in found.values() for key in one} & _COMMANDS == set()


def test_the_aws_cli_reads_as_many_profiles_as_the_file_has(shown: Showing, tmp_path: Path) -> None:
    text = TEXTS["aws-config"](shown, None)
    (tmp_path / "config").write_text(text, encoding="utf-8")

    assert len(load_config(str(tmp_path / "config"))["profiles"]) == len(settings(text))


def test_a_shell_takes_the_name_of_every_profile_as_one_word(shown: Showing) -> None:
    names = [*shown.names.login.values(), *shown.names.role.values()]

    assert len(names) > 20
    for name in names:
        assert shlex.split(f"aws sts get-caller-identity --profile {name}") == [*_COMMAND, name]
        assert not set(name) & set("$`\\|&;<>(){}*?[]!~#'\" \t\n") and not name.startswith("-")


def test_the_registry_of_granted_parses_and_names_its_own_files_only(shown: Showing) -> None:
    files = FOLDERS["granted"](shown, None)

    assert len(settings(files["config"])) > 10
    assert all(name.isascii() and "/" not in name and ".." not in name for name in files)


def test_no_cell_of_the_csv_is_a_formula_and_every_row_is_whole(shown: Showing, harmless: Showing) -> None:
    rows = list(csv.reader(StringIO(TEXTS["csv"](shown, None), newline=""), strict=True))

    assert len(rows) == len(list(csv.reader(StringIO(TEXTS["csv"](harmless, None), newline=""))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(_FORMULA)] == []


def test_the_json_has_the_keys_that_harmless_words_give(shown: Showing, harmless: Showing) -> None:
    found, expected = json.loads(TEXTS["json"](shown, None)), json.loads(TEXTS["json"](harmless, None))

    assert len(found["access"]) == len(expected["access"]) > 20
    assert _keys(found) == _keys(expected)


def test_every_exported_policy_is_json_in_a_file_of_a_safe_name(shown: Showing) -> None:
    files = FOLDERS["policies"](shown, None)

    for path, text in files.items():
        parts = path.split("/")
        assert ".." not in parts and not set(path) & set('<>:"|?*\\\0') and not path.startswith("/"), path
        if path.endswith(".json"):
            json.loads(text)
    assert len({path.casefold() for path in files}) == len(files) > 20


def test_terraform_has_the_blocks_and_attributes_that_harmless_words_give(shown: Showing, harmless: Showing) -> None:
    found, expected = _blocks(FOLDERS["terraform"](shown, None)), _blocks(FOLDERS["terraform"](harmless, None))

    assert len(found) > 20
    assert found == expected


def test_no_terraform_text_is_evaluated(shown: Showing) -> None:
    text = "\n".join(FOLDERS["terraform"](shown, None).values())

    assert "${file(" not in text.replace("$${", "")
    assert "%{ if" not in text.replace("%%{", "")
    assert 'provisioner "' not in text.replace('\\"', "")


def _blocks(files: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The type of each block with the names of its attributes, sorted."""
    return sorted(found for path, text in files.items() if path.endswith(".tf") for found in _read(hcl2.loads(text)))


def _read(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, blocks in document.items():
        for block in blocks if isinstance(blocks, list) else ():
            inner = next(iter(block.values()))
            inner = next(iter(inner.values())) if kind == "resource" else inner
            yield kind + next(iter(block)), tuple(sorted(inner)) if isinstance(inner, dict) else ()


def _keys(value: object) -> frozenset[tuple[str, ...]]:
    """Every way through the maps and lists of a document."""
    inner = value.items() if isinstance(value, dict) else [("[]", one) for one in value] if _is_list(value) else []
    return frozenset({()} | {(key, *way) for key, one in inner for way in _keys(one)})


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
