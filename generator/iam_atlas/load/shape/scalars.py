"""One scalar of the file against the shape it must have: texts, ids, words, switches, durations, dates."""

import re
from datetime import date

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
from iam_atlas.load.words import did_you_mean, quoted

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = frozenset(("true", "True", "TRUE", "false", "False", "FALSE"))
_OTHER_SWITCHES = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false"))
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_NEARLY = (10, 11, 13)  # digits of an id that lost some, or has one too many
_SHORT = 40  # characters of a value that a hint repeats
_CURLY = re.compile("[\u2018-\u201f]")
_COMMENT = re.compile(r"\s*(#[^\s#,}\]]+)")
_OCTAL = re.compile(r"0[0-7]+")


def is_nothing(node: Node) -> bool:
    """Whether a value is YAML's null: nothing written, `~` or `null` without quotes."""
    return isinstance(node, Scalar) and node.plain and node.text in _NULLS


def report_wrong_type(node: Node, shape: Shape, what: str, findings: Findings) -> None:
    """Say what is accepted at `what`, and what stands there in the user's own words."""
    takes = f"{what} takes {accepted(shape)}"
    if is_nothing(node):
        findings.error(node, "wrong-type", f"{takes}, but nothing is written{_comment_hint(node, findings)}")
        return
    wants_list = isinstance(shape, ListOf) or (isinstance(shape, ByForm) and shape.sequence is not None)
    hint = ""
    if wants_list and isinstance(node, Scalar) and node.plain and len(node.text) <= _SHORT:
        hint = f"; write [{node.text}]"
    findings.error(node, "wrong-type", f"{takes}, not {_met(node)}{hint}")


def _comment_hint(node: Node, findings: Findings) -> str:
    """What to do when a text that begins with `#` stands where the value should."""
    lines = findings.lines.get(node.position.file, ())
    line = lines[node.position.line - 1] if node.position.line <= len(lines) else ""
    found = _COMMENT.match(line, node.position.column - 1)
    return f'; " #" starts a comment, so put {quoted(found[1])} in quotes' if found else ""


def check_scalar(node: Node, shape: Shape, what: str, findings: Findings) -> Scalar | None:
    """The scalar when it has the shape; None after a problem was reported. `what` names it in messages."""
    if not isinstance(node, Scalar) or (is_nothing(node) and not isinstance(shape, TagValue)):
        report_wrong_type(node, shape, what, findings)
        return None
    kept: Scalar | None = node
    match shape:
        case Text():
            kept = _text(node, shape, what, findings)
        case AccountId():
            kept = _account_id(node, what, findings)
        case Choice():
            kept = _choice(node, shape, what, findings)
        case Flag():
            kept = _flag(node, shape, what, findings)
        case Duration():
            kept = _matching(node, DURATION, "invalid-duration", shape, what, findings)
        case Date():
            kept = _date(node, shape, what, findings)
        case Version():
            kept = _version(node, what, findings)
    return kept


def _text(node: Scalar, shape: Text, what: str, findings: Findings) -> Scalar | None:
    if not node.text:
        findings.error(node, "empty-text", f"{what} takes {shape.says}, but the text is empty")
    elif node.plain and node.text in _BOOLEANS:
        message = (
            f'{what} takes {shape.says}; {node.text} is not a text: write "{node.text}" in quotes when it is meant'
        )
        findings.error(node, "wrong-type", message)
    elif shape.pattern and not full_match(shape.pattern, node.text):
        findings.error(node, "wrong-format", f"{what} takes {shape.says}, not {quoted(node.text)}")
    elif shape.pattern and _is_number(node):
        message = f'{what}: other tools read {node.text} as a number; write "{node.text}" in quotes'
        findings.error(node, "needs-quotes", message)
    else:
        return node
    return None


