"""MkDocs gets the plugins of ours that its command needs."""

import pytest
from mkdocs.config.defaults import MkDocsConfig

from iam_atlas.site import our_mkdocs


def _loaded() -> MkDocsConfig:
    loaded = MkDocsConfig()
    loaded.load_dict({"site_name": "x"})
    assert not any(loaded.validate())
    return loaded


def _prepared(command: str, monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    monkeypatch.setattr("sys.argv", ["mkdocs", command])
    monkeypatch.setattr(our_mkdocs, "_load", _loaded)
    return our_mkdocs._prepared()


def test_a_build_has_the_drawings_out_of_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = _prepared("build", monkeypatch).plugins
    assert "iam-atlas" in plugins
    assert "iam-atlas-preview" not in plugins


def test_all_builds_of_a_preview_know_what_the_last_one_built(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = _prepared("serve", monkeypatch).plugins, _prepared("serve", monkeypatch).plugins
    assert "iam-atlas" in first
    assert first["iam-atlas-preview"] is second["iam-atlas-preview"]
    assert first["iam-atlas"] is not second["iam-atlas"]
