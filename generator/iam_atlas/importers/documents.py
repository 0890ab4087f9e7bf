"""Policy documents -> files beside accounts.yaml, those alike in several accounts one file."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.importers.found import Doc
from iam_atlas.model.policies import Json

_SHORTEST_NAME = 3
_Replace: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """The account that a document stands in: its id, its name in the file, its partition."""

    id: str
    name: str
    partition: str


@dataclass(slots=True)
class Documents:
    """The files so far, by path; each holds one document."""

    files: dict[str, str] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def place(self, folder: str, name: str, document: Doc) -> str:
        """The path of the document's file, a new one where none of this name holds the same."""
        text = _json(document)
        path, number = f"{folder}/{name}.json", 1
        while self._taken.setdefault(path.lower(), path) != path or self.files.get(path, text) != text:
            number += 1
            path = f"{folder}/{name}-{number}.json"
        self.files[path] = text
        return path


def shared(documents: Sequence[tuple[Place, Doc]]) -> list[Doc]:
    """The same documents in the same order, with templates of the file in place of what is each account's own.

    As little is replaced as makes most of them alike: first the id, then the name too, then the partition. A name may
    stand in a document by chance; what it is taken for is true where the file is read back.
    """
    if len({place for place, _ in documents}) < 2:
        return [document for _, document in documents]
    ways = (_own_id, _own_id_and_name, _all_of_it)
    tried = [[_replaced_in(document, way(place)) for place, document in documents] for way in ways]
    return min(tried, key=lambda found: len({spelling(document) for document in found}))


def spelling(document: Doc) -> str:
    """What tells documents apart."""
    return json.dumps(document, sort_keys=True)


def _json(document: Doc) -> str:
    """The document, with what no editor shows written as JSON escapes: the file is to be read by people."""
    readable = json.dumps(document, ensure_ascii=False, indent=2)
    shown = all(character == "\n" or character.isprintable() for character in readable)
    return (readable if shown else json.dumps(document, indent=2)) + "\n"


def _own_id(place: Place) -> _Replace:
    return lambda text: text.replace(place.id, "{{account.id}}")


def _own_id_and_name(place: Place) -> _Replace:
    by_id = _own_id(place)
    if len(place.name) < _SHORTEST_NAME:
        return by_id
    name = re.compile(rf"(?<![A-Za-z0-9]){re.escape(place.name)}(?![A-Za-z0-9])")
    return lambda text: name.sub("{{account.name}}", by_id(text))


def _all_of_it(place: Place) -> _Replace:
    named = _own_id_and_name(place)
    return lambda text: named(text).replace(f"arn:{place.partition}:", "arn:{{account.partition}}:")


def _replaced_in(document: Doc, replace: _Replace) -> Doc:
    return {key: _replaced(value, replace) for key, value in document.items()}


def _replaced(value: Json, replace: _Replace) -> Json:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [_replaced(item, replace) for item in value]
    if isinstance(value, Mapping):
        return {key: _replaced(item, replace) for key, item in value.items()}
    return value
