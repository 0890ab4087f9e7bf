"""A denial becomes what would have to change for it to open, half by half, in terms of the file and of IAM."""

from collections.abc import Callable, Iterator

from iam_atlas.answers.asker import Asker
from iam_atlas.answers.told import cited, who
from iam_atlas.exporters.remarks import parties
from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.decision import Bar, Half, Verdict
from iam_atlas.iam.formula import Always, Never
from iam_atlas.model.annotations import AccessRequest
from iam_atlas.model.grants import Effect, Grant, RefKind
from iam_atlas.model.requests import requests_for
from iam_atlas.wording.amounts import all_of, apart, in_a_row, listing, unique
from iam_atlas.wording.doubts import doubt_in_words
from iam_atlas.wording.residue import is_decided, short
from iam_atlas.wording.translate import N_, Translator


def remedies(asker: Asker, step: Access) -> tuple[str, ...]:
    """One sentence for each thing that stands in the way, all of which must change; nothing for a step that opens."""
    verdict = step.decision.verdict
    if step.decision.bar not in (None, Bar.PROVIDER):
        return ()  # no policy can change what the caller is
    if verdict is Verdict.IMPLICITLY_DENIED:
        return (*_missing(asker, step), *_request(asker, step))
    if verdict is Verdict.EXPLICITLY_DENIED:
        return tuple(_denials(asker, step))
    if verdict is Verdict.NEVER_SATISFIABLE:
        return tuple(_contradiction(asker, step))
    return tuple(_unknowns(asker, step)) if verdict is Verdict.NOT_EVALUATED else ()


def _missing(asker: Asker, step: Access) -> Iterator[str]:
    found = [_MISSING[half](asker, step) for half in step.decision.missing if half in _MISSING]
    yield from unique(found)


def _trust(asker: Asker, step: Access) -> str:
    t, land = asker.t, asker.atlas.landscape
    caller, role, account = step.caller, step.role.role, step.role.account
    if step.role in asker.atlas.halves.trust_is_raw:
        at = land.copy_of(step.role).trust_policy
        place = at.position if at is not None else land.copy_of(step.role).position
        if step.decision.action:
            return t(
                "The trust policy of {role}, written at {place}, must allow {action}, too.",
                role=step.role,
                place=place,
                action=step.decision.action,
            )
        return t(
            "The trust policy of {role}, written at {place}, must name {who} or its account.",
            role=step.role,
            place=place,
            who=who(caller, t),
        )
    if caller.kind in _TRUSTED_BY:
        named = t(
            "The trust of role {role} in {account} must name {who}: under `trust`, an entry with {entry}.",
            role=role,
            account=account,
            who=who(caller, t),
            entry=f"`{_TRUSTED_BY[caller.kind]}: {caller.name}`",
        )
        return in_a_row((named, _missing_provider(asker, step)), t)
    if caller.kind is RefKind.ROLE:
        return _granting(asker, step, f"role:{caller.name}")
    return _granted(asker, step)


def _missing_provider(asker: Asker, step: Access) -> str:
    """A provider lets people into roles of its own account only."""
    provider = asker.atlas.landscape.providers.get(step.caller.name)
    if step.caller.kind is not RefKind.PROVIDER or provider is None or step.role.account in provider.accounts:
        return ""
    return asker.t(
        "It must exist in that account, too: add {account} to `accounts` of provider {provider}.",
        account=step.role.account,
        provider=provider.name,
    )


_TRUSTED_BY = {
    RefKind.PROVIDER: "provider",
    RefKind.VENDOR: "vendor",
    RefKind.SERVICE: "service",
    RefKind.ACCOUNT: "account",
    RefKind.PERMISSION_SET: "permission_set",
    RefKind.PRINCIPAL: "principal",
}


def _identity(asker: Asker, step: Access) -> str:
    if not step.decision.action and step.caller.kind in (RefKind.USER, RefKind.GROUP):
        return _granted(asker, step)
    if not step.decision.action and step.caller.kind is RefKind.ROLE:
        return _granting(asker, step, f"role:{step.caller.name}")
    t = asker.t
    return t(
        "A policy of {who} must allow {action} on {arn}.",
        who=who(step.caller, t),
        action=_action(step),
        arn=_arn(asker, step),
    )


