"""The ES modules in site/scripts/ to the one classic script of the pages.

Browsers load no ES modules from disk, and the site must work opened from disk. So the modules, which are what people
read and test, are put into one function in the order in which they need each other. For that they keep to a part of the
language: named imports and exports of declarations, each on one line, and no top-level name twice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files

MAIN = "main.js"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def script_text() -> str:
    """The whole script as it is written, comments too."""
    return linked(modules())


def modules() -> Mapping[str, str]:
    """The text of each module by its file name."""
    folder = files("iam_atlas.site") / "scripts"
    return {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".js")}


def linked(texts: Mapping[str, str]) -> str:
    """`texts` as one script: a module after those it imports, `main.js` last. Modules that nothing needs are left out.

    Raises ValueError when two modules declare the same name, since all share one scope.
    """
    parts = [_EXPORT.sub("", _IMPORT.sub("", texts[name])).strip() for name in _in_order(texts, MAIN, set())]
    counted = Counter(name for part in parts for name in _DECLARED.findall(part))
    twice = sorted(name for name, count in counted.items() if count > 1)
    if twice:
        raise ValueError(f"declared in more than one module: {', '.join(twice)}")
    return "(() => {\n" + '"use strict";\n' + "\n".join(parts) + "\n})();\n"


def _in_order(texts: Mapping[str, str], name: str, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    for needed in _IMPORT.findall(texts[name]):
        yield from _in_order(texts, needed, seen)
    yield name
