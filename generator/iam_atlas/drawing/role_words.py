"""Role copies that one card stands for to the words on it, and to the sentence that a screen reader speaks."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from iam_atlas.drawing.role_view import RoleView
from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.words import caller_name
from iam_atlas.model.grants import Ref
from iam_atlas.wording.amounts import few_of
from iam_atlas.wording.levels import LEVEL_WORDS
from iam_atlas.wording.translate import Translator

_PLACES_NAMED = 3
_CALLERS_NAMED = 3
_ROLES_NAMED = 3
_Value = TypeVar("_Value")


def label_of(alike: Sequence[Target], view: RoleView, t: Translator) -> str:
    """What it is and where, who gets in, how much is found about it, and of whom that is not known."""
    label = _with_findings(_reached(alike, view, t), view.flagged.get(alike[0], ()), t)
    return _with_doubts(label, alike, view, t)


def is_one_role(alike: Sequence[Target]) -> bool:
    """Whether they are copies of one role, or of one permission set."""
    return len({target.role for target in alike}) == 1


def title_of(alike: Sequence[Target], is_collapsed: bool, t: Translator) -> str:
    """`Admin`; among collapsed ones `Admin ×83`, `Admin · prod-017` for one like no other, `12 roles` for several."""
    if not is_one_role(alike):
        count = len({target.role for target in alike})
        if alike[0].is_set:
            return t.count("{count} permission set", "{count} permission sets", count)
        return t.count("{count} role", "{count} roles", count)
    if len(alike) > 1:
        return f"{alike[0].role} ×{len(alike)}"
    return f"{alike[0].role} · {alike[0].account}" if is_collapsed else alike[0].role


def _reached(alike: Sequence[Target], view: RoleView, t: Translator) -> str:
    callers = _names(view.callers, alike, t)
    words = {
        "what": _what(alike, t),
        "where": few_of(sorted({target.account for target in alike}), _PLACES_NAMED, t),
        "level": t(LEVEL_WORDS[view.level_of(alike[0])]),
    }
    if not callers:
        return t("{what} in {where}, {level}", **words)
    if not _is_the_same(view.callers, alike):
        return t(
            "{what} in {where}, {level}, reached by {callers}, but not each by all of them", callers=callers, **words
        )
    if len(alike) > 1 and not _is_the_same(view.conditions, alike):  # of one copy there is nothing to compare
        return t(
            "{what} in {where}, {level}, reached by {callers}, on conditions that differ from copy to copy",
            callers=callers,
            **words,
        )
    return t("{what} in {where}, {level}, reached by {callers}", callers=callers, **words)


def _with_doubts(label: str, alike: Sequence[Target], view: RoleView, t: Translator) -> str:
    doubtful = _names(view.doubtful, alike, t) if view.doubtful else ""
    return t("{label}; not decided: {callers}", label=label, callers=doubtful) if doubtful else label


def _names(found: Mapping[Target, set[Ref]], alike: Sequence[Target], t: Translator) -> str:
    everybody = set[Ref]().union(*(found.get(target, ()) for target in alike))
    return few_of(sorted({caller_name(ref, t) for ref in everybody}), _CALLERS_NAMED, t)


def _is_the_same(found: Mapping[Target, set[_Value]], alike: Sequence[Target]) -> bool:
    return all(found.get(target) == found.get(alike[0]) for target in alike)


def _what(alike: Sequence[Target], t: Translator) -> str:
    names = few_of(sorted({target.role for target in alike}), _ROLES_NAMED, t)
    if alike[0].is_set:
        return (
            t("permission set {name}", name=names) if is_one_role(alike) else t("permission sets {names}", names=names)
        )
    return t("role {name}", name=names) if is_one_role(alike) else t("roles {names}", names=names)


def _with_findings(label: str, rules: Sequence[str], t: Translator) -> str:
    return t.count("{label}, {count} finding", "{label}, {count} findings", len(rules), label=label) if rules else label
