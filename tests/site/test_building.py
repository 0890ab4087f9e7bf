"""A built site takes the place of the last one as a whole, or not at all."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from iam_atlas.errors import OutputError
from iam_atlas.site import building, mkdocs, moving
from iam_atlas.site.published import published_folder
from iam_atlas.site.trees import trees_of
from iam_atlas.site.writer import writing

SETTINGS = {
    "": "site",
    "site_dir: public": "public",
    "site_dir: public/www/": "public/www",
    "INHERIT: nav.generated.yml": "site",
    "INHERIT: ../shared.yml": None,
    "INHERIT: ../shared.yml\nsite_dir: public": "public",
    "site_dir: !ENV [SITE, public]": None,
    "site_dir: ../public": None,
    "site_dir: /var/www": None,
    "site_dir: .": None,
    "site_dir: .hidden": None,
    "site_dir: linked": None,
    "site_dir: linked/site": None,
}


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_site_goes_where_mkdocs_would_put_it_or_is_left_to_mkdocs(settings: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "linked").symlink_to(tmp_path.parent)

    assert published_folder(tmp_path) == SETTINGS[settings]


def test_a_new_site_replaces_the_last_but_for_names_with_a_dot(project: Path, mkdocs_does: Callable[..., None]) -> None:
    mkdocs_does({"": {"index.html": "new", "assets/a.css": "new"}, "ja/": {"index.html": "新"}})

    build(project, "en", "ja")

    assert files(project / "site") == {
        ".nojekyll": "",
        "index.html": "new",
        "assets/a.css": "new",
        "ja/index.html": "新",
    }


def test_where_one_language_fails_all_of_the_last_site_stays(project: Path, mkdocs_does: Callable[..., None]) -> None:
    before = files(project / "site")
    mkdocs_does({"": {"index.html": "new"}}, fails="ja/")

    with pytest.raises(OutputError, match=r"MkDocs could not build the site; what .* above; site/ is as it was$"):
        build(project, "en", "ja")

    assert files(project / "site") == before
    assert sorted(path.name for path in (project / ".iam-atlas").iterdir()) == [".gitignore", "lock"]


def test_a_full_disk_is_named_where_mkdocs_fails(
    project: Path, mkdocs_does: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdocs_does({}, fails="")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))

    with pytest.raises(OutputError, match="the disk is full: free some space and run the command again"):
        build(project, "en")


@pytest.mark.parametrize("moves_done", range(5))
def test_a_failure_while_the_site_moves_leaves_the_last(
    moves_done: int, project: Path, mkdocs_does: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project / "site")
    mkdocs_does({"": {"index.html": "new", "new.html": "new", "atlas/page.html": "new"}})
    break_after(moves_done, OSError(errno.EIO, "the disk is on fire"), monkeypatch)

    with pytest.raises(OutputError, match="the disk is on fire; nothing was changed"):
        build(project, "en")

    assert files(project / "site") == before


def test_a_folder_that_nothing_can_be_renamed_into_is_left_to_mkdocs(
    project: Path, mkdocs_does: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdocs_does({"": {"index.html": "new"}})
    break_after(0, OSError(errno.EXDEV, "another file system"), monkeypatch)

    build(project, "en")

    assert files(project / "site")["index.html"] == "new"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One that has been built before."""
    for path, text in {".nojekyll": "", "index.html": "old", "atlas/page.html": "old", "gone.html": "old"}.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mkdocs_does(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let MkDocs write these files for each tree, or fail in the middle of one; so a test takes no seconds."""

    def does(trees: dict[str, dict[str, str]], fails: str | None = None) -> None:
        def build_site(root: Path, configuration: str, *, strict: bool, into: str | None, held: int | None) -> int:
            below = next(tree.below for tree in trees_of(("en", "ja")) if tree.configuration == configuration)
            for path, text in trees.get(below, {"half.html": ""}).items():
                target = root / (into or f"site/{below}") / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            return int(below == fails)

        monkeypatch.setattr(mkdocs, "build_site", build_site)

    return does


def break_after(moves: int, error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one rename fail."""
    original, done = moving._rename, iter(range(100))

    def rename(*move: object) -> None:
        if next(done) == moves:
            raise error
        original(*move)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "_rename", rename)


def build(project: Path, *languages: str) -> None:
    with writing(project) as held:
        building.build_trees(held, trees_of(languages), strict=False)


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}
