"""One accounts.yaml to the written tree of a site: the whole pipeline on one screen; read this first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iam_atlas.atlas import Atlas, analyse
from iam_atlas.drawing.draw import draw_all, folds_of
from iam_atlas.errors import AtlasError, OutputError, Position, Problem, Said, UsageError, said
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.load import json_schema
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.reads import is_unchanged
from iam_atlas.load.report import Tally, tally
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.landscape import Landscape
from iam_atlas.pages.context import OwnPages
from iam_atlas.pages.render import Write, pages_to_write, sections
from iam_atlas.site import mkdocs, starter, watching
from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.assets import asset_files
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.homes import generated_home
from iam_atlas.site.last_run import LastRun, keep, surroundings, unchanged
from iam_atlas.site.manifest import digest, manifest_file
from iam_atlas.site.navigation import navigation_text, site_navigation
from iam_atlas.site.own_pages import own_pages
from iam_atlas.site.plan import Plan, nothing_to_do, plan_run
from iam_atlas.site.settings import source_addresses, source_links, source_texts
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.site.writer import carry_out, heal, is_interrupted, writing
from iam_atlas.wording.catalogues import translator
from iam_atlas.workers import shared_out


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run is at; `done` of `of` things of its kind are begun, 0 of 0 where they are not counted."""

    doing: Said
    done: int = 0
    of: int = 0


Step = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the input files, the site's languages as written, and where hand-edited files were kept."""

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


def load_atlas(accounts_file: Path, today: date | None) -> Atlas:
    """Read, check and analyse. Raises InputError with every problem found; `Atlas.problems` are the warnings."""
    return analyse(load_landscape(accounts_file, today=today), today)


