"""Every warning has its rule, and every rule's examples show what it is about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import iam_atlas
from findings.rule_examples import the_atlas_of
from iam_atlas.errors import InputError
from iam_atlas.expectations.problems import expectation_problems
from iam_atlas.findings.rule import FRAME, Gravity, Rule
from iam_atlas.findings.rules import RULES

PACKAGE = Path(iam_atlas.__file__).parent
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+")
REFUSED_WHEN_LOADED = {"empty-array-condition", "missing-action", "missing-principal", "missing-resource"}
"""Errors of documents that have another name there, or one that is put together."""


def _rules_of(example: str, folder: Path) -> list[str]:
    try:
        atlas = the_atlas_of(example, folder)
        return [problem.rule for problem in (*atlas.problems, *expectation_problems(atlas))]
    except InputError as error:  # what has expired and still gives access is an error
        return [problem.rule for problem in error.problems]


@EVERY_RULE
def test_the_bad_example_is_caught(rule: Rule, tmp_path: Path) -> None:
    assert rule.id in _rules_of(rule.bad, tmp_path)


@EVERY_RULE
def test_the_good_example_is_silent_and_valid(rule: Rule, tmp_path: Path) -> None:
    assert rule.id not in _rules_of(rule.good, tmp_path)


@EVERY_RULE
def test_a_rule_says_something_in_every_part(rule: Rule) -> None:
    assert all(part.strip() for part in (rule.title, rule.what, rule.why, rule.fix, *rule.sources))
    assert not rule.title.endswith(".")
    assert all(part.endswith(".") for part in (rule.what, rule.why, rule.fix))


def test_each_rule_has_a_file_of_its_name() -> None:
    files = {path.stem for path in (PACKAGE / "findings" / "rules").glob("*.py")} - {"__init__"}

    assert files == {rule.replace("-", "_") for rule in RULES}
    assert list(RULES) == sorted(RULES)


def test_the_frame_of_the_examples_is_a_file_without_a_warning(tmp_path: Path) -> None:
    assert the_atlas_of(FRAME, tmp_path).problems == ()


def test_every_warning_of_the_code_has_its_rule() -> None:
    rooms = [*(PACKAGE / "load").rglob("*.py"), *(PACKAGE / "findings").glob("*.py")]
    emitted = {rule for path in rooms for rule in _warned(ast.parse(path.read_bytes()))}

    assert len(emitted) > 30
    assert emitted - set(RULES) == set()


def test_every_lint_of_a_policy_has_its_rule_or_is_refused_when_the_file_is_loaded() -> None:
    lints = {name for path in (PACKAGE / "iam").glob("lint*.py") for name in _kebabs(path)}
    lints |= _kebabs(PACKAGE / "iam" / "faults.py")
    refused = _kebabs(PACKAGE / "load" / "document_rules.py") | REFUSED_WHEN_LOADED

    assert lints - set(RULES) - refused == set()


def test_gravity_is_ordered() -> None:
    assert sorted(Gravity, key=lambda one: one.rank) == [*Gravity]
    assert Gravity.CRITICAL.reaches(Gravity.HIGH)
    assert not Gravity.MEDIUM.reaches(Gravity.HIGH)


def _warned(module: ast.Module) -> Iterator[str]:
    """The rules by which `warning(...)` is called: a literal, or a constant of the module."""
    constants = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
        match call.args[1] if name == "warning" and len(call.args) > 1 else None:
            case ast.Constant(str(rule)):
                yield rule
            case ast.Name(constant) if constant in constants:
                yield str(constants[constant])


def _kebabs(path: Path) -> set[str]:
    literals = (node.value for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Constant))
    return {text for text in literals if isinstance(text, str) and KEBAB.fullmatch(text)}
