"""One accounts.yaml to everything that its site is made of: the whole pipeline on one screen; read this first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iam_atlas.answers.changed_page import changed_page
from iam_atlas.atlas import Atlas
from iam_atlas.changes.past import Past
from iam_atlas.drawing.draw import Drawing, draw_all, folds_of
from iam_atlas.errors import Position, Said, said
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.addresses import HISTORY
from iam_atlas.model.identity import forget_all
from iam_atlas.pages.context import Context, OwnPages
from iam_atlas.pages.render import Write, context_of, pages_to_write, sections
from iam_atlas.pause import gc_paused
from iam_atlas.public.guard import refuse_leaks
from iam_atlas.public.publication import Publication, publication
from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.assets import asset_files
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.cache import Cache, cache_of, trim
from iam_atlas.site.homes import generated_home
from iam_atlas.site.inputs import Inputs, inputs_of
from iam_atlas.site.navigation import navigation_text, site_navigation
from iam_atlas.site.own_pages import own_pages, own_texts
from iam_atlas.site.settings import commit_links, source_addresses, source_links, source_texts
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.versions import load_atlas
from iam_atlas.wording.catalogues import translator
from iam_atlas.workers import Tell, shared_out


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run is at; `done` of `of` things of its kind are begun, 0 of 0 where they are not counted."""

    doing: Said
    done: int = 0
    of: int = 0


Step = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the pages in every language are made of.

    `atlas` is the true one, `shown` what readers of each language get to see of it; `own` are the pages that the team
    writes for each.
    """

    root: Path
    atlas: Atlas
    shown: Mapping[Tree, Publication]
    own: Mapping[Tree, Sequence[str]]
    links: Callable[[Position], str | None]
    sources: Mapping[str, str]
    inputs: Inputs
    assets: Mapping[str, bytes]

    def context(self, tree: Tree, drawings: Mapping[str, Drawing]) -> Context:
        """What pages of a tree are written from."""
        figures = {page: drawing.figure for page, drawing in drawings.items()}
        written = OwnPages(frozenset(self.own[tree]), elsewhere(tree, self.own))
        return context_of(self.shown[tree].atlas, figures, tree.language, self.links, sources=self.sources, own=written)


@dataclass(frozen=True, slots=True)
class Site:
    """Every generated file, path beside the accounts file to content, and what they were made of."""

    ground: Ground
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Run:
    """How a site is to be made. `jobs` are processes; `step` hears how far it is.

    `begun` hears when everything is decided and no page is written yet. `keeps` says whether drawings may be put into
    the project's cache; they are taken from it in any case. `stays` says that the process will run again, and gains
    from what was decided in it and not in a forked one.
    """

    accounts_file: Path
    today: date | None = None
    jobs: int = 1
    step: Step = lambda _: None
    begun: Callable[[Ground], None] = lambda _: None
    keeps: bool = False
    stays: bool = False


def site_of(run: Run) -> Site:
    """Everything that a site is made of, in memory."""
    with gc_paused():
        return _site_of(run)


def _site_of(run: Run) -> Site:
    if run.stays:
        forget_all()  # the things of the run before, which nobody asks about any more
    run.step(Progress(said("Reading and deciding")))
    ground = _ground_of(run.accounts_file, run.today, 1 if run.stays else run.jobs)
    run.begun(ground)
    cache = cache_of(ground.root, kept=run.keeps)
    files: dict[str, bytes] = {}
    for tree in ground.shown:
        files |= _tree_files(ground, tree, run, cache)
    if cache is not None:
        trim(cache)
    first = next(iter(ground.shown.values()))
    if first.guard is not None:
        run.step(Progress(said("Looking for what must not be published")))
        refuse_leaks(first.guard, {**own_texts(ground.root, files), **_made_of_the_file(ground, files)})
    return Site(ground, files)


def _ground_of(accounts_file: Path, today: date | None, jobs: int) -> Ground:
    root, atlas = accounts_file.parent, load_atlas(accounts_file, today, jobs)
    trees = trees_of(atlas.landscape.site.languages)
    return Ground(
        root,
        atlas,
        {tree: publication(atlas, translator(tree.language)) for tree in trees},
        own={
            tree: own_pages(root / tree.docs, () if tree.below else [one.below for one in trees[1:]]) for tree in trees
        },
        inputs=inputs_of(root, atlas.landscape.source_digests),
        links=source_links(root, public=atlas.landscape.site.audience == "public"),
        sources=source_texts(root, atlas.landscape),
        assets=asset_files(),
    )


def _made_of_the_file(ground: Ground, files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The generated files without our stylesheets, scripts and pictures, which are the same for everybody."""
    ours = {f"{tree.atlas}/{path}" for tree in ground.shown for path in ground.assets}
    return {path: content.decode() for path, content in files.items() if path not in ours}


