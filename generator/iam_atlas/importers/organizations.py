"""What `aws organizations` commands print -> one found organization: accounts, OUs, guardrails and their targets."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from iam_atlas.errors import said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.importers.fields import Fields
from iam_atlas.importers.found import Doc
from iam_atlas.importers.pages import read_pages, refused

_PARENT = re.compile(r"(?<![a-z0-9])(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})(?![a-z0-9-])")
_POLICY = re.compile(r"(?<![A-Za-z0-9])p-[0-9A-Za-z_]{4,128}(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """An OU; `parent` is the id of an OU or of the root."""

    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class FoundMember:
    """An account of the organization; `source` is the file that lists it first."""

    name: str
    email: str | None
    active: bool
    partition: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundGuardrail:
    """A policy of the organization; `type` as AWS calls it, `content` None while no describe-policy was read."""

    name: str
    type: str
    description: str | None
    content: Doc | None


@dataclass(slots=True)
class FoundOrganization:
    """What the files tell together. `parents` are those of accounts, `targets` the ids that a policy is attached to."""

    id: str | None = None
    management: str | None = None
    units: dict[str, FoundUnit] = field(default_factory=dict)
    members: dict[str, FoundMember] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    guardrails: dict[str, FoundGuardrail] = field(default_factory=dict)
    targets: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_organization(files: Mapping[str, bytes]) -> FoundOrganization:
    """The organization of these files, in whatever order; raises InputError for a file of no known command.

    AWS repeats in no answer what was asked about: for the OUs and accounts of a parent and for the targets of a policy,
    the id of the parent or policy must stand in the name of the file.
    """
    found = FoundOrganization()
    for file, data in files.items():
        for value in read_pages(data, file):
            page = Fields(value, file)
            readers = [reader for key, reader in _READERS.items() if key in value]
            if not readers:
                keys = ", ".join(_READERS)
                message = said(
                    "this is no answer of `aws organizations` that is read; they have one of {keys}", keys=keys
                )
                raise refused(file, "not-a-dump", message)
            readers[0](page, found)
    return found


def _organization(page: Fields, found: FoundOrganization) -> None:
    one = page.inside("Organization")
    if one is not None:
        found.id = one.text("Id")
        found.management = one.optional("MasterAccountId")


def _roots(_page: Fields, _found: FoundOrganization) -> None:
    """The root has no name in the file: whatever hangs on nothing else hangs on it."""


def _members(page: Fields, found: FoundOrganization) -> None:
    parent = _PARENT.search(_name(page))
    for one in page.maps("Accounts"):
        id = one.text("Id")
        if not is_account_id(id):
            raise refused(page.file, "not-a-dump", said("{way}.Id is no account id", way=one.way))
        active = one.value.get("Status", one.value.get("State", "ACTIVE")) == "ACTIVE"
        partition = (one.optional("Arn") or "arn:aws:").split(":")[1]
        member = FoundMember(one.text("Name"), one.optional("Email"), active, partition, page.file)
        found.members.setdefault(id, member)
        if parent:
            found.parents[id] = parent[0]


def _units(page: Fields, found: FoundOrganization) -> None:
    parent = _PARENT.search(_name(page))
    for one in page.maps("OrganizationalUnits"):
        if parent is None:
            raise _nameless(page, "ou-a1b2-c3d4e5f6")
        found.units[one.text("Id")] = FoundUnit(one.text("Name"), parent[0])


def _summaries(page: Fields, found: FoundOrganization) -> None:
    for one in page.maps("Policies"):
        found.guardrails.setdefault(one.text("Id"), _guardrail(one, None))


def _policy(page: Fields, found: FoundOrganization) -> None:
    one = page.inside("Policy")
    summary = one.inside("PolicySummary") if one else None
    if one is None or summary is None:
        raise refused(page.file, "not-a-dump", said("{way}: a map is expected here", way="Policy.PolicySummary"))
    try:
        content = json.loads(one.text("Content"))
    except (ValueError, RecursionError):  # no JSON, a number of too many digits, too deep
        content = None
    if not isinstance(content, dict):
        message = said("{way}: a policy document is expected here", way="Policy.Content")
        raise refused(page.file, "not-a-dump", message)
    if "{{" in one.text("Content"):
        message = said(
            '{arn}: "{{{{" has a meaning of its own in accounts.yaml, and this document has it', arn=summary.text("Id")
        )
        raise refused(page.file, "template-in-document", message)
    found.guardrails[summary.text("Id")] = _guardrail(summary, content)


def _guardrail(summary: Fields, content: Doc | None) -> FoundGuardrail:
    return FoundGuardrail(
        summary.text("Name"),
        summary.text("Type"),
        summary.optional("Description") if summary.value.get("Description") else None,
        content,
    )


def _targets(page: Fields, found: FoundOrganization) -> None:
    policy = _POLICY.search(_name(page))
    if policy is None:
        raise _nameless(page, "p-a1b2c3d4")
    targets = tuple(one.text("TargetId") for one in page.maps("Targets"))
    found.targets[policy[0]] = (*found.targets.get(policy[0], ()), *targets)


def _nameless(page: Fields, example: str) -> Exception:
    message = said(
        "the file does not say whose these are: put the id that was asked about into its name, such as {example}",
        example=f"{example}.json",
    )
    return refused(page.file, "unnamed-answer", message)


def _name(page: Fields) -> str:
    return page.file.replace("\\", "/").rpartition("/")[2]


_READERS: Mapping[str, Callable[[Fields, FoundOrganization], None]] = {
    "Organization": _organization,
    "Roots": _roots,
    "Accounts": _members,
    "OrganizationalUnits": _units,
    "Policies": _summaries,
    "Policy": _policy,
    "Targets": _targets,
}
