"""The shape of `expect`: what must follow from the file, and what must not."""

from iam_atlas.errors import said
from iam_atlas.load.shape.common import PROSE, one_or_more, words_of
from iam_atlas.load.shape.kinds import Field, ListOf, Record
from iam_atlas.model.expectations import LeastLevel

_PRINCIPALS = one_or_more(said("a group or other principal"), said("groups and other principals"))
_ROLES = one_or_more(said("a role, or role@account"), said("roles, or role@account"))
_ACCOUNTS = one_or_more(said("an account selector"), said("account selectors"))

_EXPECTATION = Record(
    said("a map with who or only, and what they can or cannot do"),
    (
        Field("who", _PRINCIPALS, "Whom it is about: a group, or `user:`, `role:NAME@ACCOUNT`, `provider:` and so on."),
        Field("only", _PRINCIPALS, "Who alone may get there, whatever else the file grants.", needs="can-reach"),
        Field(
            "can",
            _ROLES,
            "Roles that each of them must be able to become, in one hop or several; for a group, with what the group "
            "itself gives.",
            needs="who",
        ),
        Field(
            "cannot",
            _ROLES,
            "Roles that none of them may ever become; for a group neither the group nor one of its members, by "
            "whatever way.",
            needs="who",
        ),
        Field(
            "can-reach",
            _ACCOUNTS,
            "Accounts in which nobody but those of `only` may become a role.",
            needs="only",
        ),
        Field("cannot-reach", _ACCOUNTS, "Accounts in which none of them may become a role.", needs="who"),
        Field(
            "level",
            words_of(LeastLevel),
            "Only roles of this level or above are meant, by `can-reach` and `cannot-reach`.",
            default="every role",
        ),
        Field(
            "if",
            one_or_more(said("mfa, external_id, source_ip, org or a condition key"), said("conditions")),
            "What every way of `can` must ask for: `mfa`, `external_id`, `source_ip`, `org`, or a condition key. Other "
            "conditions may come on top.",
            needs="can",
        ),
        Field("reason", PROSE, "Why it is expected."),
    ),
    exactly_one=("can", "cannot", "can-reach", "cannot-reach"),
)

EXPECT = ListOf(_EXPECTATION, said("a list of expectations"), said("expectation"))
