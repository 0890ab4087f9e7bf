"""A resource's `allow` entries become its resource-based policy."""

from iam_atlas.derive.conditions import condition_block
from iam_atlas.derive.place import Place, place_in
from iam_atlas.derive.principals import home_of, role_arns, role_key, root_of, user_arn_of
from iam_atlas.derive.statements import Statement, a_document
from iam_atlas.iam.arn import account_root
from iam_atlas.iam.catalogue import find
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document
from iam_atlas.model.resources import Resource, ResourceAllow


def derive_resource_policy(landscape: Landscape, resource: Resource) -> Document | None:
    """The raw policy where the file gives one, else one statement for each `allow` entry; None without either.

    Naming an account delegates to it: its own policies must allow too. A group is named by its account.
    """
    if resource.policy is not None:
        return resource.policy
    if not resource.allow:
        return None
    place = place_in(landscape, resource.account)
    return a_document((_statement(landscape, place, resource, allow) for allow in resource.allow), resource.position)


def _statement(landscape: Landscape, place: Place, resource: Resource, allow: ResourceAllow) -> Statement:
    principals: dict[str, list[str]] = {}
    for ref in allow.to:
        kind, values = _principal(landscape, place, ref)
        known = principals.setdefault(kind, [])
        known.extend(value for value in values if value not in known)
    return Statement(
        sid=("allow", *(ref.name.split(".")[0] for ref in allow.to)),
        actions=allow.actions,
        condition=condition_block(allow.require, place),
        position=allow.position,
        principal=tuple((kind, tuple(sorted(values))) for kind, values in sorted(principals.items())),
        resources=_resources(resource, allow.actions),
    )


def _principal(landscape: Landscape, place: Place, ref: Ref) -> tuple[str, tuple[str, ...]]:
    if ref.kind is RefKind.SERVICE:
        return "Service", (ref.name,)
    if ref.kind is RefKind.USER:
        return "AWS", (user_arn_of(landscape, ref.name),)
    if ref.kind is RefKind.ROLE:
        return "AWS", role_arns(landscape, (role_key(ref),))
    if ref.kind is RefKind.VENDOR:
        return "AWS", tuple(account_root(id, place.partition) for id in landscape.vendors[ref.name].account_ids)
    if ref.kind is RefKind.PRINCIPAL:
        return "AWS", (ref.name,)
    home = ref.name if ref.kind is RefKind.ACCOUNT else home_of(landscape, ref)
    return "AWS", (root_of(landscape, home or place.account.name, place.partition),)


def _resources(resource: Resource, actions: tuple[str, ...]) -> tuple[str, ...]:
    """What the statement is about: a key policy knows only its key (`*`), a bucket has objects beside itself.

    S3 refuses a statement whose resources fit none of its actions, and an action on objects does nothing on the bucket.
    Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
    """
    if resource.kind == "kms":
        return ("*",)
    if resource.kind != "s3":
        return (resource.arn,)
    on = {kind for action in actions for kind in _works_on(action)}
    return (*((resource.arn,) if "bucket" in on else ()), *((f"{resource.arn}/*",) if "object" in on else ()))


def _works_on(action: str) -> tuple[str, ...]:
    """Of a bucket and its objects, what an action of S3 works on; both for a pattern, and for one that is not known."""
    known = None if "*" in action or "?" in action else find(action)
    if known is None:
        return "bucket", "object"
    return ("object",) if "object" in known.resource_types else ("bucket",)
