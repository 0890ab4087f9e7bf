"""The languages of a site to its trees: where the pages in each language lie, and what builds them.

The first language has docs/ and mkdocs.yml to itself. Every other has a folder of its own in docs/, and becomes a
folder of the built site with its own navigation and search: one project of MkDocs a language, as its theme wants it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.site.manifest import NAVIGATION_PATH
from iam_atlas.site.mkdocs import CONFIGURATION
from iam_atlas.wording.catalogues import spoken
from iam_atlas.wording.translate import ENGLISH

NAMES = {"en": "English", "ja": "日本語"}
"""What each language calls itself."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages in one language. `below` is their folder inside docs/ and the site (`ja/`), empty for the first."""

    language: str
    below: str = ""

    @property
    def docs(self) -> str:
        """The documentation folder, relative to the project."""
        return f"docs/{self.below}".rstrip("/")

    @property
    def atlas(self) -> str:
        """The folder of its generated files."""
        return f"{self.docs}/atlas"

    @property
    def home(self) -> str:
        """The page that the team writes as its home."""
        return f"{self.docs}/index.md"

    @property
    def navigation(self) -> str:
        """The generated file that holds its navigation."""
        return f"mkdocs.generated.{self.language}.yml" if self.below else NAVIGATION_PATH

    @property
    def configuration(self) -> str:
        """The file that MkDocs builds it by."""
        return self.navigation if self.below else CONFIGURATION


def trees_of(languages: Iterable[str]) -> tuple[Tree, ...]:
    """One tree for each of `languages` that the pages can be in, in their order; an English one where there is none."""
    first, *others = spoken(languages) or (ENGLISH.language,)
    return (Tree(first), *(Tree(language, f"{language}/") for language in others))
