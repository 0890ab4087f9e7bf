"""The folder that MkDocs would build into to a whole new site in its place: nobody ever finds half of one there.

MkDocs empties its folder and then writes for a while. So it builds beside, and what it built changes places with
what is there, entry by entry: the folder itself stays, since web servers and containers hold on to it.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from iam_atlas.site.configuration import at, read_configuration, text_at
from iam_atlas.site.journal import Ground, Move
from iam_atlas.site.manifest import NAVIGATION_PATH, digest
from iam_atlas.site.moving import carry_out

_SITE = "site"


def published_folder(root: Path) -> str | None:
    """Where the built site goes, relative to `root`; None where only MkDocs knows, or where it is not ours to say.

    That is so when the setting is computed, comes from another file, or leaves the project.
    """
    settings = read_configuration(root)
    inherits = at(settings, "INHERIT") is not None and text_at(settings, "INHERIT") != NAVIGATION_PATH
    named = text_at(settings, "site_dir")
    if named is None and (inherits or at(settings, "site_dir") is not None):
        return None
    folder = PurePosixPath(named or _SITE)
    plain = not folder.is_absolute() and folder.parts and ".." not in folder.parts and "\\" not in str(folder)
    hidden = any(part.startswith(".") for part in folder.parts)
    return str(folder) if plain and not hidden and not _leads_elsewhere(root, folder) else None


def building_folder(ground: Ground) -> str:
    """Where MkDocs builds meanwhile."""
    return f"{ground.staged}/{_SITE}"


def publish(ground: Ground, folder: str) -> None:
    """Let `folder` hold what was built, and nothing of an earlier build; names with a dot stay, as with MkDocs.

    Raises OSError, with everything as it was.
    """
    built = building_folder(ground)
    coming = sorted(_entries(ground.root / built))
    leaving = sorted(name for name in _entries(ground.root / folder) if name in coming or not name.startswith("."))
    moves = [_move(ground, f"{folder}/{name}", f"{ground.previous}/{_SITE}/{name}") for name in leaving]
    moves += [_move(ground, f"{built}/{name}", f"{folder}/{name}") for name in coming]
    carry_out(ground, moves)


def _move(ground: Ground, source: str, target: str) -> Move:
    entry = ground.root / source
    return Move(source, target, digest(entry.read_bytes()) if entry.is_file() else "")


def _entries(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (entry.name for entry in folder.iterdir())


def _leads_elsewhere(root: Path, folder: PurePosixPath) -> bool:
    """Whether a link on the way leads out of the project: then this is MkDocs' business."""
    return any((root / place).is_symlink() for place in (folder, *folder.parents[:-1]))
