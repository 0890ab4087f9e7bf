"""mkdocs.yml to the configuration of a tree beside the first: the same, but for folders, addresses and navigation.

A whole file, and not one that takes mkdocs.yml by INHERIT: Zensical puts the lists of both together then.
"""

from pathlib import Path

import yaml

from iam_atlas.site.configuration import put, read_configuration, take, text_at
from iam_atlas.site.manifest import NAVIGATION_PATH
from iam_atlas.site.navigation import Navigation
from iam_atlas.site.schemes import say_schemes
from iam_atlas.site.stamp import stamped
from iam_atlas.site.trees import Tree
from iam_atlas.wording.translate import Translator

_DOCS, _SITE = "docs/", "site"
_WIDTH = 120


def configuration_beside(root: Path, tree: Tree, navigation: Navigation, t: Translator) -> str:
    """The text of `tree.configuration`. Raises OutputError when mkdocs.yml is broken."""
    configuration = read_configuration(root)
    if text_at(configuration, "INHERIT") == NAVIGATION_PATH:
        take(configuration, "INHERIT")
    put(configuration, tree.docs, "docs_dir")
    put(configuration, f"{(text_at(configuration, 'site_dir') or _SITE).rstrip('/')}/{tree.language}", "site_dir")
    _lead_there(configuration, tree)
    if text_at(configuration, "site_name") is None:
        put(configuration, navigation.site_name, "site_name")
    if theme := text_at(configuration, "theme"):
        put(configuration, {"name": theme}, "theme")
    put(configuration, navigation.language, "theme", "language")
    say_schemes(configuration, t)
    put(configuration, [one.as_data() for one in navigation.alternatives], "extra", "alternate")
    put(configuration, [one.as_data() for one in navigation.entries], "nav")
    put(configuration, navigation.not_in_nav, "not_in_nav")
    return stamped(tree.configuration, yaml.serialize(configuration, allow_unicode=True, width=_WIDTH))


def _lead_there(configuration: yaml.MappingNode, tree: Tree) -> None:
    """Addresses that lead to the first tree; one that only MkDocs can read is left out, since it would be wrong."""
    address = text_at(configuration, "site_url")
    take(configuration, "site_url")
    if address:
        put(configuration, f"{address.rstrip('/')}/{tree.below}", "site_url")
    edited = text_at(configuration, "edit_uri")
    if edited and edited.endswith(_DOCS):
        put(configuration, f"{edited}{tree.below}", "edit_uri")
