"""An ARN becomes the place that it lies in: the target, with what the file knows of the policies on its side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iam_atlas.answers.asker import Asker
from iam_atlas.graph.actors import Actor
from iam_atlas.graph.targets import shut_account
from iam_atlas.graph.uses_targets import Asked, asked_resources
from iam_atlas.iam.arn import is_account_id, parse_arn
from iam_atlas.iam.decision import Unknown
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.question import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an action is asked on. `name` is what a reader calls it: the resource that holds it, else the ARN.

    `policy` is its own policy, None where the file gives none. `holder` is the resource of the file that it lies in.
    `shut` says why no policy opens anything there, None elsewhere. `notes` are what was taken for granted.
    """

    name: str
    target: Target
    policy: Policy | None = None
    rcps: tuple[tuple[Policy, ...], ...] = ()
    holder: Asked | None = None
    shut: Unknown | None = None
    notes: tuple[str, ...] = ()


def place_of(asker: Asker, actor: Actor, action: str, arn: str) -> Place:
    """Inside a resource of the file, at one of its roles for what a trust policy can speak of, or elsewhere."""
    holder = next((one for one in asked_of(asker).values() if one.inside and arn.startswith(one.inside)), None)
    if holder is not None:
        return Place(
            name=holder.resource.name,
            target=replace(holder.target, arn=arn),
            policy=holder.policy,
            rcps=holder.rcps,
            holder=holder,
            shut=holder.shut,
        )
    role = asker.inquiry.stage.targets.by_arn.get(arn) if action.lower().startswith("sts:") else None
    if role is not None:
        return Place(name=arn, target=role.target, policy=role.trust, rcps=role.rcps, shut=role.shut)
    return _elsewhere(asker, actor, arn)


def asked_of(asker: Asker) -> Mapping[str, Asked]:
    """Every resource of the file as a target, by name."""
    cast = asker.inquiry.stage.cast
    return asked_resources(cast.landscape, cast.halves, cast.reader, cast.around)


def _elsewhere(asker: Asker, actor: Actor, arn: str) -> Place:
    """An ARN without an account is taken to be of the caller's own, which is said."""
    t, parsed = asker.t, parse_arn(arn)
    inside = parsed.account if parsed is not None and is_account_id(parsed.account) else None
    account = inside or actor.caller.account_id or ""
    home = asker.atlas.landscape.account_with(account)
    around = asker.inquiry.stage.cast.around[home.name] if home else None
    is_role = arn.startswith("arn:") and ":role/" in arn
    guess = t("The ARN names no account; it is taken to be in {account}, the caller's own.", account=account)
    unknown = t("The file does not have this resource: it is taken as having no policy of its own.")
    target = Target(
        arn=arn,
        account_id=account,
        partition=parsed.partition if parsed else "aws",
        is_role=is_role,
        in_management=around.in_management if around else False,
        organization_id=around.organization_id if around else None,
    )
    return Place(
        name=arn,
        target=target,
        rcps=around.rcps if around else (),
        shut=shut_account(home) if home else None,
        notes=(*(() if inside else (guess,)), *(() if is_role else (unknown,))),
    )
