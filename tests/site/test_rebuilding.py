"""A preview builds again what is another file, and tries again when a run was moving files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from iam_atlas.site import rebuilding
from iam_atlas.site.rebuilding import Rebuilding, patiently


class _Preview:
    """A folder of pages that is built as a preview builds it."""

    def __init__(self, root: Path) -> None:
        self.pages, self.site, self._rebuilding = root / "docs", root / "site", Rebuilding()
        self.pages.mkdir()
        (root / "mkdocs.yml").write_text("site_name: x\nplugins: []\ntheme: {name: null, custom_dir: theme}\n")
        (root / "theme").mkdir()
        (root / "theme" / "main.html").write_text("{{ page.content }}")
        self._root = root

    def build(self) -> None:
        loaded = load_config(str(self._root / "mkdocs.yml"), site_dir=str(self.site), use_directory_urls=False)
        loaded.plugins["ours"] = self._rebuilding
        build(loaded, serve_url="http://127.0.0.1", dirty=True)

    def put(self, page: str, text: str, *, made: float) -> None:
        """Move a page here that was made so many seconds after now."""
        aside = self._root / "aside"
        aside.write_text(text)
        now = aside.stat().st_mtime
        os.utime(aside, (now + made, now + made))
        aside.replace(self.pages / page)

    def shown(self, page: str) -> str:
        return (self.site / page).read_text()


@pytest.fixture
def preview(tmp_path: Path) -> _Preview:
    return _Preview(tmp_path)


def test_a_page_is_shown_that_was_made_before_the_last_build_and_came_after_it(preview: _Preview) -> None:
    preview.put("a.md", "old", made=-60)
    preview.build()
    preview.put("a.md", "new", made=-30)
    preview.build()

    assert preview.shown("a.html") == "<p>new</p>"


def test_a_page_that_came_while_the_last_build_was_under_way_is_shown_by_the_next(
    preview: _Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.put("a.md", "old", made=-60)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Rebuilding, "on_env", lambda *_, **__: preview.put("a.md", "new", made=0), raising=False)
        preview.build()
    assert preview.shown("a.html") == "<p>old</p>"

    preview.build()
    assert preview.shown("a.html") == "<p>new</p>"


def test_a_page_that_comes_while_others_are_built_is_not_built_without_its_text(
    preview: _Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.put("a.md", "old", made=-60)
    preview.build()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Rebuilding, "on_env", lambda *_, **__: preview.put("a.md", "new", made=60), raising=False)
        preview.build()

    assert preview.shown("a.html") == "<p>old</p>"


def test_a_page_and_a_file_that_are_as_they_were_are_not_built_again(preview: _Preview) -> None:
    preview.put("a.md", "text", made=60)
    preview.put("b.txt", "text", made=60)
    preview.build()
    for name in ("a.html", "b.txt"):
        (preview.site / name).write_text("as it was built")
    preview.build()

    assert preview.shown("a.html") == preview.shown("b.txt") == "as it was built"


def test_what_a_build_that_failed_has_left_is_built_by_the_next(
    preview: _Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.put("a.md", "old", made=-60)
    preview.build()
    preview.put("a.md", "new", made=-30)

    def fail(*_: object, **__: object) -> None:
        raise Abort("gone")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Rebuilding, "on_env", fail, raising=False)
        with pytest.raises(Abort):
            preview.build()
    preview.build()

    assert preview.shown("a.html") == "<p>new</p>"


def _fails(times: int, error: Exception) -> tuple[Callable[[], None], list[Exception]]:
    """A build that fails so many times, and its failures that are still to come."""
    left = [error] * times

    def attempt() -> None:
        if left:
            raise left.pop()

    return attempt, left


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_PATIENCE", 0.2)
    monkeypatch.setattr(rebuilding, "_PAUSE", 0.01)


def test_a_file_that_is_not_there_is_left_to_mkdocs(preview: _Preview) -> None:
    preview.put("a.md", "text", made=0)
    (preview.pages / ".#a.md").symlink_to("somebody@host.1234")
    preview.build()

    assert preview.shown("a.html") == "<p>text</p>"


def test_what_came_while_the_first_build_was_under_way_is_built_when_the_preview_begins(preview: _Preview) -> None:
    built: list[str] = []
    server = LiveReloadServer(lambda: built.append("as MkDocs does"), "127.0.0.1", 0, str(preview.site))
    Rebuilding().on_serve(server, builder=lambda: built.append("patiently"))

    server.builder()
    server.server_close()

    assert (built, server._want_rebuild) == (["patiently"], True)


@pytest.mark.parametrize("error", [ConfigurationError("nav.generated.yml does not exist"), FileNotFoundError("a.md")])
def test_a_build_that_misses_a_file_is_tried_until_that_is_back(error: Exception) -> None:
    attempt, left = _fails(3, error)
    patiently(attempt)
    assert not left


def test_a_build_that_misses_a_file_is_not_tried_for_ever() -> None:
    attempt, left = _fails(10_000, FileNotFoundError("a.md"))
    with pytest.raises(FileNotFoundError):
        patiently(attempt)
    assert left


def test_a_build_that_takes_longer_than_our_patience_is_tried_again_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_PATIENCE", 0.0)
    attempt, left = _fails(1, FileNotFoundError("a.md"))
    patiently(attempt)
    assert not left


def test_a_build_that_fails_for_another_reason_is_not_tried_again() -> None:
    attempt, left = _fails(2, Abort("wrong setting"))
    with pytest.raises(Abort):
        patiently(attempt)
    assert len(left) == 1
