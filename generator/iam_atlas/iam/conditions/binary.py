"""The BinaryEquals operator: bytes, written in base64."""

import base64
import binascii

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern


def _same_bytes(wanted: Pattern, actual: str) -> bool:
    left, right = _decode(plain(wanted)), _decode(actual)
    return left is not None and left == right


def _decode(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


BINARY_EQUALS = Operator("BinaryEquals", Family.BINARY, _same_bytes)
