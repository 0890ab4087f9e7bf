import json

import pytest

from iam_atlas.site.manifest import digest, is_owned, manifest_text, read_manifest

FILES = {"docs/atlas/roles/operator.md": b"# operator\n", "nav.generated.yml": b"nav: []\n"}


def test_a_manifest_lists_every_file_sorted_with_its_sha256() -> None:
    text = manifest_text(dict(reversed(FILES.items())))

    assert json.loads(text)["files"] == {path: digest(content) for path, content in FILES.items()}
    assert text.index("docs/atlas") < text.index("nav.generated.yml")


def test_what_was_written_is_recognised_again() -> None:
    manifest = read_manifest(manifest_text(FILES))

    assert manifest.lists("nav.generated.yml", b"nav: []\n")
    assert not manifest.lists("nav.generated.yml", b"nav: [mine]\n")
    assert not manifest.lists("docs/atlas/other.md", b"nav: []\n")


def test_line_ends_as_git_turns_them_on_windows_do_not_matter() -> None:
    manifest = read_manifest(manifest_text(FILES))

    assert manifest.lists("docs/atlas/roles/operator.md", b"# operator\r\n")


@pytest.mark.parametrize(
    "path",
    [
        "docs/index.md",
        "accounts.yaml",
        "docs/atlas/../index.md",
        "docs/atlas//x.md",
        "docs/atlas/./x.md",
        "/etc/passwd",
        "docs\\atlas\\x.md",
        "docs/atlas/.manifest.json",
        "docs/atlas",
    ],
)
def test_a_manifest_cannot_claim_files_of_others(path: str) -> None:
    manifest = read_manifest(json.dumps({"files": {path: "0" * 64}}))

    assert not is_owned(path)
    assert not manifest.files


def test_a_manifest_with_merge_conflicts_knows_the_files_of_both_sides() -> None:
    ours, theirs = (manifest_text({"docs/atlas/a.md": text}) for text in (b"ours", b"theirs"))
    conflict = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n"

    manifest = read_manifest(conflict)

    assert manifest.lists("docs/atlas/a.md", b"ours")
    assert manifest.lists("docs/atlas/a.md", b"theirs")
    assert not manifest.lists("docs/atlas/a.md", b"mine")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"docs/atlas/a.md": 3}}', "\0\0"])
def test_a_manifest_that_makes_no_sense_lists_nothing(text: str) -> None:
    assert not read_manifest(text).files
