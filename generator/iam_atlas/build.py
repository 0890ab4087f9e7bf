"""One accounts.yaml to the written tree of a site: the whole pipeline on one screen; read this first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iam_atlas.answers.changed_page import changed_page
from iam_atlas.atlas import Atlas
from iam_atlas.changes.past import Past
from iam_atlas.drawing.draw import draw_all, folds_of
from iam_atlas.errors import OutputError, Position, Problem, Said, UsageError, said
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.load import json_schema
from iam_atlas.load.looks import is_unchanged
from iam_atlas.load.report import Tally, tally
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.addresses import HISTORY
from iam_atlas.pages.context import Context, OwnPages
from iam_atlas.pages.render import Write, context_of, pages_to_write, sections
from iam_atlas.pause import gc_paused
from iam_atlas.public.guard import refuse_leaks
from iam_atlas.public.publication import Publication, publication
from iam_atlas.site import mkdocs, starter
from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.assets import asset_files
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.building import build_trees
from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.homes import generated_home
from iam_atlas.site.inputs import Inputs, Read, inputs_now, inputs_of
from iam_atlas.site.last_run import LastRun, keep, surroundings, unchanged
from iam_atlas.site.lock import Notice, nobody_hears
from iam_atlas.site.manifest import digest, manifest_file
from iam_atlas.site.navigation import navigation_text, site_navigation
from iam_atlas.site.own_pages import own_pages, own_texts
from iam_atlas.site.plan import Plan, nothing_to_do, plan_run
from iam_atlas.site.settings import commit_links, source_addresses, source_links, source_texts
from iam_atlas.site.settled import settled
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.site.writer import Held, healed, is_interrupted, reading, write, writing
from iam_atlas.versions import load_atlas, past_of
from iam_atlas.wording.catalogues import translator
from iam_atlas.workers import shared_out


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run is at; `done` of `of` things of its kind are begun, 0 of 0 where they are not counted."""

    doing: Said
    done: int = 0
    of: int = 0


Step = Callable[[Progress], None]
VERSIONS = 10
"""How many of the last versions of the file a site tells the changes of."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: what it read, the site's languages as written, and where hand-edited files were kept."""

    inputs: Inputs
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    found: Tally
    plan: Plan
    kept: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run would do: `stale` names each file and why, sorted; empty when all is up to date."""

    problems: tuple[Problem, ...]
    stale: tuple[Said, ...]
    difference: str


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

    def context(self, tree: Tree, figures: Mapping[str, str]) -> Context:
        """What pages of a tree are written from; `figures` are their diagrams."""
        written = OwnPages(frozenset(self.own[tree]), elsewhere(tree, self.own))
        return context_of(self.shown[tree].atlas, figures, tree.language, self.links, sources=self.sources, own=written)


@dataclass(frozen=True, slots=True)
class Site:
    """Every generated file, path beside the accounts file to content, and what they were made of."""

    ground: Ground
    files: Mapping[str, bytes]


Begun = Callable[[Ground], None]


def site_of(accounts_file: Path, today: date | None, jobs: int, step: Step, begun: Begun = lambda _: None) -> Site:
    """Everything that a site is made of, in memory; writes nothing. `begun` hears when everything is decided."""
    with gc_paused():
        return _site_of(accounts_file, today, jobs, step, begun)


def _site_of(accounts_file: Path, today: date | None, jobs: int, step: Step, begun: Begun) -> Site:
    step(Progress(said("Reading and deciding")))
    ground = _ground_of(accounts_file, today)
    begun(ground)
    files: dict[str, bytes] = {}
    for tree in ground.shown:
        files |= _tree_files(ground, tree, jobs, step)
    first = next(iter(ground.shown.values()))
    if first.guard is not None:
        step(Progress(said("Looking for what must not be published")))
        refuse_leaks(first.guard, {**own_texts(ground.root, files), **_made_of_the_file(ground, files)})
    return Site(ground, files)


def _ground_of(accounts_file: Path, today: date | None) -> Ground:
    root, atlas = accounts_file.parent, load_atlas(accounts_file, today)
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


def _tree_files(ground: Ground, tree: Tree, jobs: int, step: Step) -> Mapping[str, bytes]:
    """Every generated file of the pages in one language."""
    t, shown = translator(tree.language), ground.shown[tree]
    atlas, addresses = shown.atlas, source_addresses(ground.links, ground.sources)
    drawings = draw_all(atlas, t, jobs=jobs, tell=lambda done, of: step(Progress(said("Drawing"), done, of)))
    context = ground.context(tree, {page: drawing.figure for page, drawing in drawings.items()})
    # What takes longest comes first, so that no process is left alone with it at the end.
    texts: list[Write] = [
        *([] if tree.below else [lambda: {"atlas.json": atlas_json(atlas)}]),
        lambda: {"lookup.js": lookup_js(atlas, t, folds_of(drawings), addresses, shown.prepare)},
        *pages_to_write(context).values(),
    ]
    contents = shared_out(_contents, texts, jobs, lambda done, of: step(Progress(said("Writing pages"), done, of)))
    files = {**ground.assets, **dict(sorted(file for found in contents for file in found.items()))}
    below = {f"{tree.atlas}/{path}": content for path, content in files.items()}
    return {**below, **_navigation(ground, tree, sections(atlas, t.language)), **generated_home(ground.root, tree)}


def pages_alone(ground: Ground, tree: Tree, pages: Iterable[str]) -> Mapping[str, bytes]:
    """These pages of a tree as the whole site will have them, with the further pages of their tables."""
    shown, wanted = ground.shown[tree], frozenset(pages)
    drawings = draw_all(shown.atlas, translator(tree.language), only=wanted)
    context = ground.context(tree, {page: drawing.figure for page, drawing in drawings.items()})
    writes = (write for path, write in pages_to_write(context).items() if path in wanted)
    return {f"{tree.atlas}/{path}": content for write in writes for path, content in _contents(write).items()}


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


def generate(
    accounts_file: Path,
    *,
    today: date | None = None,
    jobs: int = 1,
    step: Step = lambda _: None,
    notice: Notice = nobody_hears,
    begun: Begun = lambda _: None,
) -> Built:
    """Write docs/atlas/ and nav.generated.yml beside `accounts_file`: all of it or, when anything fails, nothing.

    `notice` hears what a person has to know meanwhile: that another run is waited for, that the input has changed.
    `begun` hears when everything is decided and no page is written yet.
    Raises InputError when the input is wrong, OutputError when somebody else's file is in the way.
    """
    root = accounts_file.parent
    kept, around = healed(root, notice), surroundings(accounts_file, today)
    last = unchanged(root, around)
    if last is not None:
        inputs, plan = inputs_now(root, last.sources), nothing_to_do(len(last.written))
        return Built(inputs, last.sources, last.languages, last.found, plan, kept)
    with settled(writing, lambda: site_of(accounts_file, today, jobs, step, begun), _read_of, notice) as (held, site):
        built = _written(held, site, kept)
        if surroundings(accounts_file, today) == around:
            _remember(site, around, built)
        return built


def _remember(site: Site, around: str, built: Built) -> None:
    """Keep what was read and written for the next run; not of a public site, of which the team's texts are read too."""
    landscape = site.ground.atlas.landscape
    if landscape.site.audience == "internal" and is_unchanged(landscape.looks):
        every = {**site.files, **manifest_file(site.files)}
        written = {path: digest(content) for path, content in every.items()}
        keep(site.ground.root, LastRun(around, landscape.looks, built.sources, built.languages, built.found, written))


