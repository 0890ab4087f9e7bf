"""What a page tells a reader to type -> whether there is such a command, option, target or file."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from builders import REPOSITORY
from iam_atlas.cli import app

NAMED_ONLY = frozenset((".", "aws", "cd", "gh", "git", "grep", "mkdir", "mkdocs", "open", "pip", "set", "terraform"))
"""Programs of others: that they are meant is all that is checked."""
_JOINS = frozenset(("&&", "||", "|", ";"))
_ASSIGNMENT = re.compile(r"[A-Z_]+=\S*")
_TARGETS = frozenset(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Typed:
    """One line behind a prompt, and what it prints below; empty where the page does not say."""

    line: str
    printed: str


def typed(console: str) -> tuple[Typed, ...]:
    """The lines behind `$ ` of a console block. Raises ValueError where it begins with something else."""
    first, *rest = re.split(r"^\$ ", console, flags=re.MULTILINE)
    if first.strip() or not rest:
        raise ValueError(f"a console block begins with a line behind `$ `, not with {first!r}")
    parts = (part.partition("\n") for part in rest)
    return tuple(Typed(line, printed) for line, _, printed in parts)


def commands_of(line: str) -> Iterator[list[str]]:
    """The words of each command in a line: without comments, and without where its output goes."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    words: list[str] = []
    for word in (*lexer, ";"):
        if word in _JOINS:
            if words:
                yield words[: words.index(">")] if ">" in words else words
            words = []
        else:
            words.append(word)


def wrong_with(words: list[str]) -> str:
    """What is wrong with a command, in a sentence; empty when nothing is, or when it is a program of others."""
    program, *arguments = [*dropwhile(_ASSIGNMENT.fullmatch, words)] or [""]
    unknown = [word for word in words if _ASSIGNMENT.fullmatch(word) and not _is_read(word.partition("=")[0])]
    if unknown:
        return f"nothing reads {unknown[0]}"
    match program.removeprefix(".venv/bin/"):
        case "iam-atlas":
            return refused(arguments)
        case "make":
            return "".join(f"no such target: {one}" for one in arguments if "=" not in one and one not in _TARGETS)
        case "python" | "python3" | "pytest" | "node":
            files = [one for one in arguments if "/" in one]
            return "".join(f"no such file: {one}" for one in files if not (REPOSITORY / one).exists())
        case other:
            return "" if other in NAMED_ONLY or not other else f"what is {other}?"


def refused(arguments: list[str]) -> str:
    """What our program says against these arguments before it does anything; empty when it would start."""
    name, rest = arguments[0], arguments[1:]
    command = _program().commands.get(name)
    if command is None:
        return "" if name == "--version" else f"no such command: {name}"
    try:
        command.make_context(name, rest)
    except typer.Exit:  # --help
        return ""
    except TyperException as error:
        return error.format_message()
    return ""


def unknown_in_span(span: str) -> str:
    """What a code span in prose names that there is not: `iam-atlas check [--fail-on high]`, `make site`."""
    program, *rest = span.split()
    if program == "make":
        return "".join(one for one in rest if re.fullmatch("[a-z]+", one) and one not in _TARGETS)
    if not rest or not re.match("[a-z]", rest[0]):
        return ""
    command = _program().commands.get(rest[0])
    if command is None:
        return rest[0]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return "".join(sorted(set(re.findall(r"--[a-z][a-z-]*", span)) - known))


def _program() -> TyperGroup:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def _is_read(variable: str) -> bool:
    places = [*(REPOSITORY / "tests" / "iam").glob("*.py"), REPOSITORY / "Makefile"]
    return any(variable in path.read_text(encoding="utf-8") for path in places)
