"""A found organization -> the sections of the file around the accounts: the organization, OUs and guardrails."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from iam_atlas.errors import listed, said
from iam_atlas.exporters.policies_organization import TYPES
from iam_atlas.importers.found import FoundAccount, Note
from iam_atlas.importers.names import Names
from iam_atlas.importers.organizations import FoundGuardrail, FoundOrganization
from iam_atlas.importers.proposal import Surroundings
from iam_atlas.importers.sameness import statements_of
from iam_atlas.importers.yaml_text import Plain

_FULL_ACCESS = "p-FullAWSAccess"
_OF_AWS = (_FULL_ACCESS, "p-RCPFullAWSAccess")
_KINDS = {type_: kind.value for kind, type_ in TYPES.items()}
_SCP = "SERVICE_CONTROL_POLICY"


def with_members(accounts: Sequence[FoundAccount], organization: FoundOrganization) -> list[FoundAccount]:
    """The accounts, and those of the organization that have no dump, as empty ones."""
    ids = {account.id for account in accounts}
    more = [
        FoundAccount(id, member.partition, member.source, (), {})
        for id, member in organization.members.items()
        if id not in ids
    ]
    return [*accounts, *more]


def surroundings_of(organization: FoundOrganization, names: Names, dumped: frozenset[str]) -> Surroundings:
    """The sections, and what they leave open; `dumped` are the ids of accounts with a dump."""
    paths = _paths(organization)
    files: dict[str, str] = {}
    guardrails = dict(_guardrails(organization, names, paths, files))
    management = names.accounts.get(organization.management or "")
    about = {"id": organization.id, **({"management": management} if management else {})} if organization.id else {}
    sections: dict[str, Plain] = {
        "organization": dict[str, Plain](about),
        "ous": {path: {"id": id} for id, path in sorted(paths.items(), key=lambda item: item[1])},
    }
    return Surroundings(
        sections=sections,
        last={"guardrails": guardrails},
        accounts={id: _account(organization, id, paths, names) for id in organization.members},
        closed=frozenset(id for id, member in organization.members.items() if not member.active),
        files=files,
        notes=(
            *_notes(organization, names, paths),
            *_without_unit(organization, paths),
            *_without_dump(organization, dumped),
        ),
    )


def _account(organization: FoundOrganization, id: str, paths: Mapping[str, str], names: Names) -> dict[str, Plain]:
    member, ou = organization.members[id], paths.get(organization.parents.get(id, ""))
    return {
        **({"name": member.name} if member.name != names.accounts[id] else {}),
        **({"ou": ou} if ou else {}),
        **({"email": member.email} if member.email else {}),
        **({} if member.active else {"status": "suspended"}),
    }


def _paths(organization: FoundOrganization) -> dict[str, str]:
    """The path of each OU by its id, made of names without what selectors give a meaning of their own."""
    paths: dict[str, str] = {}
    for id in sorted(organization.units):
        parts, at = list[str](), id
        while at in organization.units and len(parts) <= len(organization.units):
            parts.append(re.sub(r"[&:*?@/,{}\s]+", "-", organization.units[at].name).strip("-") or at)
            at = organization.units[at].parent
        path = "/".join(reversed(parts))
        paths[id] = path if path not in paths.values() else f"{path}-{id}"
    return paths


def _guardrails(
    organization: FoundOrganization, names: Names, paths: Mapping[str, str], files: dict[str, str]
) -> Iterator[tuple[str, Plain]]:
    taken = set[str]()
    for id, one in sorted(organization.guardrails.items(), key=lambda item: (item[1].name, item[0])):
        attach = [place for target in organization.targets.get(id, ()) if (place := _place(target, names, paths))]
        if one.content is None or not attach or one.type not in _KINDS or not _is_needed(id, organization):
            continue
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", one.name).strip("-") or id
        name = name if name.lower() not in taken else f"{name}-{id}"
        taken.add(name.lower())
        files[f"guardrails/{name}.json"] = json.dumps(one.content, ensure_ascii=not _readable(one), indent=2) + "\n"
        about: dict[str, Plain] = {"description": one.description} if one.description else {}
        document = f"guardrails/{name}.json"
        yield name, {"kind": _KINDS[one.type], "document": document, "attach": list[Plain](sorted(attach)), **about}


def _readable(one: FoundGuardrail) -> bool:
    return json.dumps(one.content, ensure_ascii=False).isprintable()


def _place(target: str, names: Names, paths: Mapping[str, str]) -> str | None:
    if target.startswith("r-"):
        return "root"
    return f"ou:{paths[target]}" if target in paths else names.accounts.get(target)


def _is_needed(id: str, organization: FoundOrganization) -> bool:
    """AWS's own FullAWSAccess stands everywhere unless the file says otherwise: beside another Allow it must."""
    if id not in _OF_AWS:
        return True
    full = set(organization.targets.get(id, ()))
    return id == _FULL_ACCESS and any(
        full & set(organization.targets.get(other, ())) for other in _allowing(organization)
    )


