"""mkdocs.yml and the input files to what pages link their facts to: addresses of lines, or the texts themselves."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import yaml

from iam_atlas.errors import OutputError, Position, said
from iam_atlas.model.addresses import line_anchor, source_page
from iam_atlas.model.landscape import Landscape
from iam_atlas.site.mkdocs import CONFIGURATION

_KEY = ("extra", "source_url")


def source_links(root: Path) -> Callable[[Position], str | None]:
    """A function from a place in the input to its address, by the pattern `extra.source_url` of mkdocs.yml.

    The pattern holds `{file}` and `{line}` (`https://github.com/me/accounts/blob/main/{file}#L{line}`). Without it
    there is nothing to link to, and the answer is None for every place.
    """
    pattern = _setting(root / CONFIGURATION)
    if pattern is None:
        return lambda _: None
    return lambda place: pattern.replace("{file}", quote(place.file)).replace("{line}", str(place.line))


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
        shown = f"{source_page(place.file).removesuffix('.md')}.html#{line_anchor(place.line)}"
        return links(place) or (shown if place.file in texts else None)

    return address


def _setting(configuration: Path) -> str | None:
    """Read at the level of nodes: MkDocs' own tags (`!ENV`, `!!python/name`) mean nothing here and do no harm."""
    if not configuration.exists():
        return None
    try:
        node = yaml.compose(configuration.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise OutputError(said("{path} cannot be read: {reason}", path=CONFIGURATION, reason=str(error))) from error
    for key in _KEY:
        node = next((value for name, value in _entries(node) if name == key), None)
    return node.value if isinstance(node, yaml.ScalarNode) and node.value.startswith(("https://", "http://")) else None


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
