"""What an action of weight can do, which the engine says in English, to the reader's language."""

from iam_atlas.wording.translate import N_, Translator

POWERS = (
    N_("changes what an IAM identity may do"),
    N_("changes who may take a role"),
    N_("changes who gets into accounts through IAM Identity Center"),
    N_("changes the organization or its guardrails"),
    N_("lifts or changes a permissions boundary"),
    N_("makes new roles"),
    N_("makes new users"),
    N_("gives out credentials of an IAM user"),
    N_("takes the second factor from a user"),
    N_("takes on any role that trusts it"),
    N_("hands a role to a service, which then acts with it"),
    N_("runs other code with a function's role"),
    N_("opens a shell or runs commands on a machine"),
    N_("lets identities into a Kubernetes cluster"),
    N_("lets others in through a resource policy"),
    N_("lets others use a key"),
    N_("reads secrets in plain text"),
    N_("decrypts with keys"),
    N_("reads the data itself"),
    N_("deletes data"),
    N_("deletes a whole store of data"),
    N_("deletes backups"),
    N_("deletes secrets"),
    N_("deletes machines"),
    N_("deletes everything a stack made"),
    N_("makes data unreadable"),
    N_("makes data unreadable for good"),
    N_("makes what happens harder to see"),
)
"""Every reason of `iam.notable.NOTABLE`, to be said after "it": who gets stronger first, then secrets, data, traces."""


def power_in_words(reason: str, t: Translator) -> str:
    """One of `POWERS` in the language."""
    return t(reason)
