"""Nodes of the file as plain values: texts, lists, switches, durations and dates, read under a key."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time

from iam_atlas.errors import said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.words import quoted
from iam_atlas.model.annotations import Moment
from iam_atlas.model.text import Text

START_OF_DAY = time(0, 0, 0)
END_OF_DAY = time(23, 59, 59)

_NULLS = {"", "~", "null", "Null", "NULL"}
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORT_DURATION = re.compile(r"(\d+)([smhd]?)\Z")
_ISO_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")


def is_nothing(node: Node | None) -> bool:
    """Whether the value is absent, or written as a YAML null."""
    return node is None or (isinstance(node, Scalar) and node.plain and node.text in _NULLS)


def scalar(parent: Mapping, key: str) -> Scalar | None:
    """The scalar under `key`; None when absent, null, or not a scalar (the shape check reported that)."""
    node = parent.get(key)
    return node if isinstance(node, Scalar) and not is_nothing(node) else None


def text(parent: Mapping, key: str) -> str | None:
    """The text under `key` exactly as written, None when absent or null."""
    found = scalar(parent, key)
    return found.text if found else None


def scalars(node: Node | None) -> tuple[Scalar, ...]:
    """The scalars of a list, or the single one where a list may be left out; empty when absent."""
    items = node.items if isinstance(node, Sequence) else (node,) if node else ()
    return tuple(item for item in items if isinstance(item, Scalar) and not is_nothing(item))


def texts(parent: Mapping, key: str) -> tuple[str, ...]:
    """The texts of the list (or single text) under `key`, in the order of the file."""
    return tuple(item.text for item in scalars(parent.get(key)))


def flag(parent: Mapping, key: str) -> bool | None:
    """A plain `true` or `false` under `key`, None when absent or anything else."""
    found = parent.get(key)
    if isinstance(found, Scalar) and found.plain:
        return {"true": True, "false": False}.get(found.text.lower())
    return None


def child(parent: Mapping, key: str) -> Mapping | None:
    """The map under `key`, None when absent or not a map."""
    found = parent.get(key)
    return found if isinstance(found, Mapping) else None


def named_in(node: Node | None) -> Iterator[tuple[str, Scalar, Node]]:
    """The entries of a map, each with its key as text, without the `x-` keys; none of anything else."""
    return node.named() if isinstance(node, Mapping) else iter(())


def children(parent: Mapping, key: str) -> tuple[Mapping, ...]:
    """The maps in the list under `key`."""
    found = parent.get(key)
    return tuple(item for item in found.items if isinstance(item, Mapping)) if isinstance(found, Sequence) else ()


def pairs(parent: Mapping, key: str) -> dict[str, str]:
    """The map under `key` as texts; a null value is the empty text (a tag without a value)."""
    found = child(parent, key)
    entries = found.named() if found else ()
    return {name: "" if is_nothing(node) else node.text for name, _, node in entries if isinstance(node, Scalar)}


def lists(parent: Mapping, key: str) -> dict[str, tuple[str, ...]]:
    """The map under `key` whose values are each one text or a list of texts."""
    found = child(parent, key)
    return {name: tuple(item.text for item in scalars(node)) for name, _, node in found.named()} if found else {}


def prose(parent: Mapping, key: str) -> Text | None:
    """A text, or a text a language, under `key`."""
    return prose_of(parent.get(key))


def prose_of(node: Node | None) -> Text | None:
    """A text, or a text a language; None when absent or null."""
    if isinstance(node, Mapping):
        return Text({name: value.text for name, _, value in node.named() if isinstance(value, Scalar)})
    return Text({"": node.text}) if isinstance(node, Scalar) and not is_nothing(node) else None


def duration(parent: Mapping, key: str, findings: Findings) -> int | None:
    """Seconds of `1h`, `90m`, `90d`, `3600` or `PT1H` under `key`; anything else is reported and None."""
    found = scalar(parent, key)
    if found is None:
        return None
    seconds = _seconds(found.text)
    if seconds is None:
        message = said(
            "{key} {text} is not a duration; accepted are 1h, 90m, 90d, 3600 (seconds) and PT1H",
            key=key,
            text=quoted(found.text),
        )
        findings.error(found, "invalid-duration", message)
    return seconds


def moment(parent: Mapping, key: str, findings: Findings, bare: time = END_OF_DAY) -> Moment | None:
    """The date or time under `key` in UTC; a bare date means `bare` on that day, a bad one is reported."""
    found = scalar(parent, key)
    if found is None:
        return None
    at = _instant(found.text, bare)
    if at is None:
        part = said("the end of that day, UTC") if bare == END_OF_DAY else said("the start of that day, UTC")
        message = said(
            "{key} {text} is not a date; accepted are 2027-03-31 ({part}) and 2027-03-31T18:00:00+09:00",
            key=key,
            text=quoted(found.text),
            part=part,
        )
        findings.error(found, "invalid-date", message)
        return None
    return Moment(found.text, at)


def _seconds(written: str) -> int | None:
    if match := _SHORT_DURATION.match(written):
        return int(match[1]) * _UNITS[match[2] or "s"]
    match = _ISO_DURATION.match(written)
    if not match or not any(match.groups()):
        return None
    amounts = (int(part or 0) for part in match.groups())
    return sum(amount * unit for amount, unit in zip(amounts, (86400, 3600, 60, 1), strict=True))


def _instant(written: str, bare: time) -> datetime | None:
    try:
        if len(written) == 10:
            day = datetime.strptime(written, "%Y-%m-%d").date()
            return datetime.combine(day, bare, UTC)
        parsed = datetime.fromisoformat(written)
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None
