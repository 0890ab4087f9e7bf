"""How to get access: from the grant, the role, the account or the group that says so, else from the defaults."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from iam_atlas.model.annotations import AccessRequest, Declared
from iam_atlas.model.grants import Grant, Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.requests import nearest_request
from iam_atlas.model.roles import Role
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, external
from iam_atlas.pages.links import to_owner, to_ref
from iam_atlas.wording.amounts import duration, few_of


def request_of(context: Context, *declared: Declared | None) -> tuple[Md, ...]:
    """From the first that says so, else from `defaults`; empty when nobody says."""
    found = next((d.about.request for d in declared if d is not None and d.about.request is not None), None)
    return _told(context, found or context.landscape.defaults.request)


def role_requests(context: Context, role: Role) -> tuple[Md, ...]:
    """For each row that grants the role to people and says how, then what holds for the others, place by place."""
    rows = _by_role(context.landscape.grants).get(role.name, ())
    own = [grant for grant in rows if grant.request is not None]
    general = tuple(_by_place(context, role)) if len(own) < len(rows) or not rows else ()
    return (*_rows(context, own), *general)


@ByIdentity
def _by_role(grants: tuple[Grant, ...]) -> Mapping[str, Sequence[Grant]]:
    """The rows that grant each role, in the order of the file."""
    found: defaultdict[str, list[Grant]] = defaultdict(list)
    for grant in grants:
        for name in {key.role for key in grant.roles}:
            found[name].append(grant)
    return found


def _by_place(context: Context, role: Role) -> Iterator[Md]:
    """What holds where no row says otherwise: once where it is the same everywhere."""
    found: list[tuple[AccessRequest | None, list[str]]] = []
    for copy in role.copies.values():
        request = nearest_request(context.landscape, copy.key)
        places = next((places for other, places in found if other == request), None)
        if places is None:
            found.append((request, [copy.key.account]))
        else:
            places.append(copy.key.account)
    for request, places in found:
        told = _told(context, request)
        if told and len(found) > 1:
            yield context.say("**In {accounts}:**", accounts=few_of(places, _ROOM, context.say.t))
        yield from told


_ROOM = 6  # accounts that a line names


def group_requests(context: Context, name: str) -> tuple[Md, ...]:
    """For each row that grants the group something and says how, then how to get into the group."""
    rows = [grant for grant in context.landscape.grants if grant.grantee == Ref(RefKind.GROUP, name)]
    own = [grant for grant in rows if grant.request is not None]
    general = request_of(context, context.landscape.groups[name]) if len(own) < len(rows) or not rows else ()
    return (*_rows(context, own), *general)


def _rows(context: Context, grants: list[Grant]) -> Iterator[Md]:
    say = context.say
    for grant in grants:
        roles = say.all_of(dict.fromkeys(key.role for key in grant.roles))
        yield say("**{roles} through {who}:**", roles=roles, who=to_ref(context, grant.grantee))
        yield from _told(context, grant.request)


def _told(context: Context, request: AccessRequest | None) -> tuple[Md, ...]:
    if request is None:
        return ()
    say = context.say
    approvers = say.all_of(to_owner(context, name) for name in request.approvers)
    longest = duration(request.max_duration, say.t) if request.max_duration is not None else ""
    parts = (
        prose(context, request.how),
        external(say.t("Ask here"), request.url) if request.url else Md(""),
        say("Approved by {approvers}.", approvers=approvers) if approvers else Md(""),
        say("Usually done within {time}.", time=request.sla) if request.sla else Md(""),
        say("Given for at most {time}.", time=longest) if longest else Md(""),
    )
    return tuple(part for part in parts if part)
