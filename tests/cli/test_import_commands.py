"""The import command: what goes where, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from iam_atlas.cli import run

ROLE = {
    "Arn": "arn:aws:iam::222222222222:role/worker",
    "RoleName": "worker",
    "AssumeRolePolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "AROAEXAMPLEDELETED001"}, "Action": "sts:AssumeRole"}],
    },
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a run: a dump of an account with one role, which trusts nobody any more."""
    (tmp_path / "dev.json").write_text(json.dumps({"RoleDetailList": [ROLE]}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_goes_to_stdout_and_all_of_it_to_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "auth-details", "dev.json"]) == 0
    told = capsys.readouterr()
    assert run(["import", "auth-details", "dev.json", "--output", "out"]) == 0

    assert told.out == (folder / "out" / "accounts.yaml").read_text(encoding="utf-8")
    assert "2 files belong beside it" in told.err
    assert (folder / "out" / "policies" / "trust" / "worker.json").is_file()
    assert "AROAEXAMPLEDELETED001" in (folder / "out" / "imported.txt").read_text(encoding="utf-8")


def test_an_import_validates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "auth-details", "dev.json", "--output", "out"])

    assert run(["validate", "out/accounts.yaml"]) == 0
    assert "error" not in capsys.readouterr().err


def test_what_was_edited_is_not_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "auth-details", "dev.json", "--output", "out"])
    (folder / "out" / "accounts.yaml").write_text("mine", encoding="utf-8")

    assert run(["import", "auth-details", "dev.json", "--output", "out"]) == 1
    assert (folder / "out" / "accounts.yaml").read_text(encoding="utf-8") == "mine"
    assert run(["import", "auth-details", "dev.json", "--output", "out", "--force"]) == 0
    assert (folder / "out" / "accounts.yaml").read_text(encoding="utf-8") != "mine"


def test_half_a_dump_is_invalid_input_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "dev.json").write_text((folder / "dev.json").read_text(encoding="utf-8")[:99], encoding="utf-8")

    assert run(["import", "auth-details", "dev.json", "--output", "out"]) == 3
    assert capsys.readouterr().err.startswith("dev.json:1:")
    assert not (folder / "out").exists()


def test_two_accounts_with_one_id_are_invalid_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "dev.json", folder / "copy.json")

    assert run(["import", "auth-details", "dev.json", "copy.json"]) == 3
    assert "copy.json:1:1: this is account 222222222222, which dev.json" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["auth-detials", "dev.json"], ["auth-details"], []])
def test_words_that_make_no_sense_are_wrong_usage(words: list[str], folder: Path) -> None:
    assert run(["import", *words]) == 2


def test_what_was_found_is_told_in_the_language_that_was_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", "auth-details", "dev.json", "--lang", "ja"])

    assert "削除済み" in capsys.readouterr().err


ACCOUNTS = """version: 1
accounts: { dev: { id: "222222222222", kind: jump } }
roles: { worker: { accounts: [dev], trust: [{ service: ec2.amazonaws.com }] } }
"""


def test_a_comparison_exits_with_1_where_something_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")

    assert run(["compare", "dev.json"]) == 1
    text = capsys.readouterr().out
    assert run(["compare", "dev.json", "--format", "json"]) == 1
    value = json.loads(capsys.readouterr().out)

    assert "ec2.amazonaws.com: declared: let in; real: not let in" in text
    assert [one["kind"] for one in value["differences"]] == ["trust-narrower"]


def test_a_comparison_is_written_as_a_page_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "docs").mkdir()
    words = ["compare", "dev.json", "--page", "docs/compared.md"]

    assert run(words) == 1
    assert capsys.readouterr().err == "wrote docs/compared.md\n"
    page = (folder / "docs" / "compared.md").read_text(encoding="utf-8")
    assert page.startswith("# AWS against what is declared\n\n1 difference in 1 account\n")
    assert run(words) == 1  # the same again is no reason to refuse
    (folder / "docs" / "compared.md").write_text(page + "Asked the team.\n", encoding="utf-8")
    capsys.readouterr()
    assert run(words) == 1
    assert "holds something else" in capsys.readouterr().err
    assert run([*words, "--force", "--lang", "ja"]) == 1
    assert "宣言" in (folder / "docs" / "compared.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("site", ["{ audience: public }", "{ redact: { account_ids: mask } }"])
def test_a_page_for_a_site_that_hides_things_is_refused(
    site: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "accounts.yaml").write_text(f"{ACCOUNTS}site: {site}\n", encoding="utf-8")

    assert run(["compare", "dev.json", "--page", "compared.md"]) == 2
    assert "that the site hides" in capsys.readouterr().err
    assert not (folder / "compared.md").exists()


def test_a_comparison_speaks_the_first_language_of_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "accounts.yaml").write_text(f"{ACCOUNTS}site: {{ languages: [ja, en] }}\n", encoding="utf-8")

    run(["compare", "dev.json"])

    assert "宣言" in capsys.readouterr().out


def test_a_comparison_with_what_was_imported_finds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "auth-details", "dev.json", "--output", "out"])
    capsys.readouterr()

    assert run(["compare", "dev.json", "--file", "out/accounts.yaml"]) == 0
    assert capsys.readouterr().out.startswith("No difference in 1 account\n")


def test_a_comparison_with_half_a_dump_is_invalid_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "half.json").write_text('{"RoleDetailList": [', encoding="utf-8")

    assert run(["compare", "half.json"]) == 3
    assert "half.json:1:21: the file ends before its JSON does" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["import", "auth-details"], ["import", "terraform"], ["compare"]])
def test_files_that_cannot_be_read_are_named_all_at_once_and_are_no_difference(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With 1, a workflow would take a misspelt name for a difference."""
    (folder / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "dumps").mkdir()

    assert run([*command, "dev.jsn", "dumps"]) == 3
    told = capsys.readouterr().err
    assert "dev.jsn:1:1: there is no such file [no-such-file]" in told
    assert "dumps:1:1: this is a folder; name the files in it [not-a-file]" in told


def test_the_organization_gives_its_names_to_the_accounts_of_dumps(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = {"Accounts": [{"Id": "222222222222", "Name": "Development"}]}
    (folder / "accounts.json").write_text(json.dumps(accounts), encoding="utf-8")

    assert run(["import", "auth-details", "dev.json", "--organizations", "accounts.json"]) == 0
    assert 'Development: "222222222222"' in capsys.readouterr().out
    assert run(["import", "organizations", "accounts.json"]) == 0
    assert 'Development: "222222222222"' in capsys.readouterr().out


def test_a_state_of_terraform_is_imported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = {"arn": ROLE["Arn"], "name": "worker", "assume_role_policy": json.dumps(ROLE["AssumeRolePolicyDocument"])}
    role = {"address": "aws_iam_role.worker", "mode": "managed", "type": "aws_iam_role", "values": values}
    state = {"format_version": "1.0", "values": {"root_module": {"resources": [role]}}}
    (folder / "dev.json").write_text(json.dumps(state), encoding="utf-8")

    assert run(["import", "terraform", "dev.json"]) == 0
    assert "  worker:" in capsys.readouterr().out
