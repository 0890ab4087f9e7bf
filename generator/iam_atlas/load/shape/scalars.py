"""One scalar of the file against the shape it must have: texts, ids, words, switches, durations, dates."""

import re
from datetime import date

from iam_atlas.errors import Said, Words, counted, said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar
from iam_atlas.load.shape.kinds import (
    ACCOUNT_ID,
    DATE,
    DURATION,
    AccountId,
    ByForm,
    Choice,
    Date,
    Duration,
    Flag,
    ListOf,
    Shape,
    TagValue,
    Text,
    Version,
    accepted,
    full_match,
)
from iam_atlas.load.shape.place import Place
from iam_atlas.load.values import is_nothing
from iam_atlas.load.words import did_you_mean, quoted

_BOOLEANS = frozenset(("true", "True", "TRUE", "false", "False", "FALSE"))
_OTHER_SWITCHES = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false"))
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_NEARLY = (10, 11, 13)  # digits of an id that lost some, or has one too many
_SHORT = 40  # characters of a value that a hint repeats
_CURLY = re.compile("[\u2018-\u201f]")
_COMMENT = re.compile(r"\s*(#[^\s#,}\]]+)")
_OCTAL = re.compile(r"0[0-7]+")


def report_wrong_type(node: Node, shape: Shape, place: Place, findings: Findings) -> None:
    """Say what is accepted at `place`, and what stands there in the user's own words."""
    if is_nothing(node):
        findings.error(
            node,
            "wrong-type",
            said(
                "{what} takes {accepted}, but nothing is written{hint}",
                what=place.what,
                accepted=accepted(shape),
                hint=_comment_hint(node, findings),
            ),
        )
        return
    wants_list = isinstance(shape, ListOf) or (isinstance(shape, ByForm) and shape.sequence is not None)
    hint: Words = ""
    if wants_list and isinstance(node, Scalar) and node.plain and len(node.text) <= _SHORT:
        hint = said("; write [{text}]", text=node.text)
    findings.error(node, "wrong-type", _takes(place, shape, _met(node), hint))


def _comment_hint(node: Node, findings: Findings) -> Words:
    """What to do when a text that begins with `#` stands where the value should."""
    lines = findings.lines.get(node.position.file, ())
    line = lines[node.position.line - 1] if node.position.line <= len(lines) else ""
    found = _COMMENT.match(line, node.position.column - 1)
    return said('; " #" starts a comment, so put {text} in quotes', text=quoted(found[1])) if found else ""


def check_scalar(node: Node, shape: Shape, place: Place, findings: Findings) -> Scalar | None:
    """The scalar when it has the shape; None after a problem was reported. `place` is where it stands."""
    if not isinstance(node, Scalar) or (is_nothing(node) and not isinstance(shape, TagValue)):
        report_wrong_type(node, shape, place, findings)
        return None
    kept: Scalar | None = node
    match shape:
        case Text():
            kept = _text(node, shape, place, findings)
        case AccountId():
            kept = _account_id(node, place, findings)
        case Choice():
            kept = _choice(node, shape, place, findings)
        case Flag():
            kept = _flag(node, shape, place, findings)
        case Duration():
            kept = _matching(node, DURATION, "invalid-duration", shape, place, findings)
        case Date():
            kept = _date(node, shape, place, findings)
        case Version():
            kept = _version(node, place, findings)
    return kept


def _text(node: Scalar, shape: Text, place: Place, findings: Findings) -> Scalar | None:
    if not node.text:
        findings.error(
            node,
            "empty-text",
            said("{what} takes {accepted}, but the text is empty", what=place.what, accepted=shape.says),
        )
    elif node.plain and node.text in _BOOLEANS:
        message = said(
            '{what} takes {accepted}; {text} is not a text: write "{text}" in quotes when it is meant',
            what=place.what,
            accepted=shape.says,
            text=node.text,
        )
        findings.error(node, "wrong-type", message)
    elif shape.pattern and not full_match(shape.pattern, node.text):
        findings.error(
            node,
            "wrong-format",
            _takes(place, shape, quoted(node.text)),
        )
    elif shape.pattern and _is_number(node):
        message = said(
            '{what}: other tools read {text} as a number; write "{text}" in quotes', what=place.what, text=node.text
        )
        findings.error(node, "needs-quotes", message)
    else:
        return node
    return None


