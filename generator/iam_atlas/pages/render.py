"""The analysed atlas to the Markdown of every generated page."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from iam_atlas.atlas import Atlas
from iam_atlas.exporters.showing import showing
from iam_atlas.findings.places import problems_by_place
from iam_atlas.model.addresses import FINDINGS, Section, page, source_page
from iam_atlas.pages.context import HOME, NO_PAGES, Context, OwnPages, SourceUrl, at
from iam_atlas.pages.environment import fill
from iam_atlas.pages.speech import Speech
from iam_atlas.pages.views.account import account_view
from iam_atlas.pages.views.copies import prepared
from iam_atlas.pages.views.finder import finder_view
from iam_atlas.pages.views.findings import findings_view
from iam_atlas.pages.views.first_day.page import first_day_view
from iam_atlas.pages.views.group import group_view
from iam_atlas.pages.views.guardrail import guardrail_view
from iam_atlas.pages.views.home import home_view
from iam_atlas.pages.views.indexes import index_view
from iam_atlas.pages.views.matrix import matrix_view
from iam_atlas.pages.views.outside import provider_view, vendor_view
from iam_atlas.pages.views.permission_set import permission_set_view
from iam_atlas.pages.views.person import person_view
from iam_atlas.pages.views.policy import policy_view
from iam_atlas.pages.views.resource import resource_view
from iam_atlas.pages.views.role import role_view
from iam_atlas.pages.views.section import filled, names_in, section_title
from iam_atlas.pages.views.source import source_view
from iam_atlas.pages.views.uses_why import with_uses
from iam_atlas.pages.views.why_accounts import TITLE, why_view
from iam_atlas.pages.views.words import words_view
from iam_atlas.wording.catalogues import translator

HOME_FRAGMENT = ".home.md"
MATRIX = "matrix.md"
FINDER = "paths.md"
WORDS = "words.md"
FIRST_DAY = "first-day.md"
WHY = "why.md"


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
    pages = pages_to_write(atlas, drawings, language, source_url, sources=sources, own=own)
    return {path: write() for path, write in pages.items()}


def pages_to_write(
    atlas: Atlas,
    drawings: Mapping[str, str],
    language: str,
    source_url: SourceUrl = lambda _: None,
    *,
    sources: Mapping[str, str] | None = None,
    own: OwnPages = NO_PAGES,
) -> Mapping[str, Callable[[], str]]:
    """What writes each page, by its path relative to the generated folder, in sorted order; each may be asked alone.

    `drawings` maps such a path, or `home`, to the SVG of its diagram; a page without one has no figure. `source_url`
    gives the address of a line of the input. Where it gives None, a line leads to the page of its file, which is
    written for every file whose text is in `sources`; a line of any other file is named and not linked.
    `own` are the pages that the team writes. The page `.home.md` is a fragment for the home page, with links that start
    one folder above.
    """
    t = translator(language)
    context = Context(
        atlas,
        Speech(t),
        language,
        HOME,
        drawings,
        source_url,
        problems_by_place(atlas.problems, atlas.landscape),
        sources or {},
        own=own,
        showing=showing(atlas, t),
    )
    return _to_write(context)


def written(context: Context) -> Mapping[str, str]:
    """Every page, for a context that is made already."""
    return {path: write() for path, write in _to_write(context).items()}


def _to_write(context: Context) -> Mapping[str, Callable[[], str]]:
    return dict(sorted(_pages(with_uses(prepared(context))), key=lambda page: page[0]))


def sections(atlas: Atlas, language: str) -> tuple[tuple[str, str], ...]:
    """Title and index page of each part of the navigation, in its order; a section without pages is left out."""
    t = translator(language)
    found = tuple((section_title(s, t), f"{s.value}/index.md") for s in filled(atlas.landscape))
    seen = ((t("Access matrix"), MATRIX), (t("Findings"), FINDINGS))
    asked = ((t("How do I get to ...?"), FINDER), (t("Words"), WORDS))
    return ((t("First day"), FIRST_DAY), (t(TITLE), WHY), *found, *seen, *asked)


def _pages(context: Context) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every page with what writes it."""
    say = context.say
    single: tuple[tuple[str, str, Callable[[Context], object]], ...] = (
        (HOME_FRAGMENT, "home.md.jinja", home_view),
        (MATRIX, "matrix.md.jinja", matrix_view),
        (FINDINGS, "findings.md.jinja", findings_view),
        (FINDER, "finder.md.jinja", finder_view),
        (FIRST_DAY, "thing.md.jinja", first_day_view),
        (WHY, f"why.{say.t.language}.md.jinja", why_view),
        (WORDS, "index.md.jinja", words_view),
    )
    for path, template, view in single:
        yield path, partial(_page, template, view, context if path == HOME_FRAGMENT else at(context, path))
    for file in context.sources:
        path = source_page(file)
        yield path, partial(_page, "source.md.jinja", partial(source_view, file=file), at(context, path))
    for section in filled(context.landscape):
        index = f"{section.value}/index.md"
        yield index, partial(_page, "index.md.jinja", partial(index_view, section=section), at(context, index))
        for name in names_in(context.landscape, section):
            path = page(section, name)
            yield path, partial(_leaf, at(context, path), section, name)


def _page(template: str, view: Callable[[Context], object], context: Context) -> str:
    return fill(template, view(context), context.say)


def _leaf(context: Context, section: Section, name: str) -> str:
    landscape, say = context.landscape, context.say
    if section is Section.ROLES:
        return fill("role.md.jinja", role_view(context, landscape.roles[name]), say)
    match section:
        case Section.ACCOUNTS:
            view = account_view(context, landscape.accounts[name])
        case Section.GROUPS:
            view = group_view(context, landscape.groups[name])
        case Section.PEOPLE:
            view = person_view(context, landscape.users[name])
        case Section.PROVIDERS:
            view = provider_view(context, landscape.providers[name])
        case Section.VENDORS:
            view = vendor_view(context, landscape.vendors[name])
        case Section.PERMISSION_SETS:
            view = permission_set_view(context, landscape.permission_sets[name])
        case Section.POLICIES:
            view = policy_view(context, landscape.policies[name])
        case Section.GUARDRAILS:
            view = guardrail_view(context, landscape.guardrails[name])
        case Section.RESOURCES:
            view = resource_view(context, landscape.resources[name])
    return fill("thing.md.jinja", view, say)
