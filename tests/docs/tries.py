"""A fenced block of a page -> whether it does what the page says: one function for each kind and mark."""

import configparser
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import yaml
from command_lines import commands_of, refused, typed, wrong_with
from mkdocs.config.defaults import MkDocsConfig
from places import a_drifted_one, a_small_one, a_state_of_terraform, without
from printing import Printer, fits
from snippets import Snippet, snippets

from builders import REPOSITORY
from iam_atlas.cli import INVALID
from iam_atlas.errors import InputError
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.steps_json import residue_json
from iam_atlas.findings.rules import RULES
from iam_atlas.iam import formula
from iam_atlas.load.landscape import load_landscape

ASKING = frozenset(("validate", "check", "who-can", "reach", "path", "explain", "can", "diff", "import", "compare"))
"""Commands that are run wherever a page types them: quick ones, that write nothing but where they are told to."""
NOT_ALL_IS_SAID = frozenset(("account-without-owner", "group-without-grant"))
"""Warnings that an example may bring, since it is a part."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where snippets are tried. `shop` is a copy of this repository's organisation that nothing may change."""

    shop: Path
    scratch: Path
    printer: Printer

    def a_copy(self) -> Path:
        return Path(shutil.copytree(self.shop, self.scratch / "shop"))


def a_file_loads(snippet: Snippet, desk: Desk) -> None:
    """A whole accounts.yaml, or a part that the shop takes in place of its own. None may bring a warning with it."""
    folder = desk.a_copy()
    if re.search("^version:", snippet.text, re.MULTILINE):
        file, part = folder / "accounts.yaml", folder / "accounts.yaml"
    else:
        file, part = folder / "root.yaml", folder / "part.yaml"
        without(folder / "accounts.yaml", snippet.text)
        file.write_text("version: 1\ninclude: [accounts.yaml, part.yaml]\n", encoding="utf-8")
        rest = (folder / "accounts.yaml").read_text(encoding="utf-8").replace("version: 1\n", "")
        (folder / "accounts.yaml").write_text(rest, encoding="utf-8")
    part.write_text(snippet.text, encoding="utf-8")
    for pattern in yaml.safe_load(snippet.text).get("include", ()):
        included = folder / pattern.replace("*", "one")
        included.parent.mkdir(exist_ok=True)
        included.write_text("x-nothing: here\n", encoding="utf-8")
    try:
        warnings = load_landscape(file).warnings
    except InputError as error:
        pytest.fail(f"{snippet}: {error}")
    found = [one for one in warnings if one.position.file == part.name and one.rule not in NOT_ALL_IS_SAID]
    _none_of([f"{one.position}: {one.message}" for one in found], snippet)


def it_is_a_workflow(snippet: Snippet, desk: Desk) -> None:
    """Steps of a workflow; what they give our action are inputs that it takes."""
    inputs = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))["inputs"]
    steps = yaml.safe_load(snippet.text)["steps"]
    ours = [step for step in steps if "/iam-atlas@" in step["uses"]]
    assert ours
    _none_of([name for step in ours for name in step.get("with", {}) if name not in inputs], snippet)


