"""The bytes of what a tool printed -> its JSON values, one a page; what is not JSON is reported where it goes wrong."""

import json
from json import JSONDecodeError
from typing import cast

from iam_atlas.errors import InputError, Position, Problem, Said, Severity, said
from iam_atlas.model.policies import Json

LARGEST = 200_000_000
"""Bytes. Reading takes some ten times that in memory; the dumps of a large account stay under a tenth of it."""

_SPACE = " \t\r\n"
_SHOWN = 200


def read_pages(data: bytes, file: str) -> list[dict[str, Json]]:
    """The JSON objects of one file: several stand one after another where the pages of a call were put together.

    Raises InputError for anything that is not whole JSON in UTF-8 (or in UTF-16 with its mark, as PowerShell writes).
    """
    text = _decoded(data, file)
    decoder, at, pages = json.JSONDecoder(), 0, list[dict[str, Json]]()
    while (at := _after_space(text, at)) < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            raise _malformed(text, error, file) from None
        except ValueError:
            raise refused(file, "json-syntax-error", said("a number has more digits than are read")) from None
        except RecursionError:
            raise refused(file, "json-syntax-error", said("maps and lists stand too deep inside each other")) from None
        if not isinstance(value, dict):
            raise refused(file, "not-a-dump", said("this is JSON, but not what an AWS command prints: a map is"))
        pages.append(cast("dict[str, Json]", value))
    if not pages:
        raise refused(file, "not-a-dump", said("this file is empty"))
    return pages


def refused(file: str, rule: str, message: Said) -> InputError:
    """One problem of a whole file as the error that stops an import."""
    return InputError((Problem(Position(file, 1, 1), Severity.ERROR, rule, message),))


def _decoded(data: bytes, file: str) -> str:
    if len(data) > LARGEST:
        size, most = f"{len(data):,}", f"{LARGEST:,}"
        raise refused(
            file, "file-size", said("this file has {count} bytes; at most {most} are read", count=size, most=most)
        )
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise refused(file, "encoding", said("this file is not text in UTF-8")) from None


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _malformed(text: str, error: JSONDecodeError, file: str) -> InputError:
    cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    message = (
        said("the file ends before its JSON does: it is only a part of what the command printed")
        if cut
        else said("this is not valid JSON from here on")
    )
    line = text[error.pos - error.colno + 1 :].split("\n", 1)[0] if error.colno <= _SHOWN else ""
    place = Position(file, error.lineno, error.colno)
    return InputError((Problem(place, Severity.ERROR, "json-syntax-error", message, line[:_SHOWN]),))
