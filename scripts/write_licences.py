"""The pinned dependencies and the bundled data -> docs/reference/licences.md, so that none is used without its licence.

Run `python scripts/write_licences.py` after `make lock`; a test says when it is due.
"""

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "reference" / "licences.md"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
_CLASSIFIED = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What the metadata of a package says in other words than SPDX's, or not at all; read from its licence file.
_READ = {
    "axe-playwright-python": "MIT",
    "deepmerge": "MIT",
    "ghp-import": "Apache-2.0",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "mergedeep": "MIT",
    "nodeenv": "BSD-3-Clause",
    "pytest-playwright": "Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "shellingham": "ISC",
    "sortedcontainers": "Apache-2.0",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
_INTRODUCTION = """\
# Licences

IAM Atlas is licensed under the Apache License 2.0. It installs the packages below, each from its own project and
unchanged; the identifiers are [SPDX](https://spdx.org/licenses/)'s. `make sbom` writes what a run needs as a CycloneDX
file, with versions and hashes.

## What comes inside the package

| what | where it is from | licence |
| --- | --- | --- |
| AWS managed policies | moto's list; the documents are published by AWS | Apache-2.0 |
| Known AWS accounts | fwdcloudsec/known_aws_accounts | Apache-2.0 |
| Typefaces Inter and JetBrains Mono | rsms/inter, JetBrains/JetBrainsMono | OFL-1.1 |
| iframe-worker, for search in pages opened from disk | squidfunk/iframe-worker | MIT |

`NOTICE` and the files beside each say the version, the date and what was changed.
"""


def licences() -> str:
    """The page: what is bundled, what a run needs, what only the tests need."""
    needed = [*_pinned("requirements.txt")]
    tested = [name for name in _pinned("requirements-test.txt") if name not in needed]
    tables = (*_table("What a run needs", needed), "", *_table("What only the tests need", tested))
    return "\n".join((_INTRODUCTION, *tables, ""))


def _pinned(file: str) -> Iterator[str]:
    yield from sorted(set(_PIN.findall((REPOSITORY / file).read_text(encoding="utf-8"))))


def _table(heading: str, names: list[str]) -> Iterator[str]:
    yield from (f"## {heading}", "", "| package | licence |", "| --- | --- |")
    yield from (f"| {name}{_NOTES.get(name, '')} | {_licence(name)} |" for name in names)


_NOTES = {"pygraphviz": " (its wheels carry Graphviz, EPL-2.0)"}


def _licence(name: str) -> str:
    """The SPDX expression. Raises ValueError for a package of which none is known: look it up, and add it above."""
    told = metadata(name)
    classified = [_CLASSIFIED[one] for one in told.get_all("Classifier") or [] if one in _CLASSIFIED]
    (expression, words) = ((told.get_all(field) or [""])[0] for field in ("License-Expression", "License"))
    found = _READ.get(name) or expression or " OR ".join(classified) or words
    if not found or found == "UNKNOWN":
        raise ValueError(f"no licence is known of {name}")
    return found


if __name__ == "__main__":
    PAGE.write_text(licences(), encoding="utf-8")
