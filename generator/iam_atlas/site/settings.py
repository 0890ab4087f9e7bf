"""mkdocs.yml and the input files to what pages link their facts to: addresses of lines, or the texts themselves."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from iam_atlas.errors import Position
from iam_atlas.model.addresses import line_anchor, source_page
from iam_atlas.model.landscape import Landscape
from iam_atlas.site.configuration import read_configuration, text_at

_COMMITS = {"github.com": "/commit/{commit}", "gitlab.com": "/-/commit/{commit}"}


def source_links(root: Path, *, public: bool = False) -> Callable[[Position], str | None]:
    """A function from a place in the input to its address, by the pattern `extra.source_url` of mkdocs.yml.

    The pattern holds `{file}` and `{line}` (`https://github.com/me/accounts/blob/main/{file}#L{line}`). Without it
    there is nothing to link to, and the answer is None for every place; so it is for the `public`, who would find
    there what the site keeps back.
    """
    if public:
        return lambda _: None
    pattern = text_at(read_configuration(root), "extra", "source_url")
    if pattern is None or not pattern.startswith(("https://", "http://")):
        return lambda _: None
    return lambda place: pattern.replace("{file}", quote(place.file)).replace("{line}", str(place.line))


def commit_links(root: Path) -> Callable[[str], str | None]:
    """A function from a commit to its address: by the pattern `extra.commit_url` of mkdocs.yml, which holds `{commit}`.

    Without it, by `repo_url` where that is on github.com or gitlab.com; else the answer is None for every commit.
    """
    settings = read_configuration(root)
    repository = (text_at(settings, "repo_url") or "").rstrip("/")
    known = (f"{repository}{path}" for host, path in _COMMITS.items() if repository.startswith(f"https://{host}/"))
    pattern = text_at(settings, "extra", "commit_url") or next(known, "")
    return lambda commit: pattern.replace("{commit}", quote(commit)) or None


def source_texts(root: Path, landscape: Landscape) -> Mapping[str, str]:
    """The files that the landscape was read from, to show their lines on pages of their own.

    None for readers outside: the files hold what a public site leaves out.
    """
    if landscape.site.audience != "internal":
        return {}
    return {file: (root / file).read_text(encoding="utf-8-sig", errors="replace") for file in landscape.source_files}


def source_addresses(
    links: Callable[[Position], str | None], texts: Mapping[str, str]
) -> Callable[[Position], str | None]:
    """A function from a place in the input to where the built site shows it: its link, or the page of its file.

    Pages stand relative to the generated folder. None for a file that is not among `texts`.
    """

    def address(place: Position) -> str | None:
        shown = f"{source_page(place.file, place.line).removesuffix('.md')}.html#{line_anchor(place.line)}"
        return links(place) or (shown if place.file in texts else None)

    return address
