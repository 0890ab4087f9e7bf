"""Permission sets to files: what IAM Identity Center makes roles of, and the accounts that it makes them in."""

from collections.abc import Iterator

from iam_atlas.derive.halves import Halves
from iam_atlas.exporters.file_names import file_names
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Json, PolicyOrigin
from iam_atlas.model.roles import PermissionSet


def permission_set_files(landscape: Landscape, halves: Halves) -> Iterator[tuple[str, Json]]:
    """`permission-sets/`: a folder each, with the documents that are known."""
    for name, folder in file_names(landscape.permission_sets).items():
        yield from _one(landscape, halves, landscape.permission_sets[name], f"permission-sets/{folder}")


def _one(landscape: Landscape, halves: Halves, one: PermissionSet, folder: str) -> Iterator[tuple[str, Json]]:
    policies = halves.identity[Ref(RefKind.PERMISSION_SET, one.name)]
    boundary = one.permissions.boundary
    stems = file_names(f"{number}-{policy.name}" for number, policy in enumerate(policies))
    listed: list[Json] = []
    for number, policy in enumerate(policies):
        path = f"{folder}/policies/{stems[f'{number}-{policy.name}']}.json"
        if policy.document is not None:
            yield path, dict(policy.document.value)
        listed.append({**_policy(landscape, policy), "DocumentFile": path if policy.document else None})
    yield (
        f"{folder}/permission-set.json",
        {
            "Name": one.name,
            "SessionDuration": f"PT{one.max_session}S",
            "RelayState": one.relay_state,
            "Policies": listed,
            "PermissionsBoundary": _policy(landscape, boundary) if boundary else None,
            "Accounts": [landscape.accounts[name].id for name in one.accounts],
        },
    )


def _policy(landscape: Landscape, policy: AttachedPolicy) -> dict[str, Json]:
    kinds = {
        PolicyOrigin.DECLARED: "CustomerManagedPolicyReference",
        PolicyOrigin.AWS: "ManagedPolicy",
        PolicyOrigin.ARN: "ManagedPolicy",
        PolicyOrigin.INLINE: "InlinePolicy",
    }
    declared = landscape.policies.get(policy.name) if policy.origin is PolicyOrigin.DECLARED else None
    return {"Kind": kinds[policy.origin], "Name": declared.aws_name if declared else policy.name}
