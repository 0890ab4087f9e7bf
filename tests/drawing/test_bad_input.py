"""Organisations that nobody designs for: each is drawn, nothing overflows, nothing runs."""

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from layout_checks import cut, overlapping
from svg_checks import outside, scripts, too_wide

from builders import REPOSITORY
from iam_atlas.atlas import analyse
from iam_atlas.drawing.column_graph import CardKind, Column, Diagram
from iam_atlas.drawing.draw import Drawing, draw
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.load.landscape import load_landscape
from iam_atlas.wording.translate import ENGLISH

_ORGANISATIONS = REPOSITORY / "tests" / "organisations"
_LONG = ("Donaudampfschifffahrts" * 10)[:200]
_CROWD = 300

_HEAD = """version: 1
accounts:
  jump: { id: "100000000001", kind: jump }
  prod: { id: "100000000002", environment: prod }
roles:
  target: { accounts: [prod], policies: [ReadOnlyAccess], require: { mfa: true }"""


def _of_groups() -> str:
    groups = "".join(f"  group-{n:03}: {{}}\n" for n in range(_CROWD))
    grants = "".join(f"  group-{n:03}: {{ prod: target }}\n" for n in range(_CROWD))
    return f"{_HEAD} }}\ngroups:\n{groups}grants:\n{grants}"


def _of_people_each_until_another_day() -> str:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(_CROWD)]
    users = "".join(f"  person-{n:03}: {{}}\n" for n in range(_CROWD))
    rows = (f"[{{ roles: [target], accounts: [prod], require: {{ until: {day} }} }}]" for day in days)
    grants = "".join(f"  user:person-{n:03}: {row}\n" for n, row in enumerate(rows))
    return f"{_HEAD} }}\nusers:\n{users}grants:\n{grants}"


def _of_vendors_each_with_its_own_id() -> str:
    vendors = "".join(
        f"  vendor-{n:03}: {{ account_ids: ['{300_000_000_000 + n}'], external_id: id-{n} }}\n" for n in range(_CROWD)
    )
    trust = ", ".join(f"{{ vendor: vendor-{n:03} }}" for n in range(_CROWD))
    return f"{_HEAD}, trust: [{trust}] }}\nvendors:\n{vendors}"


_CROWDS: dict[str, Callable[[], str]] = {
    "300 groups alike": _of_groups,
    "300 people, each until another day": _of_people_each_until_another_day,
    "300 vendors, each with an id of its own": _of_vendors_each_with_its_own_id,
}
_FILES = ("odd-names", "one-account", "eight-hops")
_ALL = (*_FILES, *_CROWDS)
_OTHERS = re.compile(r"-\d\d[0-8]\.md|-[12]\d9\.md|-0[1-9]9\.md")  # of three hundred pages alike, one is enough


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, tuple[Diagram, Drawing]]]:
    """The diagrams of an organisation with their drawings, by page, each drawn once; of a crowd, one page of a kind."""

    @cache
    def draw_organisation(name: str) -> dict[str, tuple[Diagram, Drawing]]:
        folder = _written(name, tmp_path_factory.mktemp("organisation"))
        atlas = analyse(load_landscape(folder / "accounts.yaml"), None)
        chosen = ((page, diagram) for page, diagram in diagrams(atlas, ENGLISH) if not _OTHERS.search(page))
        return {page: (diagram, draw(diagram)) for page, diagram in chosen}

    return draw_organisation


def _written(name: str, folder: Path) -> Path:
    if name in _CROWDS:
        text = _CROWDS[name]()
    else:
        shutil.copytree(_ORGANISATIONS / name, folder, dirs_exist_ok=True)
        text = (folder / "accounts.yaml").read_text(encoding="utf-8").replace("LONG", _LONG)
    (folder / "accounts.yaml").write_text(text, encoding="utf-8")
    return folder


Drawn = Callable[[str], dict[str, tuple[Diagram, Drawing]]]


