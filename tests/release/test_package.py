"""The package: the same bytes from every build, and enough by itself for a whole site."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from builders import REPOSITORY

BUILT_FROM = ("generator", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "pyproject.toml")


def build_package(folder: Path, *, changed_at: int) -> dict[str, Path]:
    """Wheel and sdist of a copy of the sources in `folder`, whose files were all changed at that second."""
    for name in BUILT_FROM:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (changed_at, changed_at))
    made = "import hatchling.build as b; print(b.build_wheel('dist')); print(b.build_sdist('dist'))"
    done = subprocess.run([sys.executable, "-c", made], cwd=folder, check=True, capture_output=True, text=True)
    wheel, sdist = done.stdout.split()[-2:]
    return {"wheel": folder / "dist" / wheel, "sdist": folder / "dist" / sdist}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build_package(tmp_path_factory.mktemp("package") / "a", changed_at=1_700_000_000)


def test_another_folder_and_another_day_give_the_same_bytes(package: dict[str, Path], tmp_path: Path) -> None:
    again = build_package(tmp_path / "another folder", changed_at=1_800_000_000)

    for kind, file in package.items():
        assert again[kind].name == file.name
        assert hashlib.sha256(again[kind].read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest(), kind


def test_the_wheel_holds_all_that_is_not_python_too(package: dict[str, Path]) -> None:
    sources = REPOSITORY / "generator" / "iam_atlas"
    wanted = {f"iam_atlas/{path.relative_to(sources).as_posix()}" for path in sources.rglob("*") if path.is_file()}

    with zipfile.ZipFile(package["wheel"]) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("iam_atlas/")}

    assert held == {path for path in wanted if "__pycache__" not in path}


@pytest.mark.site
def test_the_wheel_alone_starts_a_repository_and_builds_its_site(package: dict[str, Path], tmp_path: Path) -> None:
    """In an environment of its own, which borrows the dependencies of this one so that nothing is downloaded."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps")
    subprocess.run([*install, package["wheel"]], check=True)
    packages = next((tmp_path / "venv" / "lib").glob("python*")) / "site-packages"
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def atlas(*words: str) -> None:
        subprocess.run([tmp_path / "venv/bin/iam-atlas", *words], cwd=tmp_path, check=True, env=clean)

    where = [str(python), "-c", "import iam_atlas; print(iam_atlas.__file__)"]
    found = subprocess.run(where, check=True, env=clean, capture_output=True, text=True).stdout
    atlas("init", "org")
    atlas("build", "--strict", "--file", "org/accounts.yaml")

    assert str(packages) in found
    assert (tmp_path / "org/site/atlas/roles/index.html").exists()
