"""Steps to a role copy to why none of them can be made yet: what the file calls planned is not there to be used."""

from collections.abc import Iterable

from iam_atlas.derive.principals import home_of
from iam_atlas.graph.access import Access
from iam_atlas.model.annotations import Status
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleCopy
from iam_atlas.wording.translate import Translator


def not_there_yet(landscape: Landscape, copy: RoleCopy, steps: Iterable[Access], t: Translator) -> str:
    """What is still to be made before anybody can make one of the steps, in a sentence; empty where nothing is."""
    if landscape.roles[copy.key.role].about.status is Status.PLANNED:
        return t("Role {role} is planned and not there yet.", role=copy.key.role)
    homes = [home_of(landscape, step.caller) for step in steps]
    waiting = [name for name in (copy.key.account, *homes) if name and is_planned_account(landscape, name)]
    if copy.key.account in waiting or (homes and all(home in waiting for home in homes)):
        return t("Account {account} is planned and not there yet.", account=waiting[0])
    return ""


def is_there(landscape: Landscape, step: Access) -> bool:
    """Whether the file calls nothing planned that the step needs: where it leads to, and where its caller lives."""
    home = home_of(landscape, step.caller)
    if home is not None and is_planned_account(landscape, home):
        return False
    things = landscape.permission_sets if step.to_permission_set else landscape.roles
    planned = things[step.role.role].about.status is Status.PLANNED
    return not planned and not is_planned_account(landscape, step.role.account)


def is_planned_account(landscape: Landscape, name: str) -> bool:
    """Whether the account is still to be made."""
    return landscape.accounts[name].about.status is Status.PLANNED
