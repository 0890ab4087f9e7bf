"""The words by which a reader of either language tells states apart, and tables read by their English headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.changes.changes import Kind
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH, Translator

OPEN, CONDITIONAL, UNDECIDED, CLOSED, VAIN = "open", "under a condition", "not decided", "closed", "in vain"
MAY_OPEN = frozenset({OPEN, CONDITIONAL, UNDECIDED})


def true_where(told: str) -> frozenset[str]:
    """The states in which this one may be told of some way.

    Who gets in without a condition may be told of a way that asks for something; who does not, of either reason.
    """
    also = {VAIN: CLOSED, CLOSED: VAIN, CONDITIONAL: OPEN}
    return frozenset({told, also.get(told, told)})


@dataclass(frozen=True, slots=True)
class Tongue:
    """What tells states apart in one language, written down here and not taken from its catalogue.

    `states` are words that a cell holds, in the order in which they decide; what holds none is a condition. `heads` are
    headings of columns. `answers` are what an answer in words begins with, `kinds` the headings under which a
    difference tells of accesses of each kind.
    """

    t: Translator
    states: tuple[tuple[str, str], ...]
    heads: Mapping[str, str]
    everywhere: str
    by_way_of: str
    asked_for_by: str
    undecided: str
    answers: tuple[tuple[str, str], ...]
    directly: str
    declared: str
    over_others: str
    group: str
    kinds: Mapping[str, Kind]
    brief_states: Mapping[str, str]
    alone: str  # a pattern of what may follow a condition in a cell of the matrix
    apart: str
    decided_otherwise: str  # a pattern of the sentence on the page of a group that names such members
    over: str  # a pattern of what tells of a way over other roles alone

    def state(self, when: str) -> str:
        """The state that a cell under "When" tells of."""
        return next((state for words, state in self.states if words in when), CONDITIONAL)

    def brief(self, condition: str) -> str:
        """The state that a part of a cell of the matrix tells of."""
        return self.brief_states.get(re.sub(self.alone, "", condition), CONDITIONAL)

    def is_over(self, cell: str) -> bool:
        """Whether the cell tells of a way over other roles and of no step."""
        return re.fullmatch(self.over, cell) is not None

    def rows(self, text: str, *head: str) -> Iterator[Mapping[str, str]]:
        """The rows of every table that begins with these columns, all by the English heading where it is known."""
        known = {words: name for name, words in (*self.heads.items(), *((name, self.heads[name]) for name in head))}
        for row in _rows(text, *(self.heads[name] for name in head)):
            yield {known.get(words, words): cell for words, cell in row.items()}


_HEADS = ("Account", "Role", "Level", "Who", "Through", "Becomes", "Can become", "When", "In", "From", "To")
IN_ENGLISH = Tongue(
    ENGLISH,
    (
        ("**Not decided.**", UNDECIDED),
        ("Not decided", UNDECIDED),
        ("**Closed.**", CLOSED),
        ("**Cannot be counted on:**", VAIN),
        ("No condition", OPEN),
    ),
    {name: name for name in _HEADS},
    everywhere="all of them",
    by_way_of="By way of",
    asked_for_by="It is asked for by",
    undecided="not decided",
    answers=(
        ("no condition", OPEN),
        ("Allowed.", OPEN),
        ("if ", CONDITIONAL),
        ("Allowed if ", CONDITIONAL),
        ("not decided: ", UNDECIDED),
        ("Not decided: ", UNDECIDED),
    ),
    directly="Directly",
    declared="Declared, but closed or not decided",
    over_others="Over other roles",
    group="group ",
    kinds={
        "Access gained": Kind.GAINED,
        "Access under a weaker condition": Kind.WEAKENED,
        "Access under another condition": Kind.CHANGED,
        "Whether access changes is not decided": Kind.UNCERTAIN,
        "Access under a stricter condition": Kind.TIGHTENED,
        "Access lost": Kind.LOST,
    },
    brief_states={"not decided": UNDECIDED, "closed": CLOSED, "cannot be counted on": VAIN, "no condition": OPEN},
    alone=r"( \(our half only\))?( for \d+ members?)?$",
    apart="; ",
    decided_otherwise="of the group give; they are not the whole answer for (.*): the pages",
    over=r"over \S+@.*",
)
IN_JAPANESE = Tongue(
    translator("ja"),
    (
        ("**判定不可。**", UNDECIDED),
        ("判定できません", UNDECIDED),
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
        "From": "引き受け元",
        "To": "引き受け先",
    },
    everywhere="すべて",
    by_way_of="を経由するため",
    asked_for_by="そのプロファイルがありません",
    undecided="判定できません",
    answers=(
        ("条件なし", OPEN),
        ("許可されます。", OPEN),
        ("条件: ", CONDITIONAL),
        ("次の場合に許可されます: ", CONDITIONAL),
        ("判定できない:", UNDECIDED),
        ("判定できません:", UNDECIDED),
    ),
    directly="直接",
    declared="宣言はあるが、許可されないもの・判定できないもの",
    over_others="ほかのロールを経由",
    group="グループ ",
    kinds={
        "増えたアクセス": Kind.GAINED,
        "条件が緩くなったアクセス": Kind.WEAKENED,
        "条件が変わったアクセス": Kind.CHANGED,
        "変わるかどうか判定できないアクセス": Kind.UNCERTAIN,
        "条件が厳しくなったアクセス": Kind.TIGHTENED,
        "なくなったアクセス": Kind.LOST,
    },
    brief_states={"判定不可": UNDECIDED, "許可なし": CLOSED, "満たせない可能性あり": VAIN, "条件なし": OPEN},
    alone=r"( \(こちら側のみ\))?( \(メンバー \d+ 人\))?$",
    apart="／",
    decided_otherwise="この表は、グループのポリシーが与える内容です。(.*) については、これがすべてではありません",
    over=r"\S+@.* 経由",
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
