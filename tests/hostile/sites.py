"""The hostile organisation and its harmless twin, made and built once for all test processes of a run."""

import pickle
from pathlib import Path
from typing import cast

from built_site import once, site_of
from hostile.organisation import Hostile, harmless_words, hostile, text_of
from hostile.settling import HOSTILE


def settled(shared: Path) -> Hostile:
    """The organisation, as far as the loader takes it."""
    made = once(shared, "hostile-settled", _settle)
    return cast("Hostile", pickle.loads(made.read_bytes()))


def hostile_site(shared: Path) -> Path:
    """The built site of the hostile organisation."""
    return _site(shared, "hostile", text_of(settled(shared).template, HOSTILE))


def harmless_site(shared: Path) -> Path:
    """The built site of the same organisation with harmless words."""
    return _site(shared, "harmless", text_of(settled(shared).template, harmless_words()))


def _settle(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "settled.pickle").write_bytes(pickle.dumps(hostile(folder)))
    return folder / "settled.pickle"


def _site(shared: Path, name: str, accounts: str) -> Path:
    def make(folder: Path) -> Path:
        folder.mkdir(parents=True)
        (folder / "accounts.yaml").write_text(accounts, encoding="utf-8")
        return site_of(folder)

    return once(shared, name, make)
