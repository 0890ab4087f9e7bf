"""What somebody writes into a generated file while a run moves files is not lost, at whatever moment it comes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iam_atlas.errors import OutputError
from iam_atlas.site import moving
from iam_atlas.site.journal import Ground, Move
from iam_atlas.site.stamp import stamped
from iam_atlas.site.writer import is_interrupted, write, writing

OLD = {"docs/atlas/a.md": "old a", "docs/atlas/gone.md": "old gone", "nav.generated.yml": "old nav"}
NEW = {"docs/atlas/a.md": "new a", "docs/atlas/come.md": "new", "nav.generated.yml": "new nav"}
WORDS = "my words"


def in_place(page: Path) -> None:
    """As an editor that writes into the file itself; it makes the file where it is not there."""
    page.write_text(WORDS, encoding="utf-8")


def anew(page: Path) -> None:
    """As an editor that writes a new file and gives it the name of the old one."""
    beside = page.with_name("beside")
    beside.write_text(WORDS, encoding="utf-8")
    beside.replace(page)


@pytest.mark.parametrize("edit", [in_place, anew])
@pytest.mark.parametrize("path", ["docs/atlas/a.md", "docs/atlas/gone.md", "docs/atlas/come.md"])
@pytest.mark.parametrize("moment", range(8))
def test_an_edit_between_any_two_renames_is_still_there(
    moment: int, path: str, edit: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, OLD)
    done = at_rename(moment, lambda: edit(tmp_path / path), monkeypatch)

    run_or_refuse(tmp_path, NEW)

    assert next(done) > moment, "fewer renames than moments"
    assert not is_interrupted(tmp_path)
    assert any(WORDS in file.read_text(encoding="utf-8") for file in texts(tmp_path))


@pytest.mark.parametrize("path", ["docs/atlas/a.md", "docs/atlas/come.md"])
def test_an_edit_after_a_kill_is_kept_when_the_next_run_puts_things_back(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, OLD)
    with monkeypatch.context() as killed:
        killed.setattr(moving, "heal", lambda *_: {})
        killed.setattr(moving, "_require_untouched", killed_there)
        with pytest.raises(ZeroDivisionError):
            run(tmp_path, NEW)
    in_place(tmp_path / path)

    with writing(tmp_path) as held:
        kept = held.kept

    assert WORDS in (tmp_path / kept[path]).read_text(encoding="utf-8")
    assert {file.name for file in (tmp_path / "docs/atlas").iterdir()} == {".manifest.json", "a.md", "gone.md"}


def test_a_file_that_is_written_to_all_the_time_is_named_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, OLD)
    texts = iter(range(100))

    def write_on(ground: Ground, move: Move) -> None:
        (tmp_path / "docs/atlas/a.md").write_text(f"{WORDS} {next(texts)}", encoding="utf-8")
        original(ground, move)

    original = moving._rename
    monkeypatch.setattr(moving, "_rename", write_on)
    with pytest.raises(OutputError, match=r"another program is writing to docs/atlas/a\.md; nothing was changed"):
        run(tmp_path, NEW)

    assert WORDS in (tmp_path / "docs/atlas/a.md").read_text(encoding="utf-8")
    assert (tmp_path / "docs/atlas/gone.md").exists()


def killed_there(*_: object) -> None:
    raise ZeroDivisionError


def at_rename(moment: int, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let it happen before one rename of the first attempt; returns the counter of renames."""
    original, done = moving._rename, iter(range(1000))

    def rename(ground: Ground, move: Move) -> None:
        if next(done) == moment:
            act()
        original(ground, move)

    monkeypatch.setattr(moving, "_rename", rename)
    return done


def run(root: Path, texts: dict[str, str]) -> None:
    with writing(root) as held:
        write(held, {path: stamped(path, text).encode() for path, text in texts.items()})


def run_or_refuse(root: Path, texts: dict[str, str]) -> None:
    """A file that was not there before is somebody else's; that it is in the way may be said."""
    try:
        run(root, texts)
    except OutputError as error:
        assert "in the way" in str(error)


def texts(root: Path) -> Iterator[Path]:
    """Every page, and every text that was kept."""
    yield from (root / "docs").rglob("*.md")
    yield from (root / ".iam-atlas/kept").rglob("*.md")
