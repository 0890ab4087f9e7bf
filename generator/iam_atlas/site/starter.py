"""The files of a new repository to a folder, beside whatever is there already."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from iam_atlas import __version__
from iam_atlas.errors import OutputError, said
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.journal import Ground
from iam_atlas.site.lock import nobody_hears, only_one
from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.site.moving import clear, drop_empty_folders, rename_to_nothing, stage
from iam_atlas.site.schemes import with_schemes
from iam_atlas.site.shipped import files_below
from iam_atlas.wording.catalogues import translator

SCHEMA_PATH = "schema/accounts.v1.schema.json"
# Names that cannot be shipped as they are: a dot hides them from packaging, a language is chosen at the start.
_NAMES = {
    "gitignore": ".gitignore",
    "github/site.yml": ".github/workflows/site.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
_VERSION = "@version@"
_WORK = ".iam-atlas-init"


@dataclass(frozen=True, slots=True)
class Started:
    """What `start` did; paths relative to the folder, sorted. `kept` were there before and are untouched."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def starter_files(language: str, schema: str) -> Mapping[str, str]:
    """Path to text of everything a new repository needs, in `language` (en or ja).

    Its workflows install this version: another one may write other pages, which `generate --check` would call stale.
    """
    shipped = {path: file.read_text("utf-8") for path, file in files_below(files("iam_atlas.site") / "starter")}
    chosen = {path: text for path, text in shipped.items() if not path.startswith("languages/")}
    spoken = f"languages/{language}/"
    chosen |= {path.removeprefix(spoken): text for path, text in shipped.items() if path.startswith(spoken)}
    named = {_NAMES.get(path, path): text.replace(_VERSION, __version__) for path, text in chosen.items()}
    named[CONFIGURATION] = with_schemes(named[CONFIGURATION], translator(language))
    return {**named, SCHEMA_PATH: schema}


def start(folder: Path, texts: Mapping[str, str]) -> Started:
    """Write each of `texts` that does not exist yet. A run that is killed leaves whole files, the next adds the rest.

    Raises OutputError, with nothing written, when `folder` is a file or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(said("{folder} is a file: choose a folder", folder=str(folder)))
    ground = Ground(folder, _WORK, lambda _: False)
    with nothing_changed(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder, folder, nobody_hears):
            clear(ground)
            try:
                return _start(ground, texts)
            finally:
                clear(ground)
                with suppress(OSError):
                    (folder / _WORK).rmdir()


def _start(ground: Ground, texts: Mapping[str, str]) -> Started:
    new = {path: texts[path].encode() for path in sorted(texts) if not _is_there(ground.root / path)}
    stage(ground, new)
    written: list[str] = []
    try:
        for path in new:
            (ground.root / path).parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):  # somebody was quicker
                rename_to_nothing(ground.root / ground.staged / path, ground.root / path)
                written.append(path)
    except BaseException:
        for path in written:
            (ground.root / path).unlink()
        drop_empty_folders(ground.root, new, [ground.root])
        raise
    return Started(tuple(written), tuple(path for path in sorted(texts) if path not in written))


def _is_there(file: Path) -> bool:
    return file.exists() or file.is_symlink()
