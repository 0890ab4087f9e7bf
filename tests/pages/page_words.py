"""Pages and drawings to the words on them that are ours: not those of the input, of code, or of AWS."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import yaml
from page_organisations import organisation
from scripts.extract_messages import sentences

from builders import REPOSITORY
from iam_atlas.pages.escape import visible
from iam_atlas.wording.translate import C_, Translator

_HEAD = re.compile(r"\A(?:---\n.*?\n---\n)?<!--.*?-->\n", re.DOTALL)
_FENCE = re.compile(r"^(`{3,})\w*\n.*?^\1$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"<code>.*?</code>|`[^`]*`")
_FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
_LABEL = re.compile(r'aria-label="([^"]*)"')
_ATTRIBUTES = re.compile(r"\{ [.#][^}]*\}|^!!! warning", re.MULTILINE)
_ENGLISH = re.compile(r"[A-Za-z']+(?: [a-z']+)+")
_OF_AWS = ("Invalid principal in policy",)  # its error messages, which are not translated


def pieces(page: str) -> Iterator[str]:
    """The lines and cells of a page as a reader sees them, code left out; the drawing is `drawn_pieces`'."""
    body = _FENCE.sub("", _FIGURE.sub("", _HEAD.sub("", page)))
    body = _ATTRIBUTES.sub("", _CODE.sub("·", body))
    for line in body.splitlines():
        yield from _LABEL.findall(line)
        yield from (visible(cell).strip("#-| ") for cell in line.split(" | "))


def drawn_pieces(figure: str) -> Iterator[str]:
    """The texts of a drawing and its legend, titles and labels included; what is cut short stands in full elsewhere."""
    texts = (*_LABEL.findall(figure), *re.sub(r"<[^>]*>", "\n", figure).splitlines())
    return (html.unescape(text).strip() for text in texts if "…" not in text)


def english_of_ours(found: Iterator[str], name: str) -> set[str]:
    """English among the pieces that is neither the input's nor AWS's: two words or more, or a whole label of ours."""
    foreign = _foreign(name)
    whole = _sentences() - _input_texts(name)
    return {words for piece in found for words in _ours(piece, foreign, whole)}


def gaps_only() -> Translator:
    """A translator that says nothing but what fills the gaps: whatever words it leaves have not gone through it."""
    said: dict[str, tuple[str, ...]] = {}
    for message in sentences():
        forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        if forms[0]:
            english = C_(message.context, forms[0]) if message.context else forms[0]
            said[english] = tuple(_without_words(form) for form in forms)
    return Translator("en", said)


def _without_words(form: str) -> str:
    gaps = [f"{{{gap}}}" for _, gap, _, _ in Formatter().parse(form) if gap is not None]
    return "·".join(("", *gaps, ""))


def _ours(piece: str, foreign: re.Pattern[str], whole: frozenset[str]) -> list[str]:
    if piece in whole:
        return [piece]
    return _ENGLISH.findall(foreign.sub("·", piece))


@cache
def _sentences() -> frozenset[str]:
    """Sentences without gaps, which would stand in a cell or a heading as they are."""
    forms = (message.id if isinstance(message.id, str) else message.id[0] for message in sentences())
    return frozenset(form for form in forms if re.fullmatch(r"[A-Za-z][a-z -]+", form))


@cache
def _foreign(name: str) -> re.Pattern[str]:
    """Texts of the input and names that AWS gives, the longest first."""
    summaries = (*organisation(name).permissions.values(), *organisation(name).set_permissions.values())
    services = {service.title for summary in summaries for service in summary.services}
    texts = {text for text in _input_texts(name) | services | set(_OF_AWS) if " " in text}
    return re.compile("|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text))))


@cache
def _input_texts(name: str) -> frozenset[str]:
    root = REPOSITORY if name == "reference" else REPOSITORY / "tests" / "organisations" / name
    found = {text for file in organisation(name).landscape.source_files for text in _texts(_read(root / file))}
    parts = {" ".join(part.split()) for text in found for part in re.split(r"\n\s*\n", text)}
    return frozenset(parts - {""})


def _read(file: Path) -> object:
    text = file.read_text(encoding="utf-8")
    return json.loads(text) if file.suffix == ".json" else yaml.load(text, yaml.BaseLoader)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
