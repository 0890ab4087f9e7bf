"""A live preview: the site is made again at each change, and what somebody edited is shown first."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from iam_atlas.build import Built, generate, require_mkdocs
from iam_atlas.errors import AtlasError, Said
from iam_atlas.making import Ground, Progress, Step, pages_alone
from iam_atlas.pages.concerned import pages_about
from iam_atlas.site import mkdocs, watching
from iam_atlas.site.edits import Texts, edits, texts_of
from iam_atlas.site.inputs import changed_since
from iam_atlas.site.lock import Notice, nobody_hears
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.site.writer import write_over, writing

_PAUSE = 0.2  # seconds between two looks of a run at whether its input is still the same
_AT_MOST = 3.0  # seconds that a run waits for MkDocs to show what was edited, which takes one as a rule
_FIRST = 8
"""Pages that are shown before the others: more would keep the first of them waiting."""

Tell: TypeAlias = Callable[[Built | AtlasError | Said], None]
"""Hears the outcome of each run, and what keeps it waiting."""


def serve(
    accounts_file: Path,
    *,
    today: date | None,
    jobs: int,
    port: int,
    language: str,
    tell: Tell,
) -> int:
    """`generate`, let MkDocs serve the result, and generate again whenever the input changes; until MkDocs ends.

    The preview shows one language: `language` where the site has it, else its first.
    `tell` hears the outcome of every run, and what keeps it waiting. A first run that fails raises, as does a port that
    is taken; a later run leaves the last good state. Returns MkDocs' exit code. MkDocs holds no lock here: what it
    shows of files that move is gone a moment later, when it sees that they have come.

    Pages about what was edited are written as soon as everything is decided, and all others some seconds later: but
    for those nobody waits who edits again meanwhile.
    """
    root = accounts_file.parent
    require_mkdocs(root)
    mkdocs.require_free_port(port)
    again = partial(generate, accounts_file, today=today, jobs=jobs, notice=tell)
    first = again(begun=lambda _: None)
    tell(first)
    trees = trees_of(first.languages)
    tree = next((tree for tree in trees if tree.language == language), trees[0])
    sources = {accounts_file.name, *first.sources}
    shown = _Shown(root, tree, sources, texts_of(root, sources))
    with mkdocs.preview(root, port, tree.configuration) as server:
        look, goes_on = partial(watching.snapshot, root, sources), lambda: server.process.poll() is None
        for _ in watching.changes(look, goes_on, lambda: bool(changed_since(root, first.inputs))):
            _renew(shown, again, server, tell)
        return server.process.returncode


@dataclass(slots=True)
class _Shown:
    """What the preview shows: one tree of a project, made of the `sources` when they said `texts`."""

    root: Path
    tree: Tree
    sources: set[str]
    texts: Texts


def _renew(shown: _Shown, again: Callable[..., Built], server: mkdocs.Server, tell: Tell) -> None:
    """Make the site again, unless that is in vain; MkDocs shows first what was edited, with processors to spare."""
    now = texts_of(shown.root, shown.sources)

    def begun(ground: Ground) -> None:
        server.built.clear()
        if show_first(ground, tree=shown.tree, edited=edits(shown.texts, now), notice=tell):
            server.built.wait(_AT_MOST)

    try:
        built = again(begun=begun, step=unless_edited(shown.root, now))
    except EditedError:
        return
    except AtlasError as error:
        tell(error)
    else:
        shown.texts = now
        shown.sources.update(built.sources)
        tell(built)


class EditedError(Exception):
    """Somebody has edited the input again, so that the rest of this run is for nothing."""


def unless_edited(root: Path, texts: Texts) -> Step:
    """A step that ends the run when an input file says something else than `texts`; it looks five times a second."""
    looked = time.monotonic()

    def step(_: Progress) -> None:
        nonlocal looked
        if time.monotonic() - looked > _PAUSE:
            looked = time.monotonic()
            if texts_of(root, texts) != texts:
                raise EditedError

    return step


def show_first(ground: Ground, *, tree: Tree, edited: Mapping[str, range], notice: Notice = nobody_hears) -> bool:
    """Write the pages about what was edited, and say whether any page is another one now.

    None of a public site, which is looked at as a whole before it is shown.
    """
    if tree not in ground.shown or ground.shown[tree].guard is not None:
        return False
    landscape = ground.atlas.landscape
    about = dict.fromkeys(page for file, lines in edited.items() for page in pages_about(landscape, file, lines))
    if not about:
        return False
    files = pages_alone(ground, tree, tuple(about)[:_FIRST])
    with writing(ground.root, notice) as held:
        return not changed_since(ground.root, ground.inputs) and write_over(held, files)
