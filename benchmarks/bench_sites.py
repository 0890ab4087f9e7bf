"""Whole sites of S, M and L: cold, with nothing changed, after one role changed -> figures beside their budgets.

`ONLY=S` leaves the others out. The naive way, `diagrams` as it comes with a picture for each role copy and every page
in the navigation, runs beside S and M.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.asking import Asked, asked_of
from benchmarks.measuring import Taken, taken_by
from benchmarks.naive import naive_site
from benchmarks.organisations import SIZES, start, wanted
from benchmarks.tables import table

_GENERATE = (sys.executable, "-m", "iam_atlas", "generate")
_MKDOCS = (sys.executable, "-m", "iam_atlas.site.our_mkdocs", "build")
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_CHANGED = ("max_session: 4h", "max_session: 2h")
_NAIVE = ("S", "M")
_LARGE, _MEDIUM = "L", "M"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure may be at most; `unit` is how both are told."""

    name: str
    limit: float
    unit: str


_COLD = {"S": 6.0, "M": 20.0, "L": 120.0}
_MEMORY = {"S": 200.0, "M": 400.0, "L": 1500.0}
_EXPONENT = Budget("exponent from M to L of generate, processor time", 1.15, "")


@dataclass(frozen=True, slots=True)
class Site:
    """What was measured of one organisation; bytes of HTML, and of the search index; `asked` is of the site, cold."""

    size: str
    steps: Mapping[str, Taken]
    heaviest: int
    median: int
    index: int
    written: int
    asked: Asked
    naive: Taken | None = None


def sites() -> list[Site]:
    """Every organisation that is asked for, smallest first."""
    return [_site(size) for size in wanted()]


def _site(size: str) -> Site:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        start(root, size)
        steps = {"generate, cold": taken_by(_GENERATE, root), "MkDocs, cold": taken_by(_MKDOCS, root, _QUIET)}
        asked, pages = asked_of(root / "site"), sorted(page.stat().st_size for page in (root / "site").rglob("*.html"))
        index = (root / "site" / "search" / "search_index.json").stat().st_size
        steps |= dict(_later(root))
        naive = naive_site(SIZES[size], Path(folder) / "naive") if size in _NAIVE else None
        return Site(
            size=size,
            steps=steps,
            heaviest=pages[-1],
            median=int(median(pages)),
            index=index,
            asked=asked,
            written=sum(file.stat().st_size for file in (root / "docs" / "atlas").rglob("*") if file.is_file()),
            naive=naive,
        )


def _later(root: Path) -> Iterator[tuple[str, Taken]]:
    """What runs take that come after the first, in this order: each begins with what the one before left."""
    accounts = root / "accounts.yaml"
    text = accounts.read_text(encoding="utf-8")
    yield "generate, nothing changed", taken_by(_GENERATE, root)
    accounts.write_text(text.replace(*_CHANGED, 1), encoding="utf-8")
    yield "generate, one role changed", taken_by(_GENERATE, root)
    yield "MkDocs, one role changed (--dirty)", taken_by((*_MKDOCS, "--dirty", "--no-strict"), root, _QUIET)
    accounts.write_text(text, encoding="utf-8")
    shutil.rmtree(root / "docs" / "atlas")
    yield "generate, warm cache", taken_by(_GENERATE, root)


def report(found: list[Site]) -> str:
    """What was measured, and then each budget with whether it is met."""
    return "\n\n".join((_measured(found), _budgets(found)))


def _measured(found: list[Site]) -> str:
    rows: list[tuple[str, ...]] = [("organisation", "what", "wall", "processors", "memory")]
    for site in found:
        rows += [(site.size, name, *_told(taken)) for name, taken in site.steps.items()]
        rows += [(site.size, "the naive way, cold", *_told(site.naive))] if site.naive else []
    rows += [(s.size, "as often as the naive way takes", *_beside(s, s.naive), "") for s in found if s.naive]
    sizes: list[tuple[str, ...]] = [
        ("organisation", "generated", "heaviest page", "median page", "search index", "questions", "that found nothing")
    ]
    sizes += [(s.size, *_weights(s), str(s.asked.asked), ", ".join(s.asked.missed)) for s in found]
    return f"{table(rows)}\n\n{table(sizes)}"


def _weights(site: Site) -> Iterator[str]:
    yield from (f"{n / 1000:,.0f} kB" for n in (site.written, site.heaviest, site.median, site.index))


def _beside(site: Site, naive: Taken) -> tuple[str, str]:
    cold = (site.steps["generate, cold"], site.steps["MkDocs, cold"])
    return f"{sum(t.wall for t in cold) / naive.wall:.2f}", f"{sum(t.cpu for t in cold) / naive.cpu:.2f}"


def _told(taken: Taken) -> tuple[str, str, str]:
    return f"{taken.wall:.1f} s", f"{taken.cpu:.1f} s", f"{taken.memory:.0f} MB"


def _budgets(found: list[Site]) -> str:
    rows: list[tuple[str, ...]] = [("budget", "limit", "measured", "")]
    for budget, value in _held_against(found):
        met = "met" if value <= budget.limit else "NOT MET"
        rows.append((budget.name, f"{budget.limit:g}{budget.unit}", f"{value:.2f}{budget.unit}", met))
    return table(rows)


def _held_against(found: list[Site]) -> Iterator[tuple[Budget, float]]:
    for site in found:
        steps, name = site.steps, site.size
        cold = steps["generate, cold"].wall + steps["MkDocs, cold"].wall
        yield Budget(f"{name}: the whole site, cold", _COLD[name], " s"), cold
        yield Budget(f"{name}: memory", _MEMORY[name], " MB"), max(taken.memory for taken in steps.values())
        yield Budget(f"{name}: heaviest page", 150, " kB"), site.heaviest / 1000
        yield Budget(f"{name}: median page", 60, " kB"), site.median / 1000
        yield Budget(f"{name}: questions to the search without an answer", 0, ""), len(site.asked.missed)
        if name == _LARGE:
            yield Budget("L: generate, cold", 25, " s"), steps["generate, cold"].wall
            yield Budget("L: generate, nothing changed", 2, " s"), steps["generate, nothing changed"].wall
            yield Budget("L: search index", 3000, " kB"), site.index / 1000
    by_size = {site.size: site for site in found}
    if {_MEDIUM, _LARGE} <= by_size.keys():
        yield _EXPONENT, _exponent(by_size[_MEDIUM], by_size[_LARGE])


def _exponent(medium: Site, large: Site) -> float:
    """By which power of the role copies the work grows."""
    work = large.steps["generate, cold"].cpu / medium.steps["generate, cold"].cpu
    return log(work) / log(SIZES[_LARGE].copies / SIZES[_MEDIUM].copies)
