"""Problems to names that stay theirs while lines move, so that a program knows them again."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from iam_atlas.errors import Problem

_PLACE = re.compile(r":\d+:\d+")


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """One for each, of 32 hex digits: file, rule, message, and how many of the same came before.

    Not the line, which moves with every edit; the places that a message names are left out as well. The message counts
    in English, so that one problem has one fingerprint, whoever reads of it in which language.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for problem in problems:
        key = (problem.position.file, problem.rule, _PLACE.sub("", problem.message))
        text = "\0".join((*key, str(seen[key])))
        prints.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
        seen[key] += 1
    return prints
