"""Drawings that are kept out of the way of MkDocs are in the site as if they were not."""

import os
import subprocess
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from iam_atlas import build
from iam_atlas.site import mkdocs
from iam_atlas.site.figures import Figures

_ACCOUNTS = Path(__file__).parents[1] / "organisations" / "minimal" / "accounts.yaml"


def _page(path: str) -> Page:
    return Page(None, File(path, "", "", use_directory_urls=False), MkDocsConfig())


def _figure(drawing: str) -> str:
    return f'<figure class="atlas-diagram" data-search-exclude="">\n{drawing}\n</figure>'


def test_a_site_has_the_bytes_that_mkdocs_alone_gives_it(tmp_path: Path) -> None:
    (tmp_path / "accounts.yaml").write_text(f"site: {{ languages: [en, ja] }}\n{_ACCOUNTS.read_text()}")
    build.init(tmp_path, "en")
    build.generate(tmp_path / "accounts.yaml")

    for configuration in (mkdocs.CONFIGURATION, "mkdocs.generated.ja.yml"):
        assert mkdocs.build_site(tmp_path, configuration, strict=True, into=str(tmp_path / "ours")) == 0
        alone = [sys.executable, "-m", "mkdocs", "build", "--config-file", configuration, "--site-dir", "theirs"]
        subprocess.run(alone, cwd=tmp_path, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})

        assert _files(tmp_path / "ours") == _files(tmp_path / "theirs")
        assert b"<svg" in _files(tmp_path / "ours")["atlas/accounts/dev.html"]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_drawing_comes_back_to_its_own_place() -> None:
    figures, one, other = Figures(), _page("one.md"), _page("other.md")
    written = f"# One\n\n{_figure('<svg>1</svg>')}\n\n{_figure('<svg>2</svg>')}\n\n{_figure('<svg>1</svg>')}\n"

    first = figures.on_page_markdown(written, one)
    second = figures.on_page_markdown(_figure("<svg>3</svg>"), other)

    assert "svg" not in first + second
    assert figures.on_post_page(second, other) == _figure("<svg>3</svg>")
    assert figures.on_post_page(first, one) == written


def test_what_a_team_writes_is_left_alone() -> None:
    figures, page = Figures(), _page("own.md")
    own = '<figure>\n<svg>ours</svg>\n</figure>\n<i data-iam-atlas="0"></i>\n'

    assert figures.on_page_markdown(own, page) == own
    assert figures.on_post_page(own, page) == own
