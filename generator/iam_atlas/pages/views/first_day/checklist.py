"""`AccessDenied when calling AssumeRole`, answered for a person and each role: expected, by the file, to compare."""

from collections.abc import Iterator

from iam_atlas.exporters.asked import asks_for_mfa, minds_session_name, needs_external_id, not_in_a_profile
from iam_atlas.exporters.console import console_obstacles
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.sessions import Extra
from iam_atlas.graph.without import is_mfa_key
from iam_atlas.iam.decision import Half
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import Test
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source, to_copy, to_page
from iam_atlas.pages.views.caller_names import parties
from iam_atlas.pages.views.first_day.newcomer import Newcomer, homes
from iam_atlas.pages.views.frame import Fold, Table
from iam_atlas.pages.views.lists import few_codes
from iam_atlas.pages.views.reach import steps_of
from iam_atlas.pages.views.standing import account_name
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.pages.views.ways import Way, together, ways
from iam_atlas.pages.views.why import why_link
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.decision import Reason, reasons, verdict
from iam_atlas.wording.residue import sentence
from iam_atlas.wording.translate import N_

FIRST_DAY = "first-day.md"
_HEADS = (N_("Check"), N_("Expected"), N_("The file says"), N_("Compare with"))
_HOW = N_(
    "*AccessDenied* when switching, or a form that says that a field is not valid: go through the rows of the role "
    "from top to bottom. The first one that differs is the reason."
)
_MESSAGES = N_("Other messages are explained on {page}.")
_ROOM = 6  # ARNs that a cell names


def checklist_part(context: Context, who: Newcomer) -> Part:
    """One block a role (alike copies together); empty for nobody, and for somebody without any step."""
    say, user = context.say, who.user
    found = _ways(context, user) if user is not None else ()
    folds = tuple(_fold(context, user, n, way) for n, way in enumerate(found, start=1) if user is not None)
    if not folds:
        return part("fails", say("It does not work"))
    messages = say(_MESSAGES, page=to_page(context, FIRST_DAY, say.t("First day"), "messages"))
    return part("fails", say("It does not work"), say(_HOW), messages, folds=folds)


def _ways(context: Context, user: User) -> tuple[Way, ...]:
    by_role: dict[object, list[Access]] = {}
    for step in steps_of(context, Ref(RefKind.USER, user.name)):
        if step.means is Means.ASSUME_ROLE and not step.to_permission_set:
            by_role.setdefault(step.role, []).append(step)
    return together(way for steps in by_role.values() for way in ways(steps))


def _fold(context: Context, user: User, number: int, way: Way) -> Fold:
    say = context.say
    role, accounts = way.step.role.role, [account_name(context, key.account) for key in way.targets]
    summary = say("{role} in {accounts}", role=role, accounts=say.all_of(accounts))
    rows = tuple(row for row in _rows(context, user, way) if row)
    answer = text(verdict(way.step.decision, parties(context, way.step), say.t))
    table = Table(tuple(say(head) for head in _HEADS), rows, fixed=True)
    return Fold(Md(f"fails-{number}"), summary, (answer,), table)


def _rows(context: Context, user: User, way: Way) -> Iterator[tuple[Md, ...]]:
    yield _who(context, user)
    yield _target(context, way)
    told = reasons(way.step.decision, parties(context, way.step), context.say.t)
    yield from _halves(context, way.step, told)
    yield from _asked(context, way)
    yield from _denials(context, way.step, told)
    yield _length(context, way.step)


def _who(context: Context, user: User) -> tuple[Md, ...]:
    say, home = context.say, homes(context, Newcomer(user, ()))[0]
    arn = code(f"arn:{home.partition}:iam::{home.id}:user{user.path}{user.name}")
    if context.replaces("user_names") or context.replaces("account_ids"):
        arn = say("your own user in account {account}", account=home.name)
    command = code(f"aws sts get-caller-identity --profile {context.showing.names.login[home.name]}")
    said = say.in_a_row(
        (say("user {name} in account {account}", name=user.name, account=home.name), _at(context, user))
    )
    return say("Who am I really?"), arn, said, command


def _at(context: Context, user: User) -> Md:
    line = source(context, user.position)
    return Md(f"({line})") if line else Md("")


