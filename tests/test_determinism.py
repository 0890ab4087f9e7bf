"""Same input, same bytes: in another folder, locale, time zone, and with another hash seed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
ORGANISATIONS = {
    "eight-hops": REPOSITORY / "tests" / "organisations" / "eight-hops",
    "kept-back": REPOSITORY / "tests" / "organisations" / "kept-back",  # public, with several warnings in one place
}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_two_machines_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    here = _generate(ORGANISATIONS[name], tmp_path / "a", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    there = _generate(
        ORGANISATIONS[name], tmp_path / "another folder" / "b", TZ="Asia/Tokyo", LC_ALL="POSIX", PYTHONHASHSEED="271828"
    )

    assert len(here) > 5
    assert here == there


def test_another_day_changes_nothing_unless_it_is_told(tmp_path: Path) -> None:
    untold = _generate(REPOSITORY, tmp_path / "a", PYTHONHASHSEED="1")
    told = _generate(REPOSITORY, tmp_path / "b", "--today", "2027-01-15", PYTHONHASHSEED="1")

    assert untold != told


def _generate(organisation: Path, folder: Path, *options: str, **environment: str) -> dict[str, str]:
    """Generate a copy of the organisation in `folder`; the digest of every file written, by its relative path."""
    for name in ("accounts.yaml", "policies", "guardrails", "core.yaml", "china.yaml", "roles", "people", "workloads"):
        source = organisation / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    done = subprocess.run(
        [sys.executable, "-m", "iam_atlas", "generate", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = [*sorted((folder / "docs" / "atlas").rglob("*")), folder / "nav.generated.yml"]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in written
        if path.is_file()
    }
