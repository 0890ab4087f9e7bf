"""What the engine leaves undecided, which it says in English, to the reader's language."""

import re
from functools import cache

from iam_atlas.wording.translate import N_, Translator

# As the engine writes them, the longer before a shorter one that it could be taken for.
DOUBTS = (
    N_('statement "{statement}" of "{policy}" is invalid: {reason}'),
    N_('statement "{statement}" is invalid: {reason}'),
    N_('NotPrincipal of statement "{statement}", which names the caller in part'),
    N_('the policy variable in the resource "{resource}"'),
    N_('the condition operator "{operator}"'),
    N_('"*" alone as a value of {operator}'),
    N_("whether {operator} holds where {key} is absent: AWS's pages disagree"),
    N_("whether {operator} fills in the policy variable {variable}: AWS's pages disagree"),
    N_("whether an empty value of {key} counts as null"),
    N_('whether the canonical user "{user}" is account {account}'),
    N_('whether the principal "*" means a {kind}'),
    N_('the {kind} "{name}", whose document is not at hand'),
    N_('whether RCPs cover the service "{service}"'),
    N_("account {account} is {status}, so its policies decide nothing"),
    N_("some sessions of {caller} bring {brought} along, which needs {needed} here; others do not"),
    N_('what both "{one}" and "{other}" name'),
    N_('whom the principal "{principal}" means'),
    N_("what {action} does here: AWS's list of actions does not say that it works on this kind of resource"),
    N_('what the policy of key "{key}" says: the file does not give it'),
    N_('whether "{arn}" is {resource}: the file does not give its whole ARN'),
    N_("what a grant to an AWS service allows: KMS ties it to a source ARN, which the file does not hold"),
    N_("which identities of an account may use a grant that names the whole account"),
    N_(
        "whether a grant is enough for a grantee in another account whose own policies do not allow the operation",
    ),
    N_("what a grant to a permission set allows: a grant names a role, whose ARN ends in characters that AWS makes up"),
    N_("whether a permissions boundary that does not allow the operation limits a grant"),
    N_("what the key policy denies: the file does not give it"),
    N_("what a grant for {names} would do: KMS refuses such a grant"),
    N_(
        "whether a permissions boundary that does not allow the action limits a user whom a role trust policy of the "
        "same account names: AWS's pages disagree"
    ),
)
REASONS = (
    N_("the statement is not an object"),
    N_('"{element}" is no element of a statement'),
    N_('Effect must be "Allow" or "Deny", not {effect}'),
    N_("Effect is missing"),
    N_("Action and NotAction cannot stand together"),
    N_("Action is missing"),
    N_("{element} must be a text or a list of texts"),
    N_('"{action}" is no action; it is written service:Action'),
    N_("Principal and NotPrincipal cannot stand together"),
    N_("NotPrincipal cannot be used in a role trust policy"),
    N_("NotPrincipal cannot be used in an RCP"),
    N_("NotPrincipal can stand only beside Effect Deny"),
    N_("Principal is missing"),
    N_("Principal can stand only in a resource-based policy"),
    N_('{element} must be "*" or name principals by their kind'),
    N_("Resource and NotResource cannot stand together"),
    N_("Resource is missing"),
    N_('"{resource}" is no resource; it is an ARN, or "*" alone'),
    N_("Sid must be a text"),
    N_("Resource cannot be used in a role trust policy"),
    N_("Condition must map operators to condition keys, and these to values"),
)
WORDS = (
    N_("service"),
    N_("saml"),
    N_("web identity"),
    N_("policy"),
    N_("permissions boundary"),
    N_("closed"),
    N_("suspended"),
    N_("transitive session tags"),
    N_("a source identity"),
    N_("a source identity or transitive session tags"),
    N_("sts:SetSourceIdentity or sts:TagSession"),
)
_IN_WORDS = {"reason": REASONS, "kind": WORDS, "status": WORDS, "brought": WORDS, "needed": WORDS}


def doubt_in_words(what: str, t: Translator) -> str:
    """The words of an `Unknown` or of an opaque test in the language; what is not known here stays as it is."""
    return _said(what, DOUBTS, t)


def reason_in_words(reason: str, t: Translator) -> str:
    """Why a statement is invalid, in the language."""
    return _said(reason, REASONS, t)


def _said(what: str, sentences: tuple[str, ...], t: Translator) -> str:
    for sentence in sentences:
        if (found := _pattern(sentence).fullmatch(what)) is not None:
            gaps = found.groupdict()
            return t(sentence, **{gap: _said(value, _IN_WORDS.get(gap, ()), t) for gap, value in gaps.items()})
    return what


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """What the engine can have made of the sentence: any text in a gap."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
