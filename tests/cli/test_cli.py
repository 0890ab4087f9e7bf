import json
import os
import shutil
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from iam_atlas.cli import run

MINIMAL = Path(__file__).parent.parent / "organisations" / "minimal" / "accounts.yaml"
COMMANDS = (
    *("init", "validate", "check", "generate", "build", "serve"),
    *("who-can", "reach", "path", "explain", "can", "diff", "export", "import", "compare", "simulate"),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a run: a copy of the smallest organisation."""
    shutil.copy(MINIMAL, tmp_path / "accounts.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--help"])

    said = capsys.readouterr()
    assert code == 0
    assert all(command in said.out for command in COMMANDS)
    assert "3 the input is invalid" in " ".join(said.out.split())
    assert not said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run([command, "--help"])

    assert code == 0
    assert f"iam-atlas {command}" in capsys.readouterr().out.split("Example:")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["bild"], "build", id="a command that is nearly one"),
        pytest.param(["generate", "--chek"], "--check", id="an option that is nearly one"),
        pytest.param(["generate", "--jobs", "none"], "--jobs", id="a number that is none"),
        pytest.param(["generate", "--jobs", "0"], "or equal to 1", id="no process at all"),
        pytest.param(["validate", "--format", "xml"], "sarif", id="a format that there is not"),
        pytest.param(["validate", "a.yaml", "b.yaml"], "b.yaml", id="a word too many"),
        pytest.param(["init", "--lang", "tlh"], "ja", id="a language that there is not"),
        pytest.param(["serve", "--port", "70000"], "65535", id="a port that there is not"),
        pytest.param(["generate", "--today", "tomorrow"], "2027-03-31", id="a date that is none"),
        pytest.param(["explain", "alise", "developer@dev"], 'did you mean "alice"', id="nobody of that name"),
        pytest.param(["who-can", "developr@dev"], 'did you mean "developer"', id="a role that there is not"),
        pytest.param(["explain", "alice", "developer@dev", "--context", "mfa"], "KEY=VALUE", id="half a context"),
        pytest.param(["can", "alice", "s3:GetObjct", "*"], 'did you mean "s3:GetObject"', id="no action"),
        pytest.param(["path", "alice"], "ROLE@ACCOUNT", id="a word too few"),
        pytest.param(["reach", "alice", "--format", "xml"], "json", id="a format that no answer has"),
    ],
)
def test_wrong_usage_is_explained_on_stderr_and_exits_with_2(
    words: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(words)

    output = capsys.readouterr()
    assert code == 2
    assert said in output.err
    assert not output.out


def test_a_wrong_source_date_epoch_is_wrong_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    code = run(["generate"])

    assert code == 2
    assert 'SOURCE_DATE_EPOCH "yesterday"' in capsys.readouterr().err


def test_a_valid_file_is_fine_and_leaves_stdout_empty(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["validate"])

    output = capsys.readouterr()
    assert code == 0
    assert output.out == ""
    assert "no problems" in output.err


def test_errors_of_the_file_are_the_result_of_validate_and_exit_with_3(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misspell_the_viewer(project)

    code = run(["validate"])

    output = capsys.readouterr()
    assert code == 3
    assert "accounts.yaml:10:" in output.out
    assert 'did you mean "viewer"' in output.out


def test_a_file_that_does_not_exist_is_invalid_input(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["validate", "nowhere.yaml"])

    assert code == 3
    assert "nowhere.yaml" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_formats_are_whole_documents_with_and_without_problems(
    form: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = run(["validate", "--format", form])
    fine = json.loads(capsys.readouterr().out)
    misspell_the_viewer(project)
    with_problems = run(["validate", "--format", form])
    wrong = json.loads(capsys.readouterr().out)

    assert (without, with_problems) == (0, 3)
    assert fine != wrong


def test_github_annotations_are_printed_for_a_workflow(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    misspell_the_viewer(project)

    code = run(["validate", "--format", "github"])

    assert code == 3
    assert capsys.readouterr().out.startswith("::error file=accounts.yaml,line=10")


def test_generate_says_on_stderr_what_it_did_and_nothing_on_stdout(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["generate"])

    output = capsys.readouterr()
    assert code == 0
    assert output.out == ""
    assert "files written, 0 deleted, 0 unchanged" in output.err
    assert (project / "docs/atlas/.manifest.json").exists()
    assert (project / "nav.generated.yml").exists()


def test_generating_twice_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["generate"])
    capsys.readouterr()

    code = run(["generate"])

    assert code == 0
    assert "0 files written, 0 deleted" in capsys.readouterr().err


def test_one_file_is_counted_as_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["generate"])
    page = project / "docs/atlas/people/alice.md"
    page.unlink()
    capsys.readouterr()

    stale = run(["generate", "--check"])
    run(["generate"])

    said = capsys.readouterr().err
    assert stale == 1
    assert "1 generated file is not up to date" in said
    assert "1 file written, 0 deleted" in said


def test_a_file_in_place_of_the_folder_is_said_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs").mkdir()
    (project / "docs/atlas").write_text("mine")

    code = run(["generate"])

    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        "Error: docs/atlas is a file, but generated files go into a folder of that name; move the file away"
    ]


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--version"])

    said = capsys.readouterr()
    assert code == 0
    assert said.out == f"iam-atlas {version('iam-atlas')}\n"


def test_a_port_in_use_is_said_with_one_that_is_free(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("site_name: x\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code = run(["serve", "--port", str(port)])

    said = capsys.readouterr().err
    assert code == 1
    assert said.startswith(f"Error: port {port} is taken; try --port ")
    assert len(said.splitlines()) == 1
    assert not (project / "docs").exists()


def test_wrong_input_exits_with_3_and_leaves_the_previous_output(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    before = contents(project)
    misspell_the_viewer(project)

    code = run(["generate"])

    output = capsys.readouterr()
    assert code == 3
    assert 'did you mean "viewer"' in output.err
    assert "Traceback" not in output.err
    assert contents(project) == before


def test_check_of_fresh_output_is_fine(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["generate"])

    code = run(["generate", "--check"])

    assert code == 0
    assert capsys.readouterr().out == ""


def test_check_of_stale_output_shows_the_difference_and_the_way_to_fix_it_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    text = (project / "accounts.yaml").read_text()
    (project / "accounts.yaml").write_text(text.replace("bob: [developers]", "carol: [developers]"))
    before = contents(project)

    code = run(["generate", "--check"])

    output = capsys.readouterr()
    assert code == 1
    assert "docs/atlas/people/carol.md: missing" in output.out
    assert "docs/atlas/people/bob.md: no longer generated" in output.out
    assert "\n+++ b/docs/atlas/people/carol.md\n" in output.out
    assert "iam-atlas generate" in output.err
    assert contents(project) == before


def test_check_before_the_first_run_says_that_everything_is_missing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["generate", "--check"])

    assert code == 1
    assert "docs/atlas/people/alice.md: missing" in capsys.readouterr().out
    assert not (project / "docs").exists()
    assert not (project / ".iam-atlas").exists()


def test_an_edited_page_is_reported_with_the_place_of_its_text(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    page = project / "docs/atlas/people/alice.md"
    page.write_text(page.read_text() + "my words")

    code = run(["generate"])

    said = capsys.readouterr().err
    assert code == 0
    assert "docs/atlas/people/alice.md had been edited by hand. Your text is in .iam-atlas/kept/" in said


def test_a_foreign_file_in_the_way_exits_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs/atlas/people").mkdir(parents=True)
    (project / "docs/atlas/people/alice.md").write_text("mine")

    code = run(["generate"])

    assert code == 1
    assert "docs/atlas/people/alice.md is in the way" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_exits_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.chmod(0o500)

    code = run(["generate"])

    project.chmod(0o700)
    assert code == 1
    assert "Traceback" not in capsys.readouterr().err


def test_build_without_a_configuration_names_the_command_that_writes_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["build"])

    assert code == 2
    assert "iam-atlas init" in capsys.readouterr().err


@pytest.mark.site
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_init_writes_builds_strictly_as_it_is(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    started = run(["init", "new", "--lang", language])
    monkeypatch.chdir(tmp_path / "new")
    built = run(["build", "--strict"])

    output = capfd.readouterr()
    assert (started, built) == (0, 0), output.err
    assert {"en": "wrote  accounts.yaml", "ja": "作成  accounts.yaml"}[language] in output.out
    assert f'<html lang="{language}"' in (tmp_path / "new/site/index.html").read_text()


def test_init_never_overwrites(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "accounts.yaml").read_text()

    code = run(["init"])

    assert code == 0
    assert "kept   accounts.yaml" in capsys.readouterr().out
    assert (project / "accounts.yaml").read_text() == before


def test_init_into_a_file_exits_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["init", "accounts.yaml"])

    assert code == 1
    assert "accounts.yaml is a file" in capsys.readouterr().err


def test_the_program_runs_as_a_module_and_passes_its_exit_code_on(project: Path) -> None:
    generator = str(Path(sys.modules["iam_atlas.cli"].__file__ or "").parents[1])

    done = subprocess.run(
        [sys.executable, "-m", "iam_atlas", "validate", "nowhere.yaml"],
        env={**os.environ, "PYTHONPATH": generator},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert "nowhere.yaml" in done.stdout
    assert not done.stderr


def misspell_the_viewer(project: Path) -> None:
    text = (project / "accounts.yaml").read_text()
    (project / "accounts.yaml").write_text(text.replace("prod: viewer", "prod: viewr"))


def contents(project: Path) -> dict[str, bytes]:
    """Every generated file of the project."""
    files = [*(project / "docs").rglob("*"), *project.glob("nav.generated.yml")]
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        ["who-can", "developer@dev"],
        ["reach", "alice"],
        ["path", "alice", "developer@dev"],
        ["explain", "alice", "developer@dev"],
        ["can", "developer@dev", "s3:GetObject", "*"],
    ],
    ids=lambda words: words[0],
)
def test_an_answer_is_text_for_people_and_json_for_programs(
    words: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_text = run(words)
    text = capsys.readouterr()
    as_json = run([*words, "--format", "json"])
    value = json.loads(capsys.readouterr().out)

    assert (as_text, as_json) == (0, 0)
    assert "developer@dev" in text.out
    assert not text.err
    assert isinstance(value, dict)
    assert value


def test_a_question_about_a_wrong_file_prints_its_errors_and_exits_with_3(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misspell_the_viewer(project)

    code = run(["reach", "alice"])

    output = capsys.readouterr()
    assert code == 3
    assert 'did you mean "viewer"' in output.err
    assert not output.out
