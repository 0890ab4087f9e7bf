"""Translated sentences to safe Markdown: what fills a gap is escaped unless it already is Markdown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iam_atlas.pages.escape import Md, text, visible
from iam_atlas.wording import spacing
from iam_atlas.wording.amounts import and_form, apart, listing, number, opening, or_form
from iam_atlas.wording.translate import Translator


@dataclass(frozen=True, slots=True)
class Speech:
    """Says sentences in the page's language. Sentences may hold Markdown; values are escaped unless they are `Md`."""

    t: Translator
    _plain: dict[str, Md] = field(
        default_factory=dict, compare=False, repr=False
    )  # headings, of which all pages are full

    def __call__(self, sentence: str, /, **values: object) -> Md:
        """`sentence` in the language, its gaps filled."""
        if values:
            return self._filled(self.t.form(sentence), values)
        if sentence not in self._plain:
            self._plain[sentence] = self._filled(self.t.form(sentence), {})
        return self._plain[sentence]

    def count(self, one: str, many: str, amount: int, /, **values: object) -> Md:
        """The form that fits `amount`; the gap `{count}` gets it in digits, `{number}` as a word where it is small."""
        return self._filled(self.t.form(one, many, amount), {**self._amounts(amount), **values})

    def named(self, one: str, several: str, amount: int, /, **values: object) -> Md:
        """`one`, which names a single thing, or `several`, which counts them; both are sentences marked with `N_`.

        Not `count`, whose two forms another language may say in one.
        """
        return self._filled(self.t.form(one if amount == 1 else several), {**self._amounts(amount), **values})

    def all_of(self, items: Iterable[str]) -> Md:
        """`a, b and c`."""
        return self._joined(items, and_form)

    def any_of(self, items: Iterable[str]) -> Md:
        """`a, b or c`."""
        return self._joined(items, or_form)

    def listing(self, items: Iterable[str]) -> Md:
        """`a, b, c`; what is empty is left out."""
        return Md(listing(filter(None, _all_safe(items)), self.t))

    def apart(self, items: Iterable[str]) -> Md:
        """`a, b; c, d`: things that hold commas of their own; what is empty is left out."""
        return Md(apart(filter(None, _all_safe(items)), self.t))

    def in_a_row(self, sentences: Iterable[str]) -> Md:
        """Sentences one after the other; what is empty is left out."""
        found = tuple(filter(None, _all_safe(sentences)))
        return Md(spacing.in_a_row(found, visible) if self.t.full_width else " ".join(found))

    def opened(self, sentence: str, /, **values: object) -> Md:
        """Like calling it, with a capital at the start where the language has capitals."""
        return Md(opening(self(sentence, **values), self.t))

    def _joined(self, items: Iterable[str], form: Callable[[int], str]) -> Md:
        *others, last = _all_safe(items) or [Md("")]
        return self(form(len(others) + 1), first=self.listing(others), last=last) if others else last

    def _amounts(self, amount: int) -> dict[str, object]:
        return {"count": amount, "number": number(amount, self.t)}

    def _filled(self, form: str, values: Mapping[str, object]) -> Md:
        shown = {name: safe(value) for name, value in values.items()}
        return Md(spacing.fill_full_width(form, shown, visible) if self.t.full_width else form.format(**shown))


def safe(value: object) -> Md:
    """`value` as Markdown: `Md` as it is, everything else as escaped text."""
    return value if isinstance(value, Md) else text(str(value))


def joined(parts: Iterable[str], between: str) -> Md:
    """The parts that are not empty, each made safe, with our own `between`, which is no word of any language."""
    return Md(between.join(part for part in map(safe, parts) if part))


def _all_safe(items: Iterable[str]) -> Sequence[Md]:
    return [safe(item) for item in items]
