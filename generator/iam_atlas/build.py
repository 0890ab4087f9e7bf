"""One accounts.yaml to the written tree of a site: the whole pipeline on one screen; read this first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.answers.check import Report, check_atlas, check_failed_to_load
from iam_atlas.answers.names import find_caller
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.changes.changes import Changes
from iam_atlas.changes.compare import compare as changes_between
from iam_atlas.derive.derive import derive_halves
from iam_atlas.drawing.draw import draw_all, folds_of
from iam_atlas.errors import AtlasError, InputError, OutputError, Position, Problem, Said, UsageError, said
from iam_atlas.exporters import FOLDERS, TEXTS
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.exporters.showing import showing
from iam_atlas.findings.rule import Gravity
from iam_atlas.importers import ORGANIZATIONS, READERS
from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.compare import Comparison, compare
from iam_atlas.importers.faithful import ROOT as IMPORTED_ROOT
from iam_atlas.importers.faithful import import_accounts
from iam_atlas.importers.found import FoundAccount, Note
from iam_atlas.importers.live import fetch_details, fetch_organization
from iam_atlas.importers.names import names_of, names_of_files
from iam_atlas.importers.organizations import FoundOrganization, read_organization
from iam_atlas.importers.surroundings import surroundings_of, with_members
from iam_atlas.importers.told import line, notes_text
from iam_atlas.load import json_schema
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.revisions import Version, on_disk
from iam_atlas.load.source_lines import with_source_lines
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.landscape import NOTHING, Landscape
from iam_atlas.pages.context import OwnPages
from iam_atlas.pages.render import render_pages, sections
from iam_atlas.simulate.answer import Answer
from iam_atlas.simulate.run import answers
from iam_atlas.site import exported, mkdocs, starter, watching
from iam_atlas.site.alternatives import alternatives, elsewhere
from iam_atlas.site.assets import asset_files
from iam_atlas.site.beside import configuration_beside
from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.homes import generated_home
from iam_atlas.site.manifest import ATLAS_FOLDER
from iam_atlas.site.navigation import navigation_text, site_navigation
from iam_atlas.site.own_pages import own_pages
from iam_atlas.site.plan import Plan, plan_run
from iam_atlas.site.settings import source_addresses, source_links, source_texts
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree, trees_of
from iam_atlas.site.writer import carry_out, heal, is_interrupted, writing
from iam_atlas.wording.catalogues import translator, translator_for
from iam_atlas.wording.translate import Translator

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


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes in access from one version to another. `absent` says which of them has no such file."""

    changes: Changes
    t: Translator
    absent: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """An export before it is written: one `text`, or `files` by their path in a folder."""

    text: str = ""
    files: Mapping[str, str] | None = None


def load_atlas(accounts_file: Path, today: date | None) -> Atlas:
    """Read, check and analyse. Raises InputError with every problem found; `Atlas.problems` are the warnings."""
    return analyse(load_landscape(accounts_file, today=today), today)


def site_files(accounts_file: Path, today: date | None, jobs: int, step: Step) -> tuple[Atlas, Mapping[str, bytes]]:
    """The atlas, and every generated file: path beside `accounts_file` to content. Writes nothing."""
    root = accounts_file.parent
    step(said("Reading and deciding"))
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
    files = {f"{ATLAS_FOLDER}/atlas.json": atlas_json(atlas).encode()}
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
    step(said("Drawing"))
    drawings = draw_all(atlas, t, jobs=jobs)
    step(said("Writing pages"))
    figures = {page: drawing.figure for page, drawing in drawings.items()}
    written = OwnPages(frozenset(own[tree]), elsewhere(tree, own))
    pages = render_pages(atlas, figures, t.language, ground.links, sources=ground.sources, own=written)
    lookup = lookup_js(atlas, t, folds_of(drawings), source_addresses(ground.links, ground.sources))
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


def validate(accounts_file: Path, *, today: date | None = None) -> tuple[Problem, ...]:
    """Every error and warning, sorted by position; errors are returned, not raised."""
    try:
        return with_source_lines(load_atlas(accounts_file, today).problems, accounts_file.parent)
    except InputError as error:
        return error.problems


def inspect(accounts_file: Path, fail_on: Gravity, *, today: date | None = None) -> Report:
    """What is wrong with the file and what is risky in it; errors are in the report, not raised."""
    try:
        report = check_atlas(load_atlas(accounts_file, today), fail_on)
    except InputError as error:
        return check_failed_to_load(error.problems, fail_on)
    root = accounts_file.parent
    accepted = (replace(one, problem=with_source_lines((one.problem,), root)[0]) for one in report.accepted)
    return replace(report, problems=with_source_lines(report.problems, root), accepted=tuple(accepted))


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


def asking(accounts_file: Path, *, today: date | None = None, language: str | None = None) -> Asker:
    """Ready for questions about access: the rooms `answers` puts them to it. Raises InputError as `load_atlas` does."""
    return asker_of(load_atlas(accounts_file, today), language)


def diff(before: Version, after: Version, *, today: date | None = None, language: str | None = None) -> Difference:
    """Compare the access of two versions; a revision that does not have the file yet gives access to nobody.

    Raises InputError, whose places name the version, when one of them is invalid.
    """
    old, new = load_version(before, today), load_version(after, today)
    shown = new or old or analyse(NOTHING, today)
    nobody = analyse(NOTHING, today)
    t = translator_for((language,) if language else shown.landscape.site.languages)
    absent = (version for version, atlas in ((before, old), (after, new)) if atlas is None)
    sentences = tuple(said("{file} does not exist there", file=f"{one.shown}{one.file.name}") for one in absent)
    return Difference(changes_between(old or nobody, new or nobody), t, sentences)


