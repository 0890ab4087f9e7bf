"""The home page of a tree beside the first: the team's own where there is one, else one of ours."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from iam_atlas.site.manifest import ATLAS_FOLDER
from iam_atlas.site.stamp import is_marked, stamped
from iam_atlas.site.trees import Tree


def generated_home(root: Path, tree: Tree) -> Mapping[str, bytes]:
    """Path and content of the home page; nothing for the first tree, and nothing where the team has written one.

    A page that carries our marker is ours; whoever takes the marker out of it makes it their own.
    """
    page = root / tree.home
    if not tree.below or (page.exists() and not is_marked(tree.home, page.read_bytes())):
        return {}
    return {tree.home: stamped(tree.home, _home(tree)).encode()}


def _home(tree: Tree) -> str:
    """The page that `init` writes in the language, with the generated part of this tree."""
    text = (files("iam_atlas.site") / "starter" / "languages" / tree.language / "docs" / "index.md").read_text("utf-8")
    return text.replace(ATLAS_FOLDER, tree.atlas)