def site_files(accounts_file: Path, today: date | None, jobs: int, step: Step) -> tuple[Atlas, Mapping[str, bytes]]:
    """The atlas, and every generated file: path beside `accounts_file` to content. Writes nothing."""
    root = accounts_file.parent
    step(Progress(said("Reading and deciding")))
    atlas = load_atlas(accounts_file, today)
    _refuse_a_public_site(atlas.landscape)
    trees = trees_of(atlas.landscape.site.languages)
    ground = _Ground(
        root,
        atlas,
        own={
            tree: own_pages(root / tree.docs, () if tree.below else [one.below for one in trees[1:]]) for tree in trees
        },
        links=source_links(root),
        sources=source_texts(root, atlas.landscape),
        assets=asset_files(),
    )
    files: dict[str, bytes] = {}
    for tree in trees:
        files |= _tree_files(ground, tree, jobs, step)
    return atlas, files


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the pages in every language are made of; `own` are the pages that the team writes for each."""

    root: Path
    atlas: Atlas
    own: Mapping[Tree, Sequence[str]]
    links: Callable[[Position], str | None]
    sources: Mapping[str, str]
    assets: Mapping[str, bytes]


def _tree_files(ground: _Ground, tree: Tree, jobs: int, step: Step) -> Mapping[str, bytes]:
    """Every generated file of the pages in one language."""
    t, atlas, own = translator(tree.language), ground.atlas, ground.own
    drawings = draw_all(atlas, t, jobs=jobs, tell=lambda done, of: step(Progress(said("Drawing"), done, of)))
    figures = {page: drawing.figure for page, drawing in drawings.items()}
    written = OwnPages(frozenset(own[tree]), elsewhere(tree, own))
    # What takes longest comes first, so that no process is left alone with it at the end.
    texts: list[Write] = [
        *([] if tree.below else [lambda: {"atlas.json": atlas_json(atlas)}]),
        lambda: {"lookup.js": lookup_js(atlas, t, folds_of(drawings), source_addresses(ground.links, ground.sources))},
        *pages_to_write(atlas, figures, t.language, ground.links, sources=ground.sources, own=written).values(),
    ]
    contents = shared_out(_contents, texts, jobs, lambda done, of: step(Progress(said("Writing pages"), done, of)))
    files = {**ground.assets, **dict(sorted(file for found in contents for file in found.items()))}
    navigation = replace(
        site_navigation(own[tree], atlas.landscape, sections(atlas, t.language), t),
        alternatives=alternatives(tree, own),
        left_out=() if tree.below else tuple(other.below for other in own if other.below),
    )
    settings = configuration_beside(ground.root, tree, navigation, t) if tree.below else navigation_text(navigation)
    below = {f"{tree.atlas}/{path}": content for path, content in files.items()}
    return {**below, tree.navigation: settings.encode(), **generated_home(ground.root, tree)}


def _contents(write: Write) -> Mapping[str, bytes]:
    return {path: stamped(path, text).encode() for path, text in write().items()}


def _refuse_a_public_site(landscape: Landscape) -> None:
    """Pages do not leave anything out yet; publishing them in the belief that they do would be worse than an error."""
    if landscape.site.audience != "internal":
        raise UsageError(
            said(
                'site.audience is "public", and pages cannot leave out yet what site.redact and redact name: '
                'nothing was written. Write "internal", and publish the site only where your own people read it.'
            )
        )


def generate(accounts_file: Path, *, today: date | None = None, jobs: int = 1, step: Step = lambda _: None) -> Built:
    """Write docs/atlas/ and nav.generated.yml beside `accounts_file`: all of it or, when anything fails, nothing.

    Raises InputError when the input is wrong, OutputError when somebody else's file is in the way.
    """
    root = accounts_file.parent
    heal(root)
    around = surroundings(accounts_file, today)
    last = unchanged(root, around, is_unchanged)
    if last is not None:
        return Built(last.sources, last.languages, last.found, nothing_to_do(len(last.written)), {})
    atlas, files = site_files(accounts_file, today, jobs, step)
    landscape, found = atlas.landscape, tally(atlas.problems)
    with writing(root):
        plan = plan_run(root, files)
        kept = carry_out(root, plan)
    # What changed meanwhile may have been read before or after it changed: then nothing is known.
    if is_unchanged(landscape.reads) and surroundings(accounts_file, today) == around:
        written = {path: digest(content) for path, content in {**files, **manifest_file(files)}.items()}
        keep(root, LastRun(around, landscape.reads, landscape.source_files, landscape.site.languages, found, written))
    return Built(landscape.source_files, landscape.site.languages, found, plan, kept)


def check(accounts_file: Path, *, today: date | None = None, jobs: int = 1, step: Step = lambda _: None) -> Checked:
    """Compare what `generate` would write with the disk; writes nothing. Raises what `generate` raises."""
    root = accounts_file.parent
    if is_interrupted(root):
        raise OutputError(said("a run was killed while it moved files; `iam-atlas generate` puts everything right"))
    atlas, files = site_files(accounts_file, today, jobs, step)
    plan = plan_run(root, files)
    return Checked(atlas.problems, stale_files(plan), differences(root, plan))


def build(
    accounts_file: Path,
    *,
    today: date | None = None,
    jobs: int = 1,
    strict: bool = False,
    step: Step = lambda _: None,
) -> Built:
    """`generate`, then let MkDocs build site/. Raises OutputError when MkDocs fails; its own words are on stderr."""
    root = accounts_file.parent
    _require_mkdocs(root)
    built = generate(accounts_file, today=today, jobs=jobs, step=step)
    step(Progress(said("Building the site")))
    for tree in trees_of(built.languages):
        if mkdocs.build_site(root, tree.configuration, strict=strict):
            raise OutputError(said("MkDocs could not build the site; what it says is above"))
    return built


def serve(
    accounts_file: Path,
    *,
    today: date | None,
    jobs: int,
    port: int,
    language: str,
    tell: Callable[[Built | AtlasError], None],
) -> int:
    """`generate`, let MkDocs serve the result, and generate again whenever the input changes; until MkDocs ends.

    The preview shows one language: `language` where the site has it, else its first.
    `tell` hears the outcome of every run. A first run that fails raises, as does a port that is taken; a later run
    leaves the last good state. Returns MkDocs' exit code.
    """
    root = accounts_file.parent
    _require_mkdocs(root)
    mkdocs.require_free_port(port)
    built = generate(accounts_file, today=today, jobs=jobs)
    tell(built)
    sources = {accounts_file.name, *built.sources}
    trees = trees_of(built.languages)
    shown = next((tree for tree in trees if tree.language == language), trees[0])
    with mkdocs.preview(root, port, shown.configuration) as server:
        for _ in watching.changes(lambda: watching.snapshot(root, sources), lambda: server.poll() is None):
            try:
                built = generate(accounts_file, today=today, jobs=jobs)
                sources.update(built.sources)
                tell(built)
            except AtlasError as error:
                tell(error)
        return server.returncode


def init(folder: Path, language: str) -> starter.Started:
    """Start a repository in `folder`; what exists is left as it is."""
    return starter.start(folder, starter.starter_files(language, json_schema.as_text()))


def _require_mkdocs(root: Path) -> None:
    if not (root / mkdocs.CONFIGURATION).exists():
        raise UsageError(said("there is no {path}; `iam-atlas init` writes one", path=str(root / mkdocs.CONFIGURATION)))
