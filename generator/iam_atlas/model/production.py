"""Names of environments to what they are called by part, and to whether they stand for production."""

import re

NOT_YET = frozenset(("pre", "non", "not"))
"""Parts of a name that turn it to the contrary: `pre-prod` is not production."""

_PRODUCTION = frozenset(("live", "prd", "prod", "production", "本番"))  # others are below it
_SEPARATORS = re.compile(r"[\W_]+")


def is_production(environment: str) -> bool:
    """Whether the name stands for production: `prod`, `eu-prod`; not `pre-prod`, `non_prod`, `nonprod`."""
    parts = set(parts_of(environment))
    return bool(parts & _PRODUCTION) and not parts & NOT_YET


def parts_of(environment: str) -> list[str]:
    """The whole words that the name is made of, in lower case."""
    return _SEPARATORS.split(environment.lower())
