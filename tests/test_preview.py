"""What somebody edits is shown before the rest of the site is made."""

import gc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from iam_atlas import preview
from iam_atlas.build import generate
from iam_atlas.graph.access import AccessGraph
from iam_atlas.load.landscape import load_landscape
from iam_atlas.making import Ground, pages_alone
from iam_atlas.pages.concerned import pages_about
from iam_atlas.preview import show_first
from iam_atlas.site.edits import edits, texts_of
from iam_atlas.site.manifest import MANIFEST_PATH, read_manifest
from iam_atlas.site.trees import trees_of

_INPUT = """\
version: 1
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
users:
  alice: [people]
groups:
  people: {}
roles:
  viewer:
    policies: [ReadOnlyAccess]
    max_session: 2h
  admin: AdministratorAccess
grants:
  people:
    dev: viewer
"""
_ROLE = "docs/atlas/roles/viewer.md"
_OTHER = "docs/atlas/accounts/dev.md"
_SHORTER = _INPUT.replace("max_session: 2h", "max_session: 1h")


def _project(root: Path, text: str) -> Path:
    (root / "accounts.yaml").write_text(text, encoding="utf-8")
    return root / "accounts.yaml"


@pytest.mark.parametrize(
    ("line", "pages"),
    [
        ("  jump:", ("accounts/jump.md",)),
        ("  dev: ", ("accounts/dev.md",)),
        ("  alice:", ("people/alice.md",)),
        ("    max_session:", ("roles/viewer.md",)),
        ("  admin:", ("roles/admin.md",)),
        ("    dev: viewer", ("groups/people.md", "roles/viewer.md")),
    ],
)
def test_a_line_leads_to_the_pages_about_what_stands_there(line: str, pages: tuple[str, ...], tmp_path: Path) -> None:
    landscape = load_landscape(_project(tmp_path, _INPUT))
    number = next(number for number, text in enumerate(_INPUT.splitlines(), 1) if text.startswith(line))

    assert pages_about(landscape, "accounts.yaml", range(number, number + 1)) == pages
    assert pages_about(landscape, "another.yaml", range(number, number + 1)) == ()


def test_several_lines_lead_to_the_pages_of_all_of_them(tmp_path: Path) -> None:
    landscape = load_landscape(_project(tmp_path, _INPUT))

    assert pages_about(landscape, "accounts.yaml", range(3, 5)) == ("accounts/jump.md", "accounts/dev.md")


def test_a_line_with_several_things_leads_to_the_pages_of_all_of_them(tmp_path: Path) -> None:
    in_one_line = _INPUT.partition("roles:")[0] + "roles: { viewer: ReadOnlyAccess, admin: AdministratorAccess }\n"
    landscape = load_landscape(_project(tmp_path, in_one_line))
    last = len(in_one_line.splitlines())

    assert pages_about(landscape, "accounts.yaml", range(last, last + 1)) == ("roles/admin.md", "roles/viewer.md")


def test_pages_alone_are_as_the_whole_site_has_them(tmp_path: Path) -> None:
    accounts = _project(tmp_path, _INPUT)
    alone: dict[str, bytes] = {}
    (tree,) = trees_of(("en",))

    generate(accounts, begun=lambda ground: alone.update(pages_alone(ground, tree, ["roles/viewer.md"])))

    assert alone == {_ROLE: (tmp_path / _ROLE).read_bytes()}


def test_what_was_edited_is_written_first_and_then_the_rest(tmp_path: Path) -> None:
    generate(_project(tmp_path, _INPUT))
    before = _texts(tmp_path)

    early = _edited(tmp_path, _SHORTER)

    after = _texts(tmp_path)
    assert early[_ROLE] == after[_ROLE] != before[_ROLE]
    assert early[_OTHER] == before[_OTHER] != after[_OTHER]


@pytest.mark.parametrize("gone", [True, False])
def test_a_page_that_somebody_has_changed_by_hand_is_not_written_first(tmp_path: Path, *, gone: bool) -> None:
    generate(_project(tmp_path, _INPUT))
    page = tmp_path / _ROLE
    page.unlink() if gone else page.write_text("mine", encoding="utf-8")
    before = _texts(tmp_path)

    early = _edited(tmp_path, _SHORTER)

    assert early == before


