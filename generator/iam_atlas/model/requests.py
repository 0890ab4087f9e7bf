"""How people ask for access, from whatever is nearest: grant, role, account, environment, defaults."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from iam_atlas.model.annotations import AccessRequest
from iam_atlas.model.grants import Effect, Grant
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey


def requests_for(landscape: Landscape, key: RoleKey) -> tuple[AccessRequest, ...]:
    """How people ask for a role copy: as its grants say, else as the nearest thing says.

    Several where grants differ; empty where the file does not say.
    """
    asked = _asked_in_grants(landscape.grants).get(key, ())
    own = tuple(one for index, one in enumerate(asked) if one not in asked[:index])
    nearest = nearest_request(landscape, key)
    return own or ((nearest,) if nearest else ())


@ByIdentity
def _asked_in_grants(grants: tuple[Grant, ...]) -> Mapping[RoleKey, Sequence[AccessRequest]]:
    """What the grants of each role copy say, in the order of the file."""
    found: defaultdict[RoleKey, list[AccessRequest]] = defaultdict(list)
    for grant in grants:
        if grant.request is not None and grant.effect is Effect.ALLOW:
            for key in dict.fromkeys(grant.roles):
                found[key].append(grant.request)
    return found


def nearest_request(landscape: Landscape, key: RoleKey) -> AccessRequest | None:
    """What holds for a role copy where no grant says otherwise; None where the file does not say."""
    account = landscape.accounts[key.account]
    environment = landscape.defaults.environments.get(account.environment or "")
    near = (
        landscape.roles[key.role].about.request,
        account.about.request,
        environment.request if environment else None,
        landscape.defaults.request,
    )
    return next((request for request in near if request is not None), None)
