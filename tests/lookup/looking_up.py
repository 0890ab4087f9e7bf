"""The script of the pages, as these read it: its value, and the sentences with the names in their places."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iam_atlas.atlas import Atlas, analyse
from iam_atlas.errors import Position
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.lookup.shown import GAPS
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import ENGLISH, Translator

BEFORE, AFTER = 'dispatchEvent(new CustomEvent("iam-atlas", {detail: {\n', "\n}}))\n"


@dataclass(frozen=True)
class LookedUp:
    """The value that the script hands over, with every thing and step for itself; `written` is as it stands there."""

    value: Mapping[str, Any]
    written: Mapping[str, Any]

    def number(self, name: str, kind: str = "") -> int:
        """The number of the only thing of that name (and kind)."""
        found = [n for n, one in enumerate(self.value["things"]) if one["name"] == name and kind in ("", one["kind"])]
        assert len(found) == 1, (name, found)
        return found[0]

    def thing(self, name: str, kind: str = "") -> dict[str, Any]:
        found: dict[str, Any] = self.value["things"][self.number(name, kind)]
        return found

    def step(self, caller: str, target: str) -> list[Any] | None:
        """The step of the two as it stands there; None where none is listed."""
        pair = [self.number(caller), self.number(target)]
        found = [step for step in self.value["steps"] if step[:2] == pair]
        assert len(found) <= 1
        return found[0] if found else None

    def why(self, caller: str, target: str) -> list[Any] | None:
        """Why the two are no step; None where a step says it."""
        row = self.value["rows"][self.value["closed"][str(self.number(caller))]]
        whys = [why for why, count in row for _ in range(count)]
        assert len(whys) == len(self.value["targets"])
        why = whys[self.value["targets"].index(self.number(target))]
        return self.value["whys"][why] if why >= 0 else None

    def said(self, number: int, caller: str = "", target: str = "") -> str:
        """A sentence with the names in it."""
        words: str = self.value["says"][number]
        return words.replace("\ue000", caller).replace("\ue001", target)

    def reasons(self, numbers: list[int], caller: str, target: str) -> list[tuple[str, list[str]]]:
        """What each half says, and the statements."""
        rows = [self.value["reasons"][number] for number in numbers]
        return [
            (self.said(words, caller, target), [self.value["statements"][n][0] for n in refs]) for words, refs in rows
        ]


def script_of(
    atlas: Atlas | Landscape, t: Translator = ENGLISH, folds: Mapping[str, tuple[str, ...]] | None = None
) -> str:
    whole = analyse(atlas, None) if isinstance(atlas, Landscape) else atlas
    return lookup_js(whole, t, folds or {}, line_of)


def line_of(place: Position) -> str:
    return f"source/{place.file}.html#line-{place.line}"


def look_up(
    atlas: Atlas | Landscape, t: Translator = ENGLISH, folds: Mapping[str, tuple[str, ...]] | None = None
) -> LookedUp:
    script = script_of(atlas, t, folds)
    assert script.startswith(BEFORE)
    assert script.endswith(AFTER)
    written = json.loads("{" + script[len(BEFORE) : -len(AFTER)] + "}")
    return LookedUp(_unpacked(written), written)


def _unpacked(value: dict[str, Any]) -> dict[str, Any]:
    """The value with every record and every step for itself, as the script of the pages has them."""
    things = [one if isinstance(one, dict) else _filled(value, *one) for one in value["things"]]
    runs = [(caller, *value["runs"][run]) for caller, own in value["steps"] for run in own]
    steps = [[caller, target, *value["kinds"][kind]] for caller, kind, targets in runs for target in targets]
    return {**value, "things": things, "steps": steps}


def _filled(value: dict[str, Any], pattern: int, filling: int) -> dict[str, Any]:
    written = json.dumps(value["patterns"][pattern], ensure_ascii=False)
    for gap, text in zip(GAPS, value["fillings"][filling], strict=True):
        written = written.replace(gap, json.dumps(text, ensure_ascii=False)[1:-1])
    found: dict[str, Any] = json.loads(written)
    return found
