"""The decided steps to the access list: one row for each caller and role, with everything a reviewer asks about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from iam_atlas.exporters.remarks import every_remark, parties
from iam_atlas.exporters.showing import Showing
from iam_atlas.graph.access import Access, Means
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.wording.decision import verdict


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody and what they become, in one step.

    `through` are the groups whose policies carry a user's half; `members` those of a group that calls, as far as the
    file knows them: `open_membership` says that others decide who else is in it. `arn` is empty for a permission set,
    whose role AWS names. `answer` is the verdict in words, condition included, `remark` what keeps it from being
    misread. `seconds` is None where the session lasts as long as a service keeps it. `console` is None where AWS's
    pages disagree. `declared_at` are the grants, as `file:line:column`.
    """

    kind: str
    caller: str
    through: tuple[str, ...]
    members: tuple[str, ...]
    open_membership: bool
    target: str
    role: str
    account: str
    account_id: str
    arn: str
    level: str
    means: str
    verdict: str
    answer: str
    remark: str
    seconds: int | None
    console: bool | None
    declared_at: tuple[str, ...]


def access_list(showing: Showing, who: Ref | None) -> tuple[Row, ...]:
    """Every step that opens, that is not decided, or that is declared and stays closed; sorted by caller.

    With `who` those that concern it: as the caller, as a group that the caller is let in through, as the role that is
    reached, or as the account that it is in.
    """
    steps = (step for step in showing.atlas.graph.steps if showing.shows_step(step))
    return tuple(_row(showing, step) for step in steps if who is None or _concerns(step, who))


def _concerns(step: Access, who: Ref) -> bool:
    through = who.kind is RefKind.GROUP and who.name in step.through
    inside = who.kind is RefKind.ACCOUNT and who.name == step.role.account
    return through or inside or who in (step.caller, step.becomes)


def _row(showing: Showing, step: Access) -> Row:
    t, text = showing.t, showing.redaction.text
    decision = replace(step.decision, residue=showing.redaction.formula(step.decision.residue))
    group = showing.landscape.groups.get(step.caller.name) if step.caller.kind is RefKind.GROUP else None
    return Row(
        kind=step.caller.kind.value,
        caller=text(step.caller.name),
        through=step.through,
        members=tuple(_shown(showing, RefKind.USER, group.members)) if group else (),
        open_membership=group is not None and group.may_have_others,
        target="permission_set" if step.to_permission_set else "role",
        role=step.role.role,
        account=step.role.account,
        account_id=text(showing.landscape.accounts[step.role.account].id),
        arn="" if step.to_permission_set else text(showing.landscape.copy_of(step.role).arn),
        level=_level(showing, step),
        means=step.means.value,
        verdict=step.decision.verdict.value,
        answer=text(verdict(decision, parties(step), t)),
        remark=every_remark(step, showing.atlas, t, showing.hidden),
        seconds=None if step.means is Means.SERVICE else step.max_seconds,
        console=step.console,
        declared_at=tuple(str(grant.position) for grant in step.grants),
    )


def _level(showing: Showing, step: Access) -> str:
    if step.to_permission_set:
        return showing.atlas.set_permissions[step.role].level.value
    return showing.atlas.levels[step.role].value


def _shown(showing: Showing, kind: RefKind, names: tuple[str, ...]) -> Iterator[str]:
    return (name for name in names if showing.shows(Ref(kind, name)))
