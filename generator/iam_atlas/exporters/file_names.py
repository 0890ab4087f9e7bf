"""Names of the input to names of files in one folder: readable, safe on every system, and no two the same."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from iam_atlas.model.addresses import is_free, slug

_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_+=,.@-]{0,62}[A-Za-z0-9_+=,@-])?\Z")


def file_names(names: Iterable[str]) -> Mapping[str, str]:
    """The name of a file, without an ending, for each of the names, which share a folder.

    A name stays as it is where every system takes it and no other differs from it only in case; any other becomes a
    readable part and eight hex digits.
    """
    every = sorted(set(names))
    alike = Counter(name.lower() for name in every)
    return {
        name: name if _PLAIN.match(name) and is_free(name) and alike[name.lower()] == 1 else slug(name)
        for name in every
    }
