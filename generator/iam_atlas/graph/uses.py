"""One use of a shared resource: somebody, some actions on it, and the decision; and the indexes that pages walk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iam_atlas.iam.decision import Decision
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.resources import KmsGrant, Resource

ANONYMOUS = Ref(RefKind.PRINCIPAL, "anonymous")
"""The caller that stands for requests that nobody signed."""


@dataclass(frozen=True, slots=True)
class KeyNeed:
    """What a use needs of the key that encrypts the resource: its name, the KMS actions, and their decision."""

    key: str
    actions: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Use:
    """Actions on one resource by one caller that all get the same answer.

    `actions` are in AWS's spelling, sorted. `on` is the ARN that they are asked on: the resource, or a pattern for what
    lies in it (`arn:aws:s3:::trail/*`); where two uses of one caller are about the same objects, the narrower pattern
    holds. `decision` is the answer to the whole request, `itself` the answer without the key: the same where no key is
    needed. `declared` says that an `allow` entry or a KMS grant asks for it. `grant` is the KMS grant that it comes by.
    `barred` marks an action that the service lets nobody do from another account, whatever policies say.
    """

    caller: Ref
    resource: str
    actions: tuple[str, ...]
    on: str
    decision: Decision
    itself: Decision
    declared: bool = False
    grant: KmsGrant | None = None
    needs_key: KeyNeed | None = None
    barred: bool = False

    @property
    def opens(self) -> bool:
        """Whether some request gets through."""
        return self.decision.verdict.opens

    @property
    def closed(self) -> bool:
        """Whether it is decided that no request gets through."""
        return not self.decision.verdict.may_open


@dataclass(frozen=True, slots=True)
class ResourceUses:
    """Every use that opens, that is undecided, or that the file declares but does not open.

    A use that closes is listed too where it is the exception to a wider one that opens. `uses` is sorted by resource,
    caller, ARN and actions.
    """

    uses: tuple[Use, ...]
    by_resource: Mapping[str, tuple[Use, ...]]
    by_caller: Mapping[Ref, tuple[Use, ...]]


NO_USES = ResourceUses((), {}, {})


def indexed(found: Iterable[Use]) -> ResourceUses:
    """The uses in their order, by resource and by caller."""
    uses = tuple(sorted(found, key=_order))
    by_resource: dict[str, list[Use]] = {}
    by_caller: dict[Ref, list[Use]] = {}
    for use in uses:
        by_resource.setdefault(use.resource, []).append(use)
        by_caller.setdefault(use.caller, []).append(use)
    return ResourceUses(
        uses,
        {name: tuple(group) for name, group in by_resource.items()},
        {caller: tuple(group) for caller, group in by_caller.items()},
    )


def is_decidable(resource: Resource) -> bool:
    """Whether the file says anything about who may use the resource: a policy, or KMS grants."""
    return bool(resource.policy is not None or resource.allow or resource.kms_grants)


def _order(use: Use) -> tuple[object, ...]:
    caller = use.caller
    return (
        use.resource,
        caller.kind.value,
        caller.name,
        use.grant is not None,
        use.on,
        use.actions,
        use.declared,
        str(use.grant.position) if use.grant else "",
    )
