"""Values of a dump read under their keys; what is missing or of another kind is reported with the way to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from iam_atlas.errors import InputError, Said, said
from iam_atlas.importers.found import Doc
from iam_atlas.importers.pages import refused
from iam_atlas.model.policies import Json

_A_TEXT = said("a text is expected here")
_A_NUMBER = said("a number is expected here")
_A_LIST = said("a list is expected here")
_TEXTS = said("a list of texts is expected here")
_A_MAP = said("a map is expected here")
_A_DOCUMENT = said("a policy document is expected here")


@dataclass(frozen=True, slots=True)
class Fields:
    """A map of a dump; `way` is how one gets to it from the top, such as `RoleDetailList[3]`."""

    value: Mapping[str, Json]
    file: str
    way: str = ""

    def text(self, key: str) -> str:
        """The text under `key`, which must be there."""
        found = self.value.get(key)
        if not isinstance(found, str) or not found:
            raise self._wrong(key, _A_TEXT)
        _encodable(found, self, key)
        return found

    def optional(self, key: str) -> str | None:
        """The text under `key`, None where there is none."""
        return self.text(key) if self.value.get(key) is not None else None

    def number(self, key: str) -> int | None:
        """The whole number under `key`, None where there is none."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, int):
            raise self._wrong(key, _A_NUMBER)
        return found

    def maps(self, key: str) -> Iterator["Fields"]:
        """The maps of the list under `key`; none where the key is absent."""
        for number, item in enumerate(self._list(key)):
            if not isinstance(item, dict):
                raise self._wrong(f"{key}[{number}]", _A_MAP)
            yield Fields(item, self.file, self._way(f"{key}[{number}]"))

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`."""
        found = self._list(key)
        if not all(isinstance(item, str) for item in found):
            raise self._wrong(key, _TEXTS)
        return tuple(cast("list[str]", found))

    def inside(self, key: str) -> "Fields | None":
        """The map under `key`, None where there is none."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, dict):
            raise self._wrong(key, _A_MAP)
        return None if found is None else Fields(found, self.file, self._way(key))

    def document(self, key: str) -> Doc:
        """The policy document under `key`: a map, or the text of one, which IAM gives URL-encoded."""
        found = self.value.get(key)
        if isinstance(found, str):
            found = self._decoded(key, found)
        if not isinstance(found, dict):
            raise self._wrong(key, _A_DOCUMENT)
        return found

    def _decoded(self, key: str, written: str) -> Json:
        for text in (unquote(written), written):
            try:
                return cast("Json", json.loads(text))
            except (ValueError, RecursionError):  # no JSON, a number of too many digits, too deep
                continue
        raise self._wrong(key, _A_DOCUMENT)

    def _list(self, key: str) -> list[Json]:
        found = self.value.get(key)
        if found is not None and not isinstance(found, list):
            raise self._wrong(key, _A_LIST)
        return found or []

    def _way(self, key: str) -> str:
        return f"{self.way}.{key}" if self.way else key

    def _wrong(self, key: str, wanted: Said) -> InputError:
        message = said("{way}: {message}", way=self._way(key), message=wanted)
        return refused(self.file, "not-a-dump", message)


def _encodable(text: str, fields: Fields, key: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise refused(
            fields.file, "encoding", said("{way}: half a character stands here", way=f"{fields.way}.{key}")
        ) from None
