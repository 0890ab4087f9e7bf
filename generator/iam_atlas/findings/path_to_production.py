"""Ways from an environment that is not production into one that is."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import Analysis, in_words, some, trusting, warning
from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

PRODUCTION = frozenset(("live", "prd", "prod", "production"))
"""What environments of production are called, in lower case; every other one is below it."""

_HARMLESS = (Level.READ, Level.NONE)


def path_to_production(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each caller and statement that lets it in: a role, or a whole account, of another environment.

    Accounts without an environment (tools, jump) are of none, and roles that only look are left out.
    """
    found: dict[tuple[Ref, Position], list[Access]] = {}
    for step in analysis.graph.steps:
        if _climbs(analysis, step):
            for position in sorted(trusting(step)):
                found.setdefault((step.caller, position), []).append(step)
    for (caller, position), steps in found.items():
        message = said(
            "{who} gets into {roles}, which is production, from an environment that is not: what goes wrong there, "
            "goes wrong here",
            who=in_words(caller),
            roles=some(step.role for step in steps),
        )
        yield warning(position, "path-to-production", message, steps)


def _climbs(analysis: Analysis, step: Access) -> bool:
    if step.to_permission_set or not step.decision.verdict.opens:
        return False
    here = _home_environment(analysis, step.caller)
    if not here or here in PRODUCTION or _environment(analysis, step.role.account) not in PRODUCTION:
        return False
    return analysis.permissions[step.role].level not in _HARMLESS


def _home_environment(analysis: Analysis, ref: Ref) -> str:
    """The environment of an account, or of a role by its account; empty for anybody else."""
    if ref.kind is RefKind.ROLE:
        return _environment(analysis, RoleKey.of(ref.name).account)
    return _environment(analysis, ref.name) if ref.kind is RefKind.ACCOUNT else ""


def _environment(analysis: Analysis, name: str) -> str:
    """The environment of the account of this name in lower case; empty where there is none."""
    account = analysis.landscape.accounts.get(name)
    return (account.environment or "").lower() if account else ""
