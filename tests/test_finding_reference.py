"""The reference page has a section for every finding, and is the one that the rules give today."""

from pathlib import Path

from scripts.write_finding_reference import PAGE, finding_reference

from iam_atlas.findings.rules import RULES


def test_the_committed_page_is_the_one_that_the_rules_give() -> None:
    written = Path(PAGE).read_text(encoding="utf-8")

    assert written == finding_reference(), "run: python scripts/write_finding_reference.py"


def test_every_finding_has_its_section_with_both_examples() -> None:
    page = finding_reference()

    for rule in RULES.values():
        section = page.split(f"{{ #{rule.id} }}\n")[1].split("\n### ")[0]
        assert rule.bad.strip() in section
        assert rule.good.strip() in section
