"""Steps to what they wait for: accounts and roles that the file calls planned are not there to be used.

One rule for everything that is told. Sentences and numbers about who can go where speak of today: they leave out what
waits for something planned, and the sentence beside them names what is still to be made. Lists and drawings keep it and
mark it. The decisions themselves, and the values that programs read, do not change: they say what will hold.
"""

from collections.abc import Iterable

from iam_atlas.derive.principals import home_of
from iam_atlas.graph.access import Access
from iam_atlas.model.annotations import Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy, RoleKey
from iam_atlas.wording.translate import N_, Translator

IN_WORDS = {
    RefKind.ACCOUNT: N_("Account {name} is planned and not there yet."),
    RefKind.ROLE: N_("Role {name} is planned and not there yet."),
    RefKind.PERMISSION_SET: N_("Permission set {name} is planned and not there yet."),
}
_IN_AN_ACCOUNT = (RefKind.ROLE, RefKind.PERMISSION_SET)


def not_there_yet(landscape: Landscape, copy: RoleCopy, steps: Iterable[Access], t: Translator) -> str:
    """What is still to be made before anybody can make one of the steps, in a sentence; empty where nothing is."""
    if not is_anything_planned(landscape):
        return ""
    callers = [waits_of(landscape, step.caller) for step in steps]
    waits = copy_waits_for(landscape, copy.key) or (callers[0] if callers and all(callers) else ())
    return said_planned(waits[0], t) if waits else ""


def said_planned(ref: Ref, t: Translator) -> str:
    """That an account, a role or a permission set is still to be made."""
    return t(IN_WORDS[ref.kind], name=ref.name)


def waits_for(landscape: Landscape, step: Access) -> tuple[Ref, ...]:
    """The planned things that the step needs: where it leads to first, then who makes it; each once."""
    if not is_anything_planned(landscape):
        return ()
    target = copy_waits_for(landscape, step.role, is_set=step.to_permission_set)
    return tuple(dict.fromkeys((*target, *waits_of(landscape, step.caller))))


def waits_of(landscape: Landscape, caller: Ref) -> tuple[Ref, ...]:
    """The planned things without which the caller is not there: itself, where it is a role, and the account it is in.

    A user or a group is taken to be there wherever its account is.
    """
    if not is_anything_planned(landscape):
        return ()
    if caller.kind in _IN_AN_ACCOUNT:
        is_set = caller.kind is RefKind.PERMISSION_SET
        return copy_waits_for(landscape, RoleKey.of(caller.name), is_set=is_set)
    home = caller.name if caller.kind is RefKind.ACCOUNT else home_of(landscape, caller)
    return tuple(_planned(landscape) & {Ref(RefKind.ACCOUNT, home or "")})


def copy_waits_for(landscape: Landscape, key: RoleKey, *, is_set: bool = False) -> tuple[Ref, ...]:
    """The planned things without which the role copy is not there: the role, and its account."""
    if not is_anything_planned(landscape):
        return ()
    role = Ref(RefKind.PERMISSION_SET if is_set else RefKind.ROLE, key.role)
    return tuple(ref for ref in (role, Ref(RefKind.ACCOUNT, key.account)) if ref in _planned(landscape))


def is_anything_planned(landscape: Landscape) -> bool:
    """Whether the file calls any account, role or permission set planned; most files do not."""
    return bool(_planned(landscape))


def is_there(landscape: Landscape, step: Access) -> bool:
    """Whether the file calls nothing planned that the step needs."""
    return not waits_for(landscape, step)


def is_planned_account(landscape: Landscape, name: str) -> bool:
    """Whether the account is still to be made."""
    return Ref(RefKind.ACCOUNT, name) in _planned(landscape)


@ByIdentity
def _planned(landscape: Landscape) -> frozenset[Ref]:
    """All that is planned; a role stands by its name alone."""
    sections = {kind: landscape.declared[kind] for kind in IN_WORDS}
    return frozenset(
        Ref(kind, name)
        for kind, things in sections.items()
        for name, thing in things.items()
        if thing.about.status is Status.PLANNED
    )
