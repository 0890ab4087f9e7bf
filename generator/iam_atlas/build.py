"""What a site is made of to the files on disk: written, compared with what is there, or built by MkDocs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iam_atlas.atlas import Atlas
from iam_atlas.changes.past import Past
from iam_atlas.errors import OutputError, Problem, Said, UsageError, said
from iam_atlas.load import json_schema
from iam_atlas.load.looks import is_unchanged
from iam_atlas.load.report import Tally, tally
from iam_atlas.making import Ground, Progress, Run, Site, Step, site_of, with_history
from iam_atlas.model.addresses import HISTORY
from iam_atlas.site import mkdocs, starter
from iam_atlas.site.building import build_trees
from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.failures import nothing_changed
from iam_atlas.site.inputs import Inputs, Read, inputs_now
from iam_atlas.site.last_run import LastRun, keep, surroundings, unchanged
from iam_atlas.site.lock import Notice, nobody_hears
from iam_atlas.site.manifest import digest, manifest_file
from iam_atlas.site.plan import Plan, nothing_to_do, plan_run
from iam_atlas.site.settled import settled
from iam_atlas.site.trees import trees_of
from iam_atlas.site.writer import Held, healed, is_interrupted, reading, write, writing
from iam_atlas.versions import past_of

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


def generate(
    accounts_file: Path,
    *,
    today: date | None = None,
    jobs: int = 1,
    step: Step = lambda _: None,
    notice: Notice = nobody_hears,
    begun: Callable[[Ground], None] | None = None,
) -> Built:
    """Write docs/atlas/ and nav.generated.yml beside `accounts_file`: all of it or, when anything fails, nothing.

    `notice` hears what a person has to know meanwhile: that another run is waited for, that the input has changed.
    `begun` hears when everything is decided and no page is written yet; who gives it will run again.
    Raises InputError when the input is wrong, OutputError when somebody else's file is in the way.
    """
    root = accounts_file.parent
    kept, around = healed(root, notice), surroundings(accounts_file, today)
    last = unchanged(root, around)
    if last is not None:
        inputs, plan = inputs_now(root, last.sources), nothing_to_do(len(last.written))
        return Built(inputs, last.sources, last.languages, last.found, plan, kept)
    run = Run(accounts_file, today, jobs, step, begun or (lambda _: None), keeps=True, stays=begun is not None)
    with settled(writing, lambda: site_of(run), _read_of, notice) as (held, site):
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
    root, run = accounts_file.parent, Run(accounts_file, today, jobs, step)
    with settled(reading, lambda: site_of(run), _read_of, notice) as (_, site):
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
    kept, run = healed(root, notice), Run(accounts_file, today, jobs, step, keeps=True)
    with settled(writing, lambda: site_of(run), _read_of, notice) as (held, site):
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
