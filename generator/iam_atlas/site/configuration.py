"""mkdocs.yml as nodes: what it says is read and changed without running anything in it.

MkDocs' own tags (`!ENV`, `!!python/name`) mean nothing here; they stay as they are.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from iam_atlas.errors import OutputError, said
from iam_atlas.site.mkdocs import CONFIGURATION

_TEXT, _MAP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"


def read_configuration(root: Path) -> yaml.MappingNode:
    """What mkdocs.yml beside the accounts file says; empty when there is none. Raises OutputError when it is broken."""
    file = root / CONFIGURATION
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) if file.exists() else None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise OutputError(said("{path} cannot be read: {reason}", path=CONFIGURATION, reason=str(error))) from error
    return node if isinstance(node, yaml.MappingNode) else yaml.MappingNode(_MAP, [])


def at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """What stands under these keys, from the outside in; None where there is nothing."""
    for key in keys:
        node = next((value for name, value in _entries(node) if name == key), None)
    return node


def text_at(node: yaml.Node | None, *keys: str) -> str | None:
    """The text under these keys; None where there is none, or one that only MkDocs can read."""
    found = at(node, *keys)
    return found.value if isinstance(found, yaml.ScalarNode) and found.tag == _TEXT else None


def put(node: yaml.MappingNode, value: object, key: str, *keys: str) -> None:
    """Let `value`, which is plain data, stand under these keys; in the place of what stood there, else at the end."""
    inner = at(node, key)
    if not keys:
        inner = yaml.compose(json.dumps(value, ensure_ascii=False), Loader=yaml.SafeLoader)
    elif not isinstance(inner, yaml.MappingNode):
        inner = yaml.MappingNode(_MAP, [])
    if isinstance(inner, yaml.MappingNode) and keys:
        put(inner, value, *keys)
    kept = [(name, old) for name, old in node.value if name.value != key]
    place = next((index for index, (name, _) in enumerate(node.value) if name.value == key), len(kept))
    node.value = [*kept[:place], (yaml.ScalarNode(_TEXT, key), inner), *kept[place:]]


def take(node: yaml.MappingNode, key: str) -> None:
    """Remove a key; nothing happens where it is not."""
    node.value = [(name, value) for name, value in node.value if name.value != key]


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