def _allowing(organization: FoundOrganization) -> list[str]:
    """The SCPs besides FullAWSAccess that allow something."""
    return [
        id
        for id, one in organization.guardrails.items()
        if id not in _OF_AWS
        and one.type == _SCP
        and any(statement.get("Effect") == "Allow" for statement in statements_of(one.content or {}))
    ]


def _notes(organization: FoundOrganization, names: Names, paths: Mapping[str, str]) -> Iterator[Note]:
    for id, one in sorted(organization.guardrails.items()):
        if id in _OF_AWS:
            continue
        if one.content is None:
            yield Note(id, said("{name} is left out: no describe-policy tells what it says", name=one.name))
        elif id not in organization.targets:
            yield Note(
                id, said("{name} is left out: no list-targets-for-policy tells where it is attached", name=one.name)
            )
        elif one.type not in _KINDS:
            yield Note(
                id,
                said(
                    "{name} is left out: the file has no place for policies of type {kind}",
                    name=one.name,
                    kind=one.type,
                ),
            )
        elif not organization.targets[id]:
            yield Note(id, said("{name} is left out: it is attached to nothing", name=one.name))
        elif lost := [target for target in organization.targets[id] if _place(target, names, paths) is None]:
            message = said(
                "{name} is attached to {targets}, of which no answer tells: the file does not have it there",
                name=one.name,
                targets=listed(sorted(lost)),
            )
            yield Note(id, message)
    yield from _full_access(organization)


def _full_access(organization: FoundOrganization) -> Iterator[Note]:
    """What the file takes for granted where SCPs are attached: that FullAWSAccess or another one allows, too."""
    if not any(one.type == _SCP and id not in _OF_AWS for id, one in organization.guardrails.items()):
        return
    if _FULL_ACCESS not in organization.targets:
        yield Note(
            _FULL_ACCESS,
            said("where it is attached is not told: the file takes it to be, wherever no other SCP allows anything"),
        )
        return
    allowed = {target for id in (_FULL_ACCESS, *_allowing(organization)) for target in organization.targets.get(id, ())}
    for target in sorted(_limited(organization) - allowed):
        yield Note(
            target,
            said("no SCP attached here allows anything, so AWS denies everything below: the file does not say that"),
        )


def _limited(organization: FoundOrganization) -> set[str]:
    scps = [id for id, one in organization.guardrails.items() if one.type == _SCP]
    return {target for id in scps for target in organization.targets.get(id, ())}


def _without_unit(organization: FoundOrganization, paths: Mapping[str, str]) -> Iterator[Note]:
    """Accounts that may be in an OU of which the file does not know, and then under its guardrails, too."""
    for id in sorted(organization.members):
        parent = organization.parents.get(id)
        hidden = bool(organization.units) if parent is None else parent.startswith("ou-") and parent not in paths
        if hidden:
            message = said(
                "no answer tells which OU it is in: the file has it directly under the root, without the guardrails of "
                "an OU"
            )
            yield Note(id, message)


def _without_dump(organization: FoundOrganization, dumped: frozenset[str]) -> Iterator[Note]:
    for id in sorted(organization.members.keys() - dumped):
        yield Note(id, said("no dump tells what is in this account: the file has it without users and roles"))
