"""ARN operators: the six fields are compared one by one, each with wildcards; Equals and Like are the same."""

from functools import lru_cache

from iam_atlas.iam.conditions.operator import Family, Operator
from iam_atlas.iam.glob import Pattern, Template, Variable, glob_matches


@lru_cache(maxsize=65536)
def arn_fields(template: Template) -> tuple[Template, ...] | None:
    """The six fields of an ARN pattern, colons of the resource left alone; None when it has fewer."""
    fields: list[Template] = [()]
    for piece in template:
        if not isinstance(piece, str):
            fields[-1] += (piece,)
            continue
        first, *others = piece.split(":", 6 - len(fields))
        fields[-1] += (first,) if first else ()
        fields.extend((other,) if other else () for other in others)
    return tuple(fields) if len(fields) == 6 else None


def arn_matches(wanted: Pattern, actual: str) -> bool:
    """Whether the ARN `actual` fits the pattern field by field."""
    fields, parts = _pattern_fields(wanted), actual.split(":", 5)
    if fields is None or len(parts) != 6 or parts[0] != "arn":
        return False
    return all(glob_matches(field, part) for field, part in zip(fields, parts, strict=True))


@lru_cache(maxsize=65536)
def _pattern_fields(wanted: Pattern) -> tuple[Pattern, ...] | None:
    fields = arn_fields(wanted)
    if fields is None:
        return None
    return tuple(tuple(piece for piece in field if not isinstance(piece, Variable)) for field in fields)


ARN_EQUALS = Operator("ArnEquals", Family.ARN, arn_matches, wildcards=True, variables=True, opposite="ArnNotEquals")
ARN_NOT_EQUALS = Operator(
    "ArnNotEquals", Family.ARN, arn_matches, negated=True, wildcards=True, variables=True, opposite="ArnEquals"
)
ARN_LIKE = Operator("ArnLike", Family.ARN, arn_matches, wildcards=True, variables=True, opposite="ArnNotLike")
ARN_NOT_LIKE = Operator(
    "ArnNotLike", Family.ARN, arn_matches, negated=True, wildcards=True, variables=True, opposite="ArnLike"
)
