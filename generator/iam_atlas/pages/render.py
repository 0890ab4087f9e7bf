"""The analysed atlas to the Markdown of every generated page."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.exporters.redaction import SHOWN, redaction_of
from iam_atlas.exporters.showing import showing
from iam_atlas.findings.places import problems_by_place
from iam_atlas.model.addresses import FINDINGS, HISTORY, Section, page, source_page
from iam_atlas.pages.context import HOME, NO_PAGES, ROOT, Context, OwnPages, SourceUrl, at
from iam_atlas.pages.environment import fill
from iam_atlas.pages.speech import Speech
from iam_atlas.pages.views.account import account_view
from iam_atlas.pages.views.copies import prepared
from iam_atlas.pages.views.finder import finder_view
from iam_atlas.pages.views.findings import findings_view
from iam_atlas.pages.views.first_day.page import first_day_view
from iam_atlas.pages.views.further import LONGEST, in_pages
from iam_atlas.pages.views.group import group_view
from iam_atlas.pages.views.guardrail import guardrail_view
from iam_atlas.pages.views.home import WHO, home_view, who_view
from iam_atlas.pages.views.indexes import index_view
from iam_atlas.pages.views.matrix import matrix_pages, matrix_view
from iam_atlas.pages.views.outside import provider_view, vendor_view
from iam_atlas.pages.views.permission_set import permission_set_view
from iam_atlas.pages.views.person import person_view
from iam_atlas.pages.views.policy import policy_view
from iam_atlas.pages.views.resource import resource_view
from iam_atlas.pages.views.role import role_view
from iam_atlas.pages.views.section import filled, names_in, section_title
from iam_atlas.pages.views.source import source_starts, source_view
from iam_atlas.pages.views.strengths import TITLE as STRENGTHS_TITLE
from iam_atlas.pages.views.strengths import strengths_view
from iam_atlas.pages.views.uses_why import with_uses
from iam_atlas.pages.views.why_accounts import TITLE, why_view
from iam_atlas.pages.views.words import words_view
from iam_atlas.pages.weight import HEAVIEST, weight
from iam_atlas.wording.catalogues import translator

Write: TypeAlias = Callable[[], Mapping[str, str]]
"""Writes a page and the further pages of tables that are too long for it, by path."""

HOME_FRAGMENT = ".home.md"
MATRIX = "matrix.md"
FINDER = "paths.md"
WORDS = "words.md"
FIRST_DAY = "first-day.md"
WHY = "why.md"
STRENGTHS = "what-roles-can-do.md"


def render_pages(
    atlas: Atlas,
    drawings: Mapping[str, str],
    language: str,
    source_url: SourceUrl = lambda _: None,
    *,
    sources: Mapping[str, str] | None = None,
    own: OwnPages = NO_PAGES,
) -> Mapping[str, str]:
    """Every page by its path relative to the generated folder, in sorted order: what `pages_to_write` writes."""
    return written(context_of(atlas, drawings, language, source_url, sources=sources, own=own))


def context_of(
    atlas: Atlas,
    drawings: Mapping[str, str],
    language: str,
    source_url: SourceUrl = lambda _: None,
    *,
    sources: Mapping[str, str] | None = None,
    own: OwnPages = NO_PAGES,
) -> Context:
    """What pages are made of, for the home page.

    `drawings` maps paths relative to the generated folder, or `home`, to the SVG of a diagram; a page without one has
    no figure. `source_url` gives the address of a line of the input. Where it gives None, a line leads to the page of
    its file, which is written for every file whose text is in `sources`; a line of any other file is named and not
    linked. `own` are the pages that the team writes.
    """
    t, site = translator(language), atlas.landscape.site
    return Context(
        atlas,
        Speech(t),
        language,
        HOME,
        drawings,
        source_url,
        problems_by_place(atlas.problems, atlas.landscape),
        sources or {},
        own=own,
        showing=showing(atlas, t, redaction_of(site) if site.audience == "public" else SHOWN),
    )


def pages_to_write(context: Context, *, most: bool = True) -> Mapping[str, Write]:
    """What writes each page, by its path relative to the generated folder, in sorted order; each may be asked alone.

    Where `most` of them will be written, what they share is worked out first, for forked processes to find it. The page
    `.home.md` is a fragment for the home page, with links that start one folder above.
    """
    return dict(sorted(_pages(with_uses(prepared(context, ahead=most))), key=lambda page: page[0]))


def written(context: Context) -> Mapping[str, str]:
    """Every page, for a context that is made already."""
    return dict(sorted(page for write in pages_to_write(context).values() for page in write().items()))


def sections(atlas: Atlas, language: str, *, history: bool = False) -> tuple[tuple[str, str], ...]:
    """Title and index page of each part of the navigation, in its order; a section without pages is left out.

    `history` says that there is a page of what changed.
    """
    t = translator(language)
    found = [(section_title(s, t), f"{s.value}/index.md") for s in filled(atlas.landscape)]
    after_roles = next((n for n, (_, path) in enumerate(found, 1) if path.startswith(Section.ROLES.value)), len(found))
    found.insert(after_roles, (t(STRENGTHS_TITLE), STRENGTHS))
    seen = ((t("Access matrix"), MATRIX), (t("Findings"), FINDINGS))
    past = ((t("What changed"), HISTORY),) if history else ()
    asked = ((t("How do I get to ...?"), FINDER), (t("Words"), WORDS))
    return ((t("First day"), FIRST_DAY), (t(TITLE), WHY), *found, *seen, *past, *asked)


def _pages(context: Context) -> Iterator[tuple[str, Write]]:
    """Every page with what writes it."""
    say = context.say
    single: tuple[tuple[str, str, Callable[[Context], object]], ...] = (
        (STRENGTHS, "index.md.jinja", strengths_view),
        (FINDINGS, "findings.md.jinja", findings_view),
        (FINDER, "finder.md.jinja", finder_view),
        (FIRST_DAY, "thing.md.jinja", first_day_view),
        (WHY, f"why.{say.t.language}.md.jinja", why_view),
        (WORDS, "words.md.jinja", words_view),
    )
    yield HOME_FRAGMENT, partial(_home, context)
    yield MATRIX, partial(_matrix, at(context, MATRIX))
    for path, template, view in single:
        yield path, partial(_page, template, view, at(context, path))
    for file in context.sources:
        for start in source_starts(context, file):
            path = source_page(file, start)
            yield (
                path,
                partial(_page, "source.md.jinja", partial(source_view, file=file, start=start), at(context, path)),
            )
    for section in filled(context.landscape):
        index = f"{section.value}/index.md"
        yield index, partial(_page, "index.md.jinja", partial(index_view, section=section), at(context, index))
        for name in names_in(context.landscape, section):
            path = page(section, name)
            yield path, partial(_leaf, at(context, path), section, name)


def _home(context: Context) -> Mapping[str, str]:
    """The fragment, and the pages of its table where that is too long to stand beside so much else."""
    view = home_view(context)
    found = {HOME_FRAGMENT: fill("home.md.jinja", view, context.say)}
    return {**found, **_page("index.md.jinja", who_view, at(context, WHO))} if view.elsewhere else found


def _matrix(context: Context) -> Mapping[str, str]:
    views = matrix_pages(context, matrix_view(context))
    return {path: fill("matrix.md.jinja", view, context.say) for path, view in views.items()}


def _page(template: str, make: Callable[[Context], object], context: Context) -> Mapping[str, str]:
    """The page, and the further pages of tables that are too long for it, or for all else that stands there."""
    whole = make(context)
    for longest in (LONGEST, LONGEST // 2, LONGEST // 4, LONGEST // 8):
        view, further = in_pages(context, whole, longest)
        text = fill(template, view, context.say)
        if weight(text) <= HEAVIEST:
            break
    rest = {path: fill("further.md.jinja", one, context.say) for path, one in further.items()}
    return {context.page.removeprefix(f"{ROOT}/"): text, **rest}


def _leaf(context: Context, section: Section, name: str) -> Mapping[str, str]:
    template = "role.md.jinja" if section is Section.ROLES else "thing.md.jinja"
    return _page(template, lambda here: _VIEWS[section](here, name), context)


_VIEWS: Mapping[Section, Callable[[Context, str], object]] = {
    Section.ACCOUNTS: lambda context, name: account_view(context, context.landscape.accounts[name]),
    Section.ROLES: lambda context, name: role_view(context, context.landscape.roles[name]),
    Section.GROUPS: lambda context, name: group_view(context, context.landscape.groups[name]),
    Section.PEOPLE: lambda context, name: person_view(context, context.landscape.users[name]),
    Section.PROVIDERS: lambda context, name: provider_view(context, context.landscape.providers[name]),
    Section.VENDORS: lambda context, name: vendor_view(context, context.landscape.vendors[name]),
    Section.PERMISSION_SETS: lambda context, name: permission_set_view(
        context, context.landscape.permission_sets[name]
    ),
    Section.POLICIES: lambda context, name: policy_view(context, context.landscape.policies[name]),
    Section.GUARDRAILS: lambda context, name: guardrail_view(context, context.landscape.guardrails[name]),
    Section.RESOURCES: lambda context, name: resource_view(context, context.landscape.resources[name]),
}