def _target(context: Context, way: Way) -> tuple[Md, ...]:
    say = context.say
    arns = [context.landscape.copy_of(key).arn for key in way.targets]
    places = say.all_of(to_copy(context, key) for key in way.targets[:_ROOM])
    compare = say(
        "`role_arn` in the profile, account and role in the console's form: capital letters and the path matter"
    )
    return say("The right role?"), few_codes(context, arns, _ROOM), places, compare


def _halves(context: Context, step: Access, told: tuple[Reason, ...]) -> Iterator[tuple[Md, ...]]:
    say = context.say
    why = why_link(context, step.caller, step, say.t("the statements behind it"))
    expected = {
        Half.IDENTITY: (say("My half: may I ask?"), say("a policy of mine allows `sts:AssumeRole` on the role")),
        Half.TRUST: (say("Their half: does the role let me in?"), say("the trust policy names me or my account")),
        Half.BOUNDARY: (say("My permissions boundary"), say("it allows `sts:AssumeRole`, too")),
        Half.SCP: (say("The SCPs over my account"), say("they allow `sts:AssumeRole`, too")),
    }
    for reason in told:
        if reason.half in expected and not reason.denies:
            yield *expected[reason.half], text(reason.words), why


def _asked(context: Context, way: Way) -> Iterator[tuple[Md, ...]]:
    """What the request itself must bring along; nothing helps where the way does not open."""
    say, step = context.say, way.step
    if not step.decision.verdict.opens:
        return
    residue = step.decision.residue
    said = text(sentence(residue, say.t))
    if asks_for_mfa(residue):
        yield say("MFA"), say("a sign-in with MFA"), said, say(_MFA)
    if needs_external_id(residue):
        yield say("ExternalId"), say("the value that the role asks for"), said, say("`external_id` in the profile")
    if minds_session_name(residue):
        yield (
            say("Session name"),
            say("the name that the role asks for"),
            said,
            say("`role_session_name` in the profile"),
        )
    if not_in_a_profile(residue):
        yield say("Tags and source identity"), say("what the role asks for"), said, say(_BY_HAND)
    if any(map(_is_of_the_request, tests_of(residue))):
        yield say("Other conditions"), said, say("the same"), say(_AROUND)
    obstacles = console_obstacles(context.landscape, context.landscape.copy_of(step.role), [step], say.t)
    if obstacles:
        yield say("Console"), say("not from the console"), say.in_a_row(obstacles), say("the command line")


_MFA = N_(
    "console: sign out and in again with MFA; command line: `mfa_serial` in the profile, and a code that was not used "
    "yet"
)
_BY_HAND = N_("`aws sts assume-role` with `--tags` or `--source-identity`: no profile and no form sends them")
_AROUND = N_("your address, the clock (`date -u`), your tags")


def _is_of_the_request(test: Test) -> bool:
    """Whether none of the rows above speaks of it."""
    brought = minds_session_name(test) or any(extra.is_asked_by(test.key) for extra in Extra)
    return not (brought or is_mfa_key(test.key))


def _denials(context: Context, step: Access, told: tuple[Reason, ...]) -> Iterator[tuple[Md, ...]]:
    say = context.say
    denying = [reason for reason in told if reason.denies]
    if not denying:
        yield (
            say("An explicit Deny?"),
            say("none"),
            say("no Deny that the file knows of takes part"),
            say(_SESSION_POLICY),
        )
    for reason in denying:
        yield say("An explicit Deny?"), say("it must not strike"), text(reason.words), _where(context, step, reason)


_SESSION_POLICY = N_("a session policy that your tool passes along")


def _where(context: Context, step: Access, reason: Reason) -> Md:
    lines = context.say.listing(dict.fromkeys(source(context, ref.position) for ref in reason.statements))
    return lines or why_link(context, step.caller, step, context.say.t("the statements behind it"))


def _length(context: Context, step: Access) -> tuple[Md, ...]:
    say, time = context.say, duration(step.max_seconds, context.say.t)
    compare = say("`duration_seconds` in the profile: {seconds} at most", seconds=code(str(step.max_seconds)))
    return say("Session length"), say("{time} at most", time=time), say("the role's own maximum"), compare
