"""Prose from the file: one text, or one text a language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the user wrote it.

    `by_language` maps a language code to the text; a text given without languages stands under `""`.
    """

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in `language`, else the one without a language, else English, else the first written."""
        texts = self.by_language
        for wanted in (language, "", "en"):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()), "")
