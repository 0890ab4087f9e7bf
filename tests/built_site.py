"""Organisations to built sites; that of the reference once for all test processes."""

import fcntl
import shutil
from pathlib import Path

from iam_atlas import build

REPOSITORY = Path(__file__).parent.parent
PUBLISHED_AT = "http://127.0.0.1/"
_INPUTS = ("accounts.yaml", "policies", "guardrails", "docs", "overrides", "mkdocs.yml")


def copy_of_the_reference(folder: Path) -> Path:
    """A project with everything that people write, and nothing that is generated; returns its accounts file."""
    folder.mkdir(parents=True)
    for name in _INPUTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("atlas"))
        else:
            shutil.copy(source, folder / name)
    # With an address, the theme's instant navigation is on: the harder case for links and scripts.
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write(f"\nsite_url: {PUBLISHED_AT}\n")
    return folder / "accounts.yaml"


def reference_site(shared: Path) -> Path:
    """The folder of the built site of the reference organisation below `shared`; the first who asks builds it."""
    shared.mkdir(parents=True, exist_ok=True)
    project = shared / "reference"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            build.build(copy_of_the_reference(project), strict=True)
            (shared / "done").touch()
    return project / "site"


def new_site(project: Path, accounts: str) -> Path:
    """The built site of a new repository with these accounts, as `init` starts one."""
    project.mkdir(parents=True)
    (project / "accounts.yaml").write_text(accounts, encoding="utf-8")
    return site_of(project)


def site_of(project: Path) -> Path:
    """The built site of a folder that holds an accounts file; `init` adds what is missing."""
    build.init(project, "en")
    build.build(project / "accounts.yaml", strict=True)
    return project / "site"
