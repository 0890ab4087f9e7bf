"""The shell lines of the how-to are lines that a shell takes, and name what the program has."""

import re
import subprocess
from pathlib import Path

from iam_atlas.importers import ORGANIZATIONS, READERS

DOCS = Path(__file__).parents[2] / "docs"
HOW_TO = (DOCS / "start-from-aws.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "import.md").read_text(encoding="utf-8")
LINES = "\n".join(re.findall(r"^```sh\n(.*?)^```$", HOW_TO, re.MULTILINE | re.DOTALL))


def test_a_shell_takes_the_lines() -> None:
    assert "iam-atlas import" in LINES

    checked = subprocess.run(["sh", "-n"], input=LINES, text=True, capture_output=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_answers_are_called_so_that_the_import_knows_whose_they_are(tmp_path: Path) -> None:
    """The lines are run with an aws that answers nothing but what it was asked for."""
    (tmp_path / "aws").write_text(
        '#!/bin/sh\ncase "$*" in\n'
        "*list-roots*) echo r-a1b2 ;;\n"
        "*units-for-parent*r-a1b2*--query*) echo ou-a1b2-11111111 ;;\n"
        "*list-policies*SERVICE*) echo p-11111111 ;;\n"
        '*--query*) ;;\n*) echo "{}" ;;\nesac\n',
        encoding="utf-8",
    )
    (tmp_path / "aws").chmod(0o755)
    collecting = LINES.split("set --\n")[0]

    subprocess.run(["sh", "-eu", "-c", collecting], cwd=tmp_path, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)

    assert sorted(path.name for path in (tmp_path / "organization").iterdir()) == [
        *("accounts-ou-a1b2-11111111.json", "accounts-r-a1b2.json", "describe.json", "policy-p-11111111.json"),
        *("targets-p-11111111.json", "units-ou-a1b2-11111111.json", "units-r-a1b2.json"),
    ]


def test_every_source_has_its_lines_in_the_reference() -> None:
    assert {f"iam-atlas import {name} " for name in (*READERS, ORGANIZATIONS, "live")} <= {
        match[0] for match in re.finditer(r"iam-atlas import [a-z-]+ ", REFERENCE)
    }
