"""The ES modules in generator/iam_atlas/site/scripts/ to the classic scripts that the pages load; `make script`.

Browsers load no ES modules from disk, and the site must work opened from disk. So the modules, which are what people
read and test, are put into one function a script, in the order in which they need each other, and made small. For that
they keep to a part of the language: named imports and exports of declarations, each on one line, and no top-level name
twice. The result is committed, so that nobody who only generates a site needs the tool that makes it small.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import minify

SITE = Path(__file__).parent.parent / "generator" / "iam_atlas" / "site"
MODULES = SITE / "scripts"
TARGETS = SITE / "assets" / "javascripts"
SCRIPTS = {"diagram.js": "main.js", "answers.js": "answers.js", "sheets.js": "sheets.js", "matrix.js": "survey.js"}
"""Each script and the module it begins with; answers and sheets are loaded when somebody asks for them."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def scripts() -> Mapping[str, str]:
    """Each script by its file name, small, with a line break at the end."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in MODULES.glob("*.js")}
    return {name: f"{_small(linked(texts, main))}\n" for name, main in SCRIPTS.items()}


def linked(texts: Mapping[str, str], main: str) -> str:
    """`texts` as one script: a module after those it imports, `main` last. Modules that nothing needs are left out.

    Raises ValueError when two modules declare the same name, since all share one scope.
    """
    parts = [_EXPORT.sub("", _IMPORT.sub("", texts[name])).strip() for name in _in_order(texts, main, set())]
    counted = Counter(name for part in parts for name in _DECLARED.findall(part))
    twice = sorted(name for name, count in counted.items() if count > 1)
    if twice:
        raise ValueError(f"declared in more than one module: {', '.join(twice)}")
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"


def _in_order(texts: Mapping[str, str], name: str, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    for needed in _IMPORT.findall(texts[name]):
        yield from _in_order(texts, needed, seen)
    yield name


def _small(text: str) -> str:
    return str(minify.string("application/javascript", text)).strip()


if __name__ == "__main__":
    for name, text in scripts().items():
        (TARGETS / name).write_text(text, encoding="utf-8")
