"""What an export writes, what it removes, and what it never touches."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from iam_atlas.errors import OutputError
from iam_atlas.site.exported import LIST, write_folder, write_text


def files(folder: Path) -> dict[str, str]:
    """Every file below the folder but our own list."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_a_new_folder_gets_the_files(tmp_path: Path) -> None:
    done = write_folder(tmp_path / "out", {"b/c.txt": "c", "a.txt": "a"})

    assert files(tmp_path / "out") == {"a.txt": "a", "b/c.txt": "c"}
    assert (done.written, done.removed) == (("a.txt", "b/c.txt"), ())


def test_a_second_run_writes_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.txt": "a", "old/b.txt": "b", "same.txt": "s"})

    done = write_folder(tmp_path, {"a.txt": "A", "same.txt": "s", "new.txt": "n"})

    assert files(tmp_path) == {"a.txt": "A", "same.txt": "s", "new.txt": "n"}
    assert not (tmp_path / "old").exists()
    assert (done.written, done.removed) == (("a.txt", "new.txt"), ("old/b.txt",))


def test_a_run_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.txt": "a"})
    before = (tmp_path / LIST).read_bytes()

    done = write_folder(tmp_path, {"a.txt": "a"})

    assert (done.written, done.removed) == ((), ())
    assert (tmp_path / LIST).read_bytes() == before


def test_a_folder_may_be_a_repository_and_hold_files_of_others_later(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_folder(tmp_path, {"a.txt": "a"})
    (tmp_path / "README").write_text("mine", encoding="utf-8")

    write_folder(tmp_path, {"b.txt": "b"}, force=True)

    assert files(tmp_path) == {"README": "mine", "b.txt": "b"}


def a_folder_of_somebody(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")


def a_file_in_the_way(folder: Path) -> None:
    write_folder(folder, {"other.txt": "x"})
    (folder / "a.txt").write_text("mine", encoding="utf-8")


def a_folder_in_the_way(folder: Path) -> None:
    write_folder(folder, {"other.txt": "x"})
    (folder / "a.txt").mkdir()


def a_file_for_a_folder(folder: Path) -> None:
    write_folder(folder, {"other.txt": "x"})
    (folder / "sub").write_text("mine", encoding="utf-8")


def a_link(folder: Path) -> None:
    write_folder(folder, {"other.txt": "x"})
    (folder.parent / "elsewhere").mkdir()
    (folder / "sub").symlink_to(folder.parent / "elsewhere")


def a_broken_list(folder: Path) -> None:
    (folder / LIST).write_text("[]", encoding="utf-8")


IN_THE_WAY: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder that no export made": (a_folder_of_somebody, "is not empty, and no export made it"),
    "a file of somebody": (a_file_in_the_way, "a.txt is in the way"),
    "a folder where a file must go": (a_folder_in_the_way, "a.txt is in the way"),
    "a file where a folder must go": (a_file_for_a_folder, "sub is in the way"),
    "a link to somewhere else": (a_link, "sub is in the way"),
    "a list that no export wrote": (a_broken_list, "is no list of an export"),
}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("prepare", "said"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_what_is_somebody_elses_stays_whatever_is_forced(
    prepare: Callable[[Path], None], said: str, force: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    prepare(folder)
    before = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))

    with pytest.raises(OutputError, match=said):
        write_folder(folder, {"a.txt": "a", "sub/b.txt": "b"}, force=force)

    assert sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("texts", [{"a.txt": "new"}, {"b.txt": "b"}], ids=["to be replaced", "to be removed"])
def test_an_edit_of_an_exported_file_is_given_up_only_by_force(texts: dict[str, str], tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.txt": "a"})
    (tmp_path / "a.txt").write_text("edited", encoding="utf-8")

    with pytest.raises(OutputError, match=r"a\.txt was edited"):
        write_folder(tmp_path, texts)
    assert files(tmp_path) == {"a.txt": "edited"}

    write_folder(tmp_path, texts, force=True)
    assert files(tmp_path) == texts


def test_an_edit_that_says_what_is_exported_now_is_none(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.txt": "a"})
    (tmp_path / "a.txt").write_text("b", encoding="utf-8")

    assert write_folder(tmp_path, {"a.txt": "b"}).written == ()


@pytest.mark.parametrize("path", ["../mine.txt", "/mine.txt", "a/../../mine.txt", LIST])
def test_a_list_that_names_files_elsewhere_removes_none(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, {"a.txt": "a"})
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    listed["files"][path] = listed["files"]["a.txt"]
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")

    write_folder(folder, {"a.txt": "a"}, force=True)

    assert mine.read_text(encoding="utf-8") == "mine"
    assert (folder / LIST).is_file()


def test_a_run_killed_half_way_leaves_nothing_foreign(tmp_path: Path) -> None:
    """The list of both runs stands before the first file changes."""
    write_folder(tmp_path, {"a.txt": "a"})
    listed = json.loads((tmp_path / LIST).read_text(encoding="utf-8"))
    write_folder(tmp_path, {"a.txt": "A", "b.txt": "b"})
    after = json.loads((tmp_path / LIST).read_text(encoding="utf-8"))
    both = {path: [*listed["files"].get(path, []), *after["files"][path]] for path in after["files"]}
    (tmp_path / LIST).write_text(json.dumps({"format": 1, "files": both}), encoding="utf-8")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "b.txt").unlink()

    write_folder(tmp_path, {"a.txt": "A", "b.txt": "b"})

    assert files(tmp_path) == {"a.txt": "A", "b.txt": "b"}


def test_one_text_goes_to_a_file_and_again_while_it_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config"

    write_text(file, "a")
    write_text(file, "a")

    assert file.read_text(encoding="utf-8") == "a"


def test_a_file_that_holds_something_else_is_replaced_only_by_force(tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match="holds something else"):
        write_text(file, "a")
    assert file.read_text(encoding="utf-8") == "mine"

    write_text(file, "a", force=True)
    assert file.read_text(encoding="utf-8") == "a"


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="is a folder"):
        write_text(tmp_path, "a", force=True)
    with pytest.raises(OutputError, match="is a file"):
        write_folder(tmp_path / "file", {"a": "a"}, force=True)
