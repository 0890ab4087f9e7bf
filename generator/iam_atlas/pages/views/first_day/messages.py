"""What AWS says when something does not work, what it means, and what to do."""

from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import code
from iam_atlas.pages.views.frame import Table
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.translate import N_

# The words are those of AWS, which people search for. Source of the limits: AWS STS API Reference, "AssumeRole".
_MESSAGES = (
    (
        "is not authorized to perform: sts:AssumeRole",
        N_("One of the two halves is missing, a condition does not hold, or a Deny strikes. AWS does not say which."),
        N_("Go through the checklist on your own page: it knows both halves."),
    ),
    (
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        N_("The session that asks is itself one of a role."),
        N_("Ask for `duration_seconds = 3600`, or begin with your own credentials; in aws-vault: `--no-session`."),
    ),
    (
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role",
        N_("The profile asks for more than the role allows."),
        N_("Take `duration_seconds` from your page."),
    ),
    (
        "MultiFactorAuthentication failed with invalid MFA one time pass code",
        N_("The code was used already, belongs to another device, or the clock is wrong."),
        N_("Wait for the next code; compare `mfa_serial` with `aws iam list-mfa-devices`."),
    ),
    (
        "InvalidClientTokenId",
        N_("The access key is wrong or switched off; or a session without MFA calls IAM, which AWS refuses."),
        N_("Make sure of the key; call IAM from the console, or from a session with MFA."),
    ),
    (
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        N_("A pipeline's token does not have the subject or audience that the trust policy names."),
        N_("Compare with the role's page: repository by name or by id, branch or environment."),
    ),
    (
        "is not authorized to perform: sts:TagSession",
        N_("The caller passes session tags, and the trust policy does not allow that."),
        N_("Allow `sts:TagSession` in the trust, or pass no tags."),
    ),
    (
        "Invalid information in one or more fields",
        N_("The console's form: the role is not there, its name is written differently, or it does not let you in."),
        N_("Use the button on your page; then the checklist there."),
    ),
)
_MORE = (
    N_("Signed in as the root user? A root user cannot switch roles: sign in as your IAM user."),
    N_("Already in a role? Switch back first: some roles ask for MFA, which the session of a role does not carry."),
    N_("Role just made? Wait a minute: changes in IAM take a while to be known everywhere."),
    N_(
        "It worked yesterday? Somebody may have made your user or role anew: a trust policy that names it by ARN keeps "
        "pointing to the old one, until it is saved again."
    ),
)


def messages_part(context: Context) -> Part:
    """The table of messages, and what else it can be."""
    say = context.say
    heads = (say("Message"), say("Meaning"), say("What to do"))
    rows = tuple((code(message), say(meaning), say(remedy)) for message, meaning, remedy in _MESSAGES)
    return part("messages", say("It does not work"), table=Table(heads, rows), lines=tuple(say(line) for line in _MORE))
