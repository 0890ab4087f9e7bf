"""`accepted:` as acceptances: each names a finding that there is, and a thing that the file declares."""

from collections.abc import Iterator, Mapping

from iam_atlas.errors import said
from iam_atlas.findings.rules import RULES
from iam_atlas.findings.things import Things, names_of_things
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.node import Mapping as MappingNode
from iam_atlas.load.values import moment, scalar, text
from iam_atlas.load.words import did_you_mean, quoted
from iam_atlas.model.acceptances import Acceptance
from iam_atlas.model.landscape import Landscape


def load_accepted(entries: tuple[MappingNode, ...], landscape: Landscape, findings: Findings) -> tuple[Acceptance, ...]:
    """The entries in the order of the file; those whose finding or thing is not known are reported and left out."""
    names = names_of_things(landscape) if entries else {}
    return tuple(found for entry in entries for found in _acceptance(entry, names, findings))


def _acceptance(entry: MappingNode, names: Mapping[str, Things], findings: Findings) -> Iterator[Acceptance]:
    finding, at = scalar(entry, "finding"), scalar(entry, "at")
    until = moment(entry, "until", findings)
    known = finding is not None and _is_rule(finding, findings)
    there = at is not None and _is_thing(at, names, findings)
    if finding is None or at is None or until is None or not (known and there):
        return
    yield Acceptance(
        finding=finding.text,
        at=at.text,
        things=names[at.text],
        reason=text(entry, "reason") or "",
        owner=text(entry, "owner") or "",
        until=until,
        position=finding.position,
    )


def _is_rule(written: Scalar, findings: Findings) -> bool:
    if written.text in RULES:
        return True
    message = said(
        "there is no finding {name} that can be accepted{hint}",
        name=quoted(written.text),
        hint=did_you_mean(written.text, RULES),
    )
    findings.error(written, "unknown-finding", message)
    return False


def _is_thing(written: Scalar, names: Mapping[str, Things], findings: Findings) -> bool:
    if written.text in names:
        return True
    better = did_you_mean(written.text, names) or said("; write it with its kind, such as role:viewer@dev")
    message = said("{name} is nothing that this file declares{hint}", name=quoted(written.text), hint=better)
    findings.error(written, "unknown-thing", message)
    return False
