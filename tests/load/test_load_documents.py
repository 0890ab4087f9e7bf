"""Policy documents: inline and from files, as JSON, filled in, with positions."""

from pathlib import Path

from loading import ACCOUNTS, PEOPLE, load

from iam_atlas.model.policies import PolicyOrigin
from iam_atlas.model.roles import RoleKey

GRANT = "grants: { developers: { dev: developer, prod: developer } }\n"
INLINE = """roles:
  developer:
    inline:
      own:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: "s3:GetObject"
            Resource: "*"
            Condition:
              Bool: { "aws:SecureTransport": true }
              NumericLessThan: { "aws:MultiFactorAuthAge": 3600 }
              StringEquals: { "aws:SourceAccount": 020222070707, "aws:Quoted": "true" }
          - { Effect: Deny, Action: "s3:PutObject", Resource: "*" }
"""


def test_an_inline_document_keeps_what_was_written_and_where(tmp_path: Path) -> None:
    landscape = load(tmp_path, f"{ACCOUNTS}{PEOPLE}{INLINE}{GRANT}")

    policy = landscape.copy_of(RoleKey("developer", "dev")).permissions.policies[0]
    assert policy.origin is PolicyOrigin.INLINE
    assert policy.document is not None
    assert policy.document.value["Version"] == "2012-10-17"
    assert policy.document.value["Statement"] == [
        {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "*",
            "Condition": {
                "Bool": {"aws:SecureTransport": True},
                "NumericLessThan": {"aws:MultiFactorAuthAge": 3600},
                "StringEquals": {"aws:SourceAccount": "020222070707", "aws:Quoted": "true"},
            },
        },
        {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"},
    ]
    assert [position.line for position in policy.document.statements] == [14, 21]


def test_a_json_file_keeps_its_numbers_and_its_position(tmp_path: Path) -> None:
    document = '{\n "Version": "2012-10-17",\n "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*",\n'
    document += (
        '  "Condition": {"NumericEquals": {"s3:max-keys": 1234567890123}, "Bool": {"aws:SecureTransport": false}}}\n}\n'
    )
    text = f"{ACCOUNTS}{PEOPLE}policies: {{ own: p/own.json }}\nroles: {{ developer: own }}\n{GRANT}"

    landscape = load(tmp_path, text, files={"p/own.json": document})

    found = landscape.policies["own"].documents["dev"]
    assert found.value["Statement"] == {
        "Effect": "Allow",
        "Action": "*",
        "Resource": "*",
        "Condition": {"NumericEquals": {"s3:max-keys": 1234567890123}, "Bool": {"aws:SecureTransport": False}},
    }
    assert [str(position) for position in found.statements] == ["p/own.json:3:15"]
    assert landscape.policies["own"].documents["dev"] is landscape.policies["own"].documents["prod"]


def test_templates_are_filled_in_for_each_account_and_iam_variables_left_alone(tmp_path: Path) -> None:
    document = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",'
    document += ' "Resource": "arn:{{account.partition}}:s3:::{{ account.name }}-{{account.id}}/${aws:username}/*"}]}'
    text = f"{ACCOUNTS}{PEOPLE}policies: {{ own: own.json }}\nroles: {{ developer: own }}\n{GRANT}"

    documents = load(tmp_path, text, files={"own.json": document}).policies["own"].documents

    assert documents["dev"].value["Statement"] == [
        {
            "Effect": "Allow",
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::dev-222222222222/${aws:username}/*",
        }
    ]
    assert documents["prod"].value != documents["dev"].value
    assert documents["prod"].statements == documents["dev"].statements


def test_an_aws_policy_of_another_partition_is_not_claimed_to_be_known(tmp_path: Path) -> None:
    text = 'accounts:\n  jump-cn: { id: "600000000001", kind: jump, partition: aws-cn }\n'
    text += "users: { mei: { groups: [cn], account: jump-cn } }\nroles: { viewer: ReadOnlyAccess }\n"
    text += "grants: { cn: { jump-cn: viewer } }\n"

    policy = load(tmp_path, text).copy_of(RoleKey("viewer", "jump-cn")).permissions.policies[0]

    assert (policy.name, policy.origin, policy.document) == ("ReadOnlyAccess", PolicyOrigin.AWS, None)


def test_a_policy_named_by_arn_is_known_when_it_is_aws_own(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{PEOPLE}roles:\n  developer:\n    policies:\n"
    text += (
        "      - arn:aws:iam::aws:policy/job-function/ViewOnlyAccess\n      - arn:aws:iam::222222222222:policy/shared\n"
    )

    found = load(tmp_path, f"{text}grants: {{ developers: {{ dev: developer }} }}\n")
    aws, own = found.copy_of(RoleKey("developer", "dev")).permissions.policies

    assert (aws.name, aws.origin, aws.document is None) == ("job-function/ViewOnlyAccess", PolicyOrigin.AWS, False)
    assert (own.name, own.origin, own.document) == ("arn:aws:iam::222222222222:policy/shared", PolicyOrigin.ARN, None)
