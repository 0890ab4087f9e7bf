"""What is no whole dump is refused with the file, the place and the reason; what is odd but AWS's own is read."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from dumping import encoded, found, imported

from iam_atlas.errors import InputError
from iam_atlas.importers.pages import LARGEST, read_pages

ROLE = {
    "Arn": "arn:aws:iam::222222222222:role/viewer",
    "RoleName": "viewer",
    "AssumeRolePolicyDocument": encoded({"Version": "2012-10-17", "Statement": []}),
}
WHOLE = {"RoleDetailList": [ROLE]}


def dump(**changes: Any) -> bytes:
    return json.dumps({"RoleDetailList": [{**ROLE, **changes}]}).encode()


def refusal(**dumps: bytes) -> str:
    with pytest.raises(InputError) as caught:
        found(dumps)
    return str(caught.value)


CASES: tuple[tuple[str, bytes, str], ...] = (
    ("nothing", b"", "dev.json:1:1: this file is empty [not-a-dump]"),
    ("half a dump", json.dumps(WHOLE, indent=1).encode()[:60], "the file ends before its JSON does"),
    ("half a text", b'{"RoleDetailList": [{"Arn": "arn:aws', "dev.json:1:29: the file ends before its JSON does"),
    ("no JSON", b'{\n "RoleDetailList": nothing }', "dev.json:2:20: this is not valid JSON from here on"),
    ("a list", b"[]", "this is JSON, but not what an AWS command prints"),
    ("another command", b'{"Accounts": []}', "is not what `aws iam get-account-authorization-details` prints"),
    ("the first of two pages", json.dumps({**WHOLE, "IsTruncated": True}).encode(), "[half-a-dump]"),
    ("no text", b'{"RoleDetailList": [], "x": "\xff"}', "this file is not text in UTF-8 [encoding]"),
    ("half a character", dump(Arn="\ud800"), "half a character"),
    ("no account", b'{"RoleDetailList": []}', "nothing in this dump says which account it is"),
    ("a role without an ARN", dump(Arn=None), "RoleDetailList[0].Arn: a text is expected here"),
    (
        "a name with a line end",
        dump(Arn="arn:aws:iam::222222222222:role/a\nb"),
        "RoleDetailList[0].Arn is not an ARN with :role/ in it",
    ),
    (
        "a user as a role",
        dump(Arn="arn:aws:iam::222222222222:user/a"),
        "RoleDetailList[0].Arn is not an ARN with :role/ in it",
    ),
    ("a list that is none", b'{"RoleDetailList": {"Arn": 1}}', "RoleDetailList: a list is expected here"),
    (
        "a document that is none",
        dump(AssumeRolePolicyDocument="%7B"),
        "AssumeRolePolicyDocument: a policy document is expected",
    ),
    ("a session that is no number", dump(MaxSessionDuration="long"), "MaxSessionDuration: a number is expected here"),
    ("very deep", b'{"RoleDetailList": ' + b"[" * 200_000, "too deep inside each other"),
    (
        "two accounts in one file",
        json.dumps({"RoleDetailList": [ROLE, {**ROLE, "Arn": "arn:aws:iam::333333333333:role/viewer"}]}).encode(),
        "this file tells of several accounts (222222222222, 333333333333)",
    ),
    ("a role twice", json.dumps({"RoleDetailList": [ROLE, ROLE]}).encode(), "stands twice in this dump"),
)


@pytest.mark.parametrize(("data", "said"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_what_is_no_whole_dump_is_refused(data: bytes, said: str) -> None:
    message = refusal(dev=data)

    assert message.startswith("dev.json:")
    assert said in message


def test_two_dumps_of_one_account_are_refused_by_both_names() -> None:
    message = refusal(dev=dump(), prod=dump())

    assert message == "prod.json:1:1: this is account 222222222222, which dev.json is a dump of, too [duplicate-id]"


def test_the_pages_of_a_call_may_stand_one_after_another(tmp_path: Path) -> None:
    pages = [
        {**WHOLE, "IsTruncated": True},
        {"RoleDetailList": [{**ROLE, "Arn": f"{ROLE['Arn']}-2"}], "IsTruncated": False},
    ]

    _, landscape = imported({"dev": "\n".join(json.dumps(page) for page in pages).encode()}, tmp_path)

    assert [*landscape.roles] == ["viewer", "viewer-2"]


def test_a_document_may_be_encoded_or_not(tmp_path: Path) -> None:
    document = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::50%25"},
    }
    dumps = [
        dump(RolePolicyList=[{"PolicyName": "p", "PolicyDocument": written}])
        for written in (document, json.dumps(document).replace("%25", "%2525"), encoded(document))
    ]

    files = [imported({"dev": data}, tmp_path / str(number))[0].files for number, data in enumerate(dumps)]

    assert files[0] == files[1] == files[2]


def test_powershell_writes_dumps_in_utf_16() -> None:
    assert found({"dev": b"\xff\xfe" + dump().decode().encode("utf-16-le")})[0].id == "222222222222"


def test_an_empty_account_is_known_by_the_name_of_its_file() -> None:
    assert found({"222222222222": b'{"RoleDetailList": []}'})[0].id == "222222222222"


def test_a_file_without_end_is_not_read() -> None:
    with pytest.raises(InputError, match="at most 200,000,000 are read"):
        read_pages(b" " * (LARGEST + 1), "dev.json")


def test_fifty_megabytes_are_read_in_seconds() -> None:
    one = encoded({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}] * 30})
    roles = [
        {**ROLE, "Arn": f"{ROLE['Arn']}-{n}", "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": one}]}
        for n in range(14_000)
    ]
    data = json.dumps({"RoleDetailList": roles}).encode()
    begin = time.perf_counter()

    accounts = found({"dev": data})

    assert len(accounts[0].principals) == 14_000
    assert len(data) > 50_000_000
    assert time.perf_counter() - begin < 60
