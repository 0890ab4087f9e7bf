"""The condition keys of a way in to what a reader would otherwise get wrong about them: one sentence a key."""

from collections.abc import Iterable, Iterator

from iam_atlas.graph.without import fails_without
from iam_atlas.iam.formula import Formula
from iam_atlas.pages.views.ways import keys_in
from iam_atlas.wording.keys import CURRENT_TIME, EXTERNAL_ID, MFA_AGE, MFA_PRESENT, PRINCIPAL_ORG, SOURCE_IP
from iam_atlas.wording.translate import N_

_BY_KEY = (
    (
        MFA_AGE,
        N_(
            "Two clocks run here: how long ago you proved MFA at sign-in, and how long the session in the role lasts. "
            "Signing in again resets the first."
        ),
    ),
    (MFA_PRESENT, N_("MFA counts only when you signed in with it: after registering a device, sign out and in again.")),
    (
        EXTERNAL_ID,
        N_(
            "The ExternalId keeps the vendor from being tricked by another of its customers into using our role (the "
            "*confused deputy*). The vendor makes the value; it is not a secret. The console cannot send one."
        ),
    ),
    (
        SOURCE_IP,
        N_(
            "The address is looked at when the role is taken, not afterwards. Calls that an AWS service makes for you "
            "come from AWS, not from these addresses."
        ),
    ),
    (
        "sts:rolesessionname",
        N_(
            "The session name shows in CloudTrail who it was. On the command line, set `role_session_name` in the "
            "profile."
        ),
    ),
    ("sts:sourceidentity", N_("The source identity shows in CloudTrail who it was, also after another hop.")),
    (
        "aws:requesttag/",
        N_(
            "Session tags must be passed along, which the console cannot do. The trust policy must allow "
            "`sts:TagSession`."
        ),
    ),
    ("sts:transitivetagkeys", N_("Tags that are marked as transitive stay on the session through the next roles.")),
    (
        "aws:sourceaccount",
        N_(
            "The condition ties the AWS service to resources of the named account, so that nobody else's resource can "
            "make it use this role (the *confused deputy*)."
        ),
    ),
    (PRINCIPAL_ORG, N_("The condition on the organization also holds for accounts that join it later.")),
    (
        CURRENT_TIME,
        N_(
            "AWS enforces the dates in conditions, in UTC. They are absolute: IAM knows no hours of the day and no "
            "days of the week. A date under *Expires* is only a reminder."
        ),
    ),
)
_PODS_NAMED = (
    "kubernetes-namespace",
    "kubernetes-service-account",
)
_PODS_TIED = N_(
    "The condition names the Kubernetes namespace and the service account: only pods that have both get the role."
)
_PODS_LOOSE = N_(
    "The condition does not name both the Kubernetes namespace and the service account: whatever pod association names "
    "this role gets it."
)


def remarks_on_keys(keys: frozenset[str]) -> Iterator[str]:
    """The sentences for condition keys, which are in lower case, in a fixed order."""
    for beginning, sentence in _BY_KEY:
        if any(key.startswith(beginning) for key in keys):
            yield sentence


def keys_told(residue: Formula) -> frozenset[str]:
    """The condition keys of a way in, in lower case; those that a request must bring along only where it must."""
    return frozenset(key for key in keys_in(residue) if not key.startswith(_BROUGHT) or _is_needed(residue, key))


_BROUGHT = (EXTERNAL_ID, "aws:requesttag/")


def _is_needed(residue: Formula, key: str) -> bool:
    return fails_without(residue, lambda asked: asked.lower() == key)


def remark_on_pods(residues: Iterable[Formula]) -> str:
    """How far the conditions of the ways in tie a role for EKS Pod Identity.

    Source: Amazon EKS User Guide, "Grant Pods access to AWS resources based on tags".
    """
    named = [f"aws:requesttag/{name}" for name in _PODS_NAMED]
    return _PODS_TIED if all(_is_needed(residue, key) for residue in residues for key in named) else _PODS_LOOSE
