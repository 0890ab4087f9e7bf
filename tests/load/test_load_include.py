"""Which files are read, in which order, and which are refused."""

import os
from pathlib import Path

import pytest

from iam_atlas.errors import Position
from iam_atlas.load.include import read_document, read_files
from iam_atlas.load.node import Findings, Mapping, Scalar

LEAVES = "leaves the folder of the root accounts file; only files inside it are read [outside-root]"
BAD_PATTERN = "is not a pattern for paths from this file; write for example accounts/*.yaml [include-pattern]"


def _tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "accounts.yaml"


def _read(root: Path) -> tuple[list[str], list[str]]:
    findings = Findings()
    files = [file.position.file for file in read_files(root, findings)]
    return files, [f"{problem.position}: {problem.message} [{problem.rule}]" for problem in findings.problems]


def _document(root: Path, name: str) -> tuple[bool, list[str]]:
    findings = Findings()
    at = Scalar(name, True, Position("accounts.yaml", 3, 5), len(name))
    node = read_document(name, at, root, findings)
    return node is not None, [problem.rule for problem in findings.problems]


def test_the_root_comes_first_and_patterns_come_sorted(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "accounts.yaml": "include: [work/*.yaml, core.yaml]\n",
            "core.yaml": "a: 1\n",
            "work/b.yaml": "a: 1\n",
            "work/a.yaml": "include: [deep/*.yaml]\n",
            "work/deep/c.yaml": "a: 1\n",
            "work/.hidden.yaml": "a: 1\n",
        },
    )

    files, problems = _read(root)

    assert problems == []
    assert files == ["accounts.yaml", "work/a.yaml", "work/deep/c.yaml", "work/b.yaml", "core.yaml"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "accounts.yaml": "include: [a.yaml, b.yaml, ./a.yaml]\n",
            "a.yaml": "include: [shared.yaml]\n",
            "b.yaml": "include: [shared.yaml]\n",
            "shared.yaml": "x: 1\n",
        },
    )

    files, problems = _read(root)

    assert problems == []
    assert files == ["accounts.yaml", "a.yaml", "shared.yaml", "b.yaml"]


def test_a_file_that_leads_back_to_itself_prints_the_loop(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "accounts.yaml": "include: [a.yaml]\n",
            "a.yaml": "include: [sub/b.yaml]\n",
            "sub/b.yaml": "include: [../a.yaml]\n",
        },
    )

    files, problems = _read(root)

    assert files == ["accounts.yaml", "a.yaml", "sub/b.yaml"]
    assert problems == ["sub/b.yaml:1:11: this file includes itself: a.yaml -> sub/b.yaml -> a.yaml [include-cycle]"]


def test_a_file_that_names_itself_is_a_loop_and_its_own_pattern_is_not(tmp_path: Path) -> None:
    named = _tree(tmp_path / "named", {"accounts.yaml": "include: [accounts.yaml]\n"})
    pattern = _tree(tmp_path / "pattern", {"accounts.yaml": 'include: ["*.yaml"]\n', "b.yaml": "x: 1\n"})

    _, loop = _read(named)
    files, silent = _read(pattern)

    assert loop == ["accounts.yaml:1:11: this file includes itself: accounts.yaml -> accounts.yaml [include-cycle]"]
    assert files == ["accounts.yaml", "b.yaml"]
    assert silent == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("missing.yaml", 'there is no file "missing.yaml" [no-such-file]'),
        ("none/*.yaml", '"none/*.yaml" matches no file [include-matches-nothing]'),
        ("folder", '"folder" is a folder; name a file, or a pattern such as folder/*.yaml [not-a-file]'),
        ("../outside.yaml", f'"../outside.yaml" {LEAVES}'),
        ("../*.yaml", f'"../*.yaml" {LEAVES}'),
        ("/etc/passwd", '"/etc/passwd" must be a path relative to this file\'s folder [outside-root]'),
        ("/etc/*.yaml", f'"/etc/*.yaml" {BAD_PATTERN}'),
        ("~/a.yaml", '"~/a.yaml" must be a path relative to this file\'s folder [outside-root]'),
        ("link.yaml", f'"link.yaml" {LEAVES}'),
        ("loop.yaml", '"loop.yaml" cannot be followed to a file [unreadable-file]'),
        ("pipe.yaml", '"pipe.yaml" is not an ordinary file [not-a-file]'),
        ("a**.yaml", f'"a**.yaml" {BAD_PATTERN}'),
        ("l*.yaml", f'"l*.yaml" {LEAVES}'),
        ("lo*.yaml", '"lo*.yaml" cannot be followed to a file [unreadable-file]'),
        ("fold*", '"fold*" matches no file [include-matches-nothing]'),
        ("a*\\0", '"a*\\u0000" matches no file [include-matches-nothing]'),
        ("x" * 300, f'"{"x" * 60}…" cannot be read: File name too long [unreadable-file]'),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_an_entry_that_cannot_be_read_is_refused_at_its_place(tmp_path: Path, entry: str, expected: str) -> None:
    folder = tmp_path / "root"
    _tree(tmp_path, {"outside.yaml": "x: 1\n"})
    root = _tree(folder, {"accounts.yaml": f'include: ["{entry}"]\n', "folder/a.txt": ""})
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    os.mkfifo(folder / "pipe.yaml")

    files, problems = _read(root)

    assert files == ["accounts.yaml"]
    assert f"accounts.yaml:1:11: {expected}" in problems


