from pathlib import Path

from iam_atlas.site.own_pages import own_pages


def test_own_pages_are_found_sorted_without_generated_and_hidden_ones(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "index.md", "atlas/x.md", ".hidden/x.md", "a/.draft.md", "picture.png")

    assert own_pages(tmp_path) == ("a/z.md", "b.md")


def test_pages_of_another_language_are_those_of_its_own_tree(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "ja/b.md", "ja/atlas/x.md", "japan.md")

    assert own_pages(tmp_path, ["ja/"]) == ("b.md", "japan.md")
    assert own_pages(tmp_path / "ja") == ("b.md",)


def test_a_folder_that_is_not_there_has_no_pages(tmp_path: Path) -> None:
    assert own_pages(tmp_path / "docs") == ()


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# A page\n")
