"""`resources:` as shared resources, with whom they let in and the ARNs they have."""

import re
from collections.abc import Mapping

from iam_atlas.errors import Said, listed, said
from iam_atlas.load.annotations import annotations
from iam_atlas.load.document_rules import DocumentKind
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.node import Scalar
from iam_atlas.load.permissions import document_in
from iam_atlas.load.references import References
from iam_atlas.load.require import load_require
from iam_atlas.load.resource_arns import KINDS, name_in, needs_region, resource_arn
from iam_atlas.load.sections import Entry
from iam_atlas.load.values import child, children, moment, prose, scalar, scalars, text, texts
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.resources import KmsGrant, Resource, ResourceAllow
from iam_atlas.model.roles import RoleKey

_ARN = re.compile(r"arn:([a-z-]+):[a-z0-9-]+:[a-z0-9-]*:[0-9]*:.+\Z")
_ACTION = re.compile(r"(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)\Z")


def load_resources(refs: References, places: Mapping[str, set[str]]) -> dict[str, Resource]:
    """The resources by name. One without a known account or ARN is reported and left out."""
    entries = tuple(refs.scope.sections.entries("resources"))
    found = (_resource(entry, refs, places) for entry in entries)
    return {resource.name: resource for resource in found if resource}


def _resource(entry: Entry, refs: References, places: Mapping[str, set[str]]) -> Resource | None:
    node, scope, kind = entry.node, refs.scope, text(entry.node, "kind") or ""
    account = _account(entry, refs)
    if account is None:
        return None
    region = text(node, "region") or (account.regions[0] if account.regions else None)
    arn = _arn(entry, kind, account, region, refs)
    if arn is None:
        return None
    _check_key(entry, refs)
    policy_kind = DocumentKind.REPOSITORY if kind == "ecr" else DocumentKind.RESOURCE
    return Resource(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        kind=kind,
        account=account.name,
        arn=arn,
        aws_name=text(node, "name") or name_in(arn),
        region=region if needs_region(kind) or text(node, "region") else None,
        allow=tuple(_allow(item, account, refs, places) for item in children(node, "allow")),
        policy=document_in(node.get("policy"), policy_kind, account, scope),
        kms_grants=tuple(
            grant for item in children(node, "kms_grants") if (grant := _kms_grant(item, account, refs, places))
        ),
        encrypted_by=text(node, "encrypted_by"),
    )


def _account(entry: Entry, refs: References) -> Account | None:
    written = scalar(entry.node, "account")
    ref = refs.named(written, RefKind.ACCOUNT, written.text.removeprefix("account:")) if written else None
    return refs.scope.accounts.get(ref.name) if ref else None


def _arn(entry: Entry, kind: str, account: Account, region: str | None, refs: References) -> str | None:
    findings, who = refs.scope.findings, said("resource {name}", name=quoted(entry.name))
    if written := scalar(entry.node, "arn"):
        return _written_arn(written, account, who, refs)
    name = scalar(entry.node, "name")
    if name is None:
        findings.error(entry.key, "resource-without-name", said("{who} needs a name, or an arn", who=who))
    elif kind not in KINDS:
        better = did_you_mean(kind, KINDS) or said("; write its arn. Known kinds: {kinds}", kinds=listed(KINDS))
        message = said(
            "{who}: the ARN of kind {kind} cannot be made from a name{hint}",
            who=who,
            kind=quoted(kind),
            hint=better,
        )
        findings.error(scalar(entry.node, "kind") or entry.key, "resource-without-arn", message)
    elif needs_region(kind) and not region:
        message = said(
            "{who} of kind {kind} needs a region; add it here, to account {account}, or to defaults",
            who=who,
            kind=kind,
            account=quoted(account.name),
        )
        findings.error(entry.key, "resource-without-region", message)
    else:
        return resource_arn(kind, name.text, account, region or "")
    return None