def _account_id(node: Scalar, what: str, findings: Findings) -> Scalar | None:
    """Twelve digits; without quotes they are an error, but go on as written, since no digit was lost."""
    if full_match(ACCOUNT_ID, node.text):
        if node.plain:
            message = f'{what}: {_misread(node.text)}; write "{node.text}" in quotes'
            findings.error(node, "invalid-account-id", message)
        return node
    meant = _digits_meant(node.text)
    straight = _CURLY.sub("", node.text)
    if straight != node.text:
        message = f"{what}: curly quotes are part of the text; write {quoted(straight)} in straight quotes"
    elif len(node.text) in _NEARLY and not node.plain and node.text.isascii() and node.text.isdigit():
        octal = f"; was it {meant}?" if meant and len(node.text) == 10 else ""
        message = f"{what}: {quoted(node.text)} has {len(node.text)} digits, an account id has 12{octal}"
    elif meant:
        message = f"{what}: the id was read as {node.text}; was it {meant}? Quote it"
    else:
        message = f"{what} takes {accepted(AccountId())}, not {quoted(node.text)}{_digit_count(node.text)}"
    findings.error(node, "invalid-account-id", message)
    return None


def _misread(digits: str) -> str:
    """What other tools make of twelve digits without quotes."""
    if _OCTAL.fullmatch(digits):
        return f"other tools read {digits} without quotes as the number {int(digits, 8)}"
    if digits.startswith("0"):
        return f"other tools lose the leading zero of {digits} without quotes"
    return f"other tools read {digits} without quotes as a number"


def _digits_meant(text: str) -> str | None:
    """The twelve digits of an id with leading zeros that some tool took for a number; None when it is not one."""
    if not (text.isascii() and text.isdigit()) or text.startswith("0"):
        return None
    if len(text) == 11:
        return f"0{text}"
    octal = f"0{int(text):o}" if len(text) == 10 else ""
    return octal if len(octal) == 12 else None


def _digit_count(text: str) -> str:
    digits = sum(character in "0123456789" for character in text)
    if digits == len(text):
        return f" ({digits} digit{'s' * (digits != 1)})"
    return "; leave out everything that is not a digit" if digits == 12 else ""


def _choice(node: Scalar, shape: Choice, what: str, findings: Findings) -> Scalar | None:
    if node.text in shape.values:
        return node
    near = did_you_mean(node.text, shape.values)
    message = f"{what} takes {accepted(shape)}, not {quoted(node.text)}{near}"
    findings.error(node, "unknown-value", message)
    return None


def _flag(node: Scalar, shape: Flag, what: str, findings: Findings) -> Scalar | None:
    if node.plain and node.text in {"true", "false"}:
        return node
    if node.text.lower() in _OTHER_SWITCHES:
        findings.error(
            node,
            "wrong-type",
            f"{what}: write true or false, in small letters and without quotes, not {quoted(node.text)}",
        )
    elif shape.or_text and node.text and not _is_number(node):
        return node
    else:
        report_wrong_type(node, shape, what, findings)
    return None


def _date(node: Scalar, shape: Date, what: str, findings: Findings) -> Scalar | None:
    if _matching(node, DATE, "invalid-date", shape, what, findings) is None:
        return None
    try:
        date.fromisoformat(node.text[:10])
    except ValueError:
        findings.error(node, "invalid-date", f"{what}: there is no day {quoted(node.text[:10])}")
        return None
    return node


def _version(node: Scalar, what: str, findings: Findings) -> Scalar | None:
    if node.text == "1":
        return node
    findings.error(node, "unknown-version", f"{what}: only version 1 is known, not {quoted(node.text)}")
    return None


def _matching(node: Scalar, pattern: str, rule: str, shape: Shape, what: str, findings: Findings) -> Scalar | None:
    if full_match(pattern, node.text):
        return node
    findings.error(node, rule, f"{what} takes {accepted(shape)}, not {quoted(node.text)}")
    return None


def _is_number(node: Scalar) -> bool:
    return node.plain and _NUMBER.fullmatch(node.text) is not None


def _met(node: Node) -> str:
    if isinstance(node, Scalar):
        return quoted(node.text)
    return "a map" if isinstance(node, Mapping) else "a list"