def _granted(asker: Asker, step: Access) -> str:
    """For people: a group that has the role, or a grant of their own group."""
    t, name = asker.t, step.caller.name
    groups = [grant.grantee.name for grant in _grants(asker, step) if grant.grantee.kind is RefKind.GROUP]
    groups = [group for group in unique(groups) if group != name]
    if step.caller.kind is RefKind.USER and groups:
        return t(
            "Put {user} into a group that is granted {role}: {groups}; or grant the role to a group that {user} is in.",
            user=name,
            role=step.role,
            groups=listing(groups, t),
        )
    prefix = "" if step.caller.kind is RefKind.GROUP else "user:"
    return _granting(asker, step, f"{prefix}{name}")


def _granting(asker: Asker, step: Access, grantee: str) -> str:
    return asker.t(
        "Grant it in the file: under `grants`, `{grantee}: {{ {account}: {role} }}`. In IAM that is both halves: the "
        "trust policy of {arn}, and a policy of the caller that allows {action} on it.",
        grantee=grantee,
        account=step.role.account,
        role=step.role.role,
        arn=_arn(asker, step),
        action=_action(step),
    )


def _grants(asker: Asker, step: Access) -> list[Grant]:
    grants = asker.atlas.landscape.grants
    return [grant for grant in grants if step.role in grant.roles and grant.effect is Effect.ALLOW]


def _boundary(asker: Asker, step: Access) -> str:
    return asker.t(
        "The permissions boundary of {who} must allow {action} on {arn}: it is a ceiling over whatever policies allow.",
        who=who(step.caller, asker.t),
        action=_action(step),
        arn=_arn(asker, step),
    )


def _scp(asker: Asker, step: Access) -> str:
    return asker.t(
        "The service control policies over the account of {who} must allow {action} at every level.",
        who=who(step.caller, asker.t),
        action=_action(step),
    )


_MISSING: dict[Half, Callable[[Asker, Access], str]] = {
    Half.TRUST: _trust,
    Half.IDENTITY: _identity,
    Half.BOUNDARY: _boundary,
    Half.SCP: _scp,
}


def _denials(asker: Asker, step: Access) -> Iterator[str]:
    always = [half for half in step.decision.halves if isinstance(half.deny, Always)]
    refs = [ref for half in always or step.decision.halves for ref in half.denied_by]
    for said in cited(refs, asker.atlas, asker.t):
        yield asker.t(
            "This must leave the request out, since a Deny decides whatever else allows: {statement}.", statement=said
        )


def _contradiction(asker: Asker, step: Access) -> Iterator[str]:
    t = asker.t
    asked = [
        short(part, t)
        for half in step.decision.halves
        for part in (half.allow,)
        if half.needed and is_decided(part) and not isinstance(part, Never)
    ]
    conditions = apart(unique(part for part in asked if part != t("no condition")), t)
    if step.decision.is_over:
        yield t(
            "The time for this is over, so a date that the policies set has to change: {conditions}.",
            conditions=conditions,
        )
        return
    denials = [ref for half in step.decision.halves for ref in half.denied_by]
    form = N_("No request can meet all of this and escape every Deny, so that one has to give way: {conditions}.")
    if not denials:
        form = N_("No request can meet all of this, so that one of it has to give way: {conditions}.")
    yield t(form, conditions=conditions)
    for said in cited(denials, asker.atlas, t):
        yield t("A Deny that has a part in it: {statement}.", statement=said)


def _unknowns(asker: Asker, step: Access) -> Iterator[str]:
    for unknown in step.decision.unknown:
        place = f" ({unknown.position})" if unknown.position is not None else ""
        yield asker.t(
            "It is not decided until this is settled: {what}{place}.",
            what=doubt_in_words(unknown.what, asker.t),
            place=place,
        )
        yield from unknown.sources


def _request(asker: Asker, step: Access) -> Iterator[str]:
    """How the file says that access is asked for."""
    if step.caller.kind not in (RefKind.USER, RefKind.GROUP) or step.means is not Means.ASSUME_ROLE:
        return
    for request in requests_for(asker.atlas.landscape, step.role):
        yield asker.t("How to ask for it: {how}", how=how_to_ask(request, asker.t))


def how_to_ask(request: AccessRequest, t: Translator) -> str:
    """What to do to get access, where, and who decides; in the words of the file."""
    parts = [request.how.in_language(t.language) if request.how else "", request.url or ""]
    approvers = all_of(request.approvers, t)
    parts += [t("Approved by {approvers}.", approvers=approvers)] if approvers else []
    return in_a_row(parts, t)


def _action(step: Access) -> str:
    return step.decision.action or parties(step).action


def _arn(asker: Asker, step: Access) -> str:
    return asker.atlas.landscape.copy_of(step.role).arn
