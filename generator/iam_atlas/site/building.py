"""The trees of a project to its built site: a whole new one, or the one that was there before."""

import errno
import shutil
from collections.abc import Iterable

from iam_atlas.errors import OutputError, said
from iam_atlas.site import mkdocs
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.moving import clear
from iam_atlas.site.published import building_folder, publish, published_folder
from iam_atlas.site.trees import Tree
from iam_atlas.site.writer import Held, ground_of

_LITTLE = 1 << 20  # bytes: with less, whatever MkDocs says, the disk is full


def build_trees(held: Held, trees: Iterable[Tree], *, strict: bool) -> None:
    """Let MkDocs build every tree, and only then put the site into its place.

    Raises OutputError when MkDocs fails, whose own words are on stderr by then.
    """
    every, ground, folder = tuple(trees), ground_of(held.root), published_folder(held.root)
    if folder is None:
        _build_in_place(held, every, strict)
        return
    try:
        for tree in every:
            _build(held, tree, strict, f"{building_folder(ground)}/{tree.below}", folder)
        with nothing_changed(held.root / folder):
            publish(ground, folder)
    except OutputError as error:
        if getattr(error.__cause__, "errno", None) != errno.EXDEV:
            raise
        _build_in_place(held, every, strict)  # the folder is mounted: nothing can be renamed into it
    finally:
        clear(ground)


def _build_in_place(held: Held, trees: Iterable[Tree], strict: bool) -> None:
    for tree in trees:
        _build(held, tree, strict, None, None)


def _build(held: Held, tree: Tree, strict: bool, into: str | None, folder: str | None) -> None:
    """Raises OutputError when MkDocs fails. `folder` is where the last site is, when it is whole."""
    if not mkdocs.build_site(held.root, tree.configuration, strict=strict, into=into, held=held.lock):
        return
    full = shutil.disk_usage(held.root).free < _LITTLE
    why = said("; the disk is full: free some space and run the command again") if full else ""
    stays = said("; {folder}/ is as it was", folder=folder) if folder else ""
    raise OutputError(said("MkDocs could not build the site; what it says is above{stays}{why}", stays=stays, why=why))