@pytest.mark.parametrize("gone", [True, False])
def test_another_page_that_was_changed_by_hand_waits_for_the_whole_run(tmp_path: Path, *, gone: bool) -> None:
    generate(_project(tmp_path, _INPUT))
    page = tmp_path / _OTHER
    page.unlink() if gone else page.write_text("mine", encoding="utf-8")
    before = _texts(tmp_path)

    early = _edited(tmp_path, _SHORTER)

    after = _texts(tmp_path)
    assert early[_ROLE] == after[_ROLE] != before[_ROLE]
    assert early.get(_OTHER) == (None if gone else b"mine")
    assert [file.read_text(encoding="utf-8") for file in _kept(tmp_path)] == ([] if gone else ["mine"])


def test_what_was_written_first_counts_as_written_by_the_run(tmp_path: Path) -> None:
    generate(_project(tmp_path, _INPUT))
    listed: list[bool] = []

    _edited(tmp_path, _SHORTER, lambda root: listed.append(_is_listed(root, _ROLE) and _is_listed(root, _OTHER)))

    assert listed == [True]


def test_nothing_of_a_public_site_is_shown_before_all_of_it_was_looked_at(tmp_path: Path) -> None:
    public = "site: { audience: public }\n"
    generate(_project(tmp_path, _INPUT + public))
    before = _texts(tmp_path)

    assert _edited(tmp_path, _SHORTER + public) == before
    assert _texts(tmp_path) != before


@pytest.mark.parametrize("edited", [True, False])
def test_a_run_ends_when_its_input_is_edited_again_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, edited: bool
) -> None:
    monkeypatch.setattr(preview, "_PAUSE", -1.0)
    accounts = _project(tmp_path, _INPUT)
    step = preview.unless_edited(tmp_path, texts_of(tmp_path, ["accounts.yaml"]))

    def write_again() -> None:
        _project(tmp_path, _SHORTER)

    if edited:
        with pytest.raises(preview.EditedError):
            generate(accounts, begun=lambda _: write_again(), step=step)
        assert not (tmp_path / "docs").exists()
    else:
        generate(accounts, step=step)
        assert (tmp_path / _ROLE).exists()


def test_who_makes_the_site_again_and_again_lets_go_of_what_was_decided_before(tmp_path: Path) -> None:
    generate(_project(tmp_path, _INPUT))
    _edited(tmp_path, _SHORTER)
    at_first = _alive()

    for text in (_INPUT, _SHORTER, _INPUT):
        _edited(tmp_path, text)

    assert _alive() == at_first


def _alive() -> int:
    """How many access graphs are still held by somebody."""
    gc.collect()
    return sum(isinstance(one, AccessGraph) for one in gc.get_objects())


def _kept(root: Path) -> list[Path]:
    return [file for file in (root / ".iam-atlas" / "kept").rglob("*") if file.is_file()]


def _is_listed(root: Path, path: str) -> bool:
    manifest = read_manifest((root / MANIFEST_PATH).read_text(encoding="utf-8"))
    return manifest.lists(path, (root / path).read_bytes())


def _edited(root: Path, text: str, look: Callable[[Path], None] = lambda _: None) -> Mapping[str, bytes]:
    """What lay on disk before the run wrote the whole site; `look` sees the project then."""
    old = (root / "accounts.yaml").read_bytes()
    found: dict[str, bytes] = {}
    (tree,) = trees_of(("en",))

    def begun(ground: Ground) -> None:
        show_first(ground, tree=tree, edited=edits({"accounts.yaml": old}, {"accounts.yaml": text.encode()}))
        found.update(_texts(root))
        look(root)

    generate(_project(root, text), begun=begun)
    return found


def _texts(root: Path) -> dict[str, bytes]:
    files = (file for file in (root / "docs").rglob("*") if file.is_file())
    return {path: file.read_bytes() for file in files if (path := file.relative_to(root).as_posix()) != MANIFEST_PATH}
