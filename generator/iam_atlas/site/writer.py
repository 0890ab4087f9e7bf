"""The generated files of a run to a project on disk: all of them or, whatever happens, none.

While files move, every configuration that MkDocs builds by is away, so that it refuses to publish a mixture.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from iam_atlas.errors import OutputError, said
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.journal import Ground, Move
from iam_atlas.site.lock import Notice, nobody_hears, only_one, while_nobody_writes
from iam_atlas.site.manifest import (
    FOLDERS,
    MANIFEST_PATH,
    NAVIGATIONS,
    NO_OTHERS,
    Manifest,
    digest,
    is_owned,
    read_manifest,
)
from iam_atlas.site.moving import DisturbedError, carry_out, drop_empty_folders, heal, kept_path, stage
from iam_atlas.site.plan import Plan, plan_run
from iam_atlas.site.published import published_folder

WORK_FOLDER = ".iam-atlas"
_LOCK = f"{WORK_FOLDER}/lock"
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A project that no other run writes to. `lock` is the descriptor that holds it.

    `kept` says where the text now is of each file that was edited after a killed run had put it there.
    """

    root: Path
    lock: int
    kept: Mapping[str, str]


@contextmanager
def writing(root: Path, notice: Notice = nobody_hears) -> Iterator[Held]:
    """Hold the project for one run: waits for another run to end, and heals what a killed one left behind.

    `notice` hears of both. Raises OutputError when the working folder cannot be made.
    """
    with ExitStack() as holding:
        with nothing_changed(root):
            lock = holding.enter_context(only_one(_lock_file(root), root, notice))
            held = Held(root, lock, heal(ground_of(root), notice))
        yield held


def healed(root: Path, notice: Notice = nobody_hears) -> Mapping[str, str]:
    """Bring back what a killed run moved, before anything else can go wrong; says where edited texts are now."""
    if not is_interrupted(root):
        return {}
    with writing(root, notice) as held:
        return held.kept


@contextmanager
def reading(root: Path, notice: Notice = nobody_hears) -> Iterator[None]:
    """Let no run move files while the block reads them; writes nothing. Waits for one that does."""
    with while_nobody_writes(root / _LOCK, root, notice):
        yield


def is_interrupted(root: Path) -> bool:
    """Whether a run moves files, or was killed while it did and no run has healed that yet."""
    return ground_of(root).journal.exists()


def write(
    held: Held, files: Mapping[str, bytes], others: Mapping[str, str] = NO_OTHERS
) -> tuple[Plan, Mapping[str, str]]:
    """Let the project hold `files`, and say what was done and where the text of each hand-edited file is now kept.

    `others` are files of the last run that stay as they are, by their digests; any further ones of that run go. Raises
    OutputError, with everything as it was. Who edits a file at the same moment finds it edited or kept.
    """
    for _ in range(_ATTEMPTS):
        try:
            with nothing_changed(held.root):
                plan = plan_run(held.root, files, others)
                return plan, {**held.kept, **_carry_out(held.root, plan, {*files, *others})}
        except DisturbedError as disturbed:
            path = disturbed.path
    raise OutputError(
        said(
            "another program is writing to {path}; nothing was changed. Run the command again when it has finished",
            path=path,
        )
    )


def write_over(held: Held, files: Mapping[str, bytes]) -> bool:
    """Put these files in the place of what the last run wrote there, and leave all others of that run as they are.

    Says whether any of them is another one now. Does nothing where somebody edited or removed what the run wrote there:
    a whole run says what becomes of that.
    """
    with nothing_changed(held.root):
        manifest = read_manifest(_text_of(held.root / MANIFEST_PATH))
        others = manifest.all_but(files)
        untouched = all(_is_as_written(held.root, path, manifest) for path in files)
    if not manifest.files or others is None or not untouched:
        return False
    return not write(held, files, others)[0].is_empty


def _is_as_written(root: Path, path: str, manifest: Manifest) -> bool:
    """Whether the last run left at `path` what is there: a file, or nothing."""
    file = root / path
    return manifest.lists(path, file.read_bytes()) if file.is_file() else path not in manifest.files


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def ground_of(root: Path) -> Ground:
    """The project as the place that files move in."""

    site = cache(lambda: published_folder(root))

    def may_move(path: str) -> bool:
        return path == MANIFEST_PATH or is_owned(path) or path.startswith(f"{site() or MANIFEST_PATH}/")

    return Ground(root, WORK_FOLDER, may_move)


def _carry_out(root: Path, plan: Plan, files: Iterable[str]) -> Mapping[str, str]:
    if plan.is_empty:
        return {}
    ground = ground_of(root)
    kept = {path: kept_path(ground, path) for path in plan.edited}
    stage(ground, plan.written)
    carry_out(ground, _moves(ground, plan, kept, files))
    drop_empty_folders(root, plan.deleted, (root / folder for folder in FOLDERS))
    return kept


def _moves(ground: Ground, plan: Plan, kept: Mapping[str, str], files: Iterable[str]) -> list[Move]:
    """All renames in order: what MkDocs builds by leaves first and comes back last, the manifest just before it."""
    ours = [path for path in NAVIGATIONS if path in {*files, *plan.deleted} and (ground.root / path).exists()]
    waiting = {path: _digest_of(ground, path) for path in ours if path not in {*plan.written, *plan.deleted}}
    seen = {**plan.found, **waiting}
    leaving = dict.fromkeys([*ours, *plan.deleted, *plan.replaced])
    coming = sorted(plan.written, key=lambda path: (path in NAVIGATIONS, path == MANIFEST_PATH, path))
    return [
        *(Move(path, kept.get(path, f"{ground.previous}/{path}"), seen[path]) for path in leaving),
        *(Move(f"{ground.staged}/{path}", path, digest(plan.written[path])) for path in coming),
        *(Move(f"{ground.previous}/{path}", path, content) for path, content in waiting.items()),
    ]


def _digest_of(ground: Ground, path: str) -> str:
    return digest((ground.root / path).read_bytes())


def _lock_file(root: Path) -> Path:
    """The file that runs lock, in a working folder that Git ignores."""
    ground = ground_of(root)
    _refuse_links(root, (WORK_FOLDER, ground.staged, ground.previous, ground.kept, _LOCK))
    make_work_folder(root)
    return root / _LOCK


def make_work_folder(root: Path) -> Path:
    """The folder of what runs keep for each other; Git ignores it. Raises OSError."""
    work = root / WORK_FOLDER
    work.mkdir(exist_ok=True)
    if not (work / ".gitignore").exists():
        (work / ".gitignore").write_text("*\n", encoding="utf-8")
    return work


def _refuse_links(root: Path, folders: Iterable[str]) -> None:
    for folder in folders:
        if (root / folder).is_symlink():
            raise OutputError(said("{folder} is a symbolic link: remove it", folder=folder))