def _written_arn(written: Scalar, account: Account, who: Said, refs: References) -> str | None:
    match = _ARN.match(written.text)
    if match is None:
        message = said(
            "{who}: {arn} is no ARN; write for example arn:aws:s3:::my-bucket", who=who, arn=quoted(written.text)
        )
        refs.scope.findings.error(written, "invalid-arn", message)
        return None
    if match[1] != account.partition:
        message = said(
            "{who}: the ARN is of partition {partition}, but account {account} is in {other}",
            who=who,
            partition=match[1],
            account=quoted(account.name),
            other=account.partition,
        )
        refs.scope.findings.error(written, "across-partitions", message)
    return written.text


def _check_key(entry: Entry, refs: References) -> None:
    written = scalar(entry.node, "encrypted_by")
    if written is None:
        return
    resources = refs.scope.sections.named["resources"]
    keys = [name for name, other in resources.items() if text(other.node, "kind") == "kms"]
    if written.text not in refs.scope.sections.names("resources"):
        message = said(
            "resource {name}: there is no resource {key}{hint}",
            name=quoted(entry.name),
            key=quoted(written.text),
            hint=hint(written.text, keys, said("keys")),
        )
        refs.scope.findings.error(written, "unknown-resource", message)
    elif written.text in resources and written.text not in keys:
        message = said(
            "resource {name}: {key} is not of kind kms, so it encrypts nothing{hint}",
            name=quoted(entry.name),
            key=quoted(written.text),
            hint=hint(written.text, keys, said("keys")),
        )
        refs.scope.findings.error(written, "not-a-key", message)


def _allow(node: MappingNode, home: Account, refs: References, places: Mapping[str, set[str]]) -> ResourceAllow:
    for action in scalars(node.get("actions")):
        if not _ACTION.match(action.text):
            message = said(
                "{action} is no action; write service:Action, such as s3:GetObject", action=quoted(action.text)
            )
            refs.scope.findings.error(action, "invalid-action", message)
    found = (ref for item in scalars(node.get("to")) for ref in _to(item, home, refs, places))
    return ResourceAllow(
        to=tuple(dict.fromkeys(found)),
        actions=texts(node, "actions"),
        position=node.position,
        require=load_require(child(node, "require"), refs.scope),
        reason=prose(node, "reason"),
    )


def _kms_grant(node: MappingNode, home: Account, refs: References, places: Mapping[str, set[str]]) -> KmsGrant | None:
    written = scalar(node, "to")
    found = _to(written, home, refs, places) if written else ()
    if written and len(found) > 1:
        message = said(
            "{name} means {count} accounts; a KMS grant has one grantee", name=quoted(written.text), count=len(found)
        )
        refs.scope.findings.error(written, "several-grantees", message)
    if not found:
        return None
    return KmsGrant(
        to=found[0],
        operations=texts(node, "operations"),
        position=node.position,
        expires=moment(node, "expires", refs.scope.findings),
        reason=prose(node, "reason"),
    )


def _to(written: Scalar, home: Account, refs: References, places: Mapping[str, set[str]]) -> tuple[Ref, ...]:
    """Who is let in: accounts by selector (patterns stay in the resource's partition), or one named thing."""
    scope = refs.scope
    if scope.selectors.is_selector(written.text):
        chosen = scope.select(written, scope.side_of(said("the resource"), home.name))
        return tuple(Ref(RefKind.ACCOUNT, name) for name in chosen)
    ref = refs.resolve(written, None)
    if ref is None:
        return ()
    if ref.kind is RefKind.GROUP:
        message = said(
            "{name}: AWS knows no groups as principals; name account:{account}, or the role the group uses",
            name=quoted(written.text),
            account=home.name,
        )
        scope.findings.error(written, "group-as-principal", message)
        return ()
    if ref.kind is RefKind.ROLE:
        role, _, account = ref.name.rpartition("@")
        refs.check_copy(written, RoleKey(role, account), places)
    if ref.kind in (RefKind.USER, RefKind.ROLE) and refs.side(ref).partition != home.partition:
        message = said(
            "{name} is in partition {partition}, the resource in {other}; access never crosses partitions",
            name=quoted(written.text),
            partition=refs.side(ref).partition,
            other=home.partition,
        )
        scope.findings.error(written, "across-partitions", message)
    return (ref,)
