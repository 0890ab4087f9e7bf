"""The whole declared truth becomes both halves of every access: derived policies, raw ones where the file has them."""

import json
from collections.abc import Mapping, Sequence

from iam_atlas.derive.chains import chain_actions
from iam_atlas.derive.halves import Halves
from iam_atlas.derive.identity import derive_identity
from iam_atlas.derive.resources import derive_resource_policy
from iam_atlas.derive.sizes import all_sizes
from iam_atlas.derive.trust import derive_trust, grants_by_role
from iam_atlas.model.grants import Grant
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document
from iam_atlas.model.roles import RoleCopy, RoleKey


def derive_halves(landscape: Landscape) -> Halves:
    """Every policy that takes part in deciding, for a landscape that loaded without errors."""
    grants = grants_by_role(landscape)
    copies = {copy.key: copy for copy in landscape.role_copies()}
    chains = chain_actions(landscape, grants)
    shared: dict[str, Document] = {}
    trust = {
        key: _same(copy.trust_policy or derive_trust(landscape, copy, grants.get(key, ()), chains), shared)
        for key, copy in copies.items()
    }
    identity = derive_identity(landscape, chains)
    return Halves(
        trust=trust,
        trust_is_raw=frozenset(key for key, copy in copies.items() if copy.trust_policy is not None),
        identity=identity,
        resource=_resource_policies(landscape),
        agreements=_agreements(copies, grants),
        sizes=all_sizes(landscape, trust, identity),
    )


def _same(document: Document, shared: dict[str, Document]) -> Document:
    """The first document seen that says the same at the same places, so that what is read of it is read once."""
    shape = json.dumps([document.value, [str(p) for p in (document.position, *document.statements)]])
    return shared.setdefault(shape, document)


def _resource_policies(landscape: Landscape) -> Mapping[str, Document]:
    derived = (
        (resource.name, derive_resource_policy(landscape, resource)) for resource in landscape.resources.values()
    )
    return {name: document for name, document in derived if document is not None}


def _agreements(
    copies: Mapping[RoleKey, RoleCopy], grants: Mapping[RoleKey, Sequence[Grant]]
) -> Mapping[RoleKey, tuple[str, ...]]:
    """The `hours` of each role copy, its trust entries and its grants, each once; only copies that have some."""
    found = {}
    for key, copy in copies.items():
        requires = (copy.require, *(e.require for e in copy.trust), *(g.require for g in grants.get(key, ())))
        if hours := tuple(dict.fromkeys(require.hours for require in requires if require.hours)):
            found[key] = hours
    return found