def they_are_hooks(snippet: Snippet, desk: Desk) -> None:
    """The configuration of pre-commit, with hooks that this repository offers."""
    offered = {one["id"] for one in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    [ours] = yaml.safe_load(snippet.text)["repos"]
    assert ours["hooks"]
    assert {hook["id"] for hook in ours["hooks"]} <= offered


def it_is_a_part_of_mkdocs_yml(snippet: Snippet, desk: Desk) -> None:
    """Settings that MkDocs has; what stands under `extra` is read by us or by the theme's partials that we write."""
    settings = yaml.safe_load(snippet.text)
    assert set(settings) <= {key for key, _ in MkDocsConfig._schema}
    site = REPOSITORY / "generator" / "iam_atlas" / "site"
    readers = [*site.glob("*.py"), *(site / "starter" / "overrides").rglob("*")]
    read = "\n".join(path.read_text(encoding="utf-8") for path in readers if path.is_file())
    _none_of([key for key in settings.get("extra", {}) if key not in read], snippet)


def its_commands_are_known(snippet: Snippet, desk: Desk) -> None:
    """Lines behind `$ `. Those of ours that are quick are run, and what the page shows below is what they print."""
    commands = [(one, words) for one in typed(snippet.text) for words in commands_of(one.line)]
    wrong = [wrong_with(words) for _, words in commands if wrong_with(words)]
    _none_of(wrong, snippet)
    asked = [(one, words[1:]) for one, words in commands if one.printed or _is_quick(words)]
    folder = PLACES[snippet.mark](desk) if asked else desk.scratch
    for one, arguments in asked:
        printed = desk.printer.printed(arguments, folder)
        assert fits(one.printed, printed), f"{snippet}: {one.line} prints\n{printed}"


def _none_of(wrong: list[str], snippet: Snippet) -> None:
    if wrong:
        pytest.fail(f"{snippet}: {'; '.join(wrong)}")


def _is_quick(words: list[str]) -> bool:
    return words[0] == "iam-atlas" and words[1] in ASKING and "live" not in words


def a_shell_takes_it(snippet: Snippet, desk: Desk) -> None:
    """Lines of a script; every call of our program in it is one that it takes."""
    checked = subprocess.run(["sh", "-n"], input=snippet.text, text=True, capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    calls = re.findall(r"\biam-atlas ([^\n;|&#]*)", snippet.text)
    _none_of([wrong for call in calls if (wrong := refused(call.replace('"', "").split()))], snippet)


def it_is_printed(snippet: Snippet, desk: Desk) -> None:
    """What the command of the mark prints in the shop."""
    command = snippet.mark.removeprefix("printed by iam-atlas ").split()
    printed = desk.printer.printed(command, desk.shop)
    if snippet.kind != "ini":
        assert fits(snippet.text, printed), f"{snippet}: it prints\n{printed}"
        return
    shown, whole = configparser.RawConfigParser(), configparser.RawConfigParser()
    shown.read_string(snippet.text)
    whole.read_string(printed)
    assert shown.sections()
    _none_of([name for name in shown.sections() if dict(shown[name]) != dict(whole[name])], snippet)
    _none_of([line for line in snippet.text.splitlines() if line.startswith("#") and line not in printed], snippet)


def it_is_the_difference(snippet: Snippet, desk: Desk) -> None:
    """What `diff` prints when aiko becomes an operator, too."""
    changed = desk.a_copy() / "accounts.yaml"
    before, after = "aiko: [developers]", "aiko: [developers, operators]"
    text = changed.read_text(encoding="utf-8")
    assert text.count(before) == 1
    changed.write_text(text.replace(before, after), encoding="utf-8")
    form = ["--format", "markdown"] if snippet.kind == "markdown" else []
    printed = desk.printer.printed(["diff", str(desk.shop), str(changed.parent), *form], desk.shop)
    assert fits(snippet.text, printed), f"{snippet}: it prints\n{printed}"


def it_is_the_error(snippet: Snippet, desk: Desk) -> None:
    """What is said of the first file of the README when a name in it is misspelt."""
    [first, *_] = [one for one in snippets() if one.page == "README.md" and one.kind == "yaml"]
    file = desk.scratch / "accounts.yaml"
    file.write_text(first.text.replace("prod: viewer", "prod: viewr"), encoding="utf-8")
    printed = desk.printer.printed(["validate", "accounts.yaml"], desk.scratch, INVALID)
    assert fits(snippet.text, printed), f"{snippet}: it prints\n{printed}"


def it_stands_in(file: str, snippet: Snippet, desk: Desk) -> None:
    """Lines of a file of this repository."""
    assert fits(snippet.text, (REPOSITORY / file).read_text(encoding="utf-8"))


def they_are_the_examples_of_a_rule(snippet: Snippet, desk: Desk) -> None:
    """Both examples of one finding; tests/findings/test_rules.py tries each."""
    bad, good = snippet.text.removeprefix("# found\n").split("\n# fine\n")
    assert [rule.id for rule in RULES.values() if (rule.bad.strip(), rule.good.strip()) == (bad.strip(), good.strip())]


def it_is_a_residue(snippet: Snippet, desk: Desk) -> None:
    """A condition as atlas.json writes it."""
    network = formula.Test("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))
    mfa = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
    assert json.loads(snippet.text) == residue_json(formula.And((mfa, formula.Not(network))), SHOWN)


def the_case_is_allowed(snippet: Snippet, desk: Desk) -> None:
    """A case for `simulate`, which the page says is allowed."""
    (desk.scratch / "cases.jsonl").write_text(json.dumps(json.loads(snippet.text)), encoding="utf-8")
    printed = desk.printer.printed(["simulate", "cases.jsonl"], desk.scratch)
    assert json.loads(printed)["verdict"] == "Allowed"


def they_are_headers(snippet: Snippet, desk: Desk) -> None:
    """Response headers, one a line; what they do is tested where pages are served with them."""
    _none_of([line for line in snippet.text.splitlines() if not re.fullmatch(r"[A-Z][A-Za-z-]+: \S.*", line)], snippet)


PLACES: Mapping[str, Callable[[Desk], Path]] = {
    "": lambda desk: a_small_one(desk.scratch),
    "in the shop": lambda desk: desk.shop,
    "beside a state of Terraform": lambda desk: a_state_of_terraform(desk.scratch),
    "in a drifted organisation": lambda desk: a_drifted_one(desk.scratch / "drifted"),
}
"""Where the lines of a console block are typed."""

MARKS: Mapping[tuple[str, str], Callable[[Snippet, Desk], None]] = {
    ("yaml", ""): a_file_loads,
    ("yaml", "steps of a workflow"): it_is_a_workflow,
    ("yaml", "hooks of pre-commit"): they_are_hooks,
    ("yaml", "a part of mkdocs.yml"): it_is_a_part_of_mkdocs_yml,
    **{("console", place): its_commands_are_known for place in PLACES},
    ("sh", ""): a_shell_takes_it,
    ("text", "the difference when aiko joins the operators"): it_is_the_difference,
    ("markdown", "the difference when aiko joins the operators"): it_is_the_difference,
    ("text", "the error when viewer is misspelt"): it_is_the_error,
    ("text", "response headers"): they_are_headers,
    ("text", ""): they_are_the_examples_of_a_rule,
    ("json", "in docs/atlas/atlas.json"): partial(it_stands_in, "docs/atlas/atlas.json"),
    ("json", "a residue"): it_is_a_residue,
    ("json", "a case that is allowed"): the_case_is_allowed,
}
"""What is done with a block of a kind and a mark. A mark `printed by iam-atlas ...` goes with any kind."""


def check_of(snippet: Snippet) -> Callable[[Snippet, Desk], None] | None:
    """How a block is tried; None where nobody has said."""
    if snippet.mark.startswith("printed by iam-atlas "):
        return it_is_printed
    return MARKS.get((snippet.kind, snippet.mark))
