import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from iam_atlas.errors import OutputError
from iam_atlas.site import moving
from iam_atlas.site.journal import Ground, Move
from iam_atlas.site.manifest import MANIFEST_PATH, read_manifest
from iam_atlas.site.plan import Plan
from iam_atlas.site.stamp import stamped
from iam_atlas.site.writer import is_interrupted, write, writing

OLD = {"docs/atlas/a.md": "old a", "docs/atlas/gone/b.md": "old b", "nav.generated.yml": "old nav"}
NEW = {"docs/atlas/a.md": "new a", "docs/atlas/come/c.md": "new c", "nav.generated.yml": "new nav"}


def test_a_run_writes_every_file_and_a_manifest_that_lists_them(tmp_path: Path) -> None:
    run(tmp_path, OLD)

    manifest = read_manifest((tmp_path / MANIFEST_PATH).read_text())
    assert set(manifest.files) == set(OLD)
    assert all(manifest.lists(path, (tmp_path / path).read_bytes()) for path in OLD)


def test_a_second_run_replaces_what_changed_and_removes_what_is_gone_with_its_folder(tmp_path: Path) -> None:
    run(tmp_path, OLD)

    run(tmp_path, NEW)

    assert tree(tmp_path) == expected(NEW)
    assert not (tmp_path / "docs/atlas/gone").exists()


def test_a_run_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")}

    plan = run(tmp_path, OLD)

    assert plan.is_empty
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")} == before


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    os.utime(tmp_path / "docs/atlas/gone/b.md", ns=(1, 1))
    os.utime(tmp_path / "nav.generated.yml", ns=(1, 1))

    run(tmp_path, {**OLD, "docs/atlas/a.md": "new a"})

    assert (tmp_path / "docs/atlas/gone/b.md").stat().st_mtime_ns == 1
    assert (tmp_path / "nav.generated.yml").stat().st_mtime_ns == 1
    assert "new a" in (tmp_path / "docs/atlas/a.md").read_text()


def test_line_ends_of_windows_are_no_change(tmp_path: Path) -> None:
    run(tmp_path, {"docs/atlas/a.md": "one\ntwo\n"})
    page = tmp_path / "docs/atlas/a.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))

    plan = run(tmp_path, {"docs/atlas/a.md": "one\ntwo\n"})

    assert plan.is_empty
    assert not plan.edited


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    own = [tmp_path / "docs/atlas/notes.md", tmp_path / "docs/atlas/gone/notes.md", tmp_path / "docs/index.md"]
    for page in own:
        page.write_text("mine")

    run(tmp_path, NEW)

    assert [page.read_text() for page in own] == ["mine"] * 3


def test_a_foreign_file_in_the_way_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    (tmp_path / "docs/atlas/come").mkdir()
    (tmp_path / "docs/atlas/come/c.md").write_text("mine")

    with pytest.raises(OutputError, match=r"docs/atlas/come/c\.md is in the way"):
        run(tmp_path, NEW)

    assert tree(tmp_path) == {**expected(OLD), "docs/atlas/come/c.md": "mine"}


