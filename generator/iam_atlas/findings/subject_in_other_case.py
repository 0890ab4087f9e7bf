"""GitHub subjects that a trust policy asks for in another case than the organization has."""

from collections.abc import Iterator, Mapping

from iam_atlas.derive.providers.github import GITHUB_HOST
from iam_atlas.derive.providers.parts import host_of
from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, trust_statements, warning
from iam_atlas.iam.formula import Test
from iam_atlas.model.grants import Effect

_WITH_CASE = ("StringEquals", "StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringLike")


def subject_in_other_case(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and subject, where the file has a provider with that host and an organization.

    Source: IAM User Guide, "IAM JSON policy elements: Condition operators": string comparisons are with case.
    """
    organizations = {
        f"{host_of(provider.url or GITHUB_HOST)}:sub": provider.github.org
        for provider in analysis.landscape.providers.values()
        if provider.github
    }
    seen = set()
    for key, statement in trust_statements(analysis):
        for test in statement.tests if statement.effect is Effect.ALLOW else ():
            for subject in _in_other_case(test, organizations):
                if (statement.position, subject) not in seen:
                    seen.add((statement.position, subject))
                    message = said(
                        "{role} asks for subject {subject}; claims are compared with case, and the file has "
                        "organization {organization}",
                        role=quoted(key),
                        subject=quoted(subject),
                        organization=quoted(organizations[test.key.lower()]),
                    )
                    yield warning(statement.position, "subject-in-other-case", message)


def _in_other_case(test: Test, organizations: Mapping[str, str]) -> Iterator[str]:
    wanted = organizations.get(test.key.lower())
    if wanted is None or test.operator not in _WITH_CASE:
        return
    for subject in test.values:
        written = subject.removeprefix("repo:").partition("/")[0].partition("@")[0]
        if subject.startswith("repo:") and written != wanted and written.casefold() == wanted.casefold():
            yield subject