def _account_id(node: Scalar, place: Place, findings: Findings) -> Scalar | None:
    """Twelve digits; without quotes they are an error, but go on as written, since no digit was lost."""
    if full_match(ACCOUNT_ID, node.text):
        if node.plain:
            message = said(
                '{what}: {reason}; write "{text}" in quotes',
                what=place.what,
                reason=_misread(node.text),
                text=node.text,
            )
            findings.error(node, "invalid-account-id", message)
        return node
    meant = _digits_meant(node.text)
    straight = _CURLY.sub("", node.text)
    if straight != node.text:
        message = said(
            "{what}: curly quotes are part of the text; write {text} in straight quotes",
            what=place.what,
            text=quoted(straight),
        )
    elif len(node.text) in _NEARLY and not node.plain and node.text.isascii() and node.text.isdigit():
        octal: Words = said("; was it {meant}?", meant=meant) if meant and len(node.text) == 10 else ""
        message = said(
            "{what}: {id} has {count} digits, an account id has 12{hint}",
            what=place.what,
            id=quoted(node.text),
            count=len(node.text),
            hint=octal,
        )
    elif meant:
        message = said(
            "{what}: the id was read as {id}; was it {meant}? Quote it", what=place.what, id=node.text, meant=meant
        )
    else:
        message = _takes(place, AccountId(), quoted(node.text), _digit_count(node.text))
    findings.error(node, "invalid-account-id", message)
    return None


def _misread(digits: str) -> Said:
    """What other tools make of twelve digits without quotes."""
    if _OCTAL.fullmatch(digits):
        return said(
            "other tools read {digits} without quotes as the number {number}", digits=digits, number=int(digits, 8)
        )
    if digits.startswith("0"):
        return said("other tools lose the leading zero of {digits} without quotes", digits=digits)
    return said("other tools read {digits} without quotes as a number", digits=digits)


def _digits_meant(text: str) -> str | None:
    """The twelve digits of an id with leading zeros that some tool took for a number; None when it is not one."""
    if not (text.isascii() and text.isdigit()) or text.startswith("0"):
        return None
    if len(text) == 11:
        return f"0{text}"
    octal = f"0{int(text):o}" if len(text) == 10 else ""
    return octal if len(octal) == 12 else None


def _digit_count(text: str) -> Words:
    digits = sum(character in "0123456789" for character in text)
    if digits == len(text):
        return counted(" ({count} digit)", " ({count} digits)", digits)
    return said("; leave out everything that is not a digit") if digits == 12 else ""


def _choice(node: Scalar, shape: Choice, place: Place, findings: Findings) -> Scalar | None:
    if node.text in shape.values:
        return node
    message = _takes(place, shape, quoted(node.text), did_you_mean(node.text, shape.values))
    findings.error(node, "unknown-value", message)
    return None


def _flag(node: Scalar, shape: Flag, place: Place, findings: Findings) -> Scalar | None:
    if node.plain and node.text in {"true", "false"}:
        return node
    if node.text.lower() in _OTHER_SWITCHES:
        findings.error(
            node,
            "wrong-type",
            said(
                "{what}: write true or false, in small letters and without quotes, not {text}",
                what=place.what,
                text=quoted(node.text),
            ),
        )
    elif shape.or_text and node.text and not _is_number(node):
        return node
    else:
        report_wrong_type(node, shape, place, findings)
    return None


def _date(node: Scalar, shape: Date, place: Place, findings: Findings) -> Scalar | None:
    if _matching(node, DATE, "invalid-date", shape, place, findings) is None:
        return None
    try:
        date.fromisoformat(node.text[:10])
    except ValueError:
        findings.error(
            node, "invalid-date", said("{what}: there is no day {day}", what=place.what, day=quoted(node.text[:10]))
        )
        return None
    return node


def _version(node: Scalar, place: Place, findings: Findings) -> Scalar | None:
    if node.text == "1":
        return node
    findings.error(
        node,
        "unknown-version",
        said("{what}: only version 1 is known, not {version}", what=place.what, version=quoted(node.text)),
    )
    return None


def _matching(node: Scalar, pattern: str, rule: str, shape: Shape, place: Place, findings: Findings) -> Scalar | None:
    if full_match(pattern, node.text):
        return node
    findings.error(node, rule, _takes(place, shape, quoted(node.text)))
    return None


def _is_number(node: Scalar) -> bool:
    return node.plain and _NUMBER.fullmatch(node.text) is not None


def _takes(place: Place, shape: Shape, met: Words, hint: Words = "") -> Said:
    return said(
        "{what} takes {accepted}, not {met}{hint}", what=place.what, accepted=accepted(shape), met=met, hint=hint
    )


def _met(node: Node) -> Said:
    if isinstance(node, Scalar):
        return quoted(node.text)
    return said("a map") if isinstance(node, Mapping) else said("a list")
