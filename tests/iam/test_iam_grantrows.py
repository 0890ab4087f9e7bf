import pytest

from iam_atlas.errors import Position
from iam_atlas.iam import formula
from iam_atlas.iam.actions import every_action, matching, names
from iam_atlas.iam.grantrows import Row, always_applies, may_apply, rows_of
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Document, Json

MFA = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
TOKYO = formula.Test("StringEquals", "aws:RequestedRegion", ("ap-northeast-1",))
OUR_REGIONS = formula.Test("StringEquals", "aws:RequestedRegion", ("ap-northeast-1", "us-east-1"))
NOT_OUR_REGIONS = formula.Test("StringNotEquals", "aws:RequestedRegion", ("ap-northeast-1", "us-east-1"))
BREAK_GLASS = "arn:aws:iam::*:role/break-glass-admin"
TEAM = "arn:aws:iam::111111111111:role/team/*"


def on(resource: str, *excluded: str, tests: tuple[formula.Test, ...] = (), literal: bool = False) -> Row:
    return Row(matching("s3:GetObject"), resource, excluded, tests, literal, False)


@pytest.mark.parametrize(
    ("row", "grant", "always", "sometimes"),
    [
        pytest.param(on("*"), on("arn:x"), True, True, id="all covers one"),
        pytest.param(on("arn:x"), on("*"), False, True, id="one does not cover all"),
        pytest.param(on("arn:x"), on("arn:y"), False, False, id="two names never meet"),
        pytest.param(on("arn:x/*"), on("arn:x/a/*"), True, True, id="a folder covers a folder in it"),
        pytest.param(on("arn:x/a/*"), on("arn:x/*"), False, True, id="but not the other way round"),
        pytest.param(on("arn:x/*"), on("arn:x/${aws:username}"), True, True, id="a variable is covered by a star"),
        pytest.param(on("arn:x/?"), on("arn:x/*"), False, True, id="one character does not cover any text"),
        pytest.param(on("arn:x/bob"), on("arn:x/${aws:username}"), False, True, id="a variable may be that name"),
        pytest.param(
            on("arn:x/${aws:username}", literal=True),
            on("arn:x/bob"),
            False,
            False,
            id="an old version has no variables",
        ),
        pytest.param(on("*", "arn:x"), on("arn:x"), False, False, id="exactly the hole"),
        pytest.param(on("*", "arn:x"), on("arn:y"), True, True, id="beside the hole"),
        pytest.param(on("*", "arn:x/a"), on("arn:x/*"), False, True, id="around the hole"),
        pytest.param(on("*", "arn:x"), on("*", "arn:x"), True, True, id="the same hole in both"),
        pytest.param(on("*", "arn:x"), on("*", "arn:y"), False, True, id="different holes"),
        pytest.param(on("arn:x"), on("*", "arn:x"), False, False, id="only what the other leaves out"),
        pytest.param(on("*", tests=(MFA,)), on("*"), False, True, id="a condition that the other lacks"),
        pytest.param(on("*"), on("*", tests=(MFA,)), True, True, id="no condition covers one"),
        pytest.param(on("*", tests=(MFA,)), on("*", tests=(MFA, TOKYO)), True, True, id="one condition of two"),
        pytest.param(on("*", tests=(MFA, TOKYO)), on("*", tests=(MFA,)), False, True, id="two conditions of one"),
        pytest.param(on("*", tests=(OUR_REGIONS,)), on("*", tests=(TOKYO,)), True, True, id="a narrower condition"),
        pytest.param(on("*", tests=(TOKYO,)), on("*", tests=(OUR_REGIONS,)), False, True, id="a wider condition"),
        pytest.param(
            on("*", tests=(NOT_OUR_REGIONS,)), on("*", tests=(TOKYO,)), False, False, id="contrary conditions"
        ),
        pytest.param(on(BREAK_GLASS), on(TEAM), False, False, id="no account number holds half of an ARN of IAM"),
        pytest.param(
            on("arn:aws:iam::*:role/team/x"), on(TEAM), False, True, id="any account and one role of the path"
        ),
        pytest.param(on("arn:aws:iam::*"), on(TEAM), True, True, id="a last star crosses fields"),
        pytest.param(on(BREAK_GLASS), on("arn:aws:iam::*"), False, True, id="a last star may reach that role"),
        pytest.param(
            on(BREAK_GLASS), on("arn:aws:iam::1:role/${aws:userid}"), False, True, id="a variable may hold a colon"
        ),
        pytest.param(
            on("arn:aws:logs:*:b"), on("arn:aws:logs:tokyo:1:log-group:*"), False, True, id="other ARNs hold colons"
        ),
        pytest.param(on("*", BREAK_GLASS), on(TEAM), True, True, id="the hole is another role of IAM"),
    ],
)
def test_rows_apply_always_sometimes_or_never(row: Row, grant: Row, always: bool, sometimes: bool) -> None:
    assert always_applies(row, grant) is always
    assert may_apply(row, grant) is sometimes


def test_a_statement_becomes_a_row_for_each_resource() -> None:
    body: list[Json] = [
        {"Effect": "Allow", "Action": ["s3:GetObject", "brandnew:Go"], "Resource": ["arn:a", "arn:b"]},
        {"Effect": "Deny", "NotAction": "s3:*", "NotResource": ["arn:c", "arn:d"]},
    ]
    policy = parse_policy(Document({"Statement": body}, Position("p.json", 1, 1)), "p", PolicyKind.IDENTITY)

    rows = rows_of(policy)

    assert [(names(row.actions), row.resource) for row in rows.allows] == [
        (("s3:GetObject",), "arn:a"),
        (("s3:GetObject",), "arn:b"),
    ]
    assert [(row.resource, row.excluded) for row in rows.denies] == [("*", ("arn:c", "arn:d"))]
    assert rows.denies[0].actions == every_action() & ~matching("s3:*")
    assert rows.denies[0].literal
    assert rows.unknown_actions == ("brandnew:Go",)


@pytest.mark.parametrize(("action", "universal"), [("*", True), ("*:*", True), ("s3:*", False)])
def test_only_a_bare_star_names_every_action(action: str, universal: bool) -> None:
    statement: Json = {"Effect": "Allow", "Action": action, "Resource": "*"}
    document = Document({"Version": "2012-10-17", "Statement": [statement]}, Position("p.json", 1, 1))

    rows = rows_of(parse_policy(document, "p", PolicyKind.IDENTITY))

    assert rows.allows[0].universal is universal
    assert rows.allows[0].unlimited


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param({"Effect": "Allow", "Action": "s3:GetObject"}, id="no resource"),
        pytest.param({"Effect": "Perhaps", "Action": "s3:GetObject", "Resource": "*"}, id="no such effect"),
        pytest.param({"Effect": "Allow", "Resource": "*"}, id="no action"),
    ],
)
def test_a_statement_that_aws_refuses_is_in_no_row(statement: dict[str, Json]) -> None:
    sound: Json = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = Document({"Version": "2012-10-17", "Statement": [statement, sound]}, Position("p.json", 1, 1))

    rows = rows_of(parse_policy(document, "p", PolicyKind.IDENTITY))

    assert rows.invalid == ("p: 1",)
    assert len(rows.allows) == 1
