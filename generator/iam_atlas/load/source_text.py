"""The bytes of one input file -> its text, or a problem that says which character or encoding is in the way."""

import re
from hashlib import sha256

from iam_atlas.errors import Position, said
from iam_atlas.load.node import Findings

LARGEST_FILE = 50_000_000  # bytes; the largest organization we know of stays under a tenth of it

_BYTE_ORDER_MARK = "\ufeff"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= )|^={7}$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def decode(data: bytes, file: str, findings: Findings) -> str | None:
    """The text of a file in UTF-8, without byte order mark; None after a problem was reported.

    Also makes the file's lines known to `findings`, so that every later problem can show its line, and the
    digest of what was read.
    """
    if len(data) > LARGEST_FILE:
        message = said(
            "this file has {count} bytes; at most {most} are read",
            count=f"{len(data):,}",
            most=f"{LARGEST_FILE:,}",
        )
        findings.error(Position(file, 1, 1), "file-size", message)
        return None
    if data[:2] in _UTF16_MARKS or b"\0" in data[:2]:
        findings.error(Position(file, 1, 1), "encoding", said("this file is in UTF-16; save it as UTF-8"))
        return None
    text = _as_utf8(data, file, findings)
    if text is None:
        return None
    findings.lines[file] = split_lines(text)
    findings.digests[file] = sha256(data).hexdigest()
    found = _NOT_PRINTABLE.search(text)
    if found:
        message = said("character {character} cannot stand in this file; remove it", character=_code_point(found[0]))
        findings.error(position_at(text, found.start(), file), "encoding", message)
        return None
    conflict = _CONFLICT.search(text.replace("\r\n", "\n"))
    if conflict:
        _report_conflict(conflict, file, findings)
        return None
    return text


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends, cut where the YAML parser counts a new line."""
    return tuple(_LINE_END.split(text))


def line_starts(text: str) -> list[int]:
    """The index (from 0) at which each line begins."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def position_at(text: str, index: int, file: str) -> Position:
    """Line and column (both from 1) of the character at `index` (from 0)."""
    before = split_lines(text[:index])
    return Position(file, len(before), len(before[-1]) + 1)


def _as_utf8(data: bytes, file: str, findings: Findings) -> str | None:
    try:
        return data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        findings.lines[file] = split_lines(data.decode("utf-8", "replace").removeprefix(_BYTE_ORDER_MARK))
        message = said("byte 0x{byte} is not UTF-8; save the file as UTF-8", byte=f"{data[error.start]:02X}")
        findings.error(position_at(good, len(good), file), "encoding", message)
        return None


def _report_conflict(found: re.Match[str], file: str, findings: Findings) -> None:
    """No YAML or JSON that anybody means has such a line, since nothing that is nested starts in the first column."""
    message = said(
        'merge conflict marker "{marker}": choose one of the two versions and remove the markers', marker=found[0]
    )
    findings.error(position_at(found.string, found.start(), file), "merge-conflict", message)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
