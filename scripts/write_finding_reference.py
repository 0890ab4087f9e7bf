"""The rules of every finding -> docs/reference/findings.md, so that none goes without its section.

Run `python scripts/write_finding_reference.py` after a change of `findings/rules/`; a test says when it is due.
"""

from pathlib import Path

from iam_atlas.findings.rule import FRAME, Gravity, Rule
from iam_atlas.findings.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "findings.md"

_INTRODUCTION = f"""\
---
title: Every finding
search:
  boost: 0.2 # it names every action, and people look for their roles
---

# Every finding

`iam-atlas check` reports these, the gravest first; `iam-atlas validate` lists them as warnings, and the site has them
on its findings page and on the page of what each is about. They speak of what the file declares, not of what AWS has.

To live with one for a while, accept it for one thing, with a reason, an owner and a last day:

```yaml
accepted:
  - finding: people-without-mfa
    at: group:developers
    reason: Hardware keys arrive in January.
    owner: platform
    until: 2027-01-31
```

Each example below adds to this file; a name in the example takes the place of the same name in its section.

```yaml
{FRAME}```
"""


def finding_reference() -> str:
    """The whole page as Markdown: a part for each severity, the gravest first, and in it a section a finding."""
    parts = ((gravity, [rule for rule in RULES.values() if rule.gravity is gravity]) for gravity in Gravity)
    return "\n".join((_INTRODUCTION, *(_part(gravity, rules) for gravity, rules in parts if rules)))


def _part(gravity: Gravity, rules: list[Rule]) -> str:
    return "\n".join((f"## {gravity.value.capitalize()}", "", *map(_section, rules)))


def _section(rule: Rule) -> str:
    return "\n".join(
        (
            f"### {rule.title} {{ #{rule.id} }}",
            "",
            f"`{rule.id}`: {rule.what} {rule.why}",
            "",
            f"**To mend it.** {rule.fix}",
            "",
            *_examples(rule),
            f"Source: {'; '.join(rule.sources)}.",
            "",
        )
    )


def _examples(rule: Rule) -> tuple[str, ...]:
    """Without colours: an element for each word would make the page three times as heavy."""
    return ("```text", "# found", rule.bad, "# fine", rule.good.rstrip("\n"), "```", "")


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(finding_reference(), encoding="utf-8", newline="\n")
