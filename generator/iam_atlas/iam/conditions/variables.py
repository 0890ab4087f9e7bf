"""Values of a condition or Resource with policy variables: read into templates, filled in from a request context."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.iam.glob import Pattern, Template, Variable, Wild, parse_glob

Context: TypeAlias = Mapping[str, tuple[str, ...]]
"""A request context: condition keys in lower case; a key that is missing or has no values is absent."""

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_LITERALS = ("*", "?", "$")


@lru_cache(maxsize=65536)
def parse_template(text: str, wildcards: bool, literal: bool) -> Template:
    """`text` in pieces. With `literal` nothing is a variable; without `wildcards` `*` and `?` are plain characters.

    `${*}`, `${?}` and `${$}` are the characters themselves.
    Source: IAM User Guide, "IAM policy elements: Variables and tags".
    """
    if literal or "${" not in text:
        return _plain(text, wildcards)
    pieces: Template = ()
    start = 0
    for found in _VARIABLE.finditer(text):
        pieces += _plain(text[start : found.start()], wildcards)
        inner = found.group(1)
        pieces += (inner,) if inner in _LITERALS else (_variable(inner),)
        start = found.end()
    return _joined(pieces + _plain(text[start:], wildcards))


def fill(template: Template, context: Context) -> Pattern | None:
    """The template with every variable replaced, or None when one has no value and no default.

    A key with several values cannot be a variable. What is put in is plain text: a `*` in a user's name is no wildcard.
    """
    if not any(isinstance(piece, Variable) for piece in template):
        return tuple(piece for piece in template if not isinstance(piece, Variable))
    pieces: Pattern = ()
    for piece in template:
        if isinstance(piece, Variable):
            values = context.get(piece.key.lower(), ())
            value = values[0] if len(values) == 1 else piece.default if not values else None
            if value is None:
                return None
            pieces += (value,)
        else:
            pieces += (piece,)
    return tuple(piece for piece in _joined(pieces) if not isinstance(piece, Variable))


def unparse(template: Template, wildcards: bool) -> str:
    """The text of which `parse_template` (with variables on) makes `template` again."""
    return "".join(_written(piece, wildcards) for piece in template)


def variables_of(template: Template) -> tuple[Variable, ...]:
    """The variables in the template, in order."""
    return tuple(piece for piece in template if isinstance(piece, Variable))


def _plain(text: str, wildcards: bool) -> Template:
    if wildcards:
        return parse_glob(text)
    return (text,) if text else ()


def _variable(inner: str) -> Variable:
    key, _, rest = inner.partition(",")
    quoted = rest.strip().split("'")
    if "'" not in key and len(quoted) == 3 and quoted[0] == quoted[2] == "":
        return Variable(key.strip(), quoted[1])
    return Variable(inner.strip())


def _joined(pieces: Template) -> Template:
    """Neighbouring texts made one, empty ones dropped, so that equal patterns are equal values."""
    joined: list[str | Wild | Variable] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined)


def _written(piece: str | Wild | Variable, wildcards: bool) -> str:
    if isinstance(piece, Wild):
        return piece.value
    if isinstance(piece, Variable):
        return f"${{{piece.key}}}" if piece.default is None else f"${{{piece.key}, '{piece.default}'}}"
    text = piece.replace("${", "${$}{")
    return re.sub(r"([*?])", r"${\1}", text) if wildcards else text
