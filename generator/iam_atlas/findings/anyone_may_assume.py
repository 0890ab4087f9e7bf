"""Trust entries that let in everybody, whatever account they are in."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import Analysis, some, trust_statements, warning
from iam_atlas.findings.sealed import sealed_accounts
from iam_atlas.iam.lint_everyone import lets_strangers_in, names_everyone
from iam_atlas.iam.policy import Statement
from iam_atlas.model.grants import Effect
from iam_atlas.model.roles import RoleKey


def anyone_may_assume(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each entry. Documents that were written by hand are looked at by `raw_document_lints`.

    Where an RCP keeps strangers out of the account nothing is said.
    """
    sealed = sealed_accounts(analysis.landscape, "sts:AssumeRole")
    found: dict[Position, list[RoleKey]] = {}
    for key, statement in trust_statements(analysis):
        derived = key not in analysis.halves.trust_is_raw and key.account not in sealed
        if derived and _trusts_everyone(statement):
            found.setdefault(statement.position, []).append(key)
    for position, keys in found.items():
        message = said(
            "everyone, of any account, may assume {roles}: no condition keeps strangers out", roles=some(keys)
        )
        yield warning(position, "anyone-may-assume", message)


def _trusts_everyone(statement: Statement) -> bool:
    everyone = statement.effect is Effect.ALLOW and names_everyone(statement)
    return everyone and lets_strangers_in(statement.tests)
