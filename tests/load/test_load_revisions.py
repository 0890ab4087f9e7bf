"""An accounts file as it was at a git revision, read without touching the work tree."""

from pathlib import Path

import pytest

from iam_atlas.errors import UsageError
from iam_atlas.load.revisions import Version, on_disk, version_of
from repositories import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of `org/accounts.yaml` with an include in another language's letters, and a file elsewhere."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    commit(root, {"org/accounts.yaml": "one", "org/deep/\u30ed\u30fc\u30eb.yaml": "\u00e9", "elsewhere.yaml": "x"})
    commit(root, {"org/accounts.yaml": "two"})
    return root


def test_the_file_is_there_as_it_was_with_all_that_lies_beside_it(repository: Path) -> None:
    with on_disk(Version(repository / "org" / "accounts.yaml", "HEAD~1")) as file:
        assert file is not None
        assert file.read_text() == "one"
        assert (file.parent / "deep" / "\u30ed\u30fc\u30eb.yaml").read_text(encoding="utf-8") == "\u00e9"
        assert not (file.parent / "elsewhere.yaml").exists()

    assert not file.exists()


def test_work_tree_and_index_stay_as_they_are(repository: Path) -> None:
    (repository / "org" / "accounts.yaml").write_text("not committed")
    before = git(repository, "status", "--porcelain=v2", "--branch")

    with on_disk(Version(repository / "org" / "accounts.yaml", "HEAD~1")):
        pass

    assert git(repository, "status", "--porcelain=v2", "--branch") == before
    assert (repository / "org" / "accounts.yaml").read_text() == "not committed"


def test_what_export_ignore_leaves_out_of_archives_is_read_all_the_same(repository: Path) -> None:
    commit(repository, {".gitattributes": "org/** export-ignore\n"})

    with on_disk(Version(repository / "org" / "accounts.yaml", "HEAD")) as file:
        assert file is not None


def test_a_revision_without_the_file_has_none(repository: Path) -> None:
    with on_disk(Version(repository / "org" / "new.yaml", "HEAD")) as file:
        assert file is None


def test_a_version_without_a_revision_is_the_file_itself(tmp_path: Path) -> None:
    with on_disk(Version(tmp_path / "accounts.yaml")) as file:
        assert file == tmp_path / "accounts.yaml"


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~9", "--output=x", "", "HEAD:org", "a b"])
def test_a_revision_that_there_is_not_is_named(revision: str, repository: Path) -> None:
    with pytest.raises(UsageError, match="no file, folder or git revision"), on_disk(_at(repository, revision)):
        pass

    assert sorted(path.name for path in repository.iterdir()) == [".git", "elsewhere.yaml", "org"]


def test_a_shallow_clone_is_told_what_to_do(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository}", str(shallow))

    with pytest.raises(UsageError, match=r"git fetch --unshallow.*fetch-depth: 0"), on_disk(_at(shallow, "HEAD~1")):
        pass


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(UsageError, match="not a git repository"), on_disk(Version(tmp_path / "a.yaml", "HEAD")):
        pass


def test_a_machine_without_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UsageError, match="no git on the path"), on_disk(_at(repository, "HEAD")):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"), on_disk(Version(tmp_path / "no" / "a.yaml", "HEAD")):
        pass


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("folder", Version(Path("folder/accounts.yaml"))),
        ("other.yaml", Version(Path("other.yaml"))),
        ("main", Version(Path("accounts.yaml"), "main")),
    ],
)
def test_a_word_is_a_folder_a_file_or_else_a_revision(
    word: str, meant: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "other.yaml").touch()
    monkeypatch.chdir(tmp_path)

    assert version_of(word, Path("accounts.yaml")) == meant


def _at(folder: Path, revision: str) -> Version:
    return Version(folder / "org" / "accounts.yaml", revision)
