"""What python-hcl2 reads, with its quotes, templates and calls taken apart."""

import json
import re
from typing import Any

import hcl2

_NOTES = ("__is_block__", "__comments__")
_ESCAPED = re.compile(r"\$\$\{|%%\{")


def evaluated(value: Any) -> Any:
    """The value with its literals as plain texts and its `jsonencode` calls as what they encode.

    A reference stays an expression: `${aws_iam_role.a.name}` in the parser's own form.
    """
    if isinstance(value, dict):
        return {evaluated(key): evaluated(one) for key, one in value.items() if key not in _NOTES}
    if isinstance(value, list):
        return [evaluated(one) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith('"'):
        return _ESCAPED.sub(lambda found: found[0][1:], json.loads(value))
    if value.startswith("${jsonencode("):
        return evaluated(hcl2.loads(f"value = {value[len('${jsonencode(') : -2]}\n")["value"])
    return None if value == "null" else value
