"""A role, an account -> the names that people type for it, as a heading with a text that only search reads.

Search parts what is typed at hyphens, as it parts all texts: `developer@acme-prod-eu` becomes `developer@acme`, `prod`
and `eu`. A word in a heading weighs a thousand times one in a text, so where only accounts had `prod` and `eu` in their
headings, they came first. A role therefore has these words in one too, each of them once: that is enough, since a page
of a role weighs more than twice one of an account, and has the first of the words besides.
"""

import re
from dataclasses import dataclass
from itertools import chain

from iam_atlas.model.accounts import Account
from iam_atlas.model.roles import Role
from iam_atlas.pages.escape import Md, text
from iam_atlas.wording.amounts import unique


@dataclass(frozen=True, slots=True)
class Called:
    """`heading` is empty where there is nothing to be called by; `names` may be empty."""

    heading: Md
    names: Md


NOT_CALLED = Called(Md(""), Md(""))


def called_account(account: Account) -> Called:
    """The id of an account, which pages of roles have in their texts."""
    return Called(text(account.id), Md(""))


def called_role(role: Role) -> Called:
    """What commands call its copies, without saying the same word of the names of accounts twice."""
    parted = [_PARTS.split(copy.key.account) for copy in role.copies.values()]
    begun = unique(f"{role.name}@{first}" for first, *_ in parted)
    further = unique(sorted(chain.from_iterable(rest for _, *rest in parted)))
    heading = f"{role.name} @ {_few(further)}" if _few(further) else role.name
    return Called(text(heading), text(_few(begun))) if parted else NOT_CALLED


def _few(words: tuple[str, ...]) -> str:
    """The words, or none where there are so many that search would carry them for nothing but one role."""
    return ", ".join(words) if len(words) <= _MOST else ""


_MOST = 500  # words: 10,000 characters of the index, as a rule
_PARTS = re.compile(r"[\s\-_/:.,]+")  # of `separator` in mkdocs.yml what names of accounts are written with
