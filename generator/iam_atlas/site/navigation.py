"""The sections of the atlas and the team's own pages to the navigation of a tree, in the file that MkDocs reads.

Only sections and their index pages are in the navigation: with every page in it, each page would carry links to all
others and the site would grow with the square of their number.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from iam_atlas.model.landscape import Landscape
from iam_atlas.site.alternatives import Alternative
from iam_atlas.site.own_pages import HOME
from iam_atlas.site.stamp import stamped
from iam_atlas.wording.translate import ENGLISH, N_, Translator

_GENERATED = "atlas"  # below docs/
_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # what the tokenizer of HTML takes for a tag, a comment or an instruction
_WORD_JOINER = "\u2060"  # has no width
# Tabs that hold more than one section, by the first part of a section's path; every other section is a tab itself.
_TABS = {
    "first-day.md": N_("New here"),
    "why.md": N_("New here"),
    "words.md": N_("New here"),
    "roles": N_("Roles"),
    "what-roles-can-do.md": N_("Roles"),
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

    def as_data(self) -> object:
        """What MkDocs' `nav` has for it."""
        return {self.title: self.path} if self.title else self.path


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one title, in order."""

    title: str
    entries: "tuple[Entry | Group, ...]"

    def as_data(self) -> object:
        """What MkDocs' `nav` has for it."""
        return {self.title: [entry.as_data() for entry in self.entries]}


@dataclass(frozen=True, slots=True)
class Navigation:
    """What nav.generated.yml says; `language` is the theme's and that of the pages.

    `alternatives` are all languages of the site, this one among them; empty where there is one. `left_out` are folders
    of the documentation folder that another tree is made of. `not_in_nav` is the pattern of pages that are found by
    links, not by the navigation.
    """

    site_name: str
    language: str
    entries: tuple[Entry | Group, ...]
    alternatives: tuple[Alternative, ...] = ()
    left_out: tuple[str, ...] = ()
    not_in_nav: str = f"/{_GENERATED}/**"


def site_navigation(
    guide: Iterable[str],
    landscape: Landscape,
    sections: Iterable[tuple[str, str]],
    t: Translator = ENGLISH,
) -> Navigation:
    """Home, the generated sections (title and path below the generated folder, in order), then the team's own pages."""
    own = grouped(guide)
    return Navigation(
        site_name=_site_name(landscape, t),
        language=t.language,
        entries=(
            Entry(t("Home"), HOME),
            *_tabs(sections, t),
            *((Group(t("Guide"), own),) if own else ()),
        ),
    )


def grouped(paths: Iterable[str]) -> tuple[Entry | Group, ...]:
    """Pages as entries, each folder as a group named after it; a folder's index first, groups after pages."""
    return _grouped([PurePosixPath(path) for path in paths], depth=0)


def navigation_text(navigation: Navigation) -> str:
    """The YAML of nav.generated.yml; strings are written as JSON, so that no name can be read as anything else."""
    lines = [f"site_name: {_quoted(navigation.site_name)}", "theme:", f"  language: {_quoted(navigation.language)}"]
    if navigation.alternatives:
        lines += ["extra:", "  alternate:", *(f"    - {_quoted(one.as_data())}" for one in navigation.alternatives)]
    lines += ["nav:", *_lines(navigation.entries, "  "), "not_in_nav: |", f"  {navigation.not_in_nav}"]
    if navigation.left_out:
        lines += ["exclude_docs: |", *(f"  /{folder}" for folder in navigation.left_out)]
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
    here = sorted((path for path in paths if len(path.parts) == depth + 1), key=lambda p: (p.name != HOME, str(p)))
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


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
