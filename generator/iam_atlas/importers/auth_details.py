"""What `aws iam get-account-authorization-details` prints -> one found account."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from iam_atlas.errors import Said, said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.importers.fields import Fields
from iam_atlas.importers.found import Doc, FoundAccount, FoundPolicy, FoundPrincipal
from iam_atlas.importers.pages import read_pages, refused
from iam_atlas.model.grants import RefKind

LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
_KINDS = {"User": RefKind.USER, "Group": RefKind.GROUP, "Role": RefKind.ROLE}
_ARN = re.compile(r"arn:(aws[a-z-]*):iam::([0-9]{12}|aws):(user|group|role|policy)(/(?:[!-.0-~]+/)*)([\w+=,.@-]+)\Z")


def read_dumps(files: Mapping[str, bytes]) -> list[FoundAccount]:
    """The account of each file, by the name of the file. Raises InputError when two are of one account."""
    seen: dict[str, str] = {}
    accounts: list[FoundAccount] = []
    for file, data in files.items():
        account = read_auth_details(data, file, PurePath(file).stem)
        if (first := seen.setdefault(account.id, file)) != file:
            message = said("this is account {id}, which {file} is a dump of, too", id=account.id, file=first)
            raise refused(file, "duplicate-id", message)
        accounts.append(account)
    return accounts


def read_auth_details(data: bytes, file: str, stem: str) -> FoundAccount:
    """The account of one dump, whose pages may stand one after another.

    `stem` is the name of the file without its ending, and says which account it is where the dump holds nothing that
    does. Raises InputError for what is no such dump, is not whole, or tells of two accounts.
    """
    pages = [Fields(page, file) for page in read_pages(data, file)]
    for page in pages:
        if not any(key in page.value for key in LISTS):
            message = said(
                "this is not what `aws iam get-account-authorization-details` prints; it has {keys}",
                keys=", ".join(LISTS),
            )
            raise refused(file, "not-a-dump", message)
    if pages[-1].value.get("IsTruncated") is True:
        raise refused(file, "half-a-dump", said("the last page says IsTruncated: the pages after it are missing"))
    return whole_account(pages, file, stem)


def whole_account(pages: Sequence[Fields], file: str, stem: str) -> FoundAccount:
    """The account that the pages together tell of."""
    principals = [one for page in pages for one in _principals(page)]
    policies = [one for page in pages for policy in page.maps("Policies") for one in _policy(policy)]
    _refuse_twice([*(one.arn for one in principals), *(one.arn for one in policies)], file)
    homes = {_home(arn) for arn in (*(one.arn for one in principals), *(one.arn for one in policies))}
    if not homes and is_account_id(stem):
        homes = {("aws", stem)}
    if len(homes) != 1:
        raise refused(file, "account-unclear", _unclear({id for _, id in homes}))
    partition, id = homes.pop()
    return FoundAccount(id, partition, file, tuple(principals), {policy.arn: policy for policy in policies})


def _principals(page: Fields) -> Iterator[FoundPrincipal]:
    for word, kind in _KINDS.items():
        for one in page.maps(f"{word}DetailList"):
            path, name = _named(one, word.lower())
            boundary = one.inside("PermissionsBoundary")
            yield FoundPrincipal(
                kind=kind,
                name=name,
                path=path,
                arn=one.text("Arn"),
                inline=_inline(one, f"{word}PolicyList"),
                managed=tuple(policy.text("PolicyArn") for policy in one.maps("AttachedManagedPolicies")),
                boundary=boundary.text("PermissionsBoundaryArn") if boundary else None,
                groups=one.texts("GroupList"),
                tags={tag.text("Key"): str(tag.value.get("Value") or "") for tag in one.maps("Tags")},
                trust=one.document("AssumeRolePolicyDocument") if kind is RefKind.ROLE else None,
                max_session=one.number("MaxSessionDuration"),
                on_instances=any(True for _ in one.maps("InstanceProfileList")),
            )


def _inline(one: Fields, key: str) -> Mapping[str, Doc]:
    return {policy.text("PolicyName"): policy.document("PolicyDocument") for policy in one.maps(key)}


def _policy(one: Fields) -> Iterator[FoundPolicy]:
    """The customer's own policy in its default version; AWS's are known by their names."""
    path, name = _named(one, "policy")
    arn = one.text("Arn")
    if _home(arn)[1] == "aws":
        return
    versions = [version for version in one.maps("PolicyVersionList") if version.value.get("IsDefaultVersion") is True]
    if not versions:
        message = said("{policy}: no version of it is the default one, so what it allows is not known", policy=arn)
        raise refused(one.file, "not-a-dump", message)
    yield FoundPolicy(name, path, arn, versions[0].document("Document"))


def _named(one: Fields, kind: str) -> tuple[str, str]:
    """Path and name out of the ARN, which both must be as IAM makes them: the rest of the import relies on it."""
    arn = one.text("Arn")
    match = _ARN.match(arn)
    if match is None or match[3] != kind:
        raise refused(
            one.file, "invalid-arn", said("{way}.Arn is not an ARN with {kind} in it", way=one.way, kind=f":{kind}/")
        )
    return match[4], match[5]


def _home(arn: str) -> tuple[str, str]:
    parts = arn.split(":")
    return parts[1], parts[4]


def _unclear(ids: set[str]) -> Said:
    if not ids:
        return said("nothing in this dump says which account it is; give the file the account's id as its name")
    return said(
        "this file tells of several accounts ({ids}); one dump an account is expected", ids=", ".join(sorted(ids))
    )


def _refuse_twice(arns: list[str], file: str) -> None:
    seen: set[str] = set()
    for arn in arns:
        if arn in seen:
            raise refused(file, "duplicate-name", said("{arn} stands twice in this dump", arn=arn))
        seen.add(arn)