def _read_of(site: Site) -> Read:
    return Read(site.ground.root, site.ground.inputs)


def _written(held: Held, site: Site, kept: Mapping[str, str]) -> Built:
    atlas = site.ground.atlas
    plan, also_kept = write(held, site.files)
    every = {**kept, **also_kept}
    landscape = atlas.landscape
    return Built(
        site.ground.inputs, landscape.source_files, landscape.site.languages, tally(atlas.problems), plan, every
    )


def check(
    accounts_file: Path,
    *,
    today: date | None = None,
    jobs: int = 1,
    step: Step = lambda _: None,
    notice: Notice = nobody_hears,
) -> Checked:
    """Compare what `generate` would write with the disk; writes nothing. Raises what `generate` raises."""
    root = accounts_file.parent
    with settled(reading, lambda: site_of(accounts_file, today, jobs, step), _read_of, notice) as (_, site):
        if is_interrupted(root):
            raise OutputError(said("a run was killed while it moved files; `iam-atlas generate` puts everything right"))
        with nothing_changed(root):
            plan = plan_run(root, site.files)
        return Checked(site.ground.atlas.problems, stale_files(plan), differences(root, plan))


def build(
    accounts_file: Path,
    *,
    today: date | None = None,
    jobs: int = 1,
    strict: bool = False,
    step: Step = lambda _: None,
    notice: Notice = nobody_hears,
) -> Built:
    """`generate`, then let MkDocs build site/. Raises OutputError when MkDocs fails; its own words are on stderr.

    The built site also tells what the last versions of the file changed, where git has them. The project is held until
    MkDocs has ended: it reads the pages for seconds, and no other run may move them meanwhile.
    """
    root = accounts_file.parent
    require_mkdocs(root)
    kept = healed(root, notice)
    with settled(writing, lambda: site_of(accounts_file, today, jobs, step), _read_of, notice) as (held, site):
        built = _written(held, site, kept)
        step(Progress(said("Comparing with earlier versions")))
        with _on_disk(held, site, _past(accounts_file, site.ground.atlas, today)):
            step(Progress(said("Building the site")))
            build_trees(held, trees_of(built.languages), strict=strict)
    return built


def _past(accounts_file: Path, atlas: Atlas, today: date | None) -> Sequence[Past]:
    """What the site tells of earlier versions: for readers outside nothing, since those hold what it leaves out."""
    told = atlas.landscape.site.history and atlas.landscape.site.audience == "internal"
    return past_of(accounts_file, atlas, today, VERSIONS) if told else ()


@contextmanager
def _on_disk(held: Held, site: Site, past: Sequence[Past]) -> Iterator[None]:
    """Let MkDocs find the page of what changed while the block runs.

    It is no page of `generate`: each commit would make what is committed stale, and not every clone knows the past.
    """
    if not past:
        yield
        return
    write(held, with_history(site, past))
    try:
        yield
    finally:
        _take_away(held, site)


def _take_away(held: Held, site: Site) -> None:
    try:
        write(held, site.files)
    except OutputError as error:
        raise OutputError(
            said(
                "{page} could not be removed after the build: {reason}. `iam-atlas generate` removes it",
                page=HISTORY,
                reason=error.said,
            )
        ) from error


def init(folder: Path, language: str) -> starter.Started:
    """Start a repository in `folder`; what exists is left as it is."""
    return starter.start(folder, starter.starter_files(language, json_schema.as_text()))


def require_mkdocs(root: Path) -> None:
    """Raise UsageError where there is nothing that MkDocs could build by."""
    if not (root / mkdocs.CONFIGURATION).exists():
        raise UsageError(said("there is no {path}; `iam-atlas init` writes one", path=str(root / mkdocs.CONFIGURATION)))
