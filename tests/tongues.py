"""The words by which a reader of either language tells states apart, and tables read by their English headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH, Translator

OPEN, CONDITIONAL, UNDECIDED, CLOSED, VAIN = "open", "under a condition", "not decided", "closed", "in vain"
MAY_OPEN = frozenset({OPEN, CONDITIONAL, UNDECIDED})


@dataclass(frozen=True, slots=True)
class Tongue:
    """What tells states apart in one language, written down here and not taken from its catalogue.

    `states` are words that a cell holds, in the order in which they decide; what holds none is a condition. `heads` are
    headings of columns.
    """

    t: Translator
    states: tuple[tuple[str, str], ...]
    heads: Mapping[str, str]
    everywhere: str
    by_way_of: str
    asked_for_by: str
    undecided: str

    def state(self, when: str) -> str:
        """The state that a cell under "When" tells of."""
        return next((state for words, state in self.states if words in when), CONDITIONAL)

    def rows(self, text: str, *head: str) -> Iterator[Mapping[str, str]]:
        """The rows of every table that begins with these columns, all by the English heading where it is known."""
        known = {words: name for name, words in (*self.heads.items(), *((name, self.heads[name]) for name in head))}
        for row in _rows(text, *(self.heads[name] for name in head)):
            yield {known.get(words, words): cell for words, cell in row.items()}


_HEADS = ("Account", "Role", "Level", "Who", "Through", "Becomes", "Can become", "When", "In")
IN_ENGLISH = Tongue(
    ENGLISH,
    (
        ("**Not decided.**", UNDECIDED),
        ("Not evaluated", UNDECIDED),
        ("**Closed.**", CLOSED),
        ("**Cannot be counted on:**", VAIN),
        ("No condition", OPEN),
    ),
    {name: name for name in _HEADS},
    everywhere="all of them",
    by_way_of="By way of",
    asked_for_by="It is asked for by",
    undecided="not decided",
)
IN_JAPANESE = Tongue(
    translator("ja"),
    (
        ("**判定不可。**", UNDECIDED),
        ("未判定", UNDECIDED),
        ("**不可。**", CLOSED),
        ("**満たせない可能性あり:**", VAIN),
        ("条件なし", OPEN),
        ("条件はありません", OPEN),
    ),
    {
        "Account": "アカウント",
        "Role": "ロール",
        "Level": "レベル",
        "Who": "誰が",
        "Through": "経由",
        "Becomes": "引き受けるロール",
        "Can become": "引き受けられるロール",
        "When": "条件",
        "In": "アカウント",
    },
    everywhere="すべて",
    by_way_of="を経由するため",
    asked_for_by="そのプロファイルがありません",
    undecided="判定できません",
)


def _rows(text: str, *head: str) -> Iterator[Mapping[str, str]]:
    """The rows of every table that begins with these columns."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        cells = _cells(line)
        if line.startswith("| ") and tuple(cells[: len(head)]) == head:
            for row in lines[number + 2 :]:
                if not row.startswith("|"):
                    break
                yield dict(zip(cells, _cells(row), strict=True))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]
