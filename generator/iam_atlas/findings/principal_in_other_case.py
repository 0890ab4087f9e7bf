"""Users and roles that a trust policy names in another case than the file, so that nobody is meant."""

from collections.abc import Iterator, Mapping

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.errors import Problem, Said, said
from iam_atlas.findings.analysis import Analysis, quoted, trust_statements, warning
from iam_atlas.iam.arn import role_name, session_parts
from iam_atlas.model.grants import Effect


def principal_in_other_case(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and principal; a statement that several copies of a role share is said once.

    Source: IAM User Guide, "AWS JSON policy elements: Principal": names of users and roles are compared with case.
    """
    landscape = analysis.landscape
    users = (user_arn_of(landscape, name) for name in landscape.users)
    roles = [copy.arn for copy in landscape.role_copies()]
    known = {arn.casefold(): arn for arn in (*users, *roles, *map(_of_sessions, roles))}
    exact, seen = set(known.values()), set()
    for key, statement in trust_statements(analysis):
        for principal in statement.principals or ():
            written = principal.value.rpartition("/")[0] if session_parts(principal.value) else principal.value
            meant = known.get(written.casefold())
            place = (statement.position, principal.value)
            if written not in exact and meant is not None and place not in seen:
                seen.add(place)
                names = {"role": quoted(key), "principal": quoted(principal.value), "meant": quoted(meant)}
                yield warning(statement.position, "principal-in-other-case", _message(statement.effect, names))


def _of_sessions(role: str) -> str:
    """How the ARNs of the role's sessions begin, before the name of the session; they leave the path out."""
    head, _, _ = role.partition(":role/")
    return f"{head.replace(':iam:', ':sts:', 1)}:assumed-role/{role_name(role)}"


def _message(effect: Effect | None, names: Mapping[str, Said]) -> Said:
    if effect is Effect.DENY:
        return said("{role} denies {principal}; IAM compares names with case, and the file has {meant}", **names)
    return said("{role} trusts {principal}; IAM compares names with case, and the file has {meant}", **names)
