"""A step of access to the cells of a table: under which condition, for how long, and whether by the console."""

from iam_atlas.exporters.planned import not_there_yet
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.sessions import SWITCHABLE, Extra, extras_asked
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import RoleCopy
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.once import once_a_place
from iam_atlas.pages.views.caller_names import parties
from iam_atlas.pages.views.standing import is_foreign
from iam_atlas.pages.views.ways import NO_MFA, is_closed
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.decision import undecided_words, verdict
from iam_atlas.wording.residue import under_heading
from iam_atlas.wording.translate import C_, N_, Translator


def condition(context: Context, step: Access) -> Md:
    """When the step opens, for a table cell; a step that does not open says so."""
    say = context.say
    if step.decision.verdict is Verdict.NOT_EVALUATED:
        return say("**Not decided.** {words}", words=undecided_words(step.decision, say.t))
    if not step.decision.verdict.opens:
        return say("**Closed.** {words}", words=verdict(step.decision, parties(context, step), say.t))
    said = _under_heading(say.t)(step.decision.residue)
    if is_foreign(context, step.role.account):
        said = say("{condition} **Our half only:** the account belongs to somebody else.", condition=said)
    if is_in_vain(step):
        return say("{condition} **Cannot be counted on:** {reason}", condition=said, reason=say(NO_MFA))
    return said


@ByIdentity
def _under_heading(t: Translator) -> ByIdentity[Formula, Md]:
    def said(residue: Formula) -> Md:
        return text(under_heading(residue, t))

    return ByIdentity(said)


def session(context: Context, step: Access) -> Md:
    """How long the session can last; a dash where there is none."""
    if is_closed(step):
        return Md("–")
    if step.means is Means.SERVICE:
        return context.say("as long as the service keeps it")
    return _lasting(context, step.max_seconds, step.caller.kind is RefKind.ROLE and step.means is Means.ASSUME_ROLE)


@once_a_place
def _lasting(context: Context, seconds: int, is_chained: bool) -> Md:
    longest = duration(seconds, context.say.t)
    if is_chained:
        return context.say("at most {time} (role chaining)", time=longest)
    return context.say("up to {time}", time=longest)


def console(context: Context, step: Access, copy: RoleCopy | None) -> Md:
    """Whether AWS's console can make the switch, and why not."""
    say = context.say
    if is_closed(step):
        return say(C_("console", "no"))
    if step.decision.verdict is Verdict.NOT_EVALUATED:
        return say("not decided")
    if step.console is None:
        return say("not certain: AWS's pages disagree")
    if step.console and copy is not None and not_there_yet(context.landscape, copy, [step], say.t):
        return say("not yet")
    return say(C_("console", "yes")) if step.console else say("no: {reason}", reason=_no_console(context, step, copy))


_NOT_PASSED = {
    Extra.EXTERNAL_ID: N_("the console cannot send an ExternalId"),
    Extra.SESSION_TAGS: N_("the console cannot pass session tags"),
    Extra.SOURCE_IDENTITY: N_("the console cannot set a source identity"),
}


def _no_console(context: Context, step: Access, copy: RoleCopy | None) -> Md:
    say = context.say
    if step.means is Means.IDENTITY_CENTER:
        return say("it is opened from the access portal")
    if asked := extras_asked(step.decision.residue):
        return say(_NOT_PASSED[asked[0]])
    if step.caller.kind is not RefKind.USER:
        return say("only IAM users, and people whom a role has signed in, switch there")
    if copy is not None and len(copy.path + copy.aws_name) > SWITCHABLE:
        return say("path and name are longer than 64 characters")
    return say("the console's switch does not meet the condition")
