"""The atlas to what a public site keeps back of it, with what stands for each value."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_network

from iam_atlas.atlas import Atlas
from iam_atlas.exporters.redaction import Redaction, redaction_of
from iam_atlas.iam.formula import Test
from iam_atlas.model.accounts import Account
from iam_atlas.model.annotations import Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Team
from iam_atlas.model.people import User
from iam_atlas.model.policies import ManagedPolicy
from iam_atlas.model.require import Require
from iam_atlas.model.resources import Resource
from iam_atlas.model.roles import Role
from iam_atlas.public.redraw import values_in
from iam_atlas.public.stand_ins import for_external_ids, for_ids, for_ranges, for_things, for_users
from iam_atlas.wording.translate import Translator

ID = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
UUID_BEFORE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\Z", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+=%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
RANGE = re.compile(
    r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w-]|\.\w)"
    r"|(?<![\w.:/-])(?=[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:)[0-9A-Fa-f:]{2,}(?:\.\d+)*(?:/\d{1,3})?(?![\w:-])"
)
EXTERNAL_ID_KEY, ADDRESS_KEYS = "sts:externalid", frozenset({"aws:sourceip", "aws:vpcsourceip"})


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is kept back, each value with what stands for it; what is shown is in none of these.

    `users` and `things` are names, `people` their names in full. `external_ids` and `ranges` are as conditions write
    them, `aliases` those of accounts. `emails` are addresses found anywhere. `kept` are names of everything else that
    the file declares: they stay, whatever lies in them.
    """

    redaction: Redaction
    ids: Mapping[str, str]
    users: Mapping[str, str]
    people: Mapping[str, str]
    things: Mapping[str, str]
    external_ids: Mapping[str, str]
    ranges: Mapping[str, str]
    aliases: frozenset[str]
    emails: frozenset[str]
    kept: frozenset[str]


def secrets_of(atlas: Atlas, t: Translator) -> Secrets:
    """Everything that `site.redact`, `redact` and the audience keep back; stand-ins that are words are those of `t`."""
    landscape, every = atlas.landscape, [*values_in(atlas)]
    redaction = redaction_of(landscape.site)
    hidden = [thing for thing in declared_things(landscape) if redaction.omits(thing)]
    hides_people = redaction.user_names != "show"
    taken = [thing.name for thing in declared_things(landscape)]
    users = for_users((one for one in landscape.users.values() if hides_people or redaction.omits(one)), taken)
    things = _with_names_of_aws(for_things((one for one in hidden if not isinstance(one, User)), taken), hidden)
    kept = frozenset(_kept(landscape)) - things.keys()
    texts = sorted({one for one in every if isinstance(one, str)})
    hides_ids = redaction.account_ids != "show"
    return Secrets(
        redaction=redaction,
        ids=for_ids(_ids(landscape, texts, whole=hides_ids), redaction.account_ids),
        users=users,
        people={
            full: users[user.name]
            for user in landscape.users.values()
            if user.name in users and (full := user.full_name) is not None
        },
        things=things,
        external_ids=for_external_ids(_external_ids(landscape, every, whole=redaction.external_ids != "show")),
        ranges=for_ranges(_ranges(every, texts), t) if redaction.source_ips != "show" else {},
        aliases=frozenset(one.alias for one in landscape.accounts.values() if one.alias) if hides_ids else frozenset(),
        emails=frozenset((*_emails(texts, kept), *_fields_for_mail(landscape)))
        if redaction.emails != "show"
        else frozenset(),
        kept=kept,
    )


def declared_things(landscape: Landscape) -> Iterator[Declared]:
    """Whatever the file declares under a name."""
    others = (landscape.teams, landscape.ous, landscape.workloads, landscape.policies, landscape.guardrails)
    for section in (*landscape.declared.values(), *others, landscape.resources):
        yield from section.values()


