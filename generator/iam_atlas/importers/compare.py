"""A declared landscape and found accounts -> what differs between them, each difference with what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from iam_atlas.derive.halves import Halves
from iam_atlas.iam.question import Target
from iam_atlas.iam.reserved_roles import permission_set_of
from iam_atlas.importers.found import Doc, FoundAccount
from iam_atlas.importers.sameness import Saying, single_sayings
from iam_atlas.importers.sides import Policies, Side, declared_sides, found_side
from iam_atlas.importers.trust_compared import Way, ways_that_differ
from iam_atlas.importers.unattached import unattached
from iam_atlas.model.annotations import Status
from iam_atlas.model.landscape import Landscape

_SERVICE_LINKED = ":role/aws-service-role/"


class Kind(Enum):
    """How what is real differs from what is declared."""

    MISSING = "missing"
    EXTRA = "extra"
    TRUST_WIDER = "trust-wider"
    TRUST_NARROWER = "trust-narrower"
    TRUST_DIFFERS = "trust-differs"
    PERMISSIONS = "permissions-differ"
    POLICY = "policy-differs"
    BOUNDARY = "boundary-differs"
    GROUPS = "groups-differ"
    SESSION = "session-differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. Which of the other fields are filled goes by the kind.

    `ways` are for trust, `only_declared` and `only_real` for permissions, boundaries and policies (what each statement
    says, taken apart) and, as names, for policies and groups. `seconds` are the longest sessions, declared and real.
    """

    kind: Kind
    arn: str
    ways: tuple[Way, ...] = ()
    only_declared: tuple[Saying, ...] = ()
    only_real: tuple[Saying, ...] = ()
    names_declared: tuple[str, ...] = ()
    names_real: tuple[str, ...] = ()
    seconds: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, sorted by ARN and kind; the names of declared accounts without a dump, which nobody looked at.

    `made_by_aws` are roles of services and of declared permission sets that the file does not declare: they are no
    difference. `names` are those of declared accounts, by id.
    """

    differences: tuple[Difference, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]
    made_by_aws: tuple[str, ...]
    names: Mapping[str, str]


def compare(landscape: Landscape, halves: Halves, accounts: Sequence[FoundAccount]) -> Comparison:
    """What the dumps say against what the file declares, for the accounts of the dumps only."""
    ids = {account.id for account in accounts}
    declared = {arn: side for arn, side in declared_sides(landscape, halves).items() if arn.split(":")[4] in ids}
    real = {one.declarable_arn: found_side(one, account) for account in accounts for one in account.principals}
    made = sorted(arn for arn in real.keys() - declared if _is_made_by_aws(arn, landscape))
    found = [*_alone(landscape, declared, real, frozenset(made))]
    for arn in declared.keys() & real:
        found += _between(arn, declared[arn], real[arn])
    found += _of_nobody(*unattached(landscape, halves, accounts))
    return Comparison(
        differences=tuple(sorted(found, key=lambda one: (one.arn, one.kind.value))),
        compared=tuple(sorted(ids)),
        not_compared=tuple(sorted(name for name, one in landscape.accounts.items() if one.id not in ids)),
        made_by_aws=tuple(made),
        names={one.id: name for name, one in landscape.accounts.items()},
    )


def _is_made_by_aws(arn: str, landscape: Landscape) -> bool:
    """A role of a service, or that of a permission set which is declared: one that is not lets in people unseen."""
    return _SERVICE_LINKED in arn or permission_set_of(arn) in landscape.permission_sets


def _alone(
    landscape: Landscape, declared: Mapping[str, Side], real: Mapping[str, Side], made: frozenset[str]
) -> Iterator[Difference]:
    planned = _planned(landscape)
    yield from (Difference(Kind.MISSING, arn) for arn in declared.keys() - real - planned)
    yield from (Difference(Kind.EXTRA, arn) for arn in real.keys() - declared - made)


def _planned(landscape: Landscape) -> frozenset[str]:
    """Roles that the file itself says are not there yet."""
    roles = (role for role in landscape.roles.values() if role.about.status is Status.PLANNED)
    return frozenset(copy.arn for role in roles for copy in role.copies.values())


def _between(arn: str, declared: Side, real: Side) -> Iterator[Difference]:
    yield from _trust(arn, declared, real)
    if not declared.policies.same_as(real.policies):
        yield _policies(Kind.PERMISSIONS, arn, declared.policies, real.policies)
    if not declared.bounded_as(real):
        yield _policies(Kind.BOUNDARY, arn, declared.boundary or Policies(), real.boundary or Policies())
    if declared.groups != real.groups:
        yield Difference(
            Kind.GROUPS,
            arn,
            names_declared=tuple(sorted(declared.groups - real.groups)),
            names_real=tuple(sorted(real.groups - declared.groups)),
        )
    if declared.max_session and real.max_session and declared.max_session != real.max_session:
        yield Difference(Kind.SESSION, arn, seconds=(declared.max_session, real.max_session))


def _of_nobody(declared: Mapping[str, Doc], real: Mapping[str, Doc]) -> Iterator[Difference]:
    """Managed policies that nobody has: what one says counts as soon as somebody gets it."""
    yield from (Difference(Kind.MISSING, arn) for arn in declared.keys() - real)
    yield from (Difference(Kind.EXTRA, arn) for arn in real.keys() - declared)
    for arn in declared.keys() & real:
        here, there = (Policies((document,)) for document in (declared[arn], real[arn]))
        if not here.same_as(there):
            yield _policies(Kind.POLICY, arn, here, there)


def _trust(arn: str, declared: Side, real: Side) -> Iterator[Difference]:
    if declared.trust is None or real.trust is None or declared.trusts_as(real):
        return
    _, partition, _, _, account_id, _ = arn.split(":", 5)
    role = Target(arn=arn, account_id=account_id, partition=partition)
    ways = ways_that_differ(declared.trust, real.trust, role)
    if not ways:
        return
    wider, narrower = any(way.wider for way in ways), any(way.narrower for way in ways)
    kinds = {(True, False): Kind.TRUST_WIDER, (False, True): Kind.TRUST_NARROWER}
    undecided = any(way.undecided for way in ways)
    yield Difference(
        Kind.TRUST_DIFFERS if undecided else kinds.get((wider, narrower), Kind.TRUST_DIFFERS), arn, ways=ways
    )


def _policies(kind: Kind, arn: str, declared: Policies, real: Policies) -> Difference:
    here, there = single_sayings(declared.documents), single_sayings(real.documents)
    return Difference(
        kind,
        arn,
        only_declared=_in_order(here - there),
        only_real=_in_order(there - here),
        names_declared=tuple(sorted(declared.named - real.named)),
        names_real=tuple(sorted(real.named - declared.named)),
    )


def _in_order(sayings: frozenset[Saying]) -> tuple[Saying, ...]:
    return tuple(sorted(sayings, key=repr_of))


def repr_of(saying: Saying) -> tuple[str, ...]:
    """A saying as texts, in the order in which it is told."""
    effect, principals, actions, resources, tests, version = saying
    parts = (sorted(principals), sorted(actions), sorted(resources), sorted((o, k, sorted(v)) for o, k, v in tests))
    return (effect, *map(str, parts), version)
