"""Date operators, and how a date is written: ISO 8601 or seconds since 1970."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt

from iam_atlas.iam.conditions.numbers import by_order, parse_number
from iam_atlas.iam.conditions.operator import Family, Operator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?)?)?\Z"
)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Decimal | None:
    """Seconds since 1970 of an ISO 8601 date (UTC when it names no zone) or of epoch seconds; None for anything else.

    Four digits alone are a year, as in the W3C profile of ISO 8601 that AWS names.
    """
    found = _ISO.match(text)
    if found is None:
        return parse_number(text)
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        moment = datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            0,
            _zone(zone),
        )
    except ValueError:
        return None
    return _seconds(moment) + Decimal(f"0.{fraction or 0}")


def seconds_of(moment: datetime) -> Decimal:
    """Seconds since 1970 of a moment with a time zone."""
    return _seconds(moment) + Decimal(moment.microsecond).scaleb(-6)


def _seconds(moment: datetime) -> Decimal:
    since = moment - _EPOCH
    return Decimal(since.days * 86400 + since.seconds)


def _zone(text: str | None) -> timezone:
    if text is None or text in ("Z", "z"):
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


DATE_EQUALS = Operator("DateEquals", Family.DATE, by_order(parse_date, eq), opposite="DateNotEquals")
DATE_NOT_EQUALS = Operator("DateNotEquals", Family.DATE, by_order(parse_date, eq), negated=True, opposite="DateEquals")
DATE_LESS_THAN = Operator("DateLessThan", Family.DATE, by_order(parse_date, lt))
DATE_LESS_THAN_EQUALS = Operator("DateLessThanEquals", Family.DATE, by_order(parse_date, le))
DATE_GREATER_THAN = Operator("DateGreaterThan", Family.DATE, by_order(parse_date, gt))
DATE_GREATER_THAN_EQUALS = Operator("DateGreaterThanEquals", Family.DATE, by_order(parse_date, ge))
