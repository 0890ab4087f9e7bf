"""A role trust policy to what it means: one line a statement, whom it lets in and what that really says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE
from iam_atlas.graph.reach import ASSUMING, is_about
from iam_atlas.iam.arn import is_unique_id
from iam_atlas.iam.policy import PolicyKind, Principal, Statement, parse_policy
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.roles import RoleCopy
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_account, to_ref
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.pages.views.statements import condition_words, invalid_words, source_in_parentheses
from iam_atlas.wording.amounts import few_of
from iam_atlas.wording.translate import C_, N_

_ROOM = 6  # actions, and accounts, that a line names


def trust_lines(context: Context, copies: Sequence[RoleCopy]) -> tuple[Md, ...]:
    """What the trust policies of alike copies mean, statement by statement, and where they come from; empty without.

    A line that does not hold for all of the copies says for which.
    """
    found = trusts_of(context, copies)
    told: defaultdict[Md, list[RoleCopy]] = defaultdict(list)
    for alike in found:
        for line in _lines(context, alike[0]):
            told[line] += alike
    every = sum(map(len, found))
    lines = (line if len(where) == every else _only_in(context, where, line) for line, where in told.items())
    return (*lines, _origin(context, found[0][0])) if found else ()


def trusts_of(context: Context, copies: Iterable[RoleCopy]) -> tuple[tuple[RoleCopy, ...], ...]:
    """The copies with a trust policy, those together whose statements name the same principals."""
    trust, accounts = context.atlas.halves.trust, context.landscape.accounts
    named = [(copy, _named_in(trust[copy.key])) for copy in copies if copy.key in trust]
    # An id that is each account's own is no difference, unless the account is trusted by all of them.
    own = [(copy, _without_id(named, accounts[copy.key.account].id)) for copy, named in named]
    return min(_together(named), _together(own), key=len)


def _together(named: Iterable[tuple[RoleCopy, tuple[str, ...]]]) -> tuple[tuple[RoleCopy, ...], ...]:
    alike: defaultdict[tuple[str, ...], list[RoleCopy]] = defaultdict(list)
    for copy, names in named:
        alike[names].append(copy)
    return tuple(map(tuple, alike.values()))


@ByIdentity
def _named_in(document: Document) -> tuple[str, ...]:
    """What tells trust policies of alike copies apart: their other differences all come from the account itself."""
    written = document.value.get("Statement")
    return tuple(_named(one) for one in (written if isinstance(written, list) else [written]))


def _named(statement: Json) -> str:
    """Its name and principals; without the account of providers, which is the role's own."""
    if not isinstance(statement, dict):
        return ""
    return _PROVIDER.sub("", repr((statement.get("Sid"), statement.get("Effect"), statement.get("Principal"))))


_PROVIDER = re.compile(r"(?<=:iam::)[^:]+(?=:(?:saml|oidc)-provider/)")


def _without_id(names: tuple[str, ...], own_id: str) -> tuple[str, ...]:
    return tuple(name.replace(own_id, "") for name in names)


def _only_in(context: Context, copies: Sequence[RoleCopy], line: Md) -> Md:
    accounts = few_of([copy.key.account for copy in copies], _ROOM, context.say.t)
    return context.say.in_a_row((context.say("**In {accounts}:**", accounts=accounts), line))


def _origin(context: Context, copy: RoleCopy) -> Md:
    if copy.key in context.atlas.halves.trust_is_raw:
        return context.say("The file gives this trust policy as a whole; it is taken as written.")
    return context.say("This trust policy is derived from `grants` and from the role's own `trust` entries.")


def _lines(context: Context, copy: RoleCopy) -> Iterator[Md]:
    policy = parse_policy(context.atlas.halves.trust[copy.key], str(copy.key), PolicyKind.TRUST)
    return (_line(context, statement) for statement in policy.statements)


def _line(context: Context, statement: Statement) -> Md:
    say, where = context.say, source_in_parentheses(context, statement)
    if statement.invalid:
        return say.in_a_row((invalid_words(context, statement), where))
    return say.in_a_row((*_told(context, statement), condition_words(context, statement), where))


def _told(context: Context, statement: Statement) -> Iterable[Md]:
    named = statement.principals or ()
    if statement.effect is Effect.DENY:
        return (_plain(context, _DENIES, statement, named),)
    if not is_about(statement, *ASSUMING):
        return (_plain(context, _NOT_ALONE, statement, named),)
    return _whom(context, named)


_DENIES = N_("**Denies** {actions} to {principals}.")
_NOT_ALONE = N_("Allows {actions} for {principals}. That alone lets nobody into the role.")


