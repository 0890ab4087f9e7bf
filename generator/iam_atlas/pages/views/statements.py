"""A policy to what it says: one line a statement, with the actions, the resources and the condition in words."""

from iam_atlas.iam.decision import StatementRef
from iam_atlas.iam.formula import And
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.model.grants import Effect
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.wording.decision import policy_name
from iam_atlas.wording.doubts import reason_in_words
from iam_atlas.wording.residue import sentence
from iam_atlas.wording.translate import C_, N_

_ROOM = 6  # actions or resources that a line names


def statement_lines(context: Context, policy: Policy) -> tuple[Md, ...]:
    """One line a statement, in the order of the document; a statement that AWS would refuse says so."""
    return tuple(_line(context, statement) for statement in policy.statements)


def condition_words(context: Context, statement: Statement) -> Md:
    """`Only if MFA is present.`; empty for a statement without condition."""
    tests = statement.tests
    if not tests:
        return Md("")
    return text(sentence(tests[0] if len(tests) == 1 else And(tests), context.say.t))


def invalid_words(context: Context, statement: Statement) -> Md:
    """Why AWS would refuse the statement."""
    reason = reason_in_words(statement.invalid, context.say.t)
    return context.say("Not valid, so what it says is not decided: {reason}.", reason=reason)


def policy_shown(context: Context, ref: StatementRef) -> Md:
    """The policy of a statement in code type; in another language what has no name of its own is called what it is."""
    name = policy_name(ref, context.say.t)
    return code(name) if name == ref.policy else text(name)


def source_in_parentheses(context: Context, statement: Statement) -> Md:
    """`(accounts.yaml:42)`; empty for what AWS itself says."""
    line = source(context, statement.position)
    return Md(f"({line})") if line else Md("")


def _line(context: Context, statement: Statement) -> Md:
    say, where = context.say, source_in_parentheses(context, statement)
    if statement.invalid:
        return say.in_a_row((invalid_words(context, statement), where))
    denies = statement.effect is Effect.DENY
    said = say(
        N_("**Denies** {actions} on {resources}.") if denies else N_("Allows {actions} on {resources}."),
        actions=_actions(context, statement),
        resources=_resources(context, statement),
    )
    return say.in_a_row((said, condition_words(context, statement), where))


def _actions(context: Context, statement: Statement) -> Md:
    say = context.say
    if statement.not_actions:
        excepted = few_codes(context, statement.not_actions, _ROOM)
        return say(C_("actions", "everything but {names}"), names=excepted)
    return (
        say(C_("actions", "everything")) if statement.actions in _ALL else few_codes(context, statement.actions, _ROOM)
    )


def _resources(context: Context, statement: Statement) -> Md:
    say, named = context.say, statement.resources
    if statement.not_resources:
        excepted = few_codes(context, statement.not_resources, _ROOM)
        return say(C_("resources", "everything but {names}"), names=excepted)
    return say(C_("resources", "everything")) if named in _ALL else few_codes(context, named, _ROOM)


_ALL = (("*",), ())
