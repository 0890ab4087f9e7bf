"""A condition test meets what is known about the request: it is settled, or stays with known variables filled in."""

from dataclasses import dataclass, replace

from iam_atlas.iam.conditions import FOR_ALL, parse_operator
from iam_atlas.iam.conditions.matching import matches, templates
from iam_atlas.iam.conditions.null import NULL
from iam_atlas.iam.conditions.variables import Context, fill, unparse, variables_of
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula, Test
from iam_atlas.iam.glob import Template, Variable


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a request context; keys in lower case, no values for a key known to be absent.

    With `complete` nothing is unknown: a key that is not there is absent.
    """

    context: Context
    complete: bool = False

    def knows(self, key: str) -> bool:
        """Whether the key's values, or its absence, are known."""
        return self.complete or key.lower() in self.context


def settle(test: Test, knowledge: Knowledge) -> Formula:
    """ALWAYS or NEVER where what is known decides, else a test that holds under exactly the same requests.

    Raises ValueError for an operator that does not exist.
    """
    if knowledge.knows(test.key) and (_needs_no_values(test, knowledge.context) or _variables_known(test, knowledge)):
        return ALWAYS if matches(test, knowledge.context) else NEVER
    return _with_known_variables(test, knowledge)


def fill_known(template: Template, knowledge: Knowledge) -> Template | None:
    """The template with known variables replaced; None when one is known to have no value and has no default."""
    pieces: Template = ()
    for piece in template:
        if isinstance(piece, Variable) and knowledge.knows(piece.key):
            filled = fill((piece,), knowledge.context)
            if filled is None:
                return None
            pieces += filled
        else:
            pieces += (piece,)
    return pieces


def _needs_no_values(test: Test, context: Context) -> bool:
    use = parse_operator(test.operator)
    return use is None or use.operator is NULL or not context.get(test.key.lower())


def _variables_known(test: Test, knowledge: Knowledge) -> bool:
    return all(knowledge.knows(v.key) for template in templates(test) for v in variables_of(template))


def _with_known_variables(test: Test, knowledge: Knowledge) -> Formula:
    use = parse_operator(test.operator)
    if use is None or test.literal or not any("${" in value for value in test.values):
        return test
    filled = [fill_known(template, knowledge) for template in templates(test)]
    whole = [unparse(template, use.operator.wildcards) for template in filled if template is not None]
    values = tuple(sorted(set(whole))) if len(whole) == len(filled) else ()
    if not values and not use.if_exists and use.quantifier != FOR_ALL and not use.operator.negated:
        return NEVER
    return replace(test, values=values)
