"""Derived and declared policy documents become their sizes, each beside AWS's quota for it.

Source: IAM User Guide, "IAM and AWS STS quotas": characters without white space; a role trust policy has 2,048 by
default and 8,192 at most; the inline policies of one user, group or role count together. AWS Organizations User Guide,
"Quotas and service limits"; on 15 May 2026 AWS doubled the quota for SCPs from 5,120, and left that for RCPs. White
space counts in both, unless the console saved them. IAM Identity Center User Guide, "Quotas", for permission sets.
"""

import json
from collections.abc import Iterable, Mapping

from iam_atlas.derive.halves import Size
from iam_atlas.errors import said
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, Document, PolicyOrigin
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.kinds import with_kind

TRUST_POLICY = 2048
MANAGED_POLICY = 6144
INLINE_POLICIES = {RefKind.USER: 2048, RefKind.GROUP: 5120, RefKind.ROLE: 10240, RefKind.PERMISSION_SET: 32768}
ORGANIZATION_POLICIES = {GuardrailKind.SCP: 10240, GuardrailKind.RCP: 5120}


def characters(document: Document) -> int:
    """How long the document is as JSON without white space between its parts."""
    return len(json.dumps(document.value, separators=(",", ":"), ensure_ascii=False))


def all_sizes(
    landscape: Landscape,
    trust: Mapping[RoleKey, Document],
    identity: Mapping[Ref, tuple[AttachedPolicy, ...]],
) -> tuple[Size, ...]:
    """The size of every trust policy, of all inline policies of each principal together, and of each declared policy.

    `what` names the thing: `trust policy of developer@prod`, `inline policies of group sre`, `policy deploy`,
    `guardrail only-our-regions`. The largest of a document's copies counts where templates make them differ.
    """
    lengths = {id(doc): characters(doc) for doc in {id(doc): doc for doc in trust.values()}.values()}
    return (
        *(
            Size(said("trust policy of {role}", role=str(key)), lengths[id(doc)], TRUST_POLICY, doc.position)
            for key, doc in trust.items()
        ),
        *_inline(identity),
        *_managed(landscape),
        *_guardrails(landscape),
    )


def _inline(identity: Mapping[Ref, tuple[AttachedPolicy, ...]]) -> Iterable[Size]:
    for ref, policies in identity.items():
        inline = [p for p in policies if p.origin is PolicyOrigin.INLINE and p.document is not None]
        if inline:
            total = sum(characters(p.document) for p in inline if p.document is not None)
            what = said("inline policies of {who}", who=with_kind(ref.kind, ref.name))
            yield Size(what, total, INLINE_POLICIES[ref.kind], inline[-1].position)


def _managed(landscape: Landscape) -> Iterable[Size]:
    for policy in landscape.policies.values():
        if largest := _largest(policy.documents.values()):
            yield Size(said("policy {name}", name=policy.name), largest, MANAGED_POLICY, policy.position)


def _guardrails(landscape: Landscape) -> Iterable[Size]:
    for rail in landscape.guardrails.values():
        largest = _largest(rail.documents.values())
        if largest and rail.kind in ORGANIZATION_POLICIES:
            quota = ORGANIZATION_POLICIES[rail.kind]
            yield Size(said("guardrail {name}", name=rail.name), largest, quota, rail.position)


def _largest(documents: Iterable[Document]) -> int:
    return max((characters(document) for document in {id(d): d for d in documents}.values()), default=0)
