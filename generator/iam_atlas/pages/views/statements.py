"""A policy to what it says: one line a statement, with the actions, the resources and the condition in words."""

from iam_atlas.iam.formula import And
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.model.grants import Effect
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import source
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.wording.residue import sentence

_ROOM = 6  # actions or resources that a line names


def statement_lines(context: Context, policy: Policy) -> tuple[Md, ...]:
    """One line a statement, in the order of the document; a statement that AWS would refuse says so."""
    return tuple(_line(context, statement) for statement in policy.statements)


def condition_words(context: Context, statement: Statement) -> Md:
    """`Only if MFA is present.`; empty for a statement without condition."""
    tests = statement.tests
    if not tests:
        return Md("")
    return context.say.opened("{words}", words=sentence(tests[0] if len(tests) == 1 else And(tests), context.say.t))


def source_in_parentheses(context: Context, statement: Statement) -> Md:
    """`(accounts.yaml:42)`; empty for what AWS itself says."""
    line = source(context, statement.position)
    return Md(f"({line})") if line else Md("")


def _line(context: Context, statement: Statement) -> Md:
    say, where = context.say, source_in_parentheses(context, statement)
    if statement.invalid:
        return joined((say("Not valid, and not evaluated: {reason}.", reason=statement.invalid), where), " ")
    form = (
        "**Denies** {actions} on {resources}."
        if statement.effect is Effect.DENY
        else "Allows {actions} on {resources}."
    )
    actions = _named(context, statement.actions, statement.not_actions)
    resources = _named(context, statement.resources, statement.not_resources)
    said = say(form, actions=actions, resources=resources)
    return joined((said, condition_words(context, statement), where), " ")


def _named(context: Context, named: tuple[str, ...], excepted: tuple[str, ...]) -> Md:
    say = context.say
    if excepted:
        return say("everything but {names}", names=few_codes(context, excepted, _ROOM))
    return say("everything") if named in (("*",), ()) else few_codes(context, named, _ROOM)
