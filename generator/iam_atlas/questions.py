"""What is asked about a file without writing anything: is it right, what is risky in it, who may what, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.answers.check import Report, check_atlas, check_failed_to_load
from iam_atlas.atlas import analyse
from iam_atlas.changes.changes import Changes
from iam_atlas.changes.compare import compare as changes_between
from iam_atlas.errors import InputError, Problem, Said, said
from iam_atlas.findings.rule import Gravity
from iam_atlas.load.revisions import Version
from iam_atlas.load.source_lines import with_source_lines
from iam_atlas.model.landscape import NOTHING
from iam_atlas.simulate.answer import Answer
from iam_atlas.simulate.run import answers
from iam_atlas.versions import load_atlas, load_version
from iam_atlas.wording.catalogues import translator_for
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes in access from one version to another. `absent` says which of them has no such file."""

    changes: Changes
    t: Translator
    absent: tuple[Said, ...]


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


def asking(accounts_file: Path, *, today: date | None = None, language: str | None = None) -> Asker:
    """Ready for questions about access, which `answers` puts to it. Raises InputError as `load_atlas` does."""
    return asker_of(load_atlas(accounts_file, today), language)


def diff(before: Version, after: Version, *, today: date | None = None, language: str | None = None) -> Difference:
    """Compare the access of two versions; a revision that does not have the file yet gives access to nobody.

    Raises InputError, whose places name the version, when one of them is invalid.
    """
    old, new, nobody = load_version(before, today), load_version(after, today), analyse(NOTHING, today)
    t = translator_for((language,) if language else (new or old or nobody).landscape.site.languages)
    absent = (version for version, atlas in ((before, old), (after, new)) if atlas is None)
    sentences = tuple(said("{file} does not exist there", file=f"{one.shown}{one.file.name}") for one in absent)
    return Difference(changes_between(old or nobody, new or nobody), t, sentences)


def simulate(cases: bytes, jobs: int = 1) -> Iterator[Answer]:
    """Decide self-contained cases, one a line; nothing else is read. Raises nothing: what is wrong is an answer."""
    return answers(cases, jobs)
