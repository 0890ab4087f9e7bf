"""Every command and option stands in docs/reference/commands.md."""

import re
from pathlib import Path

import pytest

from iam_atlas.cli import run

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "commands.md"
_EVERYWHERE = {"--help"}


def section(command: str) -> str:
    """What the reference says of one command."""
    return REFERENCE.read_text(encoding="utf-8").split(f"\n## {command}\n")[1].split("\n## ")[0]


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The commands that the program has, as its help lists them."""
    run(["--help"])
    listed = capsys.readouterr().out.split("Commands")[1]
    return re.findall(r"^│ ([a-z-]+)  ", listed, re.MULTILINE)


def test_every_command_and_each_of_its_options_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    names = commands(capsys)

    assert "generate" in names
    for name in names:
        run([name, "--help"])
        options = set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out.split("Options")[1])) - _EVERYWHERE
        assert options
        assert {option for option in options if option not in section(name)} == set()


def test_the_reference_invents_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    for name in commands(capsys):
        run([name, "--help"])
        known = capsys.readouterr().out
        assert {option for option in re.findall(r"--[a-z][a-z-]*", section(name)) if option not in known} == set()
