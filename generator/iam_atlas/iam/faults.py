"""A statement as JSON becomes the first thing in it that AWS would refuse, so that it is never evaluated silently."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.errors import Said, said
from iam_atlas.model.identity import Member
from iam_atlas.model.policies import Json

ACTION = re.compile(r"(?:\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]+)\Z")
"""An entry of Action or NotAction: a service prefix, a colon, a name; or `*` alone."""

STATEMENT_ELEMENTS = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
"""The elements of a statement; AWS refuses any other (IAM User Guide, "Grammar of the IAM JSON policy language")."""


class PolicyKind(Member):
    """What a policy is attached as; the same JSON means different things."""

    TRUST = "trust"
    RESOURCE = "resource"
    IDENTITY = "identity"
    BOUNDARY = "boundary"
    SCP = "scp"
    RCP = "rcp"
    SESSION = "session"


_WITHOUT_PRINCIPAL = (PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SCP, PolicyKind.SESSION)
_NEEDS_RESOURCE = (*_WITHOUT_PRINCIPAL, PolicyKind.RCP)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why AWS would refuse a statement: a rule's name, as IAM Access Analyzer's checks are named, and a sentence."""

    rule: str
    reason: Said


def fault_of(entry: Mapping[str, Json], kind: PolicyKind) -> Fault | None:
    """The first fault of a statement in a policy of this kind, None for a sound one.

    Source: IAM User Guide, "IAM JSON policy element reference"; "IAM policy validation check reference".
    """
    return next((fault for check in _CHECKS for fault in check(entry, kind)), None)


def _elements(entry: Mapping[str, Json], _: PolicyKind) -> Iterator[Fault]:
    for name in entry:
        if name not in STATEMENT_ELEMENTS:
            yield Fault("invalid-policy-element", said('"{element}" is no element of a statement', element=name))


def _sid(entry: Mapping[str, Json], _: PolicyKind) -> Iterator[Fault]:
    if not isinstance(entry.get("Sid", ""), str):
        yield Fault("data-type-mismatch", said("Sid must be a text"))


def _effect(entry: Mapping[str, Json], _: PolicyKind) -> Iterator[Fault]:
    if "Effect" not in entry:
        yield Fault("missing-effect", said("Effect is missing"))
    elif entry["Effect"] not in ("Allow", "Deny"):
        yield Fault(
            "invalid-effect", said('Effect must be "Allow" or "Deny", not {effect}', effect=repr(entry["Effect"]))
        )


def _action(entry: Mapping[str, Json], _: PolicyKind) -> Iterator[Fault]:
    there, inverted = "Action" in entry, "NotAction" in entry
    if there and inverted:
        yield Fault("unsupported-element-combination", said("Action and NotAction cannot stand together"))
    if not (there or inverted):
        yield Fault("missing-action", said("Action is missing"))
    for name in ("Action", "NotAction"):
        if name in entry and not _are_texts(entry[name]):
            yield Fault("data-type-mismatch", said("{element} must be a text or a list of texts", element=name))
        for written in _texts_of(entry.get(name)):
            if not ACTION.match(written):
                yield Fault(
                    "invalid-action", said('"{action}" is no action; it is written service:Action', action=written)
                )


def _principal(entry: Mapping[str, Json], kind: PolicyKind) -> Iterator[Fault]:
    there, inverted = "Principal" in entry, "NotPrincipal" in entry
    if there and inverted:
        yield Fault("unsupported-element-combination", said("Principal and NotPrincipal cannot stand together"))
    if inverted and kind is PolicyKind.TRUST:
        yield Fault(
            "role-trust-policy-syntax-error-notprincipal", said("NotPrincipal cannot be used in a role trust policy")
        )
    if inverted and kind is PolicyKind.RCP:
        yield Fault("rcp-syntax-error-principal", said("NotPrincipal cannot be used in an RCP"))
    if inverted and kind is PolicyKind.RESOURCE and entry.get("Effect") != "Deny":
        yield Fault("allow-with-notprincipal", said("NotPrincipal can stand only beside Effect Deny"))
    if kind in (PolicyKind.TRUST, PolicyKind.RESOURCE, PolicyKind.RCP) and not (there or inverted):
        yield Fault("missing-principal", said("Principal is missing"))
    if kind in _WITHOUT_PRINCIPAL and (there or inverted):
        rule = "scp-syntax-error-principal" if kind is PolicyKind.SCP else "unsupported-principal"
        yield Fault(rule, said("Principal can stand only in a resource-based policy"))
    for name in ("Principal", "NotPrincipal"):
        if name in entry and not _is_principal(entry[name]):
            yield Fault(
                "invalid-principal-format", said('{element} must be "*" or name principals by their kind', element=name)
            )


def _resource(entry: Mapping[str, Json], kind: PolicyKind) -> Iterator[Fault]:
    there, inverted = "Resource" in entry, "NotResource" in entry
    if there and inverted:
        yield Fault("unsupported-element-combination", said("Resource and NotResource cannot stand together"))
    if not (there or inverted) and kind in _NEEDS_RESOURCE:
        yield Fault("missing-resource", said("Resource is missing"))
    if (there or inverted) and kind is PolicyKind.TRUST:
        yield Fault("role-trust-policy-syntax-error-resource", said("Resource cannot be used in a role trust policy"))
    for name in ("Resource", "NotResource"):
        if name in entry and not _are_texts(entry[name]):
            yield Fault("data-type-mismatch", said("{element} must be a text or a list of texts", element=name))
        for written in _texts_of(entry.get(name)) if kind in _NEEDS_RESOURCE else ():
            if written != "*" and not written.startswith("arn:"):
                yield Fault(
                    "invalid-arn-prefix",
                    said('"{resource}" is no resource; it is an ARN, or "*" alone', resource=written),
                )


def _condition(entry: Mapping[str, Json], _: PolicyKind) -> Iterator[Fault]:
    if "Condition" in entry and not _is_condition(entry["Condition"]):
        yield Fault("data-type-mismatch", said("Condition must map operators to condition keys, and these to values"))


_CHECKS: tuple[Callable[[Mapping[str, Json], PolicyKind], Iterator[Fault]], ...] = (
    _elements,
    _sid,
    _effect,
    _action,
    _principal,
    _resource,
    _condition,
)


def _is_principal(value: Json) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(_are_texts(names) for names in value.values())
    return value == "*"


def _is_condition(value: Json) -> bool:
    if value is None:
        return True
    blocks = value.values() if isinstance(value, dict) else (None,)
    return all(isinstance(block, dict) and all(_are_values(wanted) for wanted in block.values()) for block in blocks)


def _are_values(value: Json) -> bool:
    """Whether these are values of a condition key: texts, Booleans or numbers, one or a list."""
    values = value if isinstance(value, list) else [value]
    return all(isinstance(one, str | bool | int | float) for one in values)


def _are_texts(value: Json) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and bool(value) and len(_texts_of(value)) == len(value))


def _texts_of(value: Json) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
