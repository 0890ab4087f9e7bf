"""Every fenced block of the pages for readers is tried: files load, commands exist, what is printed is printed.

A comment above a block says what it is where its kind alone does not: `<!-- snippet: a part of mkdocs.yml -->`; `MARKS`
in tries.py has them all. A block of a kind that is not known there fails.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_lines import commands_of, unknown_in_span, wrong_with
from places import a_small_one, the_shop
from printing import Printer, fits
from snippets import Snippet, pages, prose_of, snippets, snippets_in
from tries import Desk, check_of

from builders import REPOSITORY
from iam_atlas.cli import COMMANDS

EVERY_SNIPPET = snippets()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return the_shop(tmp_path_factory.mktemp("docs") / "shop")


@pytest.fixture
def desk(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(shop, tmp_path, Printer(monkeypatch, capsys))


@pytest.mark.parametrize("snippet", EVERY_SNIPPET, ids=str)
def test_a_snippet_does_what_its_page_says(snippet: Snippet, desk: Desk) -> None:
    check = check_of(snippet)

    assert check is not None, f"{snippet}: nothing here tries a block of {snippet.kind!r} marked {snippet.mark!r}"
    check(snippet, desk)


def test_the_lines_that_start_from_aws_make_a_site_of_what_aws_says(tmp_path: Path) -> None:
    """All of them, one after another in a shell, with an aws that tells of a small organisation."""
    root = a_small_one(tmp_path)
    (root / "real").mkdir()
    for dump in ("jump.json", "dev.json", "prod.json"):
        (root / dump).rename(root / "real" / dump)
    lines = "".join(one.text for one in EVERY_SNIPPET if one.page == "docs/start-from-aws.md")
    _program(root / "bin" / "aws", _AWS)
    _program(root / "bin" / "iam-atlas", f'case $1 in build) ;; *) exec {sys.executable} -m iam_atlas "$@" ;; esac')
    path = f"{root / 'bin'}:/usr/bin:/bin"
    environment = {"PATH": path, "PYTHONPATH": str(REPOSITORY / "generator"), "HOME": str(tmp_path), "DUMPS": str(root)}

    done = subprocess.run(
        ["sh", "-eu", "-c", lines], cwd=root, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "no difference" in done.stdout.lower()
    assert {"accounts.yaml", "mkdocs.yml", "imported.txt"} <= {path.name for path in (root / "my-accounts").iterdir()}


_AWS = """\
case "$*" in
*get-account-authorization-details*) for word in "$@"; do last=$word; done; cat "$DUMPS/real/$last.json" ;;
*list-roots*) echo r-a1b2 ;;
*describe-organization*) echo '{"Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "111111111111"}}' ;;
*accounts-for-parent*) cat "$DUMPS/answers/accounts-r-a1b2.json" ;;
*units-for-parent*) case "$*" in *--query*) ;; *) echo '{"OrganizationalUnits": []}' ;; esac ;;
*list-policies*SERVICE*) echo p-a1b2c3d4 ;;
*describe-policy*) cat "$DUMPS/answers/policy-p-a1b2c3d4.json" ;;
*list-targets*) echo '{"Targets": [{"TargetId": "r-a1b2", "Type": "ROOT"}]}' ;;
esac
"""


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


SPAN = re.compile(r"(?<!`)`((?:iam-atlas|make) [^`\n]+)`(?!`)")


@pytest.mark.parametrize("file", pages(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_commands_in_prose_exist_with_their_options(file: Path) -> None:
    prose = prose_of(file.read_text(encoding="utf-8"))

    unknown = [f"{span}: {what}" for span in SPAN.findall(prose) if (what := unknown_in_span(span))]

    assert unknown == []


def test_the_readme_names_every_command() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    assert [name for name, *_ in COMMANDS if f"| `iam-atlas {name}" not in readme] == []


PATH_SPAN = re.compile(r"`([\w.-]+/[\w./-]*)`")
INVENTED = ("broad_secret_read", "new_kind", "new_page")
"""What the recipes call a thing that is yet to be made."""
MADE_LATER = ("screenshots/",)
"""What a command makes and git leaves out."""


@pytest.mark.parametrize("file", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_paths_that_contributors_read_of_exist(file: str) -> None:
    prose = prose_of((REPOSITORY / file).read_text(encoding="utf-8"))
    roots = (REPOSITORY, REPOSITORY / "generator" / "iam_atlas", REPOSITORY / "generator" / "iam_atlas" / "findings")

    named = [path for path in PATH_SPAN.findall(prose) if not any(name in path for name in (*INVENTED, *MADE_LATER))]

    assert named
    assert [path for path in named if not any((root / path).exists() for root in roots)] == []


def test_every_room_is_told_of() -> None:
    layers = (REPOSITORY / ".importlinter").read_text(encoding="utf-8").partition("layers =\n")[2].partition("\n\n")[0]
    told = re.findall(r"^\| `(\w+)` \|", (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(told) == sorted(re.findall(r"\w+", layers))


HOSTILE = """\
<!-- snippet: one -->

```yaml title="x"
a: 1
```

text

   ~~~text
   ```
   ~~~
````console
$ one
```
two
"""


def test_blocks_are_found_however_they_are_fenced() -> None:
    found = [(one.line, one.kind, one.mark, one.text) for one in snippets_in("x.md", HOSTILE)]

    assert found == [
        (3, "yaml", "one", "a: 1\n"),
        (9, "text", "", "```\n"),
        (12, "console", "", "$ one\n```\ntwo\n"),
    ]


UNTRUE: tuple[tuple[str, str], ...] = (
    ("iam-atlas chekc", "no such command: chekc"),
    ("iam-atlas check --fail-on worst", "Invalid value for '--fail-on'"),
    ("iam-atlas generate --chekc", "No such option: --chekc"),
    ("make sight", "no such target: sight"),
    (".venv/bin/python scripts/nothing.py", "no such file: scripts/nothing.py"),
    ("NOBODY_READS_THIS=1 make site", "nothing reads NOBODY_READS_THIS"),
    ("make site NOBODY_READS_THIS=1", "nothing reads NOBODY_READS_THIS"),
    ("frobnicate", "what is frobnicate?"),
)


@pytest.mark.parametrize(("line", "wrong"), UNTRUE)
def test_a_command_that_does_not_exist_is_noticed(line: str, wrong: str) -> None:
    [words] = commands_of(line)

    assert wrong_with(words).startswith(wrong)


@pytest.mark.parametrize("span", ["iam-atlas chekc FILE", "iam-atlas check [--chekc]", "make sight"])
def test_a_command_in_prose_that_does_not_exist_is_noticed(span: str) -> None:
    assert unknown_in_span(span)


def test_what_is_not_printed_does_not_fit() -> None:
    printed = "one\ntwo\nthree\n"

    assert fits("one\n...\nthree\n", printed)
    assert not fits("three\n...\none\n", printed)
    assert not fits("one\nthree\n", printed)
