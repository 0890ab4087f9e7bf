"""Organisations to built sites; those that many tests read once for all test processes."""

import fcntl
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from iam_atlas import build
from repositories import a_repository, commit

REPOSITORY = Path(__file__).parent.parent
ORGANISATIONS = REPOSITORY / "tests" / "organisations"
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


def once(shared: Path, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` builds in the folder `name` of `shared`, by whichever test process asks first."""
    shared.mkdir(parents=True, exist_ok=True)
    done = shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            done.write_text(str(make(shared / name)), encoding="utf-8")
    return Path(done.read_text(encoding="utf-8"))


def reference_site(shared: Path) -> Path:
    """The folder of the built site of the reference organisation, below `shared`."""
    return once(shared, "reference", _reference)


def zensical_site(shared: Path) -> Path:
    """The same site, built by Zensical from the same generated pages."""
    project = reference_site(shared).parent
    return once(shared, "zensical", lambda folder: _by_zensical(project, folder))


def organisation_site(shared: Path, name: str) -> Path:
    """The built site of one of tests/organisations, below `shared`."""
    return once(shared, name, lambda folder: site_of(Path(shutil.copytree(ORGANISATIONS / name, folder))))


def public_site(shared: Path) -> Path:
    """The built site of the reference organisation as the public may see it, below `shared`."""
    return once(shared, "public", _public)


def for_the_public(accounts_file: Path) -> Path:
    """The same project with a site that is public and masks everything, without our own guide, which has examples."""
    text = accounts_file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  redact:")]
    public = "\n".join(lines).replace("\nsite:\n", "\nsite:\n  audience: public\n", 1)
    assert public.count("audience: public") == 1
    accounts_file.write_text(public + "\n", encoding="utf-8")
    docs = accounts_file.parent / "docs"
    shutil.rmtree(docs / "reference")
    for page in docs.glob("*.md"):
        if page.name not in ("index.md", "first-day.md"):
            page.unlink()
    home = docs / "index.md"
    home.write_text(_without_dead_links(home.read_text(encoding="utf-8"), docs), encoding="utf-8")
    return accounts_file


def _without_dead_links(markdown: str, folder: Path) -> str:
    """The text with the words alone where a link leads to a page that is not there, nor will be generated."""

    def kept(link: re.Match[str]) -> str:
        leads = link[2].startswith("atlas/") or (folder / link[2]).exists()
        return link[0] if leads else link[1]

    return re.sub(r"\[([^\]]*)\]\(([\w/-]+\.md)\)", kept, markdown)


def _public(project: Path) -> Path:
    build.build(for_the_public(copy_of_the_reference(project)), strict=True)
    return project / "site"


def _reference(project: Path) -> Path:
    """Built in a repository, in whose last version ben became an operator."""
    accounts_file = copy_of_the_reference(project)
    now = accounts_file.read_text(encoding="utf-8")
    before = now.replace("ben: [developers, operators]", "ben: [developers]")
    assert before != now
    a_repository(project)
    commit(project, {"accounts.yaml": before}, "Start", day="2026-11-02")
    commit(project, {"accounts.yaml": now}, "Let ben operate", day="2026-11-19")
    build.build(accounts_file, strict=True)
    return project / "site"


def _by_zensical(project: Path, folder: Path) -> Path:
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    run_zensical(folder)
    return folder / "site"


def run_zensical(project: Path) -> None:
    """Let Zensical build a project whose pages are generated, in every language."""
    for configuration in ("mkdocs.yml", *(path.name for path in sorted(project.glob("mkdocs.generated.*.yml")))):
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", configuration]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def new_site(project: Path, accounts: str, configuration: str | None = None) -> Path:
    """The built site of a new repository with these accounts, as `init` starts one; or with another mkdocs.yml."""
    project.mkdir(parents=True)
    (project / "accounts.yaml").write_text(accounts, encoding="utf-8")
    if configuration is not None:
        (project / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return site_of(project)


def site_of(project: Path) -> Path:
    """The built site of a folder that holds an accounts file; `init` adds what is missing."""
    build.init(project, "en")
    build.build(project / "accounts.yaml", strict=True)
    return project / "site"
