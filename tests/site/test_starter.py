from pathlib import Path

import pytest

from iam_atlas.load.landscape import load_landscape
from iam_atlas.site.starter import start, starter_files

REPOSITORY = Path(__file__).parent.parent.parent
SHARED = ("mkdocs.yml", "overrides/main.html", "overrides/partials/actions.html", "overrides/partials/alternate.html")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_accounts_file_of_a_new_repository_is_valid_and_in_its_language(language: str, tmp_path: Path) -> None:
    start(tmp_path, starter_files(language, "{}"))

    landscape = load_landscape(tmp_path / "accounts.yaml")

    assert landscape.site.languages == (language,)
    assert not landscape.warnings


def test_nothing_that_exists_is_overwritten_not_even_by_way_of_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")

    started = start(tmp_path, {"a.txt": "ours", "b.txt": "ours", "deep/c.txt": "ours"})

    assert started.kept == ("a.txt", "b.txt")
    assert started.written == ("deep/c.txt",)
    assert (tmp_path / "a.txt").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("path", SHARED)
def test_this_repository_is_configured_as_a_new_one(path: str) -> None:
    """But for the address of its own sources, which only the repository knows."""
    ours = [line for line in (REPOSITORY / path).read_text().splitlines() if "source_url:" not in line]
    new = [line for line in starter_files("en", "{}")[path].splitlines() if "source_url:" not in line]

    assert ours == new
