"""What README tells somebody who starts from nothing: its commands exist, in the order in which they work."""

import re
from pathlib import Path

import pytest

from iam_atlas.cli import run
from iam_atlas.load.landscape import load_landscape

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
FROM_NOTHING = re.search(r"From nothing.*?```console\n(.*?)```", README, re.DOTALL)
EXAMPLE = re.search(r"```yaml\n(version: 1\n.*?)```", README, re.DOTALL)


def test_whoever_starts_from_nothing_installs_starts_builds_and_looks() -> None:
    assert FROM_NOTHING
    lines = [line.split("#")[0].split() for line in FROM_NOTHING[1].splitlines()]

    assert [line[1:3] for line in lines] == [
        ["python3", "-m"],
        ["pip", "install"],
        ["iam-atlas", "init"],
        ["iam-atlas", "build"],
        ["iam-atlas", "serve"],
    ]


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^(?:\$|\|) `?iam-atlas ([a-z-]+)", README, re.MULTILINE))))
def test_every_command_that_it_names_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"iam-atlas {command}" in capsys.readouterr().out


def test_its_ten_lines_are_a_whole_file_without_a_warning(tmp_path: Path) -> None:
    assert EXAMPLE
    file = tmp_path / "accounts.yaml"
    file.write_text(EXAMPLE[1], encoding="utf-8")

    assert load_landscape(file).warnings == ()


def test_what_init_writes_is_the_file_that_it_shows(tmp_path: Path) -> None:
    assert EXAMPLE
    shown, started = tmp_path / "accounts.yaml", tmp_path / "started"
    shown.write_text(EXAMPLE[1], encoding="utf-8")
    run(["init", str(started)])

    assert _grants(started / "accounts.yaml") == _grants(shown)


def _grants(file: Path) -> list[tuple[str, ...]]:
    return [(str(grant.grantee), *map(str, grant.roles)) for grant in load_landscape(file).grants]
