"""The export command: what goes where, and what it refuses."""

import shutil
from pathlib import Path

import pytest

from iam_atlas.cli import run
from iam_atlas.cli.export_commands import Kind
from iam_atlas.exporters import FOLDERS, TEXTS

MINIMAL = Path(__file__).parent.parent / "organisations" / "minimal" / "accounts.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a run: a copy of the smallest organisation."""
    shutil.copy(MINIMAL, tmp_path / "accounts.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_the_command_takes_exactly_the_kinds_that_there_are() -> None:
    assert {*Kind} == {*TEXTS, *FOLDERS}
    assert not TEXTS.keys() & FOLDERS.keys()


def test_every_kind_is_told_of_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    headings = {line.removeprefix("## ") for line in reference.splitlines() if line.startswith("## ")}

    assert {*Kind} <= headings


@pytest.mark.parametrize("kind", TEXTS)
def test_a_kind_that_is_one_text_goes_to_stdout_or_to_a_file(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on_stdout = run(["export", kind])
    text = capsys.readouterr().out
    to_file = run(["export", kind, "--output", "out.txt"])
    told = capsys.readouterr()

    assert (on_stdout, to_file) == (0, 0)
    assert text == (project / "out.txt").read_bytes().decode()
    assert (told.out, told.err) == ("", "wrote out.txt\n")


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_kind_that_is_several_files_goes_to_a_folder(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", kind]) == 2
    assert "--output" in capsys.readouterr().err
    assert run(["export", kind, "--output", "out"]) == 0
    assert len(list((project / "out").rglob("*"))) > 1
    capsys.readouterr()

    assert run(["export", kind, "--output", "out"]) == 0
    assert capsys.readouterr().err == "out is up to date\n"


def test_an_export_for_somebody_is_theirs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "aws-config", "--for", "alice"]) == 0

    assert "mfa/alice" in capsys.readouterr().out


def test_nobody_of_that_name_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "aws-config", "--for", "alise"]) == 2

    assert 'did you mean "alice"' in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["policies", "terraform"])
def test_what_hangs_together_is_not_exported_for_somebody_alone(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", kind, "--for", "alice", "--output", "out"]) == 2

    assert "exported whole" in capsys.readouterr().err
    assert not (project / "out").exists()


def test_what_was_done_is_told_in_the_language_that_was_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "csv", "--output", "out.csv", "--lang", "ja"]) == 0

    assert capsys.readouterr().err == "out.csv を書き込みました\n"


def test_comments_are_in_the_language_that_was_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for language in ("en", "ja"):
        assert run(["export", "aws-config", "--lang", language]) == 0
        said.append(capsys.readouterr().out)

    assert said[0] != said[1]


def test_a_file_of_somebody_else_is_in_the_way(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config").write_text("mine", encoding="utf-8")

    assert run(["export", "aws-config", "--output", "config"]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert (project / "config").read_text(encoding="utf-8") == "mine"

    assert run(["export", "aws-config", "--output", "config", "--force"]) == 0


def test_an_invalid_file_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "accounts.yaml").write_text("version: 1\nroles: { x: Nothing }\n", encoding="utf-8")

    assert run(["export", "granted", "--output", "out"]) == 3
    assert not (project / "out").exists()
