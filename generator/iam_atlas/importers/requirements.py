"""A Condition block -> what `require` says in its place; whatever `require` has no word for stays as a condition."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from iam_atlas.iam.arn import is_account_id
from iam_atlas.iam.conditions.addresses import parse_network
from iam_atlas.importers.sameness import as_text, listed_values
from iam_atlas.importers.yaml_text import Plain
from iam_atlas.model.policies import Json

Requirement: TypeAlias = dict[str, Plain]
_Value: TypeAlias = Callable[[list[str]], Plain]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
_OPEN = ("*", "?", "${")


def requirement(block: Json, account_id: str) -> Requirement:
    """The `require` for `block` in a policy of the account; empty where nothing is asked.

    It is a proposal: the importer holds what becomes of it against the block that it comes from.
    """
    found: Requirement = {}
    rest: dict[str, dict[str, Plain]] = {}
    for operator, keys in block.items() if isinstance(block, dict) else ():
        for key, written in keys.items() if isinstance(keys, dict) else ():
            values = [as_text(value) for value in listed_values(written)]
            name, value = _said(operator, key, values, account_id)
            if name is None or name in found:
                rest.setdefault(operator, {})[key] = values[0] if len(values) == 1 else list[Plain](values)
            else:
                found[name] = value
    if "mfa_max_age" in found:
        # An age asks for MFA by itself, too: where it is not asked for, the pair would say more than was found.
        if "mfa" not in found:
            found["mfa"] = False
        else:
            del found["mfa"]
    if rest:
        found["conditions"] = dict[str, Plain]({operator: dict[str, Plain](keys) for operator, keys in rest.items()})
    return found


def duration(seconds: int) -> str:
    """Seconds as people write them: `1h`, `90m`, `45s`."""
    for unit, size in (("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _said(operator: str, key: str, values: list[str], account_id: str) -> tuple[str | None, Plain]:
    rule = _RULES.get((operator.lower(), key.lower()))
    if rule is None:
        return None, None
    name, value_of = rule
    if name == "source_account" and values == [account_id]:
        return name, "self"
    value = value_of(values)
    return (None, None) if value is None else (name, value)


def _single(values: list[str]) -> Plain:
    return values[0] if len(values) == 1 and not any(sign in values[0] for sign in _OPEN) else None


def _true(values: list[str]) -> Plain:
    return True if values == ["true"] else None


def _age(values: list[str]) -> Plain:
    return duration(int(values[0])) if len(values) == 1 and re.fullmatch(r"[1-9][0-9]{0,8}", values[0]) else None


def _networks(values: list[str]) -> Plain:
    return list[Plain](values) if all(parse_network(value) for value in values) else None


def _moment(values: list[str], of_day: str) -> Plain:
    """A moment; a bare date where it is the one that a bare date means."""
    if len(values) != 1 or not _MOMENT.match(values[0]):
        return None
    return values[0].removesuffix(of_day)


def _until(values: list[str]) -> Plain:
    return _moment(values, "T23:59:59Z")


def _from(values: list[str]) -> Plain:
    return _moment(values, "T00:00:00Z")


def _id(values: list[str]) -> Plain:
    return values[0] if len(values) == 1 and is_account_id(values[0]) else None


def _own_name(values: list[str]) -> Plain:
    return "username" if values == ["${aws:username}"] else None


def _own_identity(values: list[str]) -> Plain:
    return True if values == ["${aws:username}"] else _single(values)


def _several(values: list[str]) -> Plain:
    return list[Plain](values) if values else None


def _exact(values: list[str]) -> Plain:
    return None if any(sign in value for value in values for sign in _OPEN) else _several(values)


_RULES: Mapping[tuple[str, str], tuple[str, _Value]] = {
    ("bool", "aws:multifactorauthpresent"): ("mfa", _true),
    ("numericlessthan", "aws:multifactorauthage"): ("mfa_max_age", _age),
    ("stringequals", "sts:externalid"): ("external_id", _single),
    ("stringequals", "aws:principalorgid"): ("org", _single),
    ("ipaddress", "aws:sourceip"): ("source_ip", _networks),
    ("stringequals", "aws:sourcevpc"): ("source_vpc", _exact),
    ("stringequals", "aws:sourcevpce"): ("source_vpce", _exact),
    ("datelessthan", "aws:currenttime"): ("until", _until),
    ("dategreaterthanequals", "aws:currenttime"): ("from", _from),
    ("stringequals", "sts:rolesessionname"): ("session_name", _own_name),
    ("stringequals", "sts:sourceidentity"): ("source_identity", _own_identity),
    ("stringequals", "aws:sourceaccount"): ("source_account", _id),
    ("arnlike", "aws:sourcearn"): ("source_arn", _several),
}
