"""Switching role in the console: a button for each role, and why the console cannot open the others."""

from iam_atlas.exporters.console import color_of, console_obstacles, switch_url
from iam_atlas.exporters.logins import Way
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, external
from iam_atlas.pages.links import to_copy
from iam_atlas.pages.views.first_day.newcomer import Newcomer
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.translate import N_

_HOW = N_(
    "Sign in, then press a button: AWS shows its form with the account and the role filled in. Without a button: the "
    "menu under your name at the top right, *Switch role*. Account and role are on the role's page; capital letters "
    "matter."
)
_REPLACES = N_(
    "Switching replaces your permissions, it does not add to them. *Switch back* in the same menu restores your own. "
    "The console asks for each switch with the login that you signed in with, so you can go from one role straight to "
    "the next."
)
_TOO_MANY = N_(
    "{count} buttons are too many for a page: in the diagram, each role's card has the link that switches to it."
)
_REMEMBERS = N_("The console remembers the last five roles, in this browser only.")


def switching_part(context: Context, who: Newcomer) -> Part:
    """The buttons of one person; for nobody in particular, how it is done."""
    say = context.say
    own = who.ways if who.user is not None else ()
    stuck = [(way, reason) for way in own if (reason := _obstacle(context, way))]
    closed = {way.copy.key for way, _ in stuck}
    switched = [way for way in own if way.copy.key not in closed]
    told = (say(_HOW), _buttons(context, who, switched), say(_REPLACES), say(_REMEMBERS))
    return part(
        "switch-role",
        say("Switch role in the console"),
        *(told if switched or who.user is None else ()),
        say("Not from the console:") if stuck else Md(""),
        lines=tuple(
            say("{role}: {reason}", role=to_copy(context, way.copy.key), reason=reason) for way, reason in stuck
        ),
    )


def _buttons(context: Context, who: Newcomer, switched: list[Way]) -> Md:
    """One a role, those for emergencies last; where they are too many for a page, where each of them is."""
    if switched and not who.fits_a_page:
        return context.say(_TOO_MANY, count=len(switched))
    ordered = sorted(switched, key=lambda way: _is_for_emergencies(context, way))
    row = "\n".join(_button(context, way) for way in ordered)
    return Md(f"{row}\n{{ .atlas-switches }}") if row else Md("")


def _is_for_emergencies(context: Context, way: Way) -> bool:
    return context.landscape.roles[way.copy.key.role].break_glass is not None


def _button(context: Context, way: Way) -> Md:
    landscape, key = context.landscape, way.copy.key
    color = color_of(landscape, way.copy)
    style = f' style="--atlas-switch:#{color}"' if color else ""
    url = switch_url(landscape, way.copy) or ""
    return Md(f"{external(f'{key.role} @ {key.account}', url)}{{ .atlas-switch{style} }}")


def _obstacle(context: Context, way: Way) -> Md:
    """Why the console cannot make the switch; empty where it can."""
    say = context.say
    if way.source is not None:
        return say("it is asked for by {role}, and the console asks with what you signed in with.", role=way.source)
    return say.in_a_row(_reasons(context, way))


def _reasons(context: Context, way: Way) -> tuple[str, ...]:
    return console_obstacles(context.landscape, way.copy, way.steps, context.say.t)
