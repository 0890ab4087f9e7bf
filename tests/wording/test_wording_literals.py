"""What is said is handed over as a sentence with gaps, never as a finished text that no catalogue can hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.extract_messages import PACKAGE, ROOMS

_SAY = ("said", "counted")
_TAKE_WORDS = (
    *("error", "warning", "Problem", "AccessProblem", "Lint", "Fault", "say", "step"),
    *("AtlasError", "UsageError", "OutputError", "_UnusableError", "_malformed"),
)
_TAKE_LITERALS = ("say",)  # of pages; that of commands takes a `Said`, which types make sure of
MODULES = sorted(file for room in ROOMS for file in [*(PACKAGE / room).rglob("*.py"), PACKAGE / room] if file.is_file())
CODE = {
    "a literal": ('findings.error(node, "a-rule", said("it is {what}", what=quoted(name)))', ()),
    "a finished text": ('findings.error(node, "a-rule", f"it is {what}")', ("f-string for error",)),
    "a bare text": ('raise UsageError("it is so")', ("bare text for UsageError",)),
    "a rule that is put together": ('yield Lint(f"missing-{what}", message, place)', ()),
    "a text that is put together": ('findings.error(node, "a-rule", f"{what}{hint}")', ("f-string for error",)),
    "a rule alone": ('yield Lint("a-rule", message, place)', ()),
    "a variable sentence": ("said(sentence, what=1)", ("no literal for said",)),
    "a finished sentence": ('said(f"it is {what}")', ("no literal for said",)),
    "both forms": ('counted("{count} file", "{count} files", number)', ()),
    "one of two forms": ('counted("{count} file", many, number)', ("no literal for counted",)),
    "English in a gap": ('said("it is {what}", what="not so")', ("English in a gap of said",)),
    "put together in a gap": ('said("it is {what}", what=f"not {word}")', ("English in a gap of said",)),
    "a code word in a gap": ('said("write {what}", what="sts:AssumeRole")', ()),
    "code in a gap": ('said("write {what}", what=f"{kind}:{name}")', ()),
}


@pytest.mark.parametrize(("code", "faults"), CODE.values(), ids=CODE.keys())
def test_a_text_that_cannot_be_translated_is_found(code: str, faults: tuple[str, ...]) -> None:
    assert tuple(_faults(ast.parse(code))) == faults


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_said_that_cannot_be_translated(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert list(_faults(tree)) == []


def _faults(tree: ast.Module) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in _SAY:
                yield from _unsayable(call, name)
            elif name in _TAKE_WORDS:
                yield from _finished(call, name)


def _finished(call: ast.Call, name: str) -> Iterator[str]:
    for argument in call.args:
        if isinstance(argument, ast.JoinedStr) and not _is_a_rule(argument):
            yield f"f-string for {name}"
        elif _is_english(argument) and name not in _TAKE_LITERALS:
            yield f"bare text for {name}"


def _unsayable(call: ast.Call, name: str) -> Iterator[str]:
    forms = call.args[: 1 if name == "said" else 2]
    if not all(isinstance(form, ast.Constant) and isinstance(form.value, str) for form in forms):
        yield f"no literal for {name}"
    for gap in call.keywords:
        parts = gap.value.values if isinstance(gap.value, ast.JoinedStr) else (gap.value,)
        if any(_is_english(part) for part in parts):
            yield f"English in a gap of {name}"


def _is_a_rule(text: ast.JoinedStr) -> bool:
    """Whether it begins as the name of a rule does (`unknown-{what}`) and has no space in it."""
    return isinstance(text.values[0], ast.Constant) and not any(_is_english(part) for part in text.values)


def _is_english(value: ast.expr) -> bool:
    """Whether it is a literal of more than one word, or that ends one: no rule, key or other word of code."""
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value
