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
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.pages.context import OwnPages
from iam_atlas.pages.render import render_pages, sections
from iam_atlas.public.guard import refuse_leaks
from iam_atlas.public.publication import Publication, publication
from iam_atlas.site import mkdocs, starter, watching
from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.assets import asset_files
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.homes import generated_home
from iam_atlas.site.manifest import ATLAS_FOLDER
from iam_atlas.site.navigation import navigation_text, site_navigation
from iam_atlas.site.own_pages import own_pages, own_texts
from iam_atlas.site.plan import Plan, plan_run
from iam_atlas.site.settings import source_addresses, source_links, source_texts
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.site.writer import carry_out, heal, is_interrupted, writing
from iam_atlas.wording.catalogues import translator

Step = Callable[[Said], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the input files, the site's languages as written, and where hand-edited files were kept."""

    sources: tuple[str, ...]
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
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
    step(said("Reading and deciding"))
    atlas = load_atlas(accounts_file, today)
    trees = trees_of(atlas.landscape.site.languages)
    ground = _Ground(
        root,
        {tree: publication(atlas, translator(tree.language)) for tree in trees},
        own={
            tree: own_pages(root / tree.docs, () if tree.below else [one.below for one in trees[1:]]) for tree in trees
        },
        links=source_links(root, public=atlas.landscape.site.audience == "public"),
        sources=source_texts(root, atlas.landscape),
        assets=asset_files(),
    )
    first = ground.shown[trees[0]]
    files = {f"{ATLAS_FOLDER}/atlas.json": atlas_json(first.atlas).encode()}
    for tree in trees:
        files |= _tree_files(ground, tree, jobs, step)
    if first.guard is not None:
        step(said("Looking for what must not be published"))
        refuse_leaks(first.guard, {**own_texts(root, files), **_made_of_the_file(ground, files)})
    return atlas, files


def _made_of_the_file(ground: "_Ground", files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The generated files without our stylesheets, scripts and pictures, which are the same for everybody."""
    ours = {f"{tree.atlas}/{path}" for tree in ground.shown for path in ground.assets}
    return {path: content.decode() for path, content in files.items() if path not in ours}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the pages in every language are made of; `own` are the pages that the team writes for each."""

    root: Path
    shown: Mapping[Tree, Publication]
    own: Mapping[Tree, Sequence[str]]
    links: Callable[[Position], str | None]
    sources: Mapping[str, str]
    assets: Mapping[str, bytes]


def _tree_files(ground: _Ground, tree: Tree, jobs: int, step: Step) -> Mapping[str, bytes]:
    """Every generated file of the pages in one language."""
    t, shown, own = translator(tree.language), ground.shown[tree], ground.own
    atlas = shown.atlas
    step(said("Drawing"))
    drawings = draw_all(atlas, t, jobs=jobs)
    step(said("Writing pages"))
    figures = {page: drawing.figure for page, drawing in drawings.items()}
    written = OwnPages(frozenset(own[tree]), elsewhere(tree, own))
    pages = render_pages(atlas, figures, t.language, ground.links, sources=ground.sources, own=written)
    addresses = source_addresses(ground.links, ground.sources)
    lookup = lookup_js(atlas, t, folds_of(drawings), addresses, shown.prepare)
    texts = {**pages, "lookup.js": lookup}
    files = {**ground.assets, **{path: stamped(path, text).encode() for path, text in texts.items()}}
    navigation = replace(
        site_navigation(own[tree], atlas.landscape, sections(atlas, t.language), t),
        alternatives=alternatives(tree, own),
        left_out=() if tree.below else tuple(other.below for other in own if other.below),
    )
    settings = configuration_beside(ground.root, tree, navigation, t) if tree.below else navigation_text(navigation)
    below = {f"{tree.atlas}/{path}": content for path, content in files.items()}
    return {**below, tree.navigation: settings.encode(), **generated_home(ground.root, tree)}


def generate(accounts_file: Path, *, today: date | None = None, jobs: int = 1, step: Step = lambda _: None) -> Built:
    """Write docs/atlas/ and nav.generated.yml beside `accounts_file`: all of it or, when anything fails, nothing.

    Raises InputError when the input is wrong, OutputError when somebody else's file is in the way.
    """
    root = accounts_file.parent
    heal(root)
    atlas, files = site_files(accounts_file, today, jobs, step)
    with writing(root):
        plan = plan_run(root, files)
        landscape = atlas.landscape
        return Built(landscape.source_files, landscape.site.languages, atlas.problems, plan, carry_out(root, plan))


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
    step(said("Building the site"))
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
