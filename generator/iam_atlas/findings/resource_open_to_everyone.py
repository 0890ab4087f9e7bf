"""Shared resources whose own policy allows something to everybody, whatever account they are in."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from iam_atlas.errors import Problem, Said, listed, said
from iam_atlas.findings.analysis import Analysis, quoted, warning
from iam_atlas.findings.sealed import sealed_accounts
from iam_atlas.iam.glob import covers, parse_glob
from iam_atlas.iam.lint_everyone import keeps_strangers_out, lets_strangers_in, names_everyone
from iam_atlas.iam.policy import PolicyKind, Statement, parse_policy
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Effect
from iam_atlas.model.resources import Resource

_REACHED_FROM_ANYWHERE = frozenset(
    ("backup", "dynamodb", "ecr", "events", "kinesis", "kms", "lambda", "logs", "s3", "secretsmanager", "sns", "sqs")
)
"""Kinds of which the policy alone decides who uses them; a file system is also behind its network, for example."""


def resource_open_to_everyone(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each statement and what it leaves to strangers; silent where a Deny or an RCP may keep them out.

    Resources in somebody else's account are theirs to close.
    """
    sealed = cache(partial(sealed_accounts, analysis.landscape))
    for name, document in analysis.halves.resource.items():
        resource = analysis.landscape.resources[name]
        external = analysis.landscape.accounts[resource.account].kind is AccountKind.EXTERNAL
        if resource.kind in _REACHED_FROM_ANYWHERE and not external:
            statements = parse_policy(document, name, PolicyKind.RESOURCE).statements
            for statement in filter(_lets_everyone_in, statements):
                yield from _warning(resource, statement, statements, sealed)


def _warning(
    resource: Resource,
    statement: Statement,
    statements: tuple[Statement, ...],
    sealed: Callable[[str], frozenset[str]],
) -> Iterator[Problem]:
    """A statement with NotAction allows nearly everything: only a Deny of everything takes that away."""
    actions = [
        action
        for action in statement.actions or ("*",)
        if not any(_takes(denial, action, statement) for denial in statements)
        and resource.account not in sealed(action)
    ]
    if actions:
        message = said(
            "the policy of {name} allows {actions} to everybody, of any account: no condition keeps strangers out",
            name=quoted(resource.name),
            actions=listed(actions) if statement.actions else _everything_but(statement),
        )
        yield warning(statement.position, "resource-open-to-everyone", message)


def _everything_but(statement: Statement) -> Said:
    return said("everything but {actions}", actions=listed(statement.not_actions))


def _lets_everyone_in(statement: Statement) -> bool:
    if statement.effect is not Effect.ALLOW or statement.fault is not None:
        return False
    return names_everyone(statement) and lets_strangers_in(statement.tests)


def _takes(denial: Statement, action: str, allowed: Statement) -> bool:
    """Whether the Deny keeps strangers from the action on everything that the Allow names."""
    taken = [parse_glob(pattern) for pattern in denial.resources]
    left = (parse_glob(pattern) for pattern in allowed.resources or ("*",))
    return keeps_strangers_out(denial, action) and all(any(covers(one, pattern) for one in taken) for pattern in left)