def test_a_foreign_file_that_says_the_same_is_taken_over(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    (tmp_path / MANIFEST_PATH).unlink()

    run(tmp_path, OLD)

    assert tree(tmp_path) == expected(OLD)


def test_a_file_where_a_folder_has_to_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs/atlas").mkdir(parents=True)
    (tmp_path / "docs/atlas/come").write_text("mine")

    with pytest.raises(OutputError, match="is a file, but generated files go into a folder"):
        run(tmp_path, NEW)


def test_a_folder_where_a_file_has_to_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs/atlas/a.md").mkdir(parents=True)

    with pytest.raises(OutputError, match="a folder of that name is there"):
        run(tmp_path, NEW)


def test_an_edited_file_is_replaced_and_its_text_kept(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    page = tmp_path / "docs/atlas/a.md"
    page.write_text(page.read_text() + "my words")

    with writing(tmp_path) as held:
        plan, kept = write(held, encoded(NEW))

    assert plan.edited == ("docs/atlas/a.md",)
    assert "my words" in (tmp_path / kept["docs/atlas/a.md"]).read_text()
    assert tree(tmp_path) == expected(NEW)


def test_an_edited_file_that_is_no_longer_generated_is_kept_too(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    page = tmp_path / "docs/atlas/gone/b.md"
    page.write_text(page.read_text() + "my words")

    with writing(tmp_path) as held:
        _, kept = write(held, encoded(NEW))

    assert "my words" in (tmp_path / kept["docs/atlas/gone/b.md"]).read_text()
    assert not page.exists()


def test_two_edits_of_one_file_are_both_kept(tmp_path: Path) -> None:
    page = tmp_path / "docs/atlas/a.md"
    for words in ("first", "second"):
        run(tmp_path, OLD)
        page.write_text(page.read_text() + words)
    run(tmp_path, OLD)

    kept = "".join(path.read_text() for path in (tmp_path / ".iam-atlas/kept").rglob("a.*.md"))
    assert "first" in kept
    assert "second" in kept


def test_a_stale_file_without_the_marker_stays_whatever_the_manifest_says(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    page = tmp_path / "docs/atlas/gone/b.md"
    page.write_text("mine, from scratch")

    plan = run(tmp_path, NEW)

    assert plan.left == ("docs/atlas/gone/b.md",)
    assert page.read_text() == "mine, from scratch"


@pytest.mark.parametrize("link", ["docs", "docs/atlas", "docs/atlas/come", "docs/atlas/a.md"])
def test_nothing_is_written_through_a_symbolic_link(link: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "project"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere)

    with pytest.raises(OutputError, match=f"{link} is a symbolic link"):
        run(root, NEW)

    assert not any(elsewhere.iterdir())


def test_nothing_is_deleted_through_a_symbolic_link(tmp_path: Path) -> None:
    run(tmp_path, OLD)
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "docs/atlas/gone").rename(elsewhere)
    (tmp_path / "docs/atlas/gone").symlink_to(elsewhere)

    with pytest.raises(OutputError, match="docs/atlas/gone is a symbolic link"):
        run(tmp_path, NEW)

    assert (elsewhere / "b.md").exists()


def test_a_link_of_somebody_else_that_is_not_in_the_way_is_no_business_of_ours(tmp_path: Path) -> None:
    (tmp_path / "docs/atlas").mkdir(parents=True)
    (tmp_path / "docs/atlas/mine.md").symlink_to(tmp_path / "nowhere")

    run(tmp_path, NEW)

    assert (tmp_path / "docs/atlas/mine.md").is_symlink()


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="one file on systems that ignore case"):
        run(tmp_path, {"docs/atlas/Admin.md": "", "docs/atlas/admin.md": ""})


def test_names_outside_of_the_generated_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="docs/atlas/ and nowhere else"):
        run(tmp_path, {"docs/index.md": "mine"})


def test_a_navigation_that_outlived_its_manifest_is_replaced_and_kept(tmp_path: Path) -> None:
    (tmp_path / "nav.generated.yml").write_text(stamped("nav.generated.yml", "older"))

    plan = run(tmp_path, NEW)

    assert plan.edited == ("nav.generated.yml",)
    assert tree(tmp_path) == expected(NEW)


def test_a_navigation_that_somebody_else_wrote_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "nav.generated.yml").write_text("mine")

    with pytest.raises(OutputError, match=r"nav\.generated\.yml is in the way"):
        run(tmp_path, NEW)


@pytest.mark.parametrize("moves_done", range(8))
def test_a_failure_after_any_rename_leaves_the_previous_state(
    moves_done: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, OLD)
    before = tree(tmp_path)
    break_after(moves_done, monkeypatch)

    with pytest.raises(OutputError, match="the disk is on fire"):
        run(tmp_path, NEW)

    assert tree(tmp_path) == before
    assert not is_interrupted(tmp_path)


