"""The cases of the resolver: each accounts file under cases/resolve with the report it must give in NAME.out.

Run this file to write what is reported now into every NAME.out, then read the difference before keeping it.
"""

import re
from datetime import date
from pathlib import Path

from iam_atlas.errors import InputError
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.report import as_text
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import ENGLISH, Translator

CASES = Path(__file__).parent / "cases" / "resolve"
_TODAY = re.compile(r"^# today: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def broken_cases() -> dict[str, Path]:
    """Accounts files with something to report, by name: NAME.yaml, or NAME/accounts.yaml for several files."""
    single = {path.stem: path for path in CASES.glob("*.yaml")}
    folders = {path.parent.name: path for path in CASES.glob("*/accounts.yaml")}
    return dict(sorted((single | folders).items()))


def good_cases() -> dict[str, Path]:
    """Accounts files that must load without a word, by name."""
    return {path.stem: path for path in sorted((CASES / "ok").glob("*.yaml"))}


def loaded(path: Path) -> Landscape:
    """The landscape of a case; the day it is judged by stands in its `# today:` line, if any. Raises InputError."""
    day = _TODAY.search(path.read_text(encoding="utf-8", errors="replace"))
    return load_landscape(path, today=date.fromisoformat(day[1]) if day else None)


def report(path: Path, t: Translator = ENGLISH) -> str:
    """What loading the file reports, as people read it."""
    try:
        return as_text(loaded(path).warnings, t)
    except InputError as error:
        return as_text(error.problems, t)


def _accept() -> None:
    for name, path in broken_cases().items():
        (CASES / f"{name}.out").write_text(report(path), encoding="utf-8")


if __name__ == "__main__":
    _accept()
