"""A role trust policy to what it means: one line a statement, whom it lets in and what that really says."""

from collections.abc import Iterator

from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE
from iam_atlas.iam.policy import PolicyKind, Principal, Statement, parse_policy
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.roles import RoleCopy
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_account, to_ref
from iam_atlas.pages.views.statements import condition_words, invalid_words, source_in_parentheses
from iam_atlas.wording.translate import N_


def trust_lines(context: Context, copy: RoleCopy) -> tuple[Md, ...]:
    """What the trust policy of the copy means, statement by statement, and where it comes from; empty without one."""
    document = context.atlas.halves.trust.get(copy.key)
    if document is None:
        return ()
    policy = parse_policy(document, str(copy.key), PolicyKind.TRUST)
    return (*(_line(context, statement) for statement in policy.statements), _origin(context, copy))


def _origin(context: Context, copy: RoleCopy) -> Md:
    if copy.key in context.atlas.halves.trust_is_raw:
        return context.say("The file gives this trust policy as a whole; it is taken as written.")
    return context.say("This trust policy is derived from `grants` and from the role's own `trust` entries.")


def _line(context: Context, statement: Statement) -> Md:
    say, where = context.say, source_in_parentheses(context, statement)
    if statement.invalid:
        return say.in_a_row((invalid_words(context, statement), where))
    denies = say("**Denies:**") if statement.effect is Effect.DENY else Md("")
    except_ = say("Everybody except:") if statement.not_principals is not None else Md("")
    named = statement.principals or statement.not_principals or ()
    return say.in_a_row((denies, except_, *_whom(context, named), condition_words(context, statement), where))


def _whom(context: Context, named: tuple[Principal, ...]) -> Iterator[Md]:
    say = context.say
    for principal in named:
        if principal.type in ("AWS", "*", ""):
            yield _arn(context, principal.value)
        elif principal.type == "Service":
            yield say(_SERVICES.get(principal.value, _SERVICE), name=code(principal.value))
        elif principal.type == "Federated":
            name = principal.value.rpartition("-provider/")[2]
            yield say(
                "Who signs in at the identity provider {name}; no policy on their side is asked.", name=code(name)
            )
        else:
            yield say("{kind} {name}.", kind=principal.type, name=code(principal.value))


_SERVICE = N_("The AWS service {name} takes the role to act for you.")
_SERVICES = {
    ACCOUNT_ACCESS: N_("IAM Identity Center ({name}) opens the role for the people who are entitled to it."),
    ROLES_ANYWHERE: N_("IAM Roles Anywhere ({name}) hands the role to servers outside AWS that show a certificate."),
}


def _arn(context: Context, value: str) -> Md:
    say = context.say
    account = value.split(":")[4] if value.startswith("arn:") and value.count(":") >= 5 else value
    if value == "*":
        return say("Anybody in any AWS account.")
    if value == account or value.endswith(":root"):
        return say(
            "{account}: the *whole account*, not its root user. Every user and role there whose own policy allows "
            "`sts:AssumeRole` on this role gets in, so the policies there decide who: both halves are needed.",
            account=_account(context, account),
        )
    if value.partition(f":{account}:")[2].startswith(("role/", "user/")):
        return say(
            "{name}, and nobody else. It must exist before AWS takes this policy (*Invalid principal in policy*). AWS "
            "keeps its internal id: when it is deleted and made again, this no longer matches. Trusting the account "
            "under a condition on `aws:PrincipalArn` would survive that.",
            name=code(value),
        )
    return say("{name}, and nobody else.", name=code(value))


def _account(context: Context, account_id: str) -> Md:
    say, landscape = context.say, context.landscape
    name = next((a.name for a in landscape.accounts.values() if a.id == account_id), None)
    if name is not None:
        return say("Account {name} ({id})", name=to_account(context, name), id=account_id)
    vendor = next((v.name for v in landscape.vendors.values() if account_id in v.account_ids), None)
    if vendor is not None:
        return say(
            "Account {id} of vendor {vendor}", id=account_id, vendor=to_ref(context, Ref(RefKind.VENDOR, vendor))
        )
    return say("Account {id}, which the file does not describe", id=account_id)
