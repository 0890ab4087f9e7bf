"""Trust in an Amazon EKS cluster that does not say which of its pods is meant."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, trust_statements, warning
from iam_atlas.iam.lint_federation import lets_in_any_pod, subject_of_pods, tests_a_claim
from iam_atlas.iam.policy import Statement
from iam_atlas.model.grants import Effect


def any_pod_of_the_cluster(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and cluster; a statement that several copies of a role share is said once.

    A document that tests no claim at all is left out: `missing-condition-key-for-oidc-principal` says more of it.
    Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
    """
    seen = set()
    for key, statement in trust_statements(analysis):
        for provider in _clusters(statement) if statement.effect is Effect.ALLOW else ():
            place = (statement.position, provider)
            left_out = key in analysis.halves.trust_is_raw and not tests_a_claim(provider, statement)
            if place not in seen and not left_out:
                seen.add(place)
                message = said(
                    "{role} lets in any pod of the cluster: {key} names no namespace and service account",
                    role=quoted(key),
                    key=subject_of_pods(provider),
                )
                yield warning(statement.position, "any-pod-of-the-cluster", message)


def _clusters(statement: Statement) -> list[str]:
    named = (principal.value for principal in statement.principals or () if principal.type == "Federated")
    return [provider for provider in named if lets_in_any_pod(provider, statement)]
