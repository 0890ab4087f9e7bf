"""The sections of the atlas and the team's own pages to nav.generated.yml, which mkdocs.yml takes by INHERIT.

Only sections and their index pages are in the navigation: with every page in it, each page would carry links to all
others and the site would grow with the square of their number.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from iam_atlas.model.landscape import Landscape
from iam_atlas.site.stamp import stamped
from iam_atlas.wording.translate import ENGLISH, N_, Translator

_GENERATED = "atlas"  # below docs/
_HOME = "index.md"
_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # what the tokenizer of HTML takes for a tag, a comment or an instruction
_WORD_JOINER = "\u2060"  # has no width
# Tabs that hold more than one section, by the first part of a section's path; every other section is a tab itself.
_TABS = {
    "groups": N_("People and groups"),
    "people": N_("People and groups"),
    "providers": N_("From outside"),
    "vendors": N_("From outside"),
    "permission-sets": N_("Policies"),
    "policies": N_("Policies"),
    "guardrails": N_("Policies"),
    "resources": N_("Policies"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation; `title` is empty when the page's own heading is to serve."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one title, in order."""

    title: str
    entries: "tuple[Entry | Group, ...]"


@dataclass(frozen=True, slots=True)
class Navigation:
    """What nav.generated.yml says; `language` is the theme's and that of the pages."""

    site_name: str
    language: str
    entries: tuple[Entry | Group, ...]


def site_navigation(
    root: Path, landscape: Landscape, sections: Iterable[tuple[str, str]], t: Translator = ENGLISH
) -> Navigation:
    """Home, the generated sections (title and path below docs/atlas/, in order), then the team's own pages."""
    guide = grouped(own_pages(root / "docs"))
    return Navigation(
        site_name=_site_name(landscape, t),
        language=t.language,
        entries=(
            Entry(t("Home"), _HOME),
            *_tabs(sections, t),
            *((Group(t("Guide"), guide),) if guide else ()),
        ),
    )


def own_pages(docs: Path) -> tuple[str, ...]:
    """The team's own Markdown pages below `docs`, relative to it, sorted; home and names with a dot first left out.

    A folder that is a symbolic link is not entered. Empty when there is no such folder.
    """
    found = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")) if path.is_file())
    shown = (path for path in found if path.parts[0] != _GENERATED and not any(p.startswith(".") for p in path.parts))
    return tuple(path.as_posix() for path in shown if path.as_posix() != _HOME)


def grouped(paths: Iterable[str]) -> tuple[Entry | Group, ...]:
    """Pages as entries, each folder as a group named after it; a folder's index first, groups after pages."""
    return _grouped([PurePosixPath(path) for path in paths], depth=0)


def navigation_text(navigation: Navigation) -> str:
    """The YAML of nav.generated.yml; strings are written as JSON, so that no name can be read as anything else."""
    lines = [
        f"site_name: {_quoted(navigation.site_name)}",
        "theme:",
        f"  language: {_quoted(navigation.language)}",
        "nav:",
        *_lines(navigation.entries, "  "),
        "not_in_nav: |",
        f"  /{_GENERATED}/**",
    ]
    return stamped("nav.generated.yml", "\n".join(lines) + "\n")


def _site_name(landscape: Landscape, t: Translator) -> str:
    """The name, in which no `<` opens a tag: themes write it into the page as it is, and escaped into attributes."""
    named = landscape.organization.name if landscape.organization else ""
    title = landscape.site.title.in_language(t.language) if landscape.site.title else named
    return _TAG.sub(f"<{_WORD_JOINER}", title or t("AWS accounts"))


def _tabs(sections: Iterable[tuple[str, str]], t: Translator) -> tuple[Entry | Group, ...]:
    """Sections in their order, those of one tab together where the first of them stands."""
    tabs: dict[str, list[Entry]] = {}
    for title, path in sections:
        first = path.split("/")[0]
        tabs.setdefault(_TABS.get(first, path), []).append(Entry(title, f"{_GENERATED}/{path}"))
    return tuple(held[0] if len(held) == 1 else Group(t(tab), tuple(held)) for tab, held in tabs.items())


def _grouped(paths: list[PurePosixPath], depth: int) -> tuple[Entry | Group, ...]:
    here = sorted((path for path in paths if len(path.parts) == depth + 1), key=lambda p: (p.name != _HOME, str(p)))
    folders = sorted({path.parts[depth] for path in paths if len(path.parts) > depth + 1})
    groups = (
        Group(_spoken(folder), _grouped([p for p in paths if p.parts[depth] == folder and p not in here], depth + 1))
        for folder in folders
    )
    return (*(Entry("", path.as_posix()) for path in here), *groups)


def _spoken(folder: str) -> str:
    words = folder.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _lines(entries: Iterable[Entry | Group], indent: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Group):
            yield f"{indent}- {_quoted(entry.title)}:"
            yield from _lines(entry.entries, indent + "    ")
        elif entry.title:
            yield f"{indent}- {_quoted(entry.title)}: {_quoted(entry.path)}"
        else:
            yield f"{indent}- {_quoted(entry.path)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
