"""Action and Resource elements and conditions of a statement meet a request: when does the statement apply?"""

from dataclasses import dataclass
from functools import lru_cache

from iam_atlas.iam.ask import Ask
from iam_atlas.iam.conditions.known import fill_known
from iam_atlas.iam.conditions.variables import parse_template, unparse, variables_of
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula, Test
from iam_atlas.iam.glob import Template, Variable, glob_matches, overlap, parse_glob
from iam_atlas.iam.keys import is_single_valued
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.iam.simplify import conjunction, disjunction, negation
from iam_atlas.iam.when_met import when_met

_BEFORE_RESOURCE = 5  # colons of an ARN; AWS documents variables behind them only


@lru_cache(maxsize=262144)
def action_matches(pattern: str, action: str) -> bool:
    """Whether an entry of Action matches; case does not matter, `*` crosses everything."""
    return glob_matches(parse_glob(pattern.lower()), action.lower())


def resource_matches(pattern: str, resource: str) -> bool:
    """Whether an entry of Resource without variables matches; case matters, `*` crosses slashes and colons."""
    if pattern in ("*", resource):
        return True
    return ("*" in pattern or "?" in pattern) and glob_matches(parse_glob(pattern), resource)


@dataclass(frozen=True, slots=True)
class _Plain:
    """Entries of Resource without variables: those that name one ARN, to be looked up, and those with wildcards.

    `everything` says that one of them is the wildcard alone.
    """

    exact: frozenset[str]
    wild: tuple[str, ...]
    everything: bool

    def match(self, resource: str) -> bool:
        """Whether some entry matches the ARN."""
        if self.everything or resource in self.exact:
            return True
        return any(resource_matches(pattern, resource) for pattern in self.wild)


@lru_cache(maxsize=4_096)
def _plain(patterns: tuple[str, ...]) -> _Plain | None:
    """The entries sorted out, since a derived policy may name thousands; None where some may have a variable."""
    if any("${" in pattern for pattern in patterns):
        return None
    wild = tuple(pattern for pattern in patterns if "*" in pattern or "?" in pattern)
    return _Plain(frozenset(patterns), wild, "*" in patterns)


def is_variable_before_resource(template: Template) -> bool:
    """Whether a policy variable stands before the resource part of an ARN, where AWS does not say what it means."""
    written = unparse(template, True)
    return bool(variables_of(template)) and written[: written.index("${")].count(":") < _BEFORE_RESOURCE


def when_applies(statement: Statement, policy: Policy, ask: Ask) -> Formula:
    """When the statement takes part in this request, its Principal left aside; NEVER when it does not.

    A statement that AWS would refuse, and an operator that does not exist, leave a doubt.
    """
    if statement.invalid:
        what = f'statement "{statement.name}" of "{policy.name}" is invalid: {statement.invalid}'
        return ask.doubts.about(what, statement.position, of=policy.name)
    if not _action_applies(statement.actions, statement.not_actions, ask.action):
        return NEVER
    resource = _resource_applies(statement, policy, ask)
    if resource == NEVER:
        return NEVER
    return conjunction(resource, *(when_met(test, statement.position, ask) for test in statement.tests))


@lru_cache(maxsize=262144)
def _action_applies(actions: tuple[str, ...], not_actions: tuple[str, ...], action: str) -> bool:
    if not_actions:
        return not any(action_matches(pattern, action) for pattern in not_actions)
    return any(action_matches(pattern, action) for pattern in actions)


def _resource_applies(statement: Statement, policy: Policy, ask: Ask) -> Formula:
    if statement.not_resources:
        return negation(_some_resource(statement.not_resources, statement, policy, ask))
    if statement.resources:
        return _some_resource(statement.resources, statement, policy, ask)
    return ALWAYS


def _some_resource(patterns: tuple[str, ...], statement: Statement, policy: Policy, ask: Ask) -> Formula:
    plain = _plain(patterns)
    if plain is not None:
        return ALWAYS if plain.match(ask.resource) else NEVER
    templates = (parse_template(pattern, True, policy.literal) for pattern in patterns)
    return disjunction(*(_resource(template, statement, ask) for template in templates))


def _resource(template: Template, statement: Statement, ask: Ask) -> Formula:
    if is_variable_before_resource(template):
        written = unparse(template, True)
        return ask.doubts.about(f'the policy variable in the resource "{written}"', statement.position)
    filled = fill_known(template, ask.knowledge)
    if filled is None:
        return NEVER
    variables = variables_of(filled)
    if not variables:
        plain = tuple(piece for piece in filled if not isinstance(piece, Variable))
        return ALWAYS if glob_matches(plain, ask.resource) else NEVER
    if not overlap(filled, (ask.resource,)):
        return NEVER
    exact = _as_test(filled, variables, ask.resource)
    if exact is not None:
        return exact
    written = unparse(filled, True)
    return ask.doubts.about(f'the policy variable in the resource "{written}"', statement.position)


def _as_test(template: Template, variables: tuple[Variable, ...], resource: str) -> Formula | None:
    """One variable between plain texts fits exactly one value of its key; anything wider is not said by one test."""
    at = template.index(variables[0])
    before, after = template[:at], template[at + 1 :]
    if len(variables) != 1 or not is_single_valued(variables[0].key):
        return None
    if not all(isinstance(piece, str) for piece in (*before, *after)):
        return None
    head, tail = "".join(map(str, before)), "".join(map(str, after))
    value = resource[len(head) : len(resource) - len(tail)]
    operator = "StringEqualsIfExists" if variables[0].default == value else "StringEquals"
    return Test(operator, variables[0].key, (unparse((value,), False),))
