"""GitHub subjects that a trust policy asks for in another case than the organization has."""

from collections.abc import Iterator, Mapping

from iam_atlas.derive.providers.github import GITHUB_HOST
from iam_atlas.derive.providers.parts import host_of
from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, trust_statements, warning
from iam_atlas.iam.conditions import parse_operator
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.formula import Test
from iam_atlas.model.grants import Effect


def subject_in_other_case(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and subject, where the file has a provider with that host and an organization.

    Source: IAM User Guide, "IAM JSON policy elements: Condition operators": string comparisons are with case.
    """
    organizations: dict[str, list[str]] = {}
    for provider in analysis.landscape.providers.values():
        if provider.github:
            host = host_of(provider.url or GITHUB_HOST).lower()
            organizations.setdefault(f"{host}:sub", []).append(provider.github.org)
    seen = set()
    for key, statement in trust_statements(analysis):
        for test in statement.tests if statement.effect is Effect.ALLOW else ():
            for subject, organization in _in_other_case(test, organizations):
                if (statement.position, subject) not in seen:
                    seen.add((statement.position, subject))
                    message = said(
                        "{role} asks for subject {subject}; claims are compared with case, and the file has "
                        "organization {organization}",
                        role=quoted(key),
                        subject=quoted(subject),
                        organization=quoted(organization),
                    )
                    yield warning(statement.position, "subject-in-other-case", message)


def _in_other_case(test: Test, organizations: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each subject and the organization that it may mean; one that the file has as it is written means itself."""
    declared, use = organizations.get(test.key.lower(), ()), parse_operator(test.operator)
    if use is None or use.operator.family is not Family.STRING or use.operator.negated:
        return
    for subject in test.values if declared else ():
        written = subject.removeprefix("repo:").partition("/")[0].partition("@")[0]
        meant = next((one for one in declared if one.casefold() == written.casefold()), None)
        if subject.startswith("repo:") and written not in declared and meant is not None:
            yield subject, meant