def _plain(context: Context, form: str, statement: Statement, named: Iterable[Principal]) -> Md:
    """What a statement that lets nobody in is about."""
    say, actions = context.say, few_codes(context, statement.actions, _ROOM)
    if statement.not_actions:
        actions = say(C_("actions", "everything but {names}"), names=few_codes(context, statement.not_actions, _ROOM))
    return say(form, actions=actions, principals=say.apart(_principal(context, one) for one in named))


def _principal(context: Context, principal: Principal) -> Md:
    say, value = context.say, principal.value
    if value == "*":
        return say("anybody")
    if principal.type == "AWS" and _is_account(value):
        return say("every user and role of account {account}", account=_account_named(context, _account_id(value)))
    return code(value)


def _account_named(context: Context, account_id: str) -> Md:
    account = context.landscape.account_with(account_id)
    return code(account_id) if account is None else to_account(context, account.name)


def _whom(context: Context, named: Sequence[Principal]) -> Iterator[Md]:
    say = context.say
    kept = [principal.value for principal in named if principal.type == "AWS" and _is_kept_by_id(principal.value)]
    several = kept if len(kept) > 1 else []
    if several:
        yield say(_THESE, names=say.all_of(map(code, several)))
    yield from (_lets_in(context, principal) for principal in named if principal.value not in several)


def _lets_in(context: Context, principal: Principal) -> Md:
    say, value = context.say, principal.value
    if principal.type in ("AWS", "*"):
        return _arn(context, value)
    if principal.type == "Service":
        return say(_SERVICES.get(value, _SERVICE), name=code(value))
    if principal.type == "Federated":
        name = code(value.rpartition("-provider/")[2])
        return say("Who signs in at the identity provider {name}; no policy on their side is asked.", name=name)
    return say("{kind} {name}.", kind=principal.type, name=code(value))


_SERVICE = N_("The AWS service {name} takes the role to act for you.")
_SERVICES = {
    ACCOUNT_ACCESS: N_("IAM Identity Center ({name}) opens the role for the people who are entitled to it."),
    ROLES_ANYWHERE: N_("IAM Roles Anywhere ({name}) hands the role to servers outside AWS that show a certificate."),
}
_THIS = N_(
    "{name}, and nobody else. It must exist before AWS takes this policy (*Invalid principal in policy*). AWS keeps "
    "its internal id: when it is deleted and made again, this no longer matches. Trusting the account under a "
    "condition on `aws:PrincipalArn` would survive that."
)
_THESE = N_(
    "{names}. Each must exist before AWS takes this policy (*Invalid principal in policy*). AWS keeps their internal "
    "ids: when one is deleted and made again, this no longer matches it. Trusting the account under a condition on "
    "`aws:PrincipalArn` would survive that."
)
_WHOLE = N_(
    "{account}: the *whole account*, not its root user. Every user and role there whose own policy allows "
    "`sts:AssumeRole` on this role gets in, so the policies there decide who: both halves are needed."
)


def _arn(context: Context, value: str) -> Md:
    say = context.say
    if value == "*":
        return say("Anybody in any AWS account.")
    if is_unique_id(value):
        return say("{id}: the id of a user or role that was deleted. It lets nobody in.", id=code(value))
    if _is_account(value):
        return say(_WHOLE, account=_account(context, _account_id(value)))
    return say(_THIS if _is_kept_by_id(value) else N_("{name}, and nobody else."), name=code(value))


def _is_account(value: str) -> bool:
    """Whether a whole account is meant; a stand-in may take the place of its id."""
    return value.endswith(":root") or not (value.startswith("arn:") or is_unique_id(value))


def _account_id(value: str) -> str:
    return value.split(":")[4] if value.startswith("arn:") and value.count(":") >= 5 else value


def _is_kept_by_id(value: str) -> bool:
    """Whether it is a user or a role, of which AWS keeps the internal id in the place of the name."""
    return value.partition(f":{_account_id(value)}:")[2].startswith(("role/", "user/"))


def _account(context: Context, account_id: str) -> Md:
    say, landscape = context.say, context.landscape
    account = landscape.account_with(account_id)
    if account is not None:
        return say("Account {name} ({id})", name=to_account(context, account.name), id=account_id)
    vendor = next((v.name for v in landscape.vendors.values() if account_id in v.account_ids), None)
    if vendor is not None:
        return say(
            "Account {id} of vendor {vendor}", id=account_id, vendor=to_ref(context, Ref(RefKind.VENDOR, vendor))
        )
    return say("Account {id}, which the file does not describe", id=account_id)
