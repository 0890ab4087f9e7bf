"""An account to the users and groups that are kept in it: by name, or by their number with where the names stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_page, to_ref
from iam_atlas.pages.views.everybody import NAMED
from iam_atlas.pages.views.frame import Fact, Table, present
from iam_atlas.pages.views.section import things_by_section
from iam_atlas.pages.views.thing import Part
from iam_atlas.wording.translate import N_


@dataclass(frozen=True, slots=True)
class _Kept:
    """The things of one kind that are kept in an account; `word` names the kind."""

    section: Section
    kind: RefKind
    word: str
    names: Sequence[str]


def kept_here(context: Context, account: Account) -> Part:
    """The part about them. What is too many for a line and for no other page alone stands in its table."""
    say, landscape = context.say, context.landscape
    users = [user.name for user in landscape.users.values() if user.account == account.name]
    groups = [group.name for group in landscape.groups.values() if group.account == account.name]
    every = (
        _Kept(Section.PEOPLE, RefKind.USER, N_("user"), users),
        _Kept(Section.GROUPS, RefKind.GROUP, N_("group"), groups),
    )
    facts = tuple(
        Fact(say(name), _told(context, kept)) for name, kept in zip((N_("Users"), N_("Groups")), every, strict=True)
    )
    rows = tuple(
        (to_ref(context, Ref(kept.kind, name)), say(kept.word))
        for kept in every
        if len(kept.names) > NAMED and not _is_whole(context, kept)
        for name in kept.names
    )
    table = Table((say("Name"), say("Kind")), rows)
    return Part(Md("users"), say("Users and groups kept here"), facts=present(facts), table=table)


def _told(context: Context, kept: _Kept) -> Md:
    """Each by name; many by their number, with a link to the section where that lists just them."""
    count = len(kept.names)
    if count <= NAMED:
        return context.say.listing(to_ref(context, Ref(kept.kind, name)) for name in kept.names)
    if not _is_whole(context, kept):
        return context.say("{count}, in the table below", count=count)
    return to_page(context, f"{kept.section.value}/index.md", context.say("all {count} of the file", count=count))


def _is_whole(context: Context, kept: _Kept) -> bool:
    """Whether the section lists just those that are kept here."""
    return {*kept.names} == {*things_by_section(context.landscape)[kept.section]}
