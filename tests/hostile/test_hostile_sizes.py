"""Input that is made to cost much, or that is no ordinary file: refused at a place, in little time and memory."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builders import REPOSITORY
from built_site import once

LARGE = "IAM_ATLAS_LARGE" in os.environ  # `make fuzz` sets it
_TIMES = 100 if LARGE else 1
_SECONDS, _MEGABYTES = (90, 3000) if LARGE else (2.5, 60)
_PLACE = re.compile(r"[\w./-]+:[1-9]\d*:[1-9]\d*: ")

_HEAD = 'version: 1\naccounts:\n  jump: { id: "100000000001", kind: jump }\n'
_POLICIES = f"{_HEAD}policies: {{ p: p.json }}\nroles: {{ r: {{ policies: [p], accounts: [jump] }} }}\n"

_YAML_POLICY = _POLICIES.replace("p.json", "p.yaml")


@dataclass(frozen=True, slots=True)
class Case:
    """A file of one kind, what else lies beside it, and what must be said; nothing said means that it is read."""

    kind: str
    text: "bytes | str"
    said: str
    beside: "Callable[[Path], object]" = lambda _: None


def a_file(name: str, content: "bytes | str") -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(data)


def a_link(name: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


def a_pipe(name: str) -> Callable[[Path], object]:
    return lambda folder: os.mkfifo(folder / name)


def a_device(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).rename(folder / "before").with_name(name).symlink_to("/dev/zero")


def a_folder(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).rename(folder / "before").with_name(name).mkdir()


def a_bomb(levels: int) -> str:
    rows = (f"  a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels + 1))
    return f"{_HEAD}x-bomb:\n  a0: &a0 [x]\n" + "\n".join(rows) + "\n"


_DEEP = 100_000
_WIDE = 40_000_000 if LARGE else 1_000_000
_MANY = 10_000 if LARGE else 250


_DEEP_LIST, _DEEP_MAP = "[" * _DEEP, '{"a":' * _DEEP


def deep_ones() -> Iterator[tuple[str, Case]]:
    """What stands too deep inside itself, or stands for too much."""
    yield "aliases that grow tenfold a level", Case("load", a_bomb(9), "aliases repeat more than 1,000,000 values")
    yield "an alias in itself", Case("load", f"{_HEAD}x-a: &a [*a]\n", "stands inside the value")
    yield "aliases in a policy", Case("load", _YAML_POLICY, "aliases repeat more", a_file("p.yaml", a_bomb(9)))
    yield "a policy of aliases", Case("load", _YAML_POLICY, "", a_file("p.yaml", _repeated(200)))
    yield "deep YAML in one line", Case("load", f"{_HEAD}x-a: {_DEEP_LIST}", "more than 100 levels")
    yield "deep maps in one line", Case("load", f"{_HEAD}x-a: {_DEEP_MAP}", "more than 100 levels")
    yield "deep lists below each other", Case("load", f"{_HEAD}x-a:\n  {'- ' * _DEEP}x\n", "more than 100 levels")
    yield "deep keys", Case("load", f"{_HEAD}x-a:\n  {'? ' * _DEEP}x\n", "more than 100 levels")
    yield "deep YAML by lines", Case("load", _by_lines(1500), "more than 100 levels")
    yield "deep JSON", Case("load", _POLICIES, "more than 100 levels", a_file("p.json", _DEEP_LIST))
    yield "deep JSON maps", Case("load", _POLICIES, "more than 100 levels", a_file("p.json", _DEEP_MAP))


def long_ones() -> Iterator[tuple[str, Case]]:
    """What is too long."""
    if LARGE:
        yield "a line beyond all", Case("load", f"{_HEAD}x-a: {'x' * 100_000_000}", "at most 50,000,000 are read")
    yield "a long line", Case("load", f'{_HEAD}x-a: "{"x" * _WIDE}', "never closed")
    yield "a long value at fault", Case("load", f"{_HEAD}x-a: 1\nroles: {{ r: {'x' * _WIDE} }}\n", "there is no policy")
    yield "a long key", Case("load", f"{_HEAD}{'x' * _WIDE}: 1\n", "after this key is missing")
    yield "a long JSON text", Case("load", _POLICIES, "policy", a_file("p.json", json.dumps({"a": "x" * _WIDE})))
    yield (
        "a JSON text that never ends",
        Case("load", _POLICIES, "never closed", a_file("p.json", '{"a": "' + "x" * _WIDE)),
    )
    yield (
        "many backslashes",
        Case("load", _POLICIES, "never closed", a_file("p.json", '{"a": "' + "\\\\" * (_WIDE // 2))),
    )
    yield "a long number", Case("load", _POLICIES, "this number is larger", a_file("p.json", f"[{'9' * 10_000}]"))
    yield "a number beyond all", Case("load", _POLICIES, "this number is larger", a_file("p.json", "[1e999]"))
    yield "much white space", Case("load", _POLICIES, "is expected", a_file("p.json", "[" + " " * _WIDE))


def many_ones() -> Iterator[tuple[str, Case]]:
    """What there is too much of."""
    yield "many unknown names", Case("load", _unknown(_MANY), "there is no role")
    yield "many duplicate keys", Case("load", f"{_HEAD}x-a:\n" + "  b: 1\n" * (20_000 * _TIMES), "[duplicate-key]")
    yield "many problems", Case("load", f"{_HEAD}x-a:\n" + "  b: 1\n" * 2_002, "more problems than the 2000")
    yield "wildcards in a selector", Case("load", _selector(f"{'*a' * 2000}b"), "matches no account")
    yield "a pattern of many stars", Case("load", f'include: ["{"**/" * 40}*.yaml"]\nversion: 1\n', "matches no file")


def strange_files() -> Iterator[tuple[str, Case]]:
    """What is no file, or not one of the folder."""
    yield "a file that includes itself", Case("load", "include: [accounts.yaml]\nversion: 1\n", "includes itself")
    yield (
        "two files in a circle",
        Case("load", "include: [b.yaml]\n", "includes itself", a_file("b.yaml", "include: [accounts.yaml]\n")),
    )
    yield (
        "a link out of the folder",
        Case("load", "include: [l.yaml]\n", "leaves the folder", a_link("l.yaml", "/etc/hostname")),
    )
    yield (
        "a link that is its own target",
        Case("load", "include: [l.yaml]\n", "cannot be followed", a_link("l.yaml", "l.yaml")),
    )
    yield "a linked policy", Case("load", _POLICIES, "leaves the folder", a_link("p.json", "/etc/passwd"))
    yield "a pipe as an include", Case("load", "include: [l.yaml]\n", "is not an ordinary file", a_pipe("l.yaml"))
    yield "a pipe as a policy", Case("load", _POLICIES, "is not an ordinary file", a_pipe("p.json"))
    yield "a device as a policy", Case("load", _POLICIES, "leaves the folder", a_link("p.json", "/dev/zero"))


def encodings() -> Iterator[tuple[str, Case]]:
    """What is no text."""
    yield "a NUL", Case("load", f"{_HEAD}x-a: a\0b\n", "character U+0000 cannot stand in this file")
    yield "a byte that is no UTF-8", Case("load", _HEAD.encode() + b"x-a: \xff\n", "byte 0xFF is not UTF-8")
    yield "half of a character", Case("load", _HEAD.encode() + b"x-a: \xed\xa0\x80\n", "is not UTF-8")
    yield "UTF-16", Case("load", _HEAD.encode("utf-16"), "this file is in UTF-16")
    yield "UTF-16 without a mark", Case("load", _HEAD.encode("utf-16-le"), "this file is in UTF-16")
    yield "UTF-32", Case("load", _HEAD.encode("utf-32"), "this file is in UTF-16")
    yield "UTF-8 with a mark", Case("load", b"\xef\xbb\xbf" + _HEAD.encode(), "")
    yield "two marks", Case("load", b"\xef\xbb\xbf" * 2 + _HEAD.encode(), "U+FEFF")


def dumps() -> Iterator[tuple[str, Case]]:
    """The same for what the importers read."""
    for kind in ("auth-details", "organizations", "terraform"):
        yield f"deep JSON for {kind}", Case(kind, _DEEP_MAP, "too deep inside each other")
        yield f"a long number for {kind}", Case(kind, '{"a": ' + "9" * 100_000 + "}", "number")
        yield f"no UTF-8 for {kind}", Case(kind, b'{"a": "\xff"}', "this file is not text in UTF-8")
        yield f"NUL for {kind}", Case(kind, b'{"a": "\0"}', "not valid JSON")
        yield f"a long text that never ends for {kind}", Case(kind, '{"a": "' + "x" * _WIDE, "the file ends")
        yield f"a mark for {kind}", Case(kind, b"\xef\xbb\xbf" * 2 + b"{}", "not valid JSON")
        yield f"half a UTF-16 for {kind}", Case(kind, b"\xff\xfe{", "not text")
    if LARGE:
        yield "a device as a dump", Case("auth-details", "", "at most 200,000,000 are read", a_device("dump.json"))
    yield "a folder as a dump", Case("terraform", "", "this is a folder", a_folder("dump.json"))
    yield "a deep document", Case("auth-details", _a_role(_DEEP_LIST), "AssumeRolePolicyDocument")
    yield (
        "a document with a long number",
        Case("auth-details", _a_role(f'{{"a": {"9" * 10_000}}}'), "AssumeRolePolicyDocument"),
    )


def cases() -> Iterator[tuple[str, Case]]:
    """And for lines that are simulated."""
    yield "a deep case", Case("simulate", _DEEP_MAP, '"Error"')
    yield "a case with a long number", Case("simulate", '{"id": ' + "9" * 10_000 + "}", '"Error"')
    yield "a long case", Case("simulate", '{"id": "' + "x" * _WIDE, '"Error"')


def _repeated(times: int) -> str:
    """A policy that is small to write, and has ever the same list of actions in each of its statements."""
    actions = ", ".join(f'"s3:Get{number}"' for number in range(times))
    more = '  - { Effect: Allow, Action: *a, Resource: "*" }\n' * times
    return f'Version: "2012-10-17"\nStatement:\n  - {{ Effect: Allow, Action: &a [{actions}], Resource: "*" }}\n{more}'


def _by_lines(levels: int) -> str:
    return f"{_HEAD}x-a:\n" + "".join(f"{' ' * level}a:\n" for level in range(1, levels))


def _unknown(many: int) -> str:
    roles = "".join(f"  role-{number}: ReadOnlyAccess\n" for number in range(many))
    grants = ", ".join(f"rule-{number}" for number in range(many))
    return f"{_HEAD}groups: {{ g: x }}\nroles:\n{roles}grants: {{ g: {{ jump: [{grants}] }} }}\n"


def _selector(pattern: str) -> str:
    accounts = "".join(f'  {"a" * 60}{number}: "{200000000000 + number}"\n' for number in range(500))
    return f'{_HEAD}{accounts}roles: {{ r: {{ policies: [ReadOnlyAccess], accounts: ["{pattern}"] }} }}\n'


def _a_role(document: str) -> str:
    role = {"Arn": "arn:aws:iam::222222222222:role/r", "RoleName": "r", "AssumeRolePolicyDocument": document}
    return json.dumps({"RoleDetailList": [role]})


_GROUPS = (deep_ones, long_ones, many_ones, strange_files, encodings, dumps, cases)
CASES = dict(case for group in _GROUPS for case in group())


@pytest.fixture(scope="module")
def outcomes(shared: Path) -> Mapping[str, dict[str, Any]]:
    """What came of each case, by its name; worked out once for all test processes."""
    found: dict[str, dict[str, Any]] = json.loads(once(shared, "sizes", _run).read_bytes())
    return found


def _run(folder: Path) -> Path:
    folder.mkdir(parents=True)
    files = {
        name: (case.kind, _written(case, folder / str(number))) for number, (name, case) in enumerate(CASES.items())
    }
    (folder / "cases.json").write_text(json.dumps(files), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("bounded.py")), str(folder / "cases.json")]
    search = os.pathsep.join((str(REPOSITORY / "generator"), str(REPOSITORY / "tests")))
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": search})
    (folder / "outcomes.json").write_bytes(done.stdout)
    return folder / "outcomes.json"


def _written(case: Case, folder: Path) -> str:
    folder.mkdir()
    file = folder / ("accounts.yaml" if case.kind == "load" else "dump.json")
    file.write_bytes(case.text.encode() if isinstance(case.text, str) else case.text)
    case.beside(folder)
    return str(file)


@pytest.mark.parametrize(("name", "said"), [(name, case.said) for name, case in CASES.items()], ids=CASES)
def test_what_costs_much_is_refused_at_little_cost(
    name: str, said: str, outcomes: Mapping[str, dict[str, Any]]
) -> None:
    outcome = outcomes[name]

    assert "crashed" not in outcome, outcome["told"]
    assert said in outcome["told"]
    assert outcome["refused"] == (bool(said) and '"Error"' not in said)
    assert not outcome["refused"] or _PLACE.search(outcome["told"])
    assert outcome["length"] < 1_000_000
    assert outcome["seconds"] < _SECONDS
    assert outcome["grown"] < _MEGABYTES
