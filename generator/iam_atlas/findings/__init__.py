"""Each thing worth warning about that needs decisions, one file a finding, all in one tuple."""

from collections.abc import Callable, Iterable

from iam_atlas.errors import Problem
from iam_atlas.findings.analysis import Analysis, an_analysis, in_order
from iam_atlas.findings.any_pod_of_the_cluster import any_pod_of_the_cluster
from iam_atlas.findings.anyone_may_assume import anyone_may_assume
from iam_atlas.findings.broad_assume_role import broad_assume_role
from iam_atlas.findings.count_near_quota import count_near_quota
from iam_atlas.findings.count_over_quota import count_over_quota
from iam_atlas.findings.grant_does_not_open import grant_does_not_open
from iam_atlas.findings.mfa_never_met import mfa_never_met
from iam_atlas.findings.path_to_production import path_to_production
from iam_atlas.findings.people_as_administrators import people_as_administrators
from iam_atlas.findings.people_without_mfa import people_without_mfa
from iam_atlas.findings.policy_near_quota import policy_near_quota
from iam_atlas.findings.policy_over_quota import policy_over_quota
from iam_atlas.findings.principal_in_other_case import principal_in_other_case
from iam_atlas.findings.privilege_escalation import privilege_escalation
from iam_atlas.findings.raw_document_lints import raw_document_lints
from iam_atlas.findings.raw_half_lacks_condition import raw_half_lacks_condition
from iam_atlas.findings.raw_trust_not_granted import raw_trust_not_granted
from iam_atlas.findings.redundant_session_principal import redundant_session_principal
from iam_atlas.findings.resource_open_to_everyone import resource_open_to_everyone
from iam_atlas.findings.service_role_takeover import service_role_takeover
from iam_atlas.findings.service_without_source import service_without_source
from iam_atlas.findings.subject_in_other_case import subject_in_other_case
from iam_atlas.findings.third_party_without_external_id import third_party_without_external_id
from iam_atlas.findings.trusted_set_not_assigned import trusted_set_not_assigned
from iam_atlas.findings.unknown_account_trusted import unknown_account_trusted
from iam_atlas.findings.unreachable_role import unreachable_role

__all__ = ["FINDINGS", "Analysis", "an_analysis", "find_problems"]

FINDINGS: tuple[Callable[[Analysis], Iterable[Problem]], ...] = (
    any_pod_of_the_cluster,
    anyone_may_assume,
    broad_assume_role,
    count_near_quota,
    count_over_quota,
    grant_does_not_open,
    mfa_never_met,
    path_to_production,
    people_as_administrators,
    people_without_mfa,
    policy_near_quota,
    policy_over_quota,
    principal_in_other_case,
    privilege_escalation,
    raw_document_lints,
    raw_half_lacks_condition,
    raw_trust_not_granted,
    redundant_session_principal,
    resource_open_to_everyone,
    service_role_takeover,
    service_without_source,
    subject_in_other_case,
    third_party_without_external_id,
    trusted_set_not_assigned,
    unknown_account_trusted,
    unreachable_role,
)


def find_problems(analysis: Analysis) -> tuple[Problem, ...]:
    """Everything that the findings report, sorted by position, then rule, then message."""
    found = (problem for finding in FINDINGS for problem in finding(analysis))
    return tuple(sorted(found, key=in_order))
