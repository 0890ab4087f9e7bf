"""Exported policies turned into what `aws iam get-account-authorization-details` prints, and imports of that."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from iam_atlas.atlas import analyse
from iam_atlas.exporters.policies import policies
from iam_atlas.exporters.showing import showing
from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.faithful import Imported, import_accounts
from iam_atlas.importers.found import FoundAccount
from iam_atlas.importers.names import names_of_files
from iam_atlas.importers.proposal import Surroundings
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.translate import ENGLISH

Doc = dict[str, Any]
Files = Mapping[str, str]


def dumped(landscape: Landscape) -> dict[str, bytes]:
    """The dumps that AWS would give of the organisation if it were as declared."""
    return dumps_of(policies(showing(analyse(landscape, None), ENGLISH), None))


def dumps_of(exported: Files) -> dict[str, bytes]:
    """One dump for each account of an export, by the account's name; documents are URL-encoded as IAM gives them."""

    def read(path: str) -> Doc:
        value: Doc = json.loads(exported[path])
        return value

    index = read("index.json")
    return {one["Name"]: json.dumps(_dump(one["Folder"], exported, read)).encode() for one in index["Accounts"]}


def _dump(folder: str, exported: Files, read: Callable[[str], Doc]) -> Doc:
    account = read(f"{folder}/account.json")
    return {
        "UserDetailList": [_principal(at, one, read) for at, one in _things(folder, "users", "user.json", exported)],
        "GroupDetailList": [_principal(at, one, read) for at, one in _things(folder, "groups", "group.json", exported)],
        "RoleDetailList": [_principal(at, one, read) for at, one in _things(folder, "roles", "role.json", exported)],
        "Policies": [_managed(folder, one, read) for one in account["Policies"] if one["PolicyDocumentFile"]],
        "IsTruncated": False,
    }


def _things(folder: str, kind: str, file: str, exported: Files) -> Iterator[tuple[str, Doc]]:
    for path in sorted(exported):
        if path.startswith(f"{folder}/{kind}/") and path.endswith(f"/{file}"):
            yield path.rpartition("/")[0], json.loads(exported[path])


def _principal(at: str, one: Doc, read: Callable[[str], Doc]) -> Doc:
    dumped = dict(one)
    for key in ("UserPolicyList", "GroupPolicyList", "RolePolicyList"):
        if key in one:
            dumped[key] = [
                {
                    "PolicyName": policy["PolicyName"],
                    "PolicyDocument": encoded(read(f"{at}/{policy['PolicyDocumentFile']}")),
                }
                for policy in one[key]
            ]
    if "AssumeRolePolicyDocumentFile" in one:
        dumped["AssumeRolePolicyDocument"] = encoded(read(f"{at}/{dumped.pop('AssumeRolePolicyDocumentFile')}"))
    return dumped


def _managed(folder: str, one: Doc, read: Callable[[str], Doc]) -> Doc:
    document = encoded(read(f"{folder}/{one['PolicyDocumentFile']}"))
    version = {"VersionId": "v1", "IsDefaultVersion": True, "Document": document}
    return {"PolicyName": one["PolicyName"], "Path": one["Path"], "Arn": one["Arn"], "PolicyVersionList": [version]}


def encoded(document: Doc) -> str:
    return quote(json.dumps(document))


def found(dumps: Mapping[str, bytes]) -> list[FoundAccount]:
    """The accounts of these dumps, whose files are called after them."""
    return read_dumps({f"{name}.json": data for name, data in dumps.items()})


def imported(dumps: Mapping[str, bytes], folder: Path) -> tuple[Imported, Landscape]:
    """The dumps imported, and the landscape that the imported files load to."""
    accounts = found(dumps)
    result = import_accounts(accounts, names_of_files(accounts), Surroundings(), loader(folder))
    return result, loader(folder / "again")(result.files)


def loader(folder: Path) -> Callable[[Files], Landscape]:
    """Loads files by way of a folder of its own for each time."""
    times = iter(range(1000))

    def load(files: Files) -> Landscape:
        root = folder / f"files-{next(times)}"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return load_landscape(root / "accounts.yaml")

    return load
