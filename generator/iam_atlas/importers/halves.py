"""Both halves of every found access -> the grants on which they agree, and what is left of each half."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.importers.found import Doc, FoundAccount, FoundPrincipal
from iam_atlas.importers.requirements import Requirement, requirement
from iam_atlas.importers.sameness import listed_values, principals_of, statements_of
from iam_atlas.model.grants import RefKind
from iam_atlas.model.policies import Json

ASSUME_ROLE = "sts:assumerole"
_SWITCHING = frozenset({ASSUME_ROLE, "sts:tagsession", "sts:setsourceidentity"})


@dataclass(frozen=True, slots=True)
class FoundGrant:
    """One cell of the access matrix; both are ARNs. `require` is what the grantee's own policy asks for."""

    grantee: str
    role: str
    require: Requirement


@dataclass(frozen=True, slots=True)
class Doors:
    """Whom the trust policy of one role lets in by sts:AssumeRole.

    `people` has, by the id of the account that is trusted as a whole, the condition of the first such statement;
    `roles` the ARNs that are trusted without a condition.
    """

    people: Mapping[str, Json]
    roles: frozenset[str]


def doors_of(trust: Doc) -> Doors:
    """The doors of a trust policy, as far as a grant can be behind them."""
    people: dict[str, Json] = {}
    roles: set[str] = set()
    for statement in statements_of(trust):
        if not _allows_switching(statement):
            continue
        for kind, value in sorted(principals_of(statement)):
            if kind == "AWS" and value.isdigit():
                people.setdefault(value, statement.get("Condition"))
            elif kind == "AWS" and not statement.get("Condition"):
                roles.add(value)
    return Doors(people, frozenset(roles))


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity half of one principal: what became grants, and the inline policies without that."""

    grants: tuple[FoundGrant, ...]
    inline: Mapping[str, Doc]
    emptied: tuple[str, ...] = ()


def identity_of(one: FoundPrincipal, account: FoundAccount, doors: Mapping[str, Doors]) -> Identity:
    """`doors` are those of every found role, by ARN; a role that does not open to this principal is no grant."""
    grants: list[FoundGrant] = []
    inline: dict[str, Doc] = {}
    emptied: list[str] = []
    for name, document in one.inline.items():
        parted = [_parted(statement, one, account, doors) for statement in statements_of(document)]
        made = [grant for part in parted for grant in part.grants]
        left: list[Json] = [dict(part.rest) for part in parted if part.rest is not None]
        grants += made
        if not made:
            inline[name] = document
        elif left:
            inline[name] = {**document, "Statement": left}
        else:
            emptied.append(name)
    return Identity(tuple(grants), inline, tuple(emptied))


@dataclass(frozen=True, slots=True)
class _Parted:
    """A statement as the grants that it comes to, and what is left of it; None where that is nothing."""

    grants: tuple[FoundGrant, ...]
    rest: Mapping[str, Json] | None


def _parted(
    statement: Mapping[str, Json], one: FoundPrincipal, account: FoundAccount, doors: Mapping[str, Doors]
) -> _Parted:
    resources = listed_values(statement.get("Resource"))
    opening = [arn for arn in resources if isinstance(arn, str) and arn in doors and _opens(doors[arn], one, account)]
    if not opening or not _allows_switching(statement):
        return _Parted((), statement)
    require = requirement(statement.get("Condition"), account.id)
    rest = [arn for arn in resources if arn not in opening]
    grants = tuple(FoundGrant(one.arn, arn, require) for arn in opening)
    return _Parted(grants, {**statement, "Resource": rest} if rest else None)


def _opens(doors: Doors, one: FoundPrincipal, account: FoundAccount) -> bool:
    return one.arn in doors.roles if one.kind is RefKind.ROLE else account.id in doors.people


def _allows_switching(statement: Mapping[str, Json]) -> bool:
    """Whether the statement allows sts:AssumeRole, and what goes with it, and nothing else."""
    actions = {str(action).lower() for action in listed_values(statement.get("Action"))}
    return statement.get("Effect") == "Allow" and ASSUME_ROLE in actions and actions <= _SWITCHING
