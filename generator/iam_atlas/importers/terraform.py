"""What `terraform show -json` prints of a state or a plan -> found accounts, and what is not known of them yet."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from iam_atlas.errors import counted, said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.importers.fields import Fields
from iam_atlas.importers.found import Doc, FoundAccount, FoundPolicy, FoundPrincipal, Note
from iam_atlas.importers.pages import read_pages, refused
from iam_atlas.importers.terraform_links import LINKS, Links, links_of
from iam_atlas.importers.terraform_resources import Resource, resources_of
from iam_atlas.model.grants import RefKind

_PRINCIPALS = {"aws_iam_user": RefKind.USER, "aws_iam_group": RefKind.GROUP, "aws_iam_role": RefKind.ROLE}
READ = frozenset((*_PRINCIPALS, "aws_iam_policy", *LINKS))
"""The types of resources that an import reads."""
_PARTS = frozenset(("aws_iam_policy_document", "aws_iam_session_context", "aws_iam_account_alias"))
_HOME = re.compile(r"arn:(aws[a-z-]*):iam::([0-9]{12}):")


@dataclass(slots=True)
class _Gathered:
    """The principals and policies of one account, as the files tell of them."""

    partition: str
    source: str
    principals: dict[str, FoundPrincipal] = field(default_factory=dict)
    policies: dict[str, FoundPolicy] = field(default_factory=dict)


def read_terraform(files: Mapping[str, bytes]) -> tuple[list[FoundAccount], tuple[Note, ...]]:
    """The accounts of all files together: several may tell of one account, and one of several.

    A principal whose trust policy or name is known only after `terraform apply` is left out, as is any other value
    of that kind; the notes name each. Raises InputError for a file that is neither a state nor a plan.
    """
    gathered: dict[str, _Gathered] = {}
    notes: list[Note] = []
    for file, data in files.items():
        for page in read_pages(data, file):
            resources = list(resources_of(Fields(page, file)))
            _gather(resources, _home_of(resources, file), gathered, notes)
            notes += _not_read(resources, file)
    if not gathered:
        name = next(iter(files), "")
        raise refused(
            name,
            "no-iam",
            said("there are no users, groups, roles or policies of IAM in this file whose account is known"),
        )
    accounts = [
        FoundAccount(id, one.partition, one.source, tuple(one.principals.values()), one.policies)
        for id, one in sorted(gathered.items())
    ]
    return accounts, tuple(notes)


def _not_read(resources: list[Resource], file: str) -> Iterator[Note]:
    """A note for each other kind of thing in IAM; what only puts a document together is in the document."""
    counts = Counter(one.type for one in resources if one.type.startswith("aws_iam_"))
    for type, count in sorted(counts.items()):
        if type not in READ and type not in _PARTS:
            message = counted("{count} {type} is not read", "{count} {type} are not read", count, type=type)
            yield Note(file, message)


def _home_of(resources: list[Resource], file: str) -> tuple[str, str] | None:
    """Partition and id of the one account that a file is about; None where it is about several, or nobody tells."""
    found = {(match[1], match[2]) for one in resources if (match := _HOME.match(str(one.values.get("arn") or "")))}
    for one in resources:
        if one.type == "aws_caller_identity" and is_account_id(str(one.values.get("account_id"))):
            found.add((str(one.values.get("arn") or "arn:aws").split(":")[1], str(one.values["account_id"])))
    stem = PurePath(file).stem
    if not found and is_account_id(stem):
        return "aws", stem
    return found.pop() if len(found) == 1 else None


def _gather(
    resources: list[Resource], home: tuple[str, str] | None, gathered: dict[str, _Gathered], notes: list[Note]
) -> None:
    links = links_of(resources, notes)
    for one in resources:
        if one.type not in _PRINCIPALS and one.type != "aws_iam_policy":
            continue
        arn = _arn(one, home)
        if arn is None:
            notes.append(Note(one.address, said("is left out: its name, or the account it is in, is not known yet")))
            continue
        match = _HOME.match(arn)
        if match is None:
            raise refused(one.file, "invalid-arn", said("{arn} is no ARN of IAM", arn=arn))
        if not arn.endswith(f":{_kind(one)}{one.optional('path') or '/'}{one.text('name')}"):
            message = said("{arn} is not the ARN of {address}: kind, path or name differ", arn=arn, address=one.address)
            raise refused(one.file, "invalid-arn", message)
        account = gathered.setdefault(match[2], _Gathered(match[1], one.file))
        if arn in account.principals or arn in account.policies:
            raise refused(one.file, "duplicate-name", said("{arn} stands twice in what was read", arn=arn))
        _add(one, arn, account, links, notes)


def _arn(one: Resource, home: tuple[str, str] | None) -> str | None:
    if one.values.get("arn"):
        return one.text("arn")
    name = one.optional("name")
    if home is None or name is None:
        return None
    return f"arn:{home[0]}:iam::{home[1]}:{_kind(one)}{one.optional('path') or '/'}{name}"


def _kind(one: Resource) -> str:
    return one.type.removeprefix("aws_iam_")


def _add(one: Resource, arn: str, account: _Gathered, links: Links, notes: list[Note]) -> None:
    for key in one.unknown & {"policy", "assume_role_policy", "permissions_boundary"}:
        notes.append(Note(one.address, said("{key} is known only after it is applied, and is left out", key=key)))
    if one.unknown & {"tags", "tags_all"}:
        notes.append(Note(one.address, said("some of its tags are known only after it is applied, and are left out")))
    name, path = one.text("name"), one.optional("path") or "/"
    if one.type == "aws_iam_policy":
        if "policy" not in one.unknown:
            account.policies[arn] = FoundPolicy(name, path, arn, one.document("policy"))
        return
    if "assume_role_policy" in one.unknown:
        return
    kind = _PRINCIPALS[one.type]
    own = FoundPrincipal(
        kind=kind,
        name=name,
        path=path,
        arn=arn,
        inline={**dict(_inline(one, notes)), **links.inline.get((kind, name), {})},
        managed=tuple(dict.fromkeys((*one.texts("managed_policy_arns"), *links.managed.get((kind, name), ())))),
        boundary=one.optional("permissions_boundary"),
        groups=tuple(dict.fromkeys(links.groups.get(name, ()))) if kind is RefKind.USER else (),
        tags={} if kind is RefKind.GROUP else one.tags(),
        trust=one.document("assume_role_policy") if kind is RefKind.ROLE else None,
        max_session=one.number("max_session_duration"),
    )
    account.principals[arn] = own


def _inline(one: Resource, notes: list[Note]) -> Iterator[tuple[str, Doc]]:
    for policy in one.maps("inline_policy"):
        if not policy.value.get("name"):
            continue
        if not policy.value.get("policy"):
            notes.append(
                Note(one.address, said("{key} is known only after it is applied, and is left out", key=policy.way))
            )
        else:
            yield policy.text("name"), policy.document("policy")
