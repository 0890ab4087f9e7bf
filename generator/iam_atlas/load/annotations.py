"""The keys that every long form accepts, as `Annotations`: prose, owner, links, life cycle, how to ask."""

from iam_atlas.load.node import Findings, Mapping
from iam_atlas.load.values import child, children, duration, flag, moment, pairs, prose, text, texts
from iam_atlas.model.annotations import AccessRequest, Annotations, Link, Status
from iam_atlas.model.people import BreakGlass


def annotations(node: Mapping, findings: Findings) -> Annotations:
    """What a long form says about itself. Absent keys keep the model's defaults."""
    return Annotations(
        title=prose(node, "title"),
        description=prose(node, "description"),
        notes=prose(node, "notes"),
        owner=text(node, "owner"),
        links=tuple(_link(link) for link in children(node, "links")),
        runbook=text(node, "runbook"),
        tags=pairs(node, "tags"),
        request=access_request(child(node, "request"), findings),
        status=_status(node),
        expires=moment(node, "expires", findings),
        review_by=moment(node, "review_by", findings),
        redact=bool(flag(node, "redact")) if flag(node, "redact") is not None else texts(node, "redact") or False,
    )


def access_request(node: Mapping | None, findings: Findings) -> AccessRequest | None:
    """A `request:` map; None when there is none."""
    if node is None:
        return None
    return AccessRequest(
        how=prose(node, "how"),
        url=text(node, "url"),
        approvers=texts(node, "approvers"),
        sla=text(node, "sla"),
        max_duration=duration(node, "max_duration", findings),
    )


def break_glass(node: Mapping, findings: Findings) -> BreakGlass | None:
    """The `break_glass` of a role or user; `true` says only that it is one, and `false` that it is not."""
    details = child(node, "break_glass")
    if details is None:
        return BreakGlass() if flag(node, "break_glass") else None
    return BreakGlass(
        when=prose(details, "when"),
        alert=prose(details, "alert"),
        after=prose(details, "after"),
        credentials=prose(details, "credentials"),
        test_every=duration(details, "test_every", findings),
        last_tested=moment(details, "last_tested", findings),
    )


def _link(node: Mapping) -> Link:
    url = text(node, "url") or ""
    return Link(text(node, "title") or url, url)


def _status(node: Mapping) -> Status:
    written = text(node, "status")
    return next((status for status in Status if status.value == written), Status.ACTIVE)