def load_version(version: Version, today: date | None) -> Atlas | None:
    """The analysed file of a version; None when its revision has no such file. Raises what `load_atlas` raises."""
    with on_disk(version) as file:
        if file is None:
            return None
        try:
            return load_atlas(file, today)
        except InputError as error:
            placed = (replace(one.position, file=f"{version.shown}{one.position.file}") for one in error.problems)
            problems = zip(error.problems, placed, strict=True)
            raise InputError(tuple(replace(one, position=at) for one, at in problems)) from error


def export(
    accounts_file: Path, kind: str, *, who: str | None = None, today: date | None = None, language: str | None = None
) -> Export:
    """What another program reads: a kind of `TEXTS` or of `FOLDERS`, for somebody or for everybody; writes nothing.

    All of the file is shown: who runs this has it. Raises UsageError when nobody is called `who`.
    """
    asker = asking(accounts_file, today=today, language=language)
    whom = find_caller(asker.atlas, who) if who is not None else None
    shown = showing(asker.atlas, asker.t)
    return Export(files=FOLDERS[kind](shown, whom)) if kind in FOLDERS else Export(TEXTS[kind](shown, whom))


def write_export(made: Export, to: Path, *, force: bool = False) -> tuple[Said, ...]:
    """Write to a file or a folder; what was done, a line a file. Raises OutputError, with nothing changed."""
    if made.files is None:
        exported.write_text(to, made.text, force=force)
        return (said("wrote {path}", path=str(to)),)
    done = exported.write_folder(to, made.files, force=force)
    written = (said("wrote {path}", path=str(to / path)) for path in done.written)
    removed = (said("removed {path}", path=str(to / path)) for path in done.removed)
    return (*written, *removed) or (said("{path} is up to date", path=str(to)),)


@dataclass(frozen=True, slots=True)
class Import:
    """The files of an import by their path in a folder, and a line for each thing to know about it."""

    files: Mapping[str, str]
    notes: tuple[str, ...]


def import_files(source: str, files: Sequence[Path], organizations: Sequence[Path], t: Translator) -> Import:
    """An accounts.yaml with its documents for what these files tell; writes nothing that stays.

    `source` is a name of `READERS`, or ORGANIZATIONS; `organizations` are more files, of the organization.

    Raises InputError for a file that is no whole dump, and for two dumps of one account.
    """
    alone = source == ORGANIZATIONS
    accounts, told = ([], ()) if alone else READERS[source](_bytes_of(files))
    organization = read_organization(_bytes_of([*organizations, *(files if alone else ())]))
    return _imported(accounts, told, organization, t)


def import_live(profiles: Sequence[str], organization: str | None, t: Translator) -> Import:
    """The same of what AWS answers for these profiles of its command line; `organization` is one that may see it.

    Without a profile the usual credentials are taken. Raises AtlasError where AWS is not to be read.
    """
    accounts = read_dumps(fetch_details(profiles or ("",)))
    found = read_organization(fetch_organization(organization) if organization else {})
    return _imported(accounts, (), found, t)


def _imported(
    accounts: Sequence[FoundAccount], told: Sequence[Note], organization: FoundOrganization, t: Translator
) -> Import:
    every = with_members(accounts, organization)
    given = {**names_of_files(accounts), **{id: member.name for id, member in organization.members.items()}}
    around = surroundings_of(organization, names_of(every, given), frozenset(one.id for one in accounts))
    found = import_accounts(every, given, around, _load_texts)
    notes = (*told, *found.notes)
    return Import({**found.files, "imported.txt": notes_text(notes, t)}, tuple(line(note, t) for note in notes))


def compare_files(accounts_file: Path, files: Sequence[Path]) -> Comparison:
    """What these dumps tell against what the file declares. Raises InputError for either of them."""
    landscape = load_landscape(accounts_file)
    return compare(landscape, derive_halves(landscape), read_dumps(_bytes_of(files)))


def _bytes_of(files: Sequence[Path]) -> Mapping[str, bytes]:
    return {str(file): file.read_bytes() for file in files}


def _load_texts(texts: Mapping[str, str]) -> Landscape:
    """The landscape of files that are not on disk: it must come about exactly as from those that are."""
    with TemporaryDirectory(prefix="iam-atlas-") as folder:
        for path, text in texts.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        return load_landscape(Path(folder) / IMPORTED_ROOT)


def simulate(cases: bytes, jobs: int = 1) -> Iterator[Answer]:
    """Decide self-contained cases, one a line; nothing else is read. Raises nothing: what is wrong is an answer."""
    return answers(cases, jobs)


def init(folder: Path, language: str) -> starter.Started:
    """Start a repository in `folder`; what exists is left as it is."""
    return starter.start(folder, starter.starter_files(language, json_schema.as_text()))


def _require_mkdocs(root: Path) -> None:
    if not (root / mkdocs.CONFIGURATION).exists():
        raise UsageError(said("there is no {path}; `iam-atlas init` writes one", path=str(root / mkdocs.CONFIGURATION)))