@pytest.mark.parametrize("name", _ALL)
def test_no_text_is_wider_than_its_box(name: str, drawn: Drawn) -> None:
    assert {page: too_wide(drawing.svg) for page, (_, drawing) in drawn(name).items() if too_wide(drawing.svg)} == {}


@pytest.mark.parametrize("name", _ALL)
def test_no_two_boxes_overlap_and_no_line_runs_across_one(name: str, drawn: Drawn) -> None:
    for page, (diagram, _) in drawn(name).items():
        assert (overlapping(diagram), cut(diagram)) == ([], []), page


@pytest.mark.parametrize("name", _ALL)
def test_everything_lies_on_the_canvas_and_the_canvas_is_no_larger_than_a_few_screens(name: str, drawn: Drawn) -> None:
    for page, (_, drawing) in drawn(name).items():
        assert outside(drawing.svg) == [], page
        assert drawing.width <= 1600 and drawing.height <= 2000, page
        assert len(drawing.svg.encode()) <= 60_000, page


@pytest.mark.parametrize("name", _ALL)
def test_nothing_runs(name: str, drawn: Drawn) -> None:
    for page, (_, drawing) in drawn(name).items():
        assert scripts(drawing.svg) == [], page
        assert "<script" not in drawing.figure.lower()


def test_names_of_200_letters_are_cut_and_stand_whole_in_a_title(drawn: Drawn) -> None:
    _, home = drawn("odd-names")["home"]

    assert f"<title>{_LONG}</title>" in home.svg
    assert f">{_LONG}</text>" not in home.svg


def test_marks_that_turn_the_direction_of_text_are_gone(drawn: Drawn) -> None:
    for _, drawing in drawn("odd-names").values():
        assert not {"\u202e", "\u2066"} & set(drawing.figure)


def test_a_group_without_members_is_drawn_with_what_it_may_become(drawn: Drawn) -> None:
    diagram, _ = drawn("one-account")["groups/guests.md"]

    (group,) = [card for card in diagram.cards if card.kind is CardKind.GROUP]

    assert group.subtitle == "0 members"
    assert [card.title for card in diagram.cards if card.column is Column.ROLE] == ["viewer"]


@pytest.mark.parametrize("page", ["home", "groups/chainers.md", "people/alice.md", "roles/hop-1.md", "roles/hop-8.md"])
def test_all_eight_hops_of_a_chain_are_drawn(page: str, drawn: Drawn) -> None:
    diagram, _ = drawn("eight-hops")[page]
    roles = {card.title for card in diagram.cards if card.column is Column.ROLE}
    chained = {gate.source.split("--")[1] for gate in diagram.gates if gate.column is Column.CHAIN}

    assert {f"hop-{number}" for number in range(1, 9)} <= roles
    assert {f"hop-{number}" for number in range(1, 8)} <= chained


def test_a_circle_of_roles_is_drawn_once_around(drawn: Drawn) -> None:
    diagram, _ = drawn("eight-hops")["roles/round-2.md"]
    gates = {gate.id: gate.source for gate in diagram.gates}

    hops = {
        (gates[edge.source], edge.target) for edge in diagram.edges if gates.get(edge.source, "").startswith("role")
    }

    assert {("role--round-1--a", "role--round-2--b"), ("role--round-3--c", "role--round-1--a")} <= hops
    assert len(hops) == 4


@pytest.mark.parametrize(
    ("name", "card", "tests"),
    [
        ("300 groups alike", "300 groups", ["MFA"]),
        ("300 people, each until another day", "300 users", ["MFA", "300 different"]),
        ("300 vendors, each with an id of its own", "300 callers", ["ExternalId"]),
    ],
)
def test_three_hundred_grantees_are_one_card_before_one_gate(
    name: str, card: str, tests: list[str], drawn: Drawn
) -> None:
    for page in ("home", "roles/target.md", "accounts/prod.md"):
        diagram, _ = drawn(name)[page]
        (many,) = [one for one in diagram.cards if one.column is not Column.ROLE]
        (gate,) = diagram.gates
        assert (many.title, len(many.members)) == (card, _CROWD)
        assert [test.label for test in gate.tests] == tests
