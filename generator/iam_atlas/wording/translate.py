"""English sentences with named gaps to sentences in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.wording.spacing import fill_full_width

_CONTEXT = "\x04"  # as gettext's own files have it
PluralRule: TypeAlias = Callable[[int], int]  # which form a language uses for a number, counted from 0


def _one_or_many(number: int) -> int:
    return 0 if number == 1 else 1


def _unchanged(sentence: str) -> str:
    return sentence


def _in_context(context: str, sentence: str) -> str:
    return f"{context}{_CONTEXT}{sentence}"


N_ = _unchanged
"""Marks a sentence in a table, so that it is found for the catalogues; it is said later, by a translator."""

C_ = _in_context
"""The same for words that mean several things: `C_("way", "closed")`, which another language may say otherwise than a
closed account. English says the words alone."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Says an English sentence in `language`; a sentence that its catalogue lacks stays English.

    `catalogue` maps the English sentence, gaps included (`{name} is in {account}`), to the forms in the language: one
    for a plain sentence, one a plural form for a counted one, which is keyed by its English singular. `plural` picks
    the form. `full_width` is for scripts such as Japanese, which have no capitals and no spaces between words. Called
    with a sentence and a value for every gap; a literal brace is doubled.
    """

    language: str
    catalogue: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: PluralRule = _one_or_many
    full_width: bool = False

    def __call__(self, sentence: str, /, **values: object) -> str:
        """`sentence` in the language, its gaps filled; KeyError when a gap has no value."""
        return self._filled(self.form(sentence), values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form that fits `number`, which also fills the gap `{count}`."""
        return self._filled(self.form(one, many, number), {"count": number, **values})

    def form(self, one: str, many: str | None = None, number: int = 1, /) -> str:
        """The sentence in the language with its gaps still open, for callers that fill them their own way."""
        forms = self.catalogue.get(one)
        if forms is None:
            return (one if many is None or _one_or_many(number) == 0 else many).rpartition(_CONTEXT)[2]
        return forms[0] if many is None else forms[min(self.plural(number), len(forms) - 1)]

    def _filled(self, form: str, values: Mapping[str, object]) -> str:
        return fill_full_width(form, values) if self.full_width else form.format(**values)


ENGLISH = Translator("en")
