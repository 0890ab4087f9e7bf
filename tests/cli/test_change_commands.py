"""`iam-atlas diff`: two versions of the reference organisation in a scratch repository."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builders import REPOSITORY
from iam_atlas.cli import run

_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


def git(*words: str) -> None:
    subprocess.run(["git", *_AUTHOR, *words], check=True, capture_output=True)


def edit(old: str, new: str) -> None:
    """Replace words of the accounts file and commit it."""
    file = Path("accounts.yaml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "Edit")


@pytest.fixture(autouse=True)
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a repository with the reference organisation committed."""
    for name in ("policies", "guardrails"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "accounts.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Start")
    return tmp_path


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_a_new_member_of_operators_is_named_with_the_production_roles_gained(
    format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("aiko: [developers]", "aiko: [developers, operators]")

    code = run(["diff", "--base", "HEAD~1", "--format", format_])

    output = capsys.readouterr()
    assert code == 0
    assert not output.err
    if format_ == "json":
        gained = [one for one in json.loads(output.out)["access"] if one["change"] == "gained"]
        assert {"role": "operator", "account": "prod"} in [one["target"] for one in gained]
        assert {one["who"]["name"] for one in gained} == {"aiko"}
    else:
        line = next(line for line in output.out.splitlines() if "(through operators)" in line)
        assert "aiko" in line
        assert "operator@prod" in line
        assert "ben" not in output.out


def test_it_says_who_is_affected_and_since_when(capsys: pytest.CaptureFixture[str]) -> None:
    edit("aiko: [developers]", "aiko: [developers, operators]")

    run(["diff", "HEAD~1"])

    assert (
        capsys.readouterr().out
        == """\
Access gained: 1
People affected: aiko

Access gained
  - aiko (through operators): operator@dev, operator@prod, operator@staging
      Before: no access
      Now: if MFA is present
"""
    )


def test_lines_that_moved_are_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    edit("  aiko: [developers]\n", "")
    edit("  ben:", "  aiko: [developers]\n\n  # Moved.\n  ben:")

    code = run(["diff", "HEAD~2", "HEAD"])

    assert code == 0
    assert capsys.readouterr().out.startswith("No change of access: ")


def test_the_answer_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", "--base", "HEAD", "--lang", "ja"])

    assert capsys.readouterr().out.startswith("アクセスに変更はありません。")


def test_in_a_revision_without_the_file_everything_is_gained(capsys: pytest.CaptureFixture[str]) -> None:
    git("mv", "accounts.yaml", "renamed.yaml")
    git("commit", "--quiet", "--message", "Rename")

    code = run(["diff", "--base", "HEAD~1", "--file", "renamed.yaml"])

    output = capsys.readouterr()
    assert code == 0
    assert output.err == "HEAD~1:renamed.yaml does not exist there\n"
    assert "ADMIN: break-glass-admin@dev" in output.out


def test_an_older_version_that_is_invalid_is_told_with_its_revision(capsys: pytest.CaptureFixture[str]) -> None:
    edit("aiko: [developers]", "aiko: [developrs]")
    edit("aiko: [developrs]", "aiko: [developers]")

    code = run(["diff", "--base", "HEAD~1"])

    assert code == 3
    assert "HEAD~1:accounts.yaml:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "edits", "expected"),
    [
        pytest.param("gained", ("aiko: [developers]", "aiko: [developers, operators]"), 1, id="somebody gains"),
        pytest.param("gained", ("aiko: [developers]", "aiko: []"), 0, id="somebody only loses"),
        pytest.param("admin", ("aiko: [developers]", "aiko: [developers, operators]"), 0, id="no administrator"),
        pytest.param("admin", ("aiko: [developers]", "aiko: [break-glass]"), 1, id="an administrator"),
    ],
)
def test_it_fails_only_when_asked_to(words: str, edits: tuple[str, str], expected: int) -> None:
    edit(*edits)

    assert run(["diff", "--base", "HEAD~1"]) == 0
    assert run(["diff", "--base", "HEAD~1", "--fail-on", words]) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([], "say what to compare with", id="nothing"),
        pytest.param(["a", "b", "--base", "HEAD"], "not both", id="everything"),
        pytest.param(["--base", "nowhere"], 'revision "nowhere"', id="no such revision"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["diff", *words])

    assert code == 2
    assert said in capsys.readouterr().err
