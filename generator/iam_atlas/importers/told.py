"""The notes of an import -> the text that lies beside the imported file, for whoever goes on from there."""

from collections.abc import Iterator, Sequence

from iam_atlas.errors import Said, counted, said
from iam_atlas.importers.found import Note
from iam_atlas.wording.said import say
from iam_atlas.wording.translate import Translator

NEVER_TOLD: tuple[Said, ...] = (
    said("whether people have a password, an MFA device or access keys;"),
    said("what roles are for, who owns them, and how to ask for access;"),
    said("resource-based policies, such as those of buckets and keys;"),
    said("the permission sets of IAM Identity Center and whom it assigns them to;"),
    said("tags of policies, and when anything was made or last used."),
)
"""What authorization details do not say, or the file has no place for."""


def notes_text(notes: Sequence[Note], t: Translator) -> str:
    """Every note with what it is about, then what no import tells."""
    return "\n".join(_lines(notes, t)) + "\n"


def line(note: Note, t: Translator) -> str:
    """One note on one line."""
    return printable(say(said("{about}: {message}", about=note.about, message=note.said), t))


def printable(text: str) -> str:
    """The text as it may go to a terminal: what came with a dump can move no cursor and end no line."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _lines(notes: Sequence[Note], t: Translator) -> Iterator[str]:
    yield say(
        counted("{count} thing to know about this import", "{count} things to know about this import", len(notes)),
        t,
    )
    yield ""
    yield from (f"- {line(note, t)}" for note in notes)
    yield from ([""] if notes else [])
    yield say(
        said("It shows the moment at which the files were made. What they do not tell, or the file has no place for:"),
        t,
    )
    yield ""
    yield from (f"- {say(one, t)}" for one in NEVER_TOLD)