def keyed_values(value: object) -> Iterator[tuple[str, object]]:
    """The keys of conditions in a value, small, each with what it is tested for."""
    if isinstance(value, Test):
        yield value.key.lower(), list(value.values)
    elif isinstance(value, Mapping):
        yield from ((key.lower(), wanted) for key, wanted in value.items() if isinstance(key, str) and ":" in key)


def _with_names_of_aws(things: Mapping[str, str], hidden: Iterable[Declared]) -> Mapping[str, str]:
    """Also by what the same things are called in AWS."""
    called = {name: things[one.name] for one in hidden if one.name in things for name in _names_in_aws(one)}
    return {**called, **things}


def _names_in_aws(thing: Declared) -> Iterator[str]:
    if isinstance(thing, Account | ManagedPolicy | Resource):
        yield thing.aws_name
    elif isinstance(thing, Role):
        yield from (copy.aws_name for copy in thing.copies.values())


def _kept(landscape: Landscape) -> Iterator[str]:
    for thing in declared_things(landscape):
        if not isinstance(thing, User):
            yield thing.name
            yield from thing.name.split("/")
    for account in landscape.accounts.values():
        yield from filter(None, (account.environment, account.workload))
    yield from landscape.defaults.environments
    yield from (str(copy.key) for copy in landscape.role_copies())


def _ids(landscape: Landscape, texts: Iterable[str], *, whole: bool) -> Iterator[str]:
    redaction = redaction_of(landscape.site)
    accounts = sorted(landscape.accounts.values(), key=lambda one: one.position)
    for account in accounts:
        if whole or redaction.omits(account) or "id" in redaction.omitted_keys(account):
            yield account.id
    for vendor in sorted(landscape.vendors.values(), key=lambda one: one.position):
        if whole or redaction.omits(vendor) or "account_ids" in redaction.omitted_keys(vendor):
            yield from vendor.account_ids
    if whole:
        found = (match for text in texts for match in ID.finditer(text))
        yield from sorted({match[0] for match in found if not UUID_BEFORE.search(match.string, 0, match.start())})


def _external_ids(landscape: Landscape, every: Iterable[object], *, whole: bool) -> Iterator[str]:
    redaction = redaction_of(landscape.site)
    for vendor in landscape.vendors.values():
        kept_back = redaction.omits(vendor) or "external_id" in redaction.omitted_keys(vendor)
        if vendor.external_id and (whole or kept_back):
            yield vendor.external_id
    for value in every if whole else ():
        if isinstance(value, Require) and value.external_id:
            yield value.external_id
        for key, wanted in keyed_values(value):
            if key == EXTERNAL_ID_KEY:
                yield from _texts(wanted)


def _ranges(every: Iterable[object], texts: Iterable[str]) -> Iterator[str]:
    for value in every:
        if isinstance(value, Require):
            yield from value.source_ip
        for key, wanted in keyed_values(value):
            if key in ADDRESS_KEYS:
                yield from _texts(wanted)
    yield from (found[0] for text in texts for found in RANGE.finditer(text) if is_range(found[0]))


def is_range(text: str) -> bool:
    """Whether `text` is an address or a range of them."""
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return any(sign.isalnum() for sign in text)


def _emails(texts: Iterable[str], kept: frozenset[str]) -> Iterator[str]:
    yield from (found[0] for text in texts for found in EMAIL.finditer(text) if found[0] not in kept)


def _fields_for_mail(landscape: Landscape) -> Iterator[str]:
    """What stands where an address belongs, whatever it looks like."""
    having = (*landscape.accounts.values(), *landscape.teams.values(), *landscape.users.values())
    yield from (one.email for one in having if isinstance(one, Account | Team | User) and one.email)
    contacts = (text for account in landscape.accounts.values() for text in account.contacts.values())
    vendors = (vendor.contact for vendor in landscape.vendors.values() if vendor.contact)
    yield from (text for text in (*contacts, *vendors, landscape.site.help.email or "") if "@" in text)


def _texts(wanted: object) -> list[str]:
    values = wanted if isinstance(wanted, list) else [wanted]
    return [one for one in values if isinstance(one, str)]
