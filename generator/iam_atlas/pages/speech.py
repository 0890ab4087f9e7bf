"""Translated sentences to safe Markdown: what fills a gap is escaped unless it already is Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iam_atlas.pages.escape import Md, text
from iam_atlas.wording.amounts import all_of, any_of, number, opening
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Speech:
    """Says sentences in the page's language. Sentences may hold Markdown; values are escaped unless they are `Md`."""

    t: Translator

    def __call__(self, sentence: str, /, **values: object) -> Md:
        """`sentence` in the language, its gaps filled."""
        return Md(self.t.form(sentence).format(**_safe(values)))

    def count(self, one: str, many: str, amount: int, /, **values: object) -> Md:
        """The form that fits `amount`; the gap `{count}` gets it in digits, `{number}` as a word where it is small."""
        gaps = {"count": amount, "number": number(amount, self.t), **values}
        return Md(self.t.form(one, many, amount).format(**_safe(gaps)))

    def all_of(self, items: Iterable[str]) -> Md:
        """`a, b and c`."""
        return Md(all_of(_all_safe(items), self.t))

    def any_of(self, items: Iterable[str]) -> Md:
        """`a, b or c`."""
        return Md(any_of(_all_safe(items), self.t))

    def opened(self, sentence: str, /, **values: object) -> Md:
        """Like calling it, with a capital at the start."""
        return Md(opening(self(sentence, **values)))


def safe(value: object) -> Md:
    """`value` as Markdown: `Md` as it is, everything else as escaped text."""
    return value if isinstance(value, Md) else text(str(value))


def joined(parts: Iterable[str], between: str) -> Md:
    """The parts that are not empty, each made safe, with our own `between`."""
    return Md(between.join(part for part in map(safe, parts) if part))


def _safe(values: dict[str, object]) -> dict[str, Md]:
    return {name: safe(value) for name, value in values.items()}


def _all_safe(items: Iterable[str]) -> Sequence[str]:
    return [safe(item) for item in items]
