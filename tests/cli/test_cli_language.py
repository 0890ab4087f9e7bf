"""`--lang` chooses the language of what a command has to say."""

import json
import shutil
from pathlib import Path

import pytest

from iam_atlas.cli import run

MINIMAL = Path(__file__).parent.parent / "organisations" / "minimal" / "accounts.yaml"
BROKEN = """\
version: 1
accounts: { jump: { id: "111111111111", kind: jump }, dev: "222222222222" }
users: { bob: [developers] }
roles: { viewer: ReadOnlyAccess }
grants: { developers: { dev: viewr, prd: viewer } }
"""
ROLE = "ロール「viewr」はありません。「viewer」のことですか？"


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a run: a file with two errors."""
    (tmp_path / "accounts.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a run: a copy of the smallest organisation."""
    shutil.copy(MINIMAL, tmp_path / "accounts.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_validate_reports_in_the_language_asked_for(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate"])
    english = capsys.readouterr().out
    run(["validate", "--lang", "ja"])
    japanese = capsys.readouterr().out

    assert english.endswith("\n2 errors in 1 file\n")
    assert ROLE in japanese
    assert japanese.endswith("\nエラー 2 件 (1 ファイル)\n")
    assert [line for line in english.splitlines() if "^" in line] == [
        line for line in japanese.splitlines() if "^" in line
    ]


@pytest.mark.parametrize("words", [["generate"], ["build"], ["reach", "bob"], ["can", "bob", "s3:GetObject", "*"]])
def test_a_command_that_cannot_read_the_file_says_so_in_the_language_asked_for(
    words: list[str], broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([*words, "--lang", "ja"])

    assert code == 3
    assert ROLE in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(
            ["explain", "alise", "developer@dev"],
            2,
            "エラー:「alise」という名前の者はファイルにいません。「alice」のことですか？",
            id="who",
        ),
        pytest.param(["generate", "--today", "soon"], 2, "エラー: --today の「soon」は日付ではありません", id="when"),
        pytest.param(["build"], 2, "エラー: mkdocs.yml がありません", id="what is missing"),
        pytest.param(["generate", "--file", "nowhere.yaml"], 3, "ファイル「nowhere.yaml」はありません", id="where"),
        pytest.param(["init", "accounts.yaml"], 1, "エラー: accounts.yaml はファイルです", id="what is in the way"),
    ],
)
def test_a_refusal_is_told_in_the_language_asked_for(
    words: list[str], code: int, said: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--lang", "ja"]) == code
    assert said in capsys.readouterr().err


def test_what_was_done_is_told_in_the_language_asked_for(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generated = run(["generate", "--lang", "ja"])
    written = capsys.readouterr().err
    checked = run(["generate", "--check", "--lang", "ja"])
    fine = capsys.readouterr().err
    (sound / "nav.generated.yml").unlink()
    stale = run(["generate", "--check", "--lang", "ja"])
    told = capsys.readouterr()

    assert (generated, checked, stale) == (0, 0, 1)
    assert "書き込み" in written
    assert fine == "生成されたファイルは最新です。\n"
    assert "nav.generated.yml: なし" in told.out
    assert "最新でない生成ファイルが 1 件あります" in told.err


def test_programs_read_the_same_in_every_language_but_the_message(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = {}
    for language in ("en", "ja"):
        run(["validate", "--format", "sarif", "--lang", language])
        logs[language] = json.loads(capsys.readouterr().out)["runs"][0]["results"]

    assert all(ours["message"] != theirs["message"] for ours, theirs in zip(logs["en"], logs["ja"], strict=True))
    assert [{**one, "message": None} for one in logs["en"]] == [{**one, "message": None} for one in logs["ja"]]


@pytest.mark.parametrize("format_", ["json", "github"])
def test_formats_for_programs_hold_the_message_in_the_language(
    format_: str, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["validate", "--format", format_, "--lang", "ja"])

    assert ROLE in capsys.readouterr().out
