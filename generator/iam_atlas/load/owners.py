"""Names in `owner`, `approvers` and `can_pass` -> a report of those that no team, user, group or role has."""

from collections.abc import Iterator

from iam_atlas.errors import said
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Mapping, Scalar, Sequence
from iam_atlas.load.references import References
from iam_atlas.load.sections import NAMED
from iam_atlas.load.values import child, scalar, scalars
from iam_atlas.load.words import nearest, quoted


def check_names_of_people(refs: References) -> None:
    """Report approvers and passers nobody knows, and an owner that is almost the name of a team.

    An owner may be free text, so only one that is nearly a team's name is worth a warning.
    """
    for node in _long_forms(refs):
        _check_owner(scalar(node, "owner"), refs)
        request = child(node, "request")
        for written in scalars(request.get("approvers")) if request else ():
            _check_approver(written, refs)
    for entry in refs.scope.sections.entries("roles"):
        for written in scalars(entry.node.get("can_pass")):
            _check_passer(written, entry.name, refs)


def _long_forms(refs: References) -> Iterator[Mapping]:
    sections = refs.scope.sections
    yield from sections.once.values()
    environments = child(sections.once["defaults"], "environments")
    for _, _, node in environments.named() if environments else ():
        if isinstance(node, Mapping):
            yield node
    for section in NAMED:
        for entry in sections.entries(section):
            yield entry.node
    for entry in sections.entries("workloads"):
        accounts = child(entry.node, "accounts")
        yield from (node for _, _, node in (accounts.named() if accounts else ()) if isinstance(node, Mapping))
    for row in sections.grants:
        if isinstance(row.node, Sequence):
            yield from (item for item in row.node.items if isinstance(item, Mapping))


def _check_owner(written: Scalar | None, refs: References) -> None:
    teams = refs.scope.sections.names("teams")
    if written is None or written.text in teams or " " in written.text:
        return
    if near := nearest(written.text, teams, cutoff=0.8):
        message = said("owner {name} is not a team; did you mean {near}?", name=quoted(written.text), near=quoted(near))
        refs.scope.findings.warning(written, "owner-not-a-team", message)


def _check_approver(written: Scalar, refs: References) -> None:
    sections = refs.scope.sections
    known = sections.names("teams") | sections.names("users") | set(refs.people.groups)
    if written.text not in known:
        message = said(
            "approver {name} is neither a team, a user nor a group{hint}",
            name=quoted(written.text),
            hint=hint(written.text, known),
        )
        refs.scope.findings.error(written, "unknown-approver", message)


def _check_passer(written: Scalar, role: str, refs: References) -> None:
    """`can_pass` names roles (or `role@account`), groups and users."""
    sections = refs.scope.sections
    name = written.text.partition(":")[2] or written.text
    known = sections.names("roles") | sections.names("users") | set(refs.people.groups)
    if name not in known and name.rpartition("@")[0] not in sections.names("roles"):
        message = said(
            "role {role}: can_pass {name} names no role, group or user{hint}",
            role=quoted(role),
            name=quoted(written.text),
            hint=hint(name, known),
        )
        refs.scope.findings.error(written, "unknown-role", message)
