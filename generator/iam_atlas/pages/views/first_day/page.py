"""The page for whoever is new and has not found themselves yet: what holds for everybody."""

from iam_atlas.model.addresses import Section
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_own_page, to_page, to_person
from iam_atlas.pages.views.first_day.lengths import lengths_part, limits_part
from iam_atlas.pages.views.first_day.messages import messages_part
from iam_atlas.pages.views.first_day.more import emergencies_part, leaving_part, more_part
from iam_atlas.pages.views.first_day.newcomer import homes, newcomer
from iam_atlas.pages.views.first_day.sign_in import mfa_part, sign_in_part
from iam_atlas.pages.views.first_day.switching import switching_part
from iam_atlas.pages.views.first_day.tools import command_line_part, extension_part
from iam_atlas.pages.views.frame import About, frame
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.why_accounts import TITLE
from iam_atlas.wording.translate import N_

_ONE_LOGIN = N_(
    "You have *one* login, in the account {homes}. Every other AWS account is a place that you switch to, and none of "
    "them knows you by name."
)
_ONE_OF_SEVERAL = N_(
    "Your login is in the account {homes}. Every other AWS account is a place that you switch to, and none of them "
    "knows you by name."
)
_NO_LOGIN = N_("How people get into the AWS accounts.")
_FIND_YOURSELF = N_("Find yourself: your own page has exactly your roles, ready to copy.")
_FIND_YOURSELF_UNDER = N_("Find yourself under {people}: your own page has exactly your roles, ready to copy.")
_PSEUDONYMS = N_("Everybody has a page, under a stand-in for the user name:")
_MANY_PSEUDONYMS = N_("Everybody has a page under {people}, with a stand-in for the user name.")
_ROOM = 60  # people who are named one by one


def first_day_view(context: Context) -> ThingView:
    """The view of the page."""
    say, nobody = context.say, newcomer(context, None)
    names = [home.name for home in homes(context, nobody)]
    lead = say.named(_ONE_LOGIN, _ONE_OF_SEVERAL, len(names), homes=say.any_of(names)) if names else say(_NO_LOGIN)
    return ThingView(
        frame=frame(context, say.t("First day"), lead, ()),
        about=About((), ()),
        problems=(),
        parts=filled(
            _people(context),
            sign_in_part(context, nobody),
            mfa_part(context, nobody, ()),
            switching_part(context, nobody),
            extension_part(context, nobody),
            command_line_part(context, nobody),
            lengths_part(context, nobody),
            limits_part(context, nobody),
            more_part(context, nobody),
            emergencies_part(context, nobody),
            messages_part(context),
            leaving_part(context, nobody),
            _words(context),
        ),
    )


def _people(context: Context) -> Part:
    """Where to find oneself, and what the team has written besides."""
    say, users = context.say, context.landscape.users
    people = to_page(context, f"{Section.PEOPLE.value}/index.md", say.t("People"))
    hidden = context.replaces("user_names")
    few = 0 < len(users) <= _ROOM and context.shows_people
    paragraphs = (
        say(_PSEUDONYMS if hidden else _FIND_YOURSELF) if few else Md(""),
        say.all_of(to_person(context, name) for name in users) if few else Md(""),
        say(_MANY_PSEUDONYMS if hidden else _FIND_YOURSELF_UNDER, people=people)
        if context.shows_people and not few
        else Md(""),
        _written_by_the_team(context),
        say("Why there are several accounts and one login: {page}", page=to_page(context, "why.md", say.t(TITLE))),
    )
    return part("you", say("You"), *paragraphs)


def _written_by_the_team(context: Context) -> Md:
    page = to_own_page(context, context.landscape.site.onboarding_page or "")
    return context.say("Your team has written more: {page}.", page=page) if page else Md("")


def _words(context: Context) -> Part:
    say = context.say
    words = to_page(context, "words.md", say.t("Words"))
    return part("words", say("Words"), say("A word you do not know? See {page}.", page=words))
