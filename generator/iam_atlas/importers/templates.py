"""Copies of a role in several accounts -> one template with a variant for each account where it differs."""

import json
from collections import Counter
from collections.abc import Mapping

from iam_atlas.importers.yaml_text import Plain

Body = dict[str, Plain]

_FEW = 2
"""Up to so many accounts are named one by one."""

_NOTHING: Mapping[str, Plain] = {
    "policies": [],
    "trust": [],
    "inline": {},
    "require": {},
    "path": "/",
    "max_session": "1h",
}
"""What a variant says to have nothing under a key of the template."""


def template_of(copies: Mapping[str, Body]) -> Body:
    """The role whose copies are these, by account: what most of them share, and `variants` for the others.

    A key whose absence cannot be written stays out of the template when some copy lacks it.
    """
    keys = list(dict.fromkeys(key for body in copies.values() for key in body))
    most = json.loads(Counter(json.dumps(body) for body in copies.values()).most_common(1)[0][0])
    base: Body = {
        key: most[key] if key in most else _most_common(key, copies)
        for key in keys
        if all(key in body for body in copies.values()) or (key in most and key in _NOTHING)
    }
    variants = {account: _variant(base, body) for account, body in copies.items() if body != base}
    return {**base, **({"variants": _by_selector(variants, frozenset(copies))} if variants else {})}


def _by_selector(variants: Mapping[str, Body], every: frozenset[str]) -> dict[str, Plain]:
    """Variants under the name of their account, or one under a pattern that means exactly the accounts it is for."""
    alike: dict[str, list[str]] = {}
    for account, body in variants.items():
        alike.setdefault(json.dumps(body), []).append(account)
    found: dict[str, Plain] = {}
    for accounts in alike.values():
        pattern = _pattern(accounts, every) if len(accounts) > _FEW else None
        found.update({selector: dict(variants[accounts[0]]) for selector in ([pattern] if pattern else accounts)})
    return dict(sorted(found.items()))


def _pattern(accounts: list[str], every: frozenset[str]) -> str | None:
    """`*-prod` or `payments-*`, if all of these and no other of `every` are called so."""
    ending = "-" + accounts[0].rpartition("-")[2]
    beginning = accounts[0].partition("-")[0] + "-"
    if frozenset(name for name in every if name.endswith(ending)) == frozenset(accounts):
        return f"*{ending}"
    if frozenset(name for name in every if name.startswith(beginning)) == frozenset(accounts):
        return f"{beginning}*"
    return None


def _most_common(key: str, copies: Mapping[str, Body]) -> Plain:
    values = Counter(json.dumps(body[key]) for body in copies.values())
    found: Plain = json.loads(values.most_common(1)[0][0])
    return found


def _variant(base: Body, body: Body) -> Body:
    own = {key: value for key, value in body.items() if base.get(key) != value}
    return own | {key: _NOTHING[key] for key in base if key not in body}