def _tree_files(ground: Ground, tree: Tree, run: Run, cache: Cache | None) -> Mapping[str, bytes]:
    """Every generated file of the pages in one language."""
    t, shown = translator(tree.language), ground.shown[tree]
    atlas, addresses = shown.atlas, source_addresses(ground.links, ground.sources)
    drawings = draw_all(atlas, t, jobs=run.jobs, shelf=cache, tell=_telling(run, said("Drawing")))
    context = ground.context(tree, drawings)
    # What takes longest is begun at once, so that no process is left alone with it at the end.
    texts: list[Write] = [
        lambda: {"lookup.js": lookup_js(atlas, t, folds_of(drawings), addresses, shown.prepare)},
        *pages_to_write(context).values(),
        *([] if tree.below else [lambda: {"atlas.json": atlas_json(atlas)}]),
    ]
    contents = shared_out(_contents, texts, run.jobs, _telling(run, said("Writing pages")))
    files = {**ground.assets, **dict(sorted(file for found in contents for file in found.items()))}
    below = {f"{tree.atlas}/{path}": content for path, content in files.items()}
    return {**below, **_navigation(ground, tree, sections(atlas, t.language)), **generated_home(ground.root, tree)}


def pages_alone(ground: Ground, tree: Tree, pages: Iterable[str]) -> Mapping[str, bytes]:
    """These pages of a tree as the whole site will have them, with the further pages of their tables."""
    shown, wanted = ground.shown[tree], frozenset(pages)
    drawings = draw_all(shown.atlas, translator(tree.language), only=wanted)
    context = ground.context(tree, drawings)
    writes = (write for path, write in pages_to_write(context, most=False).items() if path in wanted)
    return {f"{tree.atlas}/{path}": content for write in writes for path, content in _contents(write).items()}


def _telling(run: Run, doing: Said) -> Tell:
    return lambda done, of: run.step(Progress(doing, done, of))


def _contents(write: Write) -> Mapping[str, bytes]:
    return {path: stamped(path, text).encode() for path, text in write().items()}


def _navigation(ground: Ground, tree: Tree, found: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
    """The file that says which pages a tree's navigation has: the sections `found`, and the team's own pages."""
    t, own = translator(tree.language), ground.own
    navigation = replace(
        site_navigation(own[tree], ground.shown[tree].atlas.landscape, found, t),
        alternatives=alternatives(tree, own),
        left_out=() if tree.below else tuple(other.below for other in own if other.below),
    )
    settings = configuration_beside(ground.root, tree, navigation, t) if tree.below else navigation_text(navigation)
    return {tree.navigation: settings.encode()}


def with_history(site: Site, past: Sequence[Past]) -> Mapping[str, bytes]:
    """The files of the site, and the page of what changed in each language; `past` is not empty."""
    ground, files = site.ground, dict(site.files)
    for tree in ground.own:
        page = changed_page(ground.context(tree, {}), past, commit_links(ground.root))
        files[f"{tree.atlas}/{HISTORY}"] = stamped(HISTORY, page).encode()
        files |= _navigation(ground, tree, sections(ground.atlas, tree.language, history=True))
    return files
