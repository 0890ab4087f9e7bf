"""What a page shows as printed -> whether it is what is printed today."""

from pathlib import Path

import pytest

from iam_atlas.cli import FINE, FOUND, run

ELIDED = "..."
"""Stands for anything at all in what a page shows."""


class Printer:
    """Runs our commands in a folder, as a reader would who had typed them there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def printed(self, arguments: list[str], folder: Path, *codes: int) -> str:
        """What the command prints on stdout. Fails where its exit code is none of `codes`: 0 and 1, unless named."""
        self._monkeypatch.chdir(folder)
        self._capsys.readouterr()
        code = run([word for argument in arguments for word in _globbed(argument, folder)])
        said = self._capsys.readouterr()
        assert code in (codes or (FINE, FOUND)), f"{' '.join(arguments)}: {said.err}"
        return said.out


def fits(shown: str, printed: str) -> bool:
    """Whether `shown`, in which `...` stands for anything, is in `printed`, piece after piece in order."""
    at = 0
    for piece in _plain(shown).split(ELIDED):
        found = _plain(printed).find(piece.strip("\n"), at)
        if found < 0:
            return False
        at = found + len(piece.strip("\n"))
    return True


def _globbed(argument: str, folder: Path) -> list[str]:
    if "*" not in argument or "/" not in argument:
        return [argument]
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(argument))


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())
