"""A value to JSON on one line that may stand anywhere: in a file, in a script, inside an HTML page."""

import json
import re

from iam_atlas.model.policies import Json

# What would end a script, a line of it, or its text in UTF-8; all of it can only stand inside a string.
_DANGEROUS = re.compile("[<\u2028\u2029\ud800-\udfff]")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_line(value: Json) -> str:
    """Compact JSON, readable but for what acts on the text around it."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", _COMPACT.encode(value))
