"""The root accounts file and everything it includes -> the landscape, or every problem found on the way."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from iam_atlas.errors import InputError, Problem, said
from iam_atlas.load.accepted import load_accepted
from iam_atlas.load.accounts import load_accounts, spoiled_accounts
from iam_atlas.load.checks import check_conflicts, check_landscape
from iam_atlas.load.documents import Documents
from iam_atlas.load.expectations import load_expectations
from iam_atlas.load.grants import load_grants
from iam_atlas.load.guardrails import load_guardrails
from iam_atlas.load.include import read_files
from iam_atlas.load.languages import check_languages
from iam_atlas.load.lifecycle import check_dates
from iam_atlas.load.node import Findings
from iam_atlas.load.organization import load_defaults, load_organization, load_ous, load_site, load_teams
from iam_atlas.load.outside import load_providers, load_vendors
from iam_atlas.load.owners import check_names_of_people
from iam_atlas.load.people import load_people
from iam_atlas.load.permission_sets import load_permission_sets
from iam_atlas.load.policies import Policies
from iam_atlas.load.references import References
from iam_atlas.load.require import load_require
from iam_atlas.load.resources import load_resources
from iam_atlas.load.role_plans import load_role_plans
from iam_atlas.load.roles import RoleContext, load_roles
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Sections, merge_sections
from iam_atlas.load.selectors import Selectors
from iam_atlas.load.shape import check_shape
from iam_atlas.load.trust import TrustReader
from iam_atlas.load.values import child, text
from iam_atlas.model.accounts import Workload
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import OrganizationalUnit


def load_landscape(root_file: Path, *, today: date | None = None) -> Landscape:
    """Read, check and resolve `root_file` and everything it names.

    `today` (UTC) is what dates are judged by; without it nothing is said about expiry. Raises InputError with all
    errors and warnings, sorted by position, when there is any error; warnings alone are on the landscape. Warnings
    about the landscape as a whole wait until there is no error: most would only be its consequences.
    """
    findings = Findings()
    written = read_files(root_file, findings)
    files = tuple(check_shape(file, root=number == 0, findings=findings) for number, file in enumerate(written))
    sections = merge_sections(files, written, findings)
    landscape = _resolve(sections, root_file.parent, findings) if sections.once else None
    if landscape and not landscape.accounts and not findings.errors:
        message = said('this file declares no accounts; write them under "accounts", or include a file that does')
        findings.warning(written[0].position, "no-accounts", message)
    if landscape:
        check_languages(files, sections.once["site"], landscape.site.languages, findings)
    if landscape and today:
        check_dates(landscape, today, findings)
    problems = _in_order(findings.problems)
    if landscape is None or findings.errors:
        raise InputError(problems)
    files_read = tuple(sorted(findings.lines))
    looks, digests = tuple(findings.looks), findings.digests
    return replace(landscape, warnings=problems, source_files=files_read, source_digests=digests, looks=looks)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is known once the accounts are read."""

    scope: Scope
    workloads: dict[str, Workload]
    ous: dict[str, OrganizationalUnit]


def _resolve(sections: Sections, folder: Path, findings: Findings) -> Landscape:
    ground = _ground(sections, folder, findings)
    scope = ground.scope
    policies = Policies(scope)
    node = sections.once["defaults"]
    defaults = load_defaults(node, load_require(child(node, "require"), scope), findings)
    people = load_people(policies, scope)
    refs = References(scope, people, load_providers(scope))
    plans = load_role_plans(scope)
    granted = load_grants(refs, plans)
    trust = TrustReader(refs, granted.places)
    context = RoleContext(scope, policies, trust, defaults, granted.places, granted.people_reach(refs))
    landscape = Landscape(
        organization=scope.organization,
        site=load_site(sections.once["site"]),
        defaults=defaults,
        teams=load_teams(sections, findings),
        ous=ground.ous,
        accounts=scope.accounts,
        workloads=ground.workloads,
        users=people.users,
        groups=people.groups,
        providers=refs.providers,
        vendors=load_vendors(scope),
        policies={},
        roles=load_roles(plans, context),
        permission_sets=load_permission_sets(granted.grants, policies, defaults, scope),
        grants=granted.grants,
        guardrails=load_guardrails(ground.ous, scope),
        resources=load_resources(refs, granted.places),
        expectations=load_expectations(refs, granted.places),
    )
    landscape = replace(landscape, policies=policies.declared())
    landscape = replace(landscape, accepted=load_accepted(sections.accepted, landscape, findings))
    scope.documents.missing.report(findings)
    check_names_of_people(refs)
    check_conflicts(landscape, findings)
    if not findings.errors:
        check_landscape(landscape, refs)
    return landscape


def _ground(sections: Sections, folder: Path, findings: Findings) -> _Ground:
    accounts, workloads = load_accounts(sections, findings)
    spoiled = spoiled_accounts(sections, accounts)
    organization = load_organization(sections.once["organization"], accounts, spoiled, findings)
    ous = load_ous(sections, accounts, findings)
    scope = Scope(
        sections=sections,
        findings=findings,
        organization=organization,
        accounts=accounts,
        spoiled_accounts=spoiled,
        selectors=Selectors(accounts, ous, spoiled),
        documents=Documents(folder, organization.id if organization else None, findings),
        partition=text(sections.once["defaults"], "partition") or "aws",
    )
    return _Ground(scope, workloads, ous)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by position, errors before warnings at one place."""
    unique = {
        (problem.position, problem.severity.value, problem.rule, problem.message): problem for problem in problems
    }
    return tuple(unique[key] for key in sorted(unique))
