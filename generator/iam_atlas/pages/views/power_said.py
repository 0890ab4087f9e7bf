"""What somebody may do to a value that is the same where a reader is told the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from iam_atlas.iam.permissions import PermissionSummary, ServicePermissions
from iam_atlas.model.identity import ByIdentity


def power_said(summary: PermissionSummary | None, but_for: Sequence[str] = ()) -> tuple[object, ...]:
    """What two summaries have in common exactly when they say the same, with these names left out of the resources.

    Longer names come before those that are part of them.
    """
    if summary is None:
        return ()
    power = _power_of(summary)
    if not any(name in power.text for name in but_for):
        return (power.number, *power.places)
    return (power.number, *(tuple(sorted(_without(but_for, resource) for resource in texts)) for texts in power.places))


@dataclass(frozen=True, slots=True)
class _Power:
    """What a summary says: a number for all that names no place, and the resources, sorted, service by service.

    `text` has all of these in a row.
    """

    number: int
    places: tuple[tuple[str, ...], ...]
    text: str


@ByIdentity
def _power_of(summary: PermissionSummary) -> _Power:
    said = (
        summary.everything,
        summary.unknown,
        summary.unknown_boundary,
        summary.unknown_actions,
        summary.invalid,
        tuple((power.reason, power.actions) for power in summary.powers),
        tuple(_service(service) for service in summary.services),
    )
    services = (texts for service in summary.services for texts in (service.resources, service.excluded))
    powers = ((repr((power.on, power.not_on, power.within)),) for power in summary.powers)
    places = tuple(tuple(sorted(texts)) for texts in (*services, *powers) if not _is_everywhere(texts))
    text = "\n".join(one for texts in places for one in texts)
    return _Power(_POWERS.setdefault(said, len(_POWERS)), places, text)


_POWERS: dict[tuple[object, ...], int] = {}


def _service(service: ServicePermissions) -> tuple[object, ...]:
    return (
        service.prefix,
        tuple((level, service.actions.get(level)) for level in service.levels),
        *(texts if _is_everywhere(texts) else None for texts in (service.resources, service.excluded)),
        service.conditions,
        service.limited,
        service.taken,
    )


def _is_everywhere(resources: tuple[str, ...]) -> bool:
    """Whether no name of an account can stand in it."""
    return resources in ((), ("*",))


def _without(names: Sequence[str], resource: str) -> str:
    for name in names:
        resource = resource.replace(name, "{}")
    return resource
