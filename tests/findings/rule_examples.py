"""The examples of rules as whole accounts files: their frame and what they add to it."""

from datetime import date
from pathlib import Path

import yaml

from iam_atlas.atlas import Atlas, analyse
from iam_atlas.findings.rule import FRAME
from iam_atlas.load.landscape import load_landscape

TODAY = date(2026, 11, 26)


def whole_file(example: str) -> str:
    """The frame with the names of the example put in; `null` takes a whole section out."""
    frame, added = yaml.safe_load(FRAME), yaml.safe_load(example)
    for section, things in added.items():
        old = frame.get(section)
        if things is None:
            frame.pop(section)
        else:
            frame[section] = {**old, **things} if isinstance(old, dict) else things
    return yaml.safe_dump(frame, sort_keys=False)


def the_atlas_of(example: str, folder: Path) -> Atlas:
    """The analysed example, as of `TODAY`; InputError where the example itself is wrong."""
    file = folder / "accounts.yaml"
    file.write_text(whole_file(example), encoding="utf-8")
    return analyse(load_landscape(file, today=TODAY), TODAY)
