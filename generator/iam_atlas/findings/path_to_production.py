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
    here, there = _environment(analysis, step.caller), _environment(analysis, Ref(RefKind.ROLE, str(step.role)))
    weak = analysis.permissions[step.role].level in _HARMLESS
    return bool(here) and here not in PRODUCTION and there in PRODUCTION and not weak


def _environment(analysis: Analysis, ref: Ref) -> str:
    """The environment of an account, or of a role by its account; empty where there is none."""
    if ref.kind not in (RefKind.ACCOUNT, RefKind.ROLE):
        return ""
    name = ref.name if ref.kind is RefKind.ACCOUNT else RoleKey.of(ref.name).account
    account = analysis.landscape.accounts.get(name)
    return (account.environment or "").lower() if account else ""
