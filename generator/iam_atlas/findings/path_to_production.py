"""Ways from an environment that is not production into one that is."""

from collections.abc import Iterator

from iam_atlas.derive.principals import home_of
from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import (
    Analysis,
    in_words,
    said_once,
    some,
    trusting,
    warning,
    with_doubts_about_mfa,
)
from iam_atlas.graph.access import Access
from iam_atlas.iam.arn import account_of
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.production import is_production
from iam_atlas.model.roles import RoleKey

_HARMLESS = (Level.READ, Level.NONE)


def path_to_production(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each caller and statement that lets it in: somebody, or a whole account, of another environment.

    Accounts without an environment (tools) are of none, jump accounts never are. Roles that only look are left out,
    unless they lead on to one of production that does more.
    """
    strong = _strong(analysis)
    climbing = (s for s in analysis.graph.steps if s.role in strong and _climbs(analysis.landscape, s))
    found: dict[tuple[Ref, Position], list[Access]] = {}
    for step in said_once(analysis, climbing):
        for position in sorted(trusting(step)):
            found.setdefault((step.caller, position), []).append(step)
    for (caller, position), steps in found.items():
        message = said(
            "{who} gets into {roles}, which is production, from an environment that is not: what goes wrong there, "
            "goes wrong here",
            who=in_words(caller),
            roles=some(step.role for step in steps),
        )
        yield warning(position, "path-to-production", with_doubts_about_mfa(message, steps), steps)


def _strong(analysis: Analysis) -> set[RoleKey]:
    """The role copies in production that may change something, may do so for all that is known, or lead to one."""
    accounts = analysis.landscape.accounts
    within = {key for key in analysis.permissions if is_production(accounts[key.account].environment or "")}
    found = {key for key in within if analysis.permissions[key].level not in _HARMLESS}
    left = sorted(found)
    while left:
        into = analysis.graph.by_role.get(left.pop(), ())
        callers = {RoleKey.of(step.caller.name) for step in into if _is_of_a_role(step)}
        new = (callers & within) - found
        found |= new
        left.extend(new)
    return found


def _is_of_a_role(step: Access) -> bool:
    return step.caller.kind is RefKind.ROLE and step.decision.verdict.opens and not step.to_permission_set


def _climbs(landscape: Landscape, step: Access) -> bool:
    if step.to_permission_set or not step.decision.verdict.opens:
        return False
    home = _home(landscape, step.caller)
    if home is None or home.kind is AccountKind.JUMP or not home.environment:
        return False
    return not is_production(home.environment)


def _home(landscape: Landscape, ref: Ref) -> Account | None:
    """The account of the file that the caller is in; None for callers from elsewhere."""
    if ref.kind is RefKind.PRINCIPAL:
        return landscape.account_with(account_of(ref.name))
    if ref.kind is RefKind.PERMISSION_SET:
        return landscape.accounts[RoleKey.of(ref.name).account]
    name = ref.name if ref.kind is RefKind.ACCOUNT else home_of(landscape, ref)
    return landscape.accounts.get(name or "")
