"""Resources: their ARNs by kind and partition, and whom they let in."""

from pathlib import Path

import pytest
from loading import ACCOUNTS, fails_with, load

from iam_atlas.model.grants import Ref, RefKind

CHINA = '  shop-cn: { id: "600000000002", partition: aws-cn, region: cn-north-1 }\n'


@pytest.mark.parametrize(
    ("kind", "name", "account", "arn"),
    [
        ("s3", "logs", "dev", "arn:aws:s3:::logs"),
        ("s3", "logs", "shop-cn", "arn:aws-cn:s3:::logs"),
        ("kms", "alias/trail", "dev", "arn:aws:kms:eu-west-1:222222222222:alias/trail"),
        ("kms", "11111111-2222", "dev", "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222"),
        ("sqs", "orders", "shop-cn", "arn:aws-cn:sqs:cn-north-1:600000000002:orders"),
        ("sns", "alarms", "dev", "arn:aws:sns:eu-west-1:222222222222:alarms"),
        ("ecr", "shop/web", "dev", "arn:aws:ecr:eu-west-1:222222222222:repository/shop/web"),
        ("dynamodb", "orders", "dev", "arn:aws:dynamodb:eu-west-1:222222222222:table/orders"),
        ("ssm", "/shop/key", "dev", "arn:aws:ssm:eu-west-1:222222222222:parameter/shop/key"),
    ],
)
def test_an_arn_is_made_from_kind_name_and_account(
    tmp_path: Path, kind: str, name: str, account: str, arn: str
) -> None:
    text = f"defaults: {{ region: eu-west-1 }}\n{ACCOUNTS}{CHINA}"
    text += f"resources: {{ it: {{ kind: {kind}, account: {account}, name: {name} }} }}\n"

    assert load(tmp_path, text).resources["it"].arn == arn


def test_a_selector_lets_in_every_account_of_the_partition(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{CHINA}resources:\n"
    text += "  logs: { kind: s3, account: dev, name: logs, "
    text += "allow: [{ to: [all, service:sns.amazonaws.com], actions: [s3:GetObject] }] }\n"

    to = load(tmp_path, text).resources["logs"].allow[0].to

    assert to == (
        Ref(RefKind.ACCOUNT, "dev"),
        Ref(RefKind.ACCOUNT, "jump"),
        Ref(RefKind.ACCOUNT, "prod"),
        Ref(RefKind.SERVICE, "sns.amazonaws.com"),
    )


def test_a_group_cannot_be_let_in(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}users: {{ alice: [developers] }}\nresources:\n"
    text += "  logs: { kind: s3, account: dev, name: logs, "
    text += "allow: [{ to: [group:developers], actions: [s3:GetObject] }] }\n"

    assert "AWS knows no groups as principals" in fails_with(tmp_path, text, "group-as-principal")
