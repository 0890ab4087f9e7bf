"""A residue to words: chips for a diagram, a line for a table, a sentence for a page, and IAM's own spelling."""

import json

from iam_atlas.iam.doubts import OPAQUE, tests_of
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or, Test
from iam_atlas.wording.amounts import all_hold, any_holds, opening
from iam_atlas.wording.chips import Chip, chip
from iam_atlas.wording.clauses import clause, is_mfa
from iam_atlas.wording.keys import CURRENT_TIME, MFA_AGE, MFA_PRESENT, Icon
from iam_atlas.wording.translate import C_, Translator

_LABEL_ROOM = 34


def pill(formula: Formula, t: Translator) -> tuple[Chip, ...]:
    """Chips that must all hold; empty for a formula that always holds.

    Alternatives and negations become one chip; where their label would be too long it says only how many there are.
    """
    if isinstance(formula, Always):
        return ()
    parts = _in_order(formula.parts) if isinstance(formula, And) else (formula,)
    return tuple(dict.fromkeys(_chip(part, t) for part in parts))


def short(formula: Formula, t: Translator) -> str:
    """One line without capital or full stop: `MFA is present and the sign-in with MFA is less than 1 hour old`."""
    if isinstance(formula, Always):
        return t("no condition")
    return t("never") if isinstance(formula, Never) else _said(formula, t)


def sentence(formula: Formula, t: Translator) -> str:
    """A whole sentence: `Only if MFA is present.`"""
    if isinstance(formula, Always):
        return t("No condition.")
    if isinstance(formula, Never):
        return t("Under no condition.")
    return opening(t("only if {condition}.", condition=_said(formula, t)), t)


def under_heading(formula: Formula, t: Translator) -> str:
    """`sentence` for a column that is headed "When": other languages need not say there that it is a condition."""
    if isinstance(formula, Always):
        return t(C_("When", "No condition."))
    if isinstance(formula, Never):
        return t(C_("When", "Under no condition."))
    return opening(t(C_("When", "only if {condition}."), condition=_said(formula, t)), t)


def as_iam(formula: Formula) -> str:
    """The tests as IAM writes them, joined by `and`, `or` and `not`: `Bool {"aws:MultiFactorAuthPresent": "true"}`."""
    match formula:
        case Always():
            return "always"
        case Never():
            return "never"
        case Test():
            values = formula.values[0] if len(formula.values) == 1 else list(formula.values)
            return f"{formula.operator} {json.dumps({formula.key: values}, ensure_ascii=False)}"
        case Not(part):
            return f"not ({as_iam(part)})"
        case And(parts):
            return " and ".join(_iam_part(part) for part in _in_order(parts))
        case Or(parts):
            return " or ".join(_iam_part(part) for part in parts)


def is_decided(formula: Formula) -> bool:
    """Whether the formula holds conditions only: no test in it stands for something that was not evaluated."""
    return all(test.operator != OPAQUE for test in tests_of(formula))


def _in_order(parts: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """MFA first, then how long ago it was, then who and where, then dates; otherwise as they come."""
    return tuple(sorted(parts, key=_rank))


def _rank(part: Formula) -> int:
    key = part.key.lower() if isinstance(part, Test) else ""
    if key in _FIRST:
        return _FIRST.index(key)
    return len(_FIRST) + (key in _LAST)


_FIRST = (MFA_PRESENT, MFA_AGE)
_LAST = (CURRENT_TIME, "aws:epochtime")


def _iam_part(part: Formula) -> str:
    return f"({as_iam(part)})" if isinstance(part, And | Or) else as_iam(part)


def _said(formula: Formula, t: Translator) -> str:
    match formula:
        case Test():
            return clause(formula, t)
        case Not(part):
            return _denied(part, t)
        case And(parts):
            return all_hold([_part(part, t) for part in _in_order(parts)], t)
        case Or(parts):
            return any_holds([_part(part, t) for part in parts], t)
        case Always():
            return t("nothing else is asked")
        case _:
            return t("something holds that never does")


def _denied(part: Formula, t: Translator) -> str:
    if isinstance(part, Test) and is_mfa(part):
        return t("MFA is not present")
    return t("this does not hold: ({condition})", condition=_said(part, t))


def _part(part: Formula, t: Translator) -> str:
    """A part among others; what holds an `and`, `or` or comma of its own goes into parentheses."""
    said = _said(part, t)
    return f"({said})" if isinstance(part, And | Or) or _has_joint(part, said) else said


def _has_joint(part: Formula, said: str) -> bool:
    return isinstance(part, Test) and ", " in said


def _chip(part: Formula, t: Translator) -> Chip:
    match part:
        case Test():
            return chip(part, t)
        case Not(inner):
            inside = _chip(inner, t)
            return Chip(inside.icon, _fitting(t("not ({label})", label=inside.label), t("not one condition")))
        case And(parts):
            instead = t("{count} conditions", count=len(parts))
            return _joined(_in_order(parts), " + ", instead, t)
        case Or(parts):
            instead = t("one of {count} conditions", count=len(parts))
            return _joined(parts, t(" or "), instead, t)
        case Always():
            return Chip(Icon.OTHER, t("always"))
        case Never():
            return Chip(Icon.OTHER, t("never"))


def _joined(parts: tuple[Formula, ...], joint: str, instead: str, t: Translator) -> Chip:
    chips = [_chip(part, t) for part in parts]
    icon = chips[0].icon if len({one.icon for one in chips}) == 1 else Icon.OTHER
    labels = [
        f"({one.label})" if isinstance(part, And | Or) else one.label for part, one in zip(parts, chips, strict=True)
    ]
    return Chip(icon, _fitting(joint.join(labels), instead))


def _fitting(label: str, instead: str) -> str:
    return label if len(label) <= _LABEL_ROOM else instead
