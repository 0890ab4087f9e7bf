"""Trust policies that name a session beside its role, which stands for every session of it anyway."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, trust_statements, warning
from iam_atlas.iam.arn import account_of, parse_arn, role_name, session_parts
from iam_atlas.iam.policy import Statement
from iam_atlas.model.grants import Effect
from iam_atlas.model.roles import RoleKey


def redundant_session_principal(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and session; a statement that several copies of a role share is said once.

    A role of the same account with a permissions boundary is left out: its boundary limits what the role is trusted
    with, but not what a session of it is trusted with by name.
    Source: IAM User Guide, "IAM policy validation check reference", redundant principal in role trust policy; "Policy
    evaluation logic", principals of the same account.
    """
    seen = set()
    for key, statement in trust_statements(analysis):
        for session, role in _both(statement) if statement.effect is Effect.ALLOW else ():
            place = (statement.position, session)
            if place not in seen and not _has_boundary(analysis, key, role):
                seen.add(place)
                message = said(
                    "{role} trusts {session} beside its role, which stands for every session of it",
                    role=quoted(key),
                    session=quoted(session),
                )
                yield warning(statement.position, "redundant-principal-in-role-trust-policy", message)


def _both(statement: Statement) -> Iterator[tuple[str, str]]:
    """The sessions that the statement names together with the ARN of their role."""
    named = [principal.value for principal in statement.principals or () if principal.type == "AWS"]
    roles = {_place(arn, name): arn for arn in named if (name := role_name(arn))}
    for value in named:
        parts = session_parts(value)
        if parts is not None and _place(value, parts[0]) in roles:
            yield value, roles[_place(value, parts[0])]


def _place(arn: str, name: str) -> tuple[str, str | None, str]:
    parsed = parse_arn(arn)
    return parsed.partition if parsed else "", account_of(arn), name


def _has_boundary(analysis: Analysis, target: RoleKey, role: str) -> bool:
    copies = (copy for copy in analysis.landscape.role_copies() if copy.arn == role)
    return any(copy.permissions.boundary is not None and copy.key.account == target.account for copy in copies)
