"""The organization around an account becomes what an evaluation asks of it: SCPs and RCPs by level, ids, management."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy, scp_level
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document

_ROOT = "root"
_KINDS = {GuardrailKind.SCP: PolicyKind.SCP, GuardrailKind.RCP: PolicyKind.RCP}


_Key: TypeAlias = tuple[int, str, PolicyKind]
_Read: TypeAlias = tuple[Document, Policy]

_MOST = 20_000
"""Documents kept from run to run; a process that runs on, as `serve` does, begins again then."""

_read: dict[_Key, _Read] = {}


@dataclass(slots=True)
class Reader:
    """Parses each document once; equal objects are known by identity, so that 10,000 copies share one policy.

    Policies that say the same at the same places are one object, in this run and the next.
    """

    # Whatever it gave stays alive as long as the reader: others know policies by their ids.
    _given: dict[_Key, _Read] = field(default_factory=dict)

    def read(self, document: Document, name: str, kind: PolicyKind) -> Policy:
        """`document` parsed as a policy of this kind."""
        key = (id(document), name, kind)
        if key not in self._given:
            self._given[key] = _once(key, document)
        return self._given[key][1]


def _once(key: _Key, document: Document) -> _Read:
    if key not in _read:
        if len(_read) >= _MOST:
            _read.clear()
        # The document is kept beside the policy: its id must not be given to another one.
        _read[key] = (document, _the_one(parse_policy(document, *key[1:])))
    return _read[key]


@lru_cache(maxsize=8_192)
def _the_one(policy: Policy) -> Policy:
    """The first of all policies that are equal to this one."""
    return policy


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds one account. `organization_id` is empty for an account known to be outside ours, None unknown."""

    organization_id: str | None
    in_management: bool
    scps: tuple[tuple[Policy, ...], ...]
    rcps: tuple[tuple[Policy, ...], ...]


def surroundings_of(landscape: Landscape, reader: Reader) -> Mapping[str, Surroundings]:
    """The surroundings of every declared account, by name.

    Levels go from the organization's root over each OU on the account's path to the account itself. A level where the
    file attaches SCPs keeps AWS's FullAWSAccess beside them unless one of them is an allow list, because the file
    cannot say that it was detached; a level without any is left out, since FullAWSAccess alone changes nothing.
    An external account has guardrails that we do not know: it has none here, and its organization is not known.
    """
    return {name: _surroundings(landscape, name, reader) for name in landscape.accounts}


def _surroundings(landscape: Landscape, account: str, reader: Reader) -> Surroundings:
    organization = landscape.organization
    if landscape.accounts[account].kind is AccountKind.EXTERNAL:
        return Surroundings(None, False, (), ())
    scps = tuple(scp_level(level) for level in _levels(landscape, account, GuardrailKind.SCP, reader))
    return Surroundings(
        organization_id=organization.id if organization else None,
        in_management=organization is not None and organization.management == account,
        scps=scps,
        rcps=tuple(_levels(landscape, account, GuardrailKind.RCP, reader)),
    )


def _levels(landscape: Landscape, account: str, kind: GuardrailKind, reader: Reader) -> list[tuple[Policy, ...]]:
    by_level: dict[int, list[Policy]] = {}
    for rail in landscape.guardrails.values():
        if rail.kind is kind and account in rail.documents and account not in rail.exempt:
            policy = reader.read(rail.documents[account], rail.name, _KINDS[kind])
            for level in _attached_at(landscape, account, rail.attach):
                by_level.setdefault(level, []).append(policy)
    return [tuple(policies) for _, policies in sorted(by_level.items())]


def _attached_at(landscape: Landscape, account: str, attach: tuple[str, ...]) -> list[int]:
    """The levels that `attach` means: 0 for the root, 1 for the first OU, one below the last OU the account itself.

    Anything but the root and an OU on the path selects accounts, and so is attached to this account itself.
    """
    ou = landscape.accounts[account].ou
    parts = ou.split("/") if ou else []
    path = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    levels = {0 for place in attach if place == _ROOT}
    levels |= {path.index(place[3:]) + 1 for place in attach if place.startswith("ou:") and place[3:] in path}
    return sorted(levels) or [len(parts) + 1]
