"""A policy becomes the list of what AWS would refuse in it, or what cannot do what its writer meant."""

from iam_atlas.errors import Position, said
from iam_atlas.iam.lint_conditions import lint_conditions
from iam_atlas.iam.lint_everyone import keeps_strangers_out
from iam_atlas.iam.lint_principals import Home, lint_principals
from iam_atlas.iam.lints import Lint
from iam_atlas.iam.policy import Policy, PolicyKind, Statement

_ASSUME_ROLE, _OPEN = "sts:AssumeRole", "anyone-may-assume"
_VERSIONS = ("2012-10-17", "2008-10-17")


REFUSED = frozenset(
    {
        *("data-type-mismatch", "invalid-policy-element", "unsupported-element-combination", "unsupported-principal"),
        *("missing-effect", "invalid-effect", "missing-action", "invalid-action", "missing-principal"),
        *("missing-resource", "invalid-arn-prefix", "invalid-version", "allow-with-notprincipal"),
        *("role-trust-policy-syntax-error-notprincipal", "role-trust-policy-syntax-error-resource"),
        *("rcp-syntax-error-principal", "scp-syntax-error-principal"),
        *("invalid-principal-key", "invalid-principal-format", "invalid-service-principal-format"),
        *("group-as-principal", "unsupported-wildcard-in-principal", "partition-mismatch"),
        "invalid-federated-principal-syntax-in-role-trust-policy",
        *("invalid-condition-operator", "null-with-if-exists", "mismatched-action-for-principal"),
    }
)
"""The rules of what AWS would refuse; every other lint stands on a policy that is valid.

IAM Access Analyzer also finds fault with values of the wrong type and with a key in two cases; nothing documents that
IAM refuses them.
"""


def lint_policy(policy: Policy, home: Home | None = None) -> tuple[Lint, ...]:
    """Everything wrong with the policy, sorted by position and rule; `home` is where the policy's target lives.

    Rules are named as IAM Access Analyzer names its checks, in kebab case, where it has one. Without `home`, what
    depends on the target's account and partition is not checked.
    Source: IAM User Guide, "IAM policy validation check reference".
    """
    found: list[Lint] = []
    if policy.version and policy.version not in _VERSIONS:
        found.append(
            Lint("invalid-version", said('Version "{version}" does not exist', version=policy.version), policy.position)
        )
    if not policy.statements:
        found.append(
            Lint("missing-statement", said('policy "{policy}" has no statement', policy=policy.name), policy.position)
        )
    for statement in policy.statements:
        found.extend(_statement(statement, policy.kind, home))
    if policy.kind is PolicyKind.TRUST and any(keeps_strangers_out(one, _ASSUME_ROLE) for one in policy.statements):
        found = [lint for lint in found if lint.rule != _OPEN]
    return tuple(sorted(found, key=_order))


def _order(lint: Lint) -> tuple[Position, str, str]:
    return lint.position, lint.rule, lint.message


def _statement(statement: Statement, kind: PolicyKind, home: Home | None) -> tuple[Lint, ...]:
    if statement.fault is not None:
        message = said('statement "{statement}": {reason}', statement=statement.name, reason=statement.fault.reason)
        return (Lint(statement.fault.rule, message, statement.position),)
    return (*lint_principals(statement, kind, home), *lint_conditions(statement))
