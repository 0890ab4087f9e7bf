"""A preview waits for a configuration that is away while files move; a build does not."""

from collections.abc import Callable

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from iam_atlas.site import our_mkdocs


def _away(times: int) -> Callable[[], MkDocsConfig]:
    """What loads a configuration that is not there so many times."""
    left = [ConfigurationError("nav.generated.yml does not exist")] * times

    def load() -> MkDocsConfig:
        if left:
            raise left.pop()
        loaded = MkDocsConfig()
        loaded.load_dict({"site_name": "x"})
        assert not any(loaded.validate())
        return loaded

    return load


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our_mkdocs, "_PATIENCE", 0.2)
    monkeypatch.setattr(our_mkdocs, "_PAUSE", 0.01)


def _run(command: str, times: int, monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    monkeypatch.setattr("sys.argv", ["mkdocs", command])
    monkeypatch.setattr(our_mkdocs, "_load", _away(times))
    return our_mkdocs._prepared()


def test_a_preview_waits_until_the_configuration_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "iam-atlas" in _run("serve", 3, monkeypatch).plugins


def test_a_preview_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError):
        _run("serve", 10_000, monkeypatch)


def test_a_build_says_at_once_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError):
        _run("build", 1, monkeypatch)
