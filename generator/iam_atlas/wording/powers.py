"""What an action of weight can do, which the engine says in English, to the reader's language."""

from iam_atlas.wording.translate import N_, Translator

POWERS = (
    N_("reads the data itself"),
    N_("deletes backups"),
    N_("deletes everything a stack made"),
    N_("makes what happens harder to see"),
    N_("deletes data"),
    N_("deletes a whole store of data"),
    N_("reads secrets in plain text"),
    N_("lets others in through a resource policy"),
    N_("deletes machines"),
    N_("opens a shell or runs commands on a machine"),
    N_("lets identities into a Kubernetes cluster"),
    N_("changes what an IAM identity may do"),
    N_("gives out credentials of an IAM user"),
    N_("makes new roles"),
    N_("makes new users"),
    N_("takes the second factor from a user"),
    N_("lifts or changes a permissions boundary"),
    N_("hands a role to a service, which then acts with it"),
    N_("changes who may take a role"),
    N_("lets others use a key"),
    N_("decrypts with keys"),
    N_("makes data unreadable"),
    N_("makes data unreadable for good"),
    N_("runs other code with a function's role"),
    N_("changes the organization or its guardrails"),
    N_("deletes secrets"),
    N_("changes who gets into accounts through IAM Identity Center"),
    N_("takes on any role that trusts it"),
)
"""Every reason of `iam.notable.NOTABLE`, to be said after "it"."""


def power_in_words(reason: str, t: Translator) -> str:
    """One of `POWERS` in the language."""
    return t(reason)
