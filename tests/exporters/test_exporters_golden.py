"""Whole exports of the reference organisation, word by word.

IAM_ATLAS_ACCEPT=1 in the environment: every golden file is then written anew, and the difference is read in review.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from exporting import reference_atlas

from iam_atlas.exporters import FOLDERS, TEXTS
from iam_atlas.exporters.showing import showing
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.catalogues import translator

GOLDEN = Path(__file__).parent / "golden"
CHIE, BEN, OPERATORS = Ref(RefKind.USER, "chie"), Ref(RefKind.USER, "ben"), Ref(RefKind.GROUP, "operators")

CASES: Mapping[str, tuple[str, Ref | None, str]] = {
    "aws-config-chie.ini": ("aws-config", CHIE, "en"),
    "aws-config-ben-ja.ini": ("aws-config", BEN, "ja"),
    "aws-config-operators.ini": ("aws-config", OPERATORS, "en"),
    "aws-config.ini": ("aws-config", None, "en"),
    "switch-roles-chie.ini": ("switch-roles", CHIE, "en"),
    "switch-roles-ja.ini": ("switch-roles", None, "ja"),
    "access.csv": ("csv", None, "en"),
    "access-ben-ja.csv": ("csv", BEN, "ja"),
    "access-operators.json": ("json", OPERATORS, "en"),
}

FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "granted": ("granted", ("",)),
    "policies": (
        "policies",
        ("index.json", "organization/", "accounts/tools/", "accounts/jump/users/", "accounts/prod/roles/developer/"),
    ),
    "terraform": ("terraform", ("management/", "tools/", "prod/roles.tf")),
}
"""Of each folder the files whose path begins so: AWS's own policies need no second copy here."""


def held_against(file: Path, text: str) -> None:
    if os.environ.get("IAM_ATLAS_ACCEPT"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode(), "IAM_ATLAS_ACCEPT=1 accepts a change"


@pytest.mark.parametrize("name", CASES)
def test_an_export_of_one_text(name: str) -> None:
    kind, who, language = CASES[name]

    held_against(GOLDEN / name, TEXTS[kind](showing(reference_atlas(), translator(language)), who))


@pytest.mark.parametrize("name", FILES)
def test_an_export_of_several_files(name: str) -> None:
    kind, beginnings = FILES[name]
    made = FOLDERS[kind](showing(reference_atlas(), translator("en")), None)
    chosen = {path: text for path, text in made.items() if path.startswith(beginnings)}

    for path, text in chosen.items():
        held_against(GOLDEN / name / path, text)
    kept = (path.relative_to(GOLDEN / name).as_posix() for path in (GOLDEN / name).rglob("*") if path.is_file())
    assert set(kept) == set(chosen)


def test_no_golden_file_is_left_of_a_case_that_is_gone() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*CASES, *FILES}


def test_every_kind_has_a_golden_file() -> None:
    assert {kind for kind, *_ in (*CASES.values(), *FILES.values())} == {*TEXTS, *FOLDERS}
