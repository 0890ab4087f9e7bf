"""A policy document's tree of nodes as the JSON value that AWS would be given."""

import json
import re

from iam_atlas.load.node import Mapping, Node, Scalar, Sequence
from iam_atlas.load.templates import Values, fill
from iam_atlas.model.policies import Json

_SHORT_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def to_json(node: Node) -> Json:
    """The value: quoted texts stay texts; plain `true`, `false`, `null` and numbers are what they look like.

    In YAML only integers of up to nine digits without a leading zero are numbers: `2012-10-17` and account ids stay
    as written. In a `.json` file every number is one.
    """
    if isinstance(node, Mapping):
        return {key.text: to_json(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [to_json(item) for item in node.items]
    return _scalar(node)


def fill_json(value: Json, values: Values) -> Json:
    """The value with the templates in its texts and keys filled in."""
    if isinstance(value, str):
        return fill(value, values)
    if isinstance(value, list):
        return [fill_json(item, values) for item in value]
    if isinstance(value, dict):
        return {fill(key, values): fill_json(item, values) for key, item in value.items()}
    return value


def _scalar(node: Scalar) -> Json:
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    if node.position.file.endswith(".json"):
        number: int | float = json.loads(node.text)
        return number
    return int(node.text) if _SHORT_INTEGER.match(node.text) else node.text