@pytest.mark.parametrize("moves_done", range(8))
def test_a_kill_after_any_rename_is_healed_and_never_published(
    moves_done: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, OLD)
    with monkeypatch.context() as broken:
        broken.setattr(moving, "heal", lambda _: {})
        break_after(moves_done, broken)
        with pytest.raises(OutputError):
            run(tmp_path, NEW)

    assert is_interrupted(tmp_path)
    assert moves_done == 0 or not (tmp_path / "nav.generated.yml").exists()
    heal(tmp_path)
    assert tree(tmp_path) == expected(OLD)
    run(tmp_path, NEW)
    assert tree(tmp_path) == expected(NEW)


@pytest.mark.parametrize(
    "journal",
    [
        '[["docs/own.md", "docs/atlas/a.md", ""]]',
        '[["docs/atlas/a.md", "../outside.md", ""]]',
        '[[".iam-atlas/staged/../../accounts.yaml", "docs/atlas/a.md", ""]]',
        '[["/etc/passwd", "docs/atlas/a.md", ""]]',
        '[["docs/atlas/a.md", "site/../accounts.yaml", ""]]',
        '[["docs/atlas/a.md", ".git/config", ""]]',
        "[1]",
        "not even JSON",
    ],
)
def test_a_journal_that_no_run_wrote_moves_nothing(journal: str, tmp_path: Path) -> None:
    run(tmp_path, OLD)
    (tmp_path / ".iam-atlas/journal.json").write_text(journal)

    with pytest.raises(OutputError, match=r"\.iam-atlas/journal\.json .* remove it"):
        run(tmp_path, NEW)

    assert tree(tmp_path) == expected(OLD)


@pytest.mark.parametrize("content", ["", "0" * 64])
def test_a_page_that_a_journal_claims_for_a_run_is_kept_when_its_text_is_another(content: str, tmp_path: Path) -> None:
    run(tmp_path, OLD)
    (tmp_path / "docs/atlas/notes.md").write_text("mine")
    (tmp_path / ".iam-atlas/journal.json").write_text(
        f'[[".iam-atlas/staged/docs/atlas/notes.md", "docs/atlas/notes.md", "{content}"]]'
    )

    with writing(tmp_path) as held:
        assert (tmp_path / held.kept["docs/atlas/notes.md"]).read_text() == "mine"


@pytest.mark.parametrize("link", [".iam-atlas", ".iam-atlas/staged", ".iam-atlas/previous", ".iam-atlas/kept"])
def test_the_working_folder_is_never_used_through_a_symbolic_link(link: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "project"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere)

    with pytest.raises(OutputError, match=f"{link} is a symbolic link"):
        run(root, NEW)

    assert not any(elsewhere.iterdir())


def run(root: Path, texts: Mapping[str, str]) -> Plan:
    """What a run does with these texts."""
    root.mkdir(exist_ok=True)
    with writing(root) as held:
        plan, _ = write(held, encoded(texts))
    return plan


def heal(root: Path) -> None:
    """What every run does first."""
    with writing(root):
        pass


def encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: stamped(path, text).encode() for path, text in texts.items()}


def expected(texts: Mapping[str, str]) -> dict[str, str]:
    return {path: content.decode() for path, content in encoded(texts).items()}


def tree(root: Path) -> dict[str, str]:
    """Every file of the project by path, but for the manifest and the working folder."""
    files = [*(root / "docs").rglob("*"), *root.glob("nav.generated.yml")]
    named = {path.relative_to(root).as_posix(): path for path in files if path.is_file()}
    return {name: path.read_text() for name, path in named.items() if name != MANIFEST_PATH}


def break_after(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let renames between the project and the working folder fail after some of them."""
    done = 0
    original = moving._rename

    def rename(ground: Ground, move: Move) -> None:
        nonlocal done
        done += 1
        if done == moves + 1:
            raise OSError(5, "the disk is on fire", move.source)
        original(ground, move)

    monkeypatch.setattr(moving, "_rename", rename)
