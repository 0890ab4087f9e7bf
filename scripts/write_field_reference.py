"""The shape of accounts.yaml -> docs/reference/accounts-yaml.md, so that no field goes without its line.

Run `python scripts/write_field_reference.py` after a change of `load/shape/`; a test says when it is due.
"""

import html
from itertools import groupby
from pathlib import Path

from iam_atlas.load.shape.examples import EXAMPLES
from iam_atlas.load.shape.reference import FieldDoc, fields

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "accounts-yaml.md"

_INTRODUCTION = """\
---
title: Every field of accounts.yaml
---

# Every field of accounts.yaml

One file says it all, or several by `include`. Every section is a map keyed by name; the key is the name that the rest
of the file, the pages and, unless `name:` says otherwise, AWS use. A short form is a text or a list, a long form is a
map.

- **Names, never ARNs.** `prod` is an account, `developer` a role, `developer@prod` that role in that account.
- **Selectors** name sets of accounts: `prod`, `all`, `ou:Workloads/Prod` (nested OUs too), `env:prod`, `kind:workload`,
  `workload:payments`, `tag:pci`, `tag:pci=yes`, `partition:aws-cn`, a pattern such as `payments-*`; `&` for both,
  `not:` to take away, a list for any of them. `all` leaves out external and closed accounts.
- **Account ids in quotes.** YAML reads an unquoted `012345678901` as some other number.
- **Prose with a comma** needs quotes inside `{ }`, or the long form on lines of its own.
- **`x-` keys** are allowed in every map and ignored; park anchors under one.
- **Unknown keys are errors**, with the nearest key that exists.

This page is made from the description that also checks the file and gives the editor its JSON Schema
(`schema/accounts.v1.schema.json`). Each example is a part of a file; it is valid beside the rest of this repository's
`accounts.yaml`, where it takes the place of what has the same name.
"""
_TITLES = {
    "annotations": "Keys that any long form accepts",
    "require": "require: conditions",
    "request": "request: how to get access",
    "break_glass": "break_glass: emergency access",
    "trust": "trust: entries of a role trust policy",
    "variant": "variants: a role that differs in some accounts",
}


def field_reference() -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION]
    for section, rows in groupby(fields(), key=lambda row: row.section):
        parts.append(_section(section, tuple(rows)))
    return "\n".join(parts)


def _section(name: str, rows: tuple[FieldDoc, ...]) -> str:
    own = [row for row in rows if not row.path]
    inner = [row for row in rows if row.path]
    lines = [f"## {_TITLES.get(name, name)}", ""]
    for row in own:
        lines += [_escaped(f"{row.description} Takes {row.type}.{' Required.' if row.required else ''}"), ""]
    lines += ["```yaml", f"{EXAMPLES[name]}```", ""]
    if inner:
        lines += ["| field | takes | when absent | says |", "| --- | --- | --- | --- |", *map(_row, inner), ""]
    return "\n".join(lines)


def _row(row: FieldDoc) -> str:
    absent = "required" if row.required else row.default
    return f"| `{row.path}` | {_cell(row.type)} | {_cell(absent)} | {_cell(row.description)} |"


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "&#124;")


def _escaped(text: str) -> str:
    """Markup in code spans stays as it is; elsewhere `<` and `{` are text."""
    spans = text.split("`")
    plain = (html.escape(span, quote=False) if number % 2 == 0 else span for number, span in enumerate(spans))
    return "`".join(plain)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(field_reference(), encoding="utf-8", newline="\n")
