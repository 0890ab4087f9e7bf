"""`roles:` as plans: where each role may exist and what its variants replace, before grants say where it does."""

from dataclasses import dataclass

from iam_atlas.errors import Position, said
from iam_atlas.load.iam_names import check_iam_name
from iam_atlas.load.node import Findings, Mapping, Scalar
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Entry
from iam_atlas.load.values import child, text
from iam_atlas.load.words import quoted
from iam_atlas.model.roles import RoleKind


@dataclass(frozen=True, slots=True)
class Variant:
    """One entry of `variants:`: its selector, the accounts that means, and the long form it makes of the role."""

    selector: Scalar
    accounts: frozenset[str]
    node: Mapping


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role as written. `declared_in` is None when it exists wherever it is granted."""

    entry: Entry
    kind: RoleKind
    declared_in: tuple[str, ...] | None
    variants: tuple[Variant, ...]

    def variant_in(self, account: str) -> str | None:
        """The selector of the variant that applies in an account, None where the template itself does."""
        return next((variant.selector.text for variant in self.variants if account in variant.accounts), None)

    def parts(self, places: frozenset[str]) -> dict[Position, frozenset[str]]:
        """Where each key and each variant begins, to the accounts among `places` whose copies have it so.

        A variant for no copy is about the whole role.
        """
        found = {key.position: places - self._replacing(key) for key, _ in self.entry.node.entries}
        return found | {one.selector.position: (one.accounts & places) or places for one in self.variants}

    def _replacing(self, key: Scalar) -> frozenset[str]:
        """The accounts whose variant has a value of its own for the key of the template."""
        return frozenset().union(*(one.accounts for one in self.variants if one.node.key(key.text) != key))


def load_role_plans(scope: Scope) -> dict[str, RolePlan]:
    """The roles by name."""
    return {entry.name: _plan(entry, scope) for entry in scope.sections.entries("roles")}


def check_variants(plan: RolePlan, places: set[str], findings: Findings) -> None:
    """Report two variants for one copy (which one would hold is anybody's guess), and a variant for no copy."""
    seen: dict[str, Variant] = {}
    for variant in plan.variants:
        for account in sorted(variant.accounts & places):
            first = seen.setdefault(account, variant)
            if first is not variant:
                message = said(
                    "role {name}: variants {first} and {second} both apply in account {account}; add a not: to one "
                    "of them",
                    name=quoted(plan.entry.name),
                    first=quoted(first.selector.text),
                    second=quoted(variant.selector.text),
                    account=quoted(account),
                )
                findings.error(variant.selector, "overlapping-variants", message)
                break
        if places and variant.accounts and not variant.accounts & places:
            message = said(
                "role {name}: variant {variant} applies nowhere, since the role exists in none of these accounts",
                name=quoted(plan.entry.name),
                variant=quoted(variant.selector.text),
            )
            findings.warning(variant.selector, "unused-variant", message)


def _plan(entry: Entry, scope: Scope) -> RolePlan:
    check_iam_name(entry.key, entry.name, "role", scope.findings)
    written = text(entry.node, "kind")
    kind = next((known for known in RoleKind if known.value == written), RoleKind.NORMAL)
    accounts = entry.node.get("accounts")
    declared_in = scope.select(accounts) if accounts is not None else None
    variants = child(entry.node, "variants")
    plans = tuple(
        Variant(key, frozenset(scope.select(key)), _replaced(entry.node, node))
        for _, key, node in (variants.named() if variants else ())
        if isinstance(node, Mapping)
    )
    return RolePlan(entry, kind, declared_in, plans)


def _replaced(template: Mapping, variant: Mapping) -> Mapping:
    """The template with every key that the variant has replaced whole."""
    own = {key.text for key, _ in variant.entries}
    kept = tuple(item for item in template.entries if item[0].text not in own)
    return Mapping(kept + variant.entries, template.position, template.length)
