"""A NotPrincipal element meets a caller: when does the Deny that carries it reach the caller?"""

from iam_atlas.iam.doubts import Doubts
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula
from iam_atlas.iam.policy import Statement
from iam_atlas.iam.principals import Manner, named
from iam_atlas.iam.question import Caller, CallerKind

_PAGE = (
    'IAM User Guide, "AWS JSON policy elements: NotPrincipal": the account of the excepted user or role must be named '
    "beside it, else the Deny may reach the whole account",
)
_WITH_ACCOUNT = (CallerKind.USER, CallerKind.SESSION, CallerKind.ACCOUNT)


def reached(statement: Statement, caller: Caller, bounded: bool, doubts: Doubts) -> Formula:
    """When a Deny with NotPrincipal reaches `caller`; `bounded` says whether a permissions boundary is attached to it.

    It reaches everybody whom the element does not name, and everybody with a boundary whatever it names. A user, or a
    session by its role, is excepted for certain when the element names it and its account; named in part, AWS says only
    that it may be reached: a doubt.
    Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
    """
    if bounded:
        return ALWAYS
    names = [found for one in statement.not_principals or () if (found := named(one, caller)) is not None]
    if not names:
        return ALWAYS
    if _is_excepted(names, statement, caller):
        return NEVER
    what = f'NotPrincipal of statement "{statement.name}", which names the caller in part'
    return doubts.about(what, statement.position, _PAGE, of=repr(statement.not_principals))


def _is_excepted(names: list[tuple[Manner, Formula]], statement: Statement, caller: Caller) -> bool:
    if caller.kind not in _WITH_ACCOUNT or any(one.value == "*" for one in statement.not_principals or ()):
        return True
    own = Manner.ROLE if caller.kind is CallerKind.SESSION else Manner.USER
    itself = any(manner is own and when == ALWAYS for manner, when in names)
    return itself and any(manner is Manner.ACCOUNT for manner, _ in names)
