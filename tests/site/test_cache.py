"""What a run made is found by the next one as it was put there, or not at all; and nothing but speed depends on it."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from iam_atlas.build import check, generate
from iam_atlas.site import cache as module
from iam_atlas.site.cache import Cache, cache_of, trim

_INPUT = """\
version: 1
accounts: { jump: { id: "111111111111", kind: jump }, dev: "222222222222" }
groups: { people: }
roles: { viewer: ReadOnlyAccess }
grants: { people: { dev: viewer } }
"""
_ONE, _OTHER = "a" * 32, "b" * 32


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    found = cache_of(tmp_path, kept=True)
    assert found is not None
    return found


def test_a_text_is_found_under_its_digest_only(cache: Cache) -> None:
    cache.put(_ONE, "図\r\n<svg>")

    assert cache.take(_ONE) == "図\r\n<svg>"
    assert cache.take(_OTHER) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-1],
        lambda text: text + b"x",
        lambda text: text.replace(b"svg", b"gvs"),
        lambda _: b"",
        lambda _: b"\xff\n\xff",
    ],
)
def test_a_damaged_text_is_not_there(damage: Callable[[bytes], bytes], cache: Cache) -> None:
    cache.put(_ONE, "<svg>")
    (file,) = _files(cache)
    file.write_bytes(damage(file.read_bytes()))

    assert cache.take(_ONE) is None


def test_another_program_finds_nothing_of_it(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put(_ONE, "<svg>")
    monkeypatch.setattr(module, "running", lambda: "f" * 64)

    assert cache.take(_ONE) is None


def test_a_text_that_cannot_be_kept_leaves_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)

    cache.put(_ONE, "<svg>")

    assert _files(cache) == []
    assert cache.take(_ONE) is None


def test_what_was_not_asked_for_longest_goes_first(cache: Cache) -> None:
    for number, digest in enumerate((_ONE, _OTHER), 1):
        cache.put(digest, "x" * 1000)
        os.utime(next(file for file in _files(cache) if file.name == digest), (number, number))
    cache.take(_ONE)

    trim(cache, limit=1500)

    assert [file.name for file in _files(cache)] == [_ONE]


def test_all_of_it_stays_while_there_is_room(cache: Cache) -> None:
    cache.put(_ONE, "x" * 1000)
    cache.put(_OTHER, "x" * 1000)

    trim(cache, limit=3000)

    assert len(_files(cache)) == 2


def test_one_that_is_only_read_puts_nothing_there(tmp_path: Path) -> None:
    found = cache_of(tmp_path, kept=False)
    assert found is not None
    found.put(_ONE, "<svg>")

    assert found.take(_ONE) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("link", [".iam-atlas", ".iam-atlas/cache"])
def test_no_link_is_followed(link: str, tmp_path: Path) -> None:
    elsewhere, project = tmp_path / "elsewhere", tmp_path / "project"
    elsewhere.mkdir()
    (project / link).parent.mkdir(parents=True)
    (project / link).symlink_to(elsewhere)

    assert cache_of(project, kept=True) is None
    assert not list(elsewhere.iterdir())


def test_a_site_is_the_same_with_a_cache_without_one_and_with_one_that_is_damaged(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.yaml"
    accounts.write_text(_INPUT, encoding="utf-8")
    generate(accounts)
    first = _pages(tmp_path)
    kept = cache_of(tmp_path, kept=False)
    assert kept is not None
    assert _files(kept)

    assert _again(accounts) == first
    for file in _files(kept):
        file.write_bytes(b"damaged")
    assert _again(accounts) == first
    for file in _files(kept):
        file.unlink()
    assert _again(accounts) == first


def test_a_check_reads_the_cache_and_writes_nothing(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.yaml"
    accounts.write_text(_INPUT, encoding="utf-8")

    check(accounts)

    assert [file.name for file in tmp_path.iterdir()] == ["accounts.yaml"]


def _again(accounts: Path) -> Mapping[str, bytes]:
    """The pages of a run that knows nothing of the last one but its cache."""
    (accounts.parent / ".iam-atlas" / "last-run.json").unlink()
    generate(accounts)
    return _pages(accounts.parent)


def _pages(root: Path) -> Mapping[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted((root / "docs").rglob("*")) if file.is_file()}


def _files(cache: Cache) -> list[Path]:
    return [file for file in sorted(cache.folder.rglob("*")) if file.is_file()]
