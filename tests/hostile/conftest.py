"""The hostile organisation as tests ask for it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hostile.organisation import Hostile, text_of
from hostile.settling import HOSTILE
from hostile.sites import settled
from iam_atlas.atlas import Atlas
from iam_atlas.making import Run, site_of


@pytest.fixture(scope="session")
def organisation(shared: Path) -> Hostile:
    """The organisation with the corpus in every text that the loader takes."""
    return settled(shared)


@pytest.fixture(scope="session")
def generated(organisation: Hostile, tmp_path_factory: pytest.TempPathFactory) -> tuple[Atlas, Mapping[str, bytes]]:
    """The analysed atlas of it, and every file that would be written."""
    file = tmp_path_factory.mktemp("hostile") / "accounts.yaml"
    file.write_text(text_of(organisation.template, HOSTILE), encoding="utf-8")
    site = site_of(Run(file))
    return site.ground.atlas, site.files
