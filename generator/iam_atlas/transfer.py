"""Files of other programs, both ways: what they read of an accounts file, and an accounts file of what AWS prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from iam_atlas.answers.compared_page import compared_page
from iam_atlas.answers.names import find_caller
from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import InputError, Problem, Said, UsageError, said
from iam_atlas.exporters import FOLDERS, TEXTS
from iam_atlas.exporters.redaction import SHOWN, redaction_of
from iam_atlas.exporters.showing import showing
from iam_atlas.importers import ORGANIZATIONS, READERS
from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.compare import Comparison, compare
from iam_atlas.importers.faithful import ROOT as IMPORTED_ROOT
from iam_atlas.importers.faithful import import_accounts
from iam_atlas.importers.found import FoundAccount, Note
from iam_atlas.importers.live import fetch_details, fetch_organization
from iam_atlas.importers.names import names_of, names_of_files
from iam_atlas.importers.organizations import FoundOrganization, read_organization
from iam_atlas.importers.pages import LARGEST, refused
from iam_atlas.importers.surroundings import surroundings_of, with_members
from iam_atlas.importers.told import line, notes_text
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.landscape import Landscape
from iam_atlas.questions import asking
from iam_atlas.site import exported
from iam_atlas.site.lock import Notice, nobody_hears
from iam_atlas.wording.catalogues import translator_for
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Export:
    """An export before it is written: one `text`, or `files` by their path in a folder."""

    text: str = ""
    files: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found, and the language to tell it in. `is_redacted` is whether the site hides some of it."""

    found: Comparison
    t: Translator
    is_redacted: bool


@dataclass(frozen=True, slots=True)
class Import:
    """The files of an import by their path in a folder, and a line for each thing to know about it."""

    files: Mapping[str, str]
    notes: tuple[str, ...]


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


def write_export(made: Export, to: Path, *, force: bool = False, notice: Notice = nobody_hears) -> tuple[Said, ...]:
    """Write to a file or a folder; what was done, a line a file. Raises OutputError, with nothing changed.

    `notice` hears what a person has to know meanwhile.
    """
    if made.files is None:
        exported.write_text(to, made.text, force=force, notice=notice)
        return (said("wrote {path}", path=str(to)),)
    done = exported.write_folder(to, made.files, force=force, notice=notice)
    written = (said("wrote {path}", path=str(to / path)) for path in done.written)
    removed = (said("removed {path}", path=str(to / path)) for path in done.removed)
    return (*written, *removed) or (said("{path} is up to date", path=str(to)),)


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


def compare_files(accounts_file: Path, files: Sequence[Path], language: str | None = None) -> Compared:
    """What these dumps tell against what the file declares. Raises InputError for either of them.

    Without a language it is told in the first one of the file.
    """
    landscape = load_landscape(accounts_file)
    found = compare(landscape, derive_halves(landscape), read_dumps(_bytes_of(files)))
    t = translator_for([language] if language else landscape.site.languages)
    return Compared(found, t, is_redacted=redaction_of(landscape.site) != SHOWN)


def write_comparison(compared: Compared, page: Path, *, force: bool = False) -> Said:
    """Write the comparison as a page of Markdown; what was done.

    Raises UsageError where the site hides what the page would show, and OutputError, with nothing changed, where the
    file holds something else and `force` does not give that up.
    """
    if compared.is_redacted:
        raise UsageError(
            said(
                "the page would show account ids, people and conditions that the site hides: site.audience is public, "
                "or site.redact names them"
            )
        )
    exported.write_text(page, compared_page(compared.found, compared.t), force=force)
    return said("wrote {path}", path=str(page))


def _imported(
    accounts: Sequence[FoundAccount], told: Sequence[Note], organization: FoundOrganization, t: Translator
) -> Import:
    every = with_members(accounts, organization)
    given = {**names_of_files(accounts), **{id: member.name for id, member in organization.members.items()}}
    around = surroundings_of(organization, names_of(every, given), frozenset(one.id for one in accounts))
    found = import_accounts(every, given, around, _load_texts)
    notes = (*told, *found.notes)
    return Import({**found.files, "imported.txt": notes_text(notes, t)}, tuple(line(note, t) for note in notes))


def _bytes_of(files: Sequence[Path]) -> Mapping[str, bytes]:
    """The files by name. Raises InputError with every one of them that cannot be read."""
    found, problems = dict[str, bytes](), list[Problem]()
    for file in files:
        try:
            found[str(file)] = _bytes(file)
        except OSError as error:
            problems += refused(str(file), *_unreadable(file, error)).problems
    if problems:
        raise InputError(tuple(problems))
    return found


def _unreadable(file: Path, error: OSError) -> tuple[str, Said]:
    if file.is_dir():
        return "not-a-file", said("this is a folder; name the files in it")
    if isinstance(error, FileNotFoundError):
        return "no-such-file", said("there is no such file")
    return "unreadable-file", said("this file cannot be read: {reason}", reason=str(error.strerror))


def _bytes(file: Path) -> bytes:
    """The bytes of a file or pipe, one more than allowed at most: a device has no end."""
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _load_texts(texts: Mapping[str, str]) -> Landscape:
    """The landscape of files that are not on disk: it must come about exactly as from those that are."""
    with TemporaryDirectory(prefix="iam-atlas-") as folder:
        for path, text in texts.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        return load_landscape(Path(folder) / IMPORTED_ROOT)