def test_a_link_that_stays_inside_is_followed_and_named_by_its_target(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"accounts.yaml": "include: [link.yaml, real/a.yaml]\n", "real/a.yaml": "x: 1\n"})
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real" / "a.yaml")

    files, problems = _read(root)

    assert problems == []
    assert files == ["accounts.yaml", "real/a.yaml"]


def test_every_problem_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "accounts.yaml": "include: [a.yaml, b.yaml, c.json, d.yaml]\n",
            "a.yaml": "x: [\n",
            "b.yaml": "- list\n",
            "c.json": "{",
            "d.yaml": "x: 1\n",
        },
    )

    files, problems = _read(root)

    assert files == ["accounts.yaml", "d.yaml"]
    assert [problem.split(":")[0] for problem in problems] == ["a.yaml", "b.yaml", "c.json"]


def test_a_missing_root_file_is_one_problem_and_no_file(tmp_path: Path) -> None:
    files, problems = _read(tmp_path / "nowhere" / "accounts.yaml")

    assert files == []
    start = "to start a new one, run iam-atlas init"
    assert problems == [f'accounts.yaml:1:1: there is no file "accounts.yaml"; {start} [no-such-file]']


def test_a_root_file_that_lies_in_a_folder_above_is_pointed_at(tmp_path: Path) -> None:
    _tree(tmp_path, {"accounts.yaml": "version: 1\n", "docs/guides/index.md": ""})

    for folder, there in (("docs", "../accounts.yaml"), ("docs/guides", "../../accounts.yaml")):
        _, problems = _read(tmp_path / folder / "accounts.yaml")

        assert problems == [f'accounts.yaml:1:1: there is no file "accounts.yaml"; there is "{there}" [no-such-file]']


def test_the_accounts_file_may_be_json(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"accounts.json": '{\n\t"version": 1\n}'}).with_name("accounts.json")
    findings = Findings()

    files = read_files(root, findings)

    assert findings.problems == []
    assert [file.get("version") is not None for file in files] == [True]


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"accounts.yaml": "include: [secret.yaml]\n", "secret.yaml": "x: 1\n"})
    (tmp_path / "secret.yaml").chmod(0)
    if os.access(tmp_path / "secret.yaml", os.R_OK):
        pytest.skip("this user may read every file")

    _, problems = _read(root)

    assert problems == ['accounts.yaml:1:11: "secret.yaml" cannot be read: Permission denied [unreadable-file]']


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("policies/a.json", []),
        ("policies/b.yaml", []),
        ("policies/none.json", ["no-such-file"]),
        ("policies", ["document-path"]),
        ("policies/c.txt", ["document-path"]),
        ("../secret.json", ["outside-root"]),
        ("/etc/passwd", ["outside-root"]),
        ("policies/out.json", ["outside-root"]),
        ("policies/broken.json", ["json-syntax-error"]),
        ("policies/nul\0.json", ["outside-root"]),
    ],
    ids=lambda value: str(value).replace("\0", "NUL"),
)
def test_a_document_is_read_from_inside_the_folder_only(tmp_path: Path, name: str, rules: list[str]) -> None:
    folder = tmp_path / "root"
    _tree(tmp_path, {"secret.json": "{}"})
    _tree(
        folder,
        {
            "policies/a.json": '{"Version": "2012-10-17"}',
            "policies/b.yaml": "Version: 2012-10-17\n",
            "policies/c.txt": "{}",
            "policies/broken.json": "{,}",
        },
    )
    (folder / "policies" / "out.json").symlink_to(tmp_path / "secret.json")

    found, problems = _document(folder, name)

    assert problems == rules
    assert found == (not rules)


def test_the_version_of_a_yaml_document_stays_a_text(tmp_path: Path) -> None:
    _tree(tmp_path, {"b.yaml": "Version: 2012-10-17\n"})
    findings = Findings()

    node = read_document("b.yaml", Scalar("b.yaml", True, Position("a", 1, 1), 6), tmp_path, findings)

    assert isinstance(node, Mapping)
    version = node.get("Version")
    assert isinstance(version, Scalar)
    assert version.text == "2012-10-17"
    assert version.position == Position("b.yaml", 1, 10)
