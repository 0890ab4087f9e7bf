"""A run that would read and write the same has nothing to do; whatever it would read or write otherwise is noticed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iam_atlas.build import Built, generate
from iam_atlas.site.last_run import surroundings, unchanged

_INPUT = """\
version: 1
include: [more/*.yaml]
accounts: { jump: { id: "111111111111", kind: jump }, dev: "222222222222" }
policies: { own: { document: own.json } }
roles: { viewer: own }
grants: { people: { dev: viewer } }
"""
_POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}'
_PAGE = Path("docs/atlas/roles/viewer.md")


def _files(root: Path) -> Path:
    for path, text in {
        "accounts.yaml": _INPUT,
        "more/groups.yaml": "groups: { people: }\n",
        "more/.hidden.yaml": "users: {}\n",
        "own.json": _POLICY,
        "mkdocs.yml": "site_name: Ours\n",
        "docs/index.md": "# Home\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root / "accounts.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    generate(_files(folder))
    return folder


def _knows(root: Path, today: date | None = None) -> bool:
    return unchanged(root, surroundings(root / "accounts.yaml", today)) is not None


def _append(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / path
        file.write_bytes(file.read_bytes() + b"\n")

    return change


def _write(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).write_text("", encoding="utf-8")

    return change


def _remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def _link(root: Path) -> None:
    (root / _PAGE).rename(root / "elsewhere")
    (root / _PAGE).symlink_to(root / "elsewhere")


def _other_place(root: Path) -> None:
    (root / "own.json").rename(root / "other.json")
    (root / "own.json").symlink_to(root / "other.json")


CHANGES = {
    "the root file": _append("accounts.yaml"),
    "an included file": _append("more/groups.yaml"),
    "a policy document": _append("own.json"),
    "a policy document that is now a link to the same": _other_place,
    "a policy document that is gone": _remove("own.json"),
    "a file more that a pattern matches": _write("more/users.yaml"),
    "a file less": _remove("more/.hidden.yaml"),
    "the settings of the site": _append("mkdocs.yml"),
    "a page of the team more": _write("docs/how-to.md"),
    "a generated page that somebody edited": _append(_PAGE.as_posix()),
    "a generated page that is gone": _remove(_PAGE.as_posix()),
    "a generated page that is now a link to the same": _link,
    "the manifest": _append("docs/atlas/.manifest.json"),
    "the navigation": _remove("nav.generated.yml"),
    "what was kept of the last run": _append(".iam-atlas/last-run.json"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_noticed(change: Callable[[Path], None], root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert _knows(root)

    change(root)
    noticed = not _knows(root)
    _restore(root, before)

    assert noticed
    assert _knows(root)


def _restore(root: Path, before: dict[Path, bytes]) -> None:
    for path in [path for path in root.rglob("*") if path.is_symlink() or (path.is_file() and path not in before)]:
        path.unlink()
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def test_another_day_is_another_run(root: Path) -> None:
    assert not _knows(root, date(2027, 1, 1))


def test_a_run_with_nothing_to_do_says_what_the_full_run_said(root: Path) -> None:
    again = generate(root / "accounts.yaml")

    (root / ".iam-atlas/last-run.json").unlink()
    full = generate(root / "accounts.yaml")

    assert _told(again) == _told(full)
    assert again.plan.is_empty


def _told(built: Built) -> tuple[object, ...]:
    return built.sources, built.languages, built.found, built.plan, built.kept
