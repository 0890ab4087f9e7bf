"""Texts that are written for several languages -> those that a language of the site lacks."""

from collections.abc import Iterable, Iterator

from iam_atlas.errors import Joint, listed, said
from iam_atlas.load.node import Findings, Mapping, Node, Sequence
from iam_atlas.load.shape.common import PROSE
from iam_atlas.load.shape.file import ROOT_FILE
from iam_atlas.load.shape.kinds import ByForm, ListOf, MapOf, Record, Shape
from iam_atlas.load.words import quoted
from iam_atlas.wording.catalogues import LANGUAGES, spoken


def check_languages(files: Iterable[Mapping], site: Mapping, languages: tuple[str, ...], findings: Findings) -> None:
    """Warn of languages that pages cannot be in, and of texts that lack one of those that they are in.

    Such a text falls back to another language. A text that is written once, for all languages, lacks none.
    """
    for unspoken in (language for language in languages if language not in LANGUAGES):
        message = said(
            "pages cannot be in {language}; there are {languages}",
            language=quoted(unspoken),
            languages=listed(LANGUAGES, Joint.AND),
        )
        findings.warning(site.get("languages") or site, "language-not-spoken", message)
    wanted = spoken(languages)
    for file in files:
        for text in _texts(file, ROOT_FILE):
            _check_text(text, wanted, findings)


def _check_text(text: Mapping, wanted: tuple[str, ...], findings: Findings) -> None:
    written = [name for name, _, _ in text.named()]
    for language in wanted:
        if language not in written:
            message = said(
                "this text is written in {written} but not in {language}, in which the site has pages, too",
                written=listed(written, Joint.AND),
                language=language,
            )
            findings.warning(text, "text-without-language", message)


def _texts(node: Node | None, shape: Shape | None) -> Iterator[Mapping]:
    """Every map from language to text, in the order of the file."""
    match node, shape:
        case Mapping(), ByForm() if shape is PROSE:
            yield node
        case _, ByForm():
            form = {Mapping: shape.mapping, Sequence: shape.sequence}.get(type(node))
            yield from _texts(node, form)
        case Mapping(), Record():
            for name, _, value in node.named():
                field = shape.by_name.get(name)
                yield from _texts(value, field.shape if field else None)
        case Mapping(), MapOf():
            for _, _, value in node.named():
                yield from _texts(value, shape.value)
        case Sequence(), ListOf():
            for item in node.items:
                yield from _texts(item, shape.item)
