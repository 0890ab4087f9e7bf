"""The modules of the page script, linked: what stands in the repository is what they say, small, and nothing else."""

import gzip
import re
from collections.abc import Mapping

import pytest
from scripts.link_script import MODULES, SCRIPTS, TARGETS, linked, scripts

from node import run_node

MOST = 15_000
"""Bytes of the script that every page loads, compressed."""

THE_SAME = {"{who} → {role}"}
"""What reads the same in every language."""

_HANDED = re.compile(r"\bsay(?:Count)?\(([^()]*)")
_OPEN = re.compile(r'(?<=[ (])"[^"`$\n]*\{\w+\}[^"`$\n]*"')
_TABLES = re.compile(r"^const (?:KINDS|LEVELS|CONDITIONS|ROWS) = (?:\{[^}]*\}|\[.*?^\]);", re.MULTILINE | re.DOTALL)
_IN_TABLES = re.compile(r'(?::|\],) ("[^"]+")')
_LITERAL = re.compile(r'"([^"\n]+)"')
_ENTRY = re.compile(r'^  "([^"]+)": "', re.MULTILINE)


def test_the_linked_scripts_are_fresh() -> None:
    assert {name: (TARGETS / name).read_text(encoding="utf-8") for name in SCRIPTS} == scripts()


def test_the_script_that_every_page_loads_is_small() -> None:
    assert len(gzip.compress((TARGETS / "diagram.js").read_bytes(), 9)) < MOST


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_linked_script_is_read_without_an_error(name: str) -> None:
    done = run_node("--check", TARGETS / name)

    assert done.returncode == 0, done.stderr


LETTERS = {
    "main.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\n\nb(c);\n',
    "b.js": '// Says what it is.\n\nimport { c } from "./c.js";\n\nexport function b() { return c; }\n',
    "c.js": "export const c = 1;\n",
    "unused.js": "export const d = 2;\n",
}


def test_modules_stand_after_those_they_need_once_and_without_those_that_nothing_needs() -> None:
    lines = linked(LETTERS, "main.js").splitlines()

    assert [line for line in lines if "//" not in line and line] == [
        "(() => {",
        '"use strict";',
        "const c = 1;",
        "function b() { return c; }",
        "b(c);",
        "})();",
    ]


CLASHES: Mapping[str, str] = {"function": "function c() {}", "const": "const c = 2;", "class": "class c {}"}


@pytest.mark.parametrize("text", CLASHES.values(), ids=CLASHES)
def test_two_modules_cannot_declare_one_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"declared in more than one module: c$"):
        linked({**LETTERS, "b.js": f"{LETTERS['b.js']}{text}\n"}, "main.js")


def _said(modules: str) -> set[str]:
    """Whatever is handed to `say`, has a place for a name, or stands in the tables of words."""
    tables = "".join(_TABLES.findall(modules))
    where = (*_HANDED.findall(modules), *_OPEN.findall(modules), *_IN_TABLES.findall(tables))
    return {text for some in where for text in _LITERAL.findall(some)}


def test_what_the_controls_say_is_said_in_japanese_and_nothing_besides() -> None:
    modules = "\n".join(path.read_text(encoding="utf-8") for path in MODULES.glob("*.js"))
    japanese = set(_ENTRY.findall((TARGETS / "words.ja.js").read_text(encoding="utf-8")))
    said = _said(modules)

    assert len(said) > 90
    assert sorted(said - japanese - THE_SAME) == []
    assert sorted(text for text in japanese if f'"{text}"' not in modules) == []
