"""A block that makes many small values -> the same block, without a collector that looks through them meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Let nobody look for garbage while the block runs: hardly any is made, and looking takes up to half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
