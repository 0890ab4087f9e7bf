"""Residues and decisions in Japanese, beside their English and IAM's own spelling; more cases stand in `cases/`."""

import json
import re
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Decision, Half, HalfResult, StatementRef, Unknown, Verdict
from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.chips import Chip
from iam_atlas.wording.decision import Parties, reasons, verdict
from iam_atlas.wording.keys import Icon
from iam_atlas.wording.operators import NEGATED, POSITIVE, read_operator
from iam_atlas.wording.residue import as_iam, pill, sentence, short, under_heading
from iam_atlas.wording.translate import ENGLISH

JAPANESE = translator("ja")


class _Case(TypedDict, total=False):
    name: str
    iam: str
    literal: str
    en: str
    ja: str


def _cases() -> tuple[_Case, ...]:
    text = (Path(__file__).parent / "cases" / "residues.yaml").read_text(encoding="utf-8")
    return tuple(cast("list[_Case]", yaml.load(text, yaml.BaseLoader)))


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_condition_reads_as_exactly_what_it_asks_in_both_languages(case: _Case) -> None:
    operator, _, block = case["iam"].partition(" ")
    ((key, values),) = json.loads(block).items()

    test = ConditionTest(operator, key, (values,) if isinstance(values, str) else tuple(values), "literal" in case)

    assert as_iam(test) == case["iam"]
    assert (short(test, ENGLISH), short(test, JAPANESE)) == (case["en"], case["ja"])
    assert sentence(test, ENGLISH) == f"Only if {case['en']}."
    assert sentence(test, JAPANESE) == f"次の場合に限ります: {case['ja']}。"


def test_the_table_has_every_family_of_operators() -> None:
    written = {read_operator(case["iam"].partition(" ")[0]).base for case in CASES}
    families = ("String", "Numeric", "Date", "Bool", "Binary", "IpAddress", "NotIpAddress", "Arn", "Null")

    assert [family for family in families if not any(base.startswith(family) for base in written)] == []


def test_a_column_of_conditions_says_in_english_only_that_they_are_conditions() -> None:
    for formula in (MFA, ALWAYS, NEVER):
        assert under_heading(formula, ENGLISH) == sentence(formula, ENGLISH)
    assert [under_heading(formula, JAPANESE) for formula in (MFA, ALWAYS, NEVER)] == [
        "MFA 認証済み。",
        "条件なし。",
        "該当なし。",
    ]


MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
RECENT = ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
UNTIL = ConditionTest("DateLessThan", "aws:CurrentTime", ("2027-03-31T23:59:59Z",))
TEAM = ConditionTest("StringEquals", "aws:PrincipalTag/team", ("pay", "shop"))
GITHUB = "token.actions.githubusercontent.com:sub"
DOUBT = ConditionTest(OPAQUE, 'the condition operator "StringSounds"', ("", ""))

COMPOSED = {
    "mfa within an hour": (
        And((RECENT, MFA)),
        "MFA is present and the sign-in with MFA is less than 1 hour old",
        "MFA 認証済み、かつ MFA でのサインインから 1 時間未満",
        'Bool {"aws:MultiFactorAuthPresent": "true"} and NumericLessThan {"aws:MultiFactorAuthAge": "3600"}',
    ),
    "three that must hold": (
        And((UNTIL, TEAM, MFA)),
        "MFA is present, the caller's tag team is pay or shop and the time is before 2027-03-31 23:59:59 UTC",
        "MFA 認証済み、かつ呼び出し元のタグ team が pay、shop のいずれか、"
        "かつリクエスト時刻が 2027-03-31 23:59:59 UTC より前",
        'Bool {"aws:MultiFactorAuthPresent": "true"} and StringEquals {"aws:PrincipalTag/team": ["pay", "shop"]} '
        'and DateLessThan {"aws:CurrentTime": "2027-03-31T23:59:59Z"}',
    ),
    "one of three": (
        Or((MFA, TEAM, UNTIL)),
        "MFA is present, the caller's tag team is pay or shop or the time is before 2027-03-31 23:59:59 UTC",
        "MFA 認証済み、または呼び出し元のタグ team が pay、shop のいずれか、"
        "またはリクエスト時刻が 2027-03-31 23:59:59 UTC より前",
        'Bool {"aws:MultiFactorAuthPresent": "true"} or StringEquals {"aws:PrincipalTag/team": ["pay", "shop"]} '
        'or DateLessThan {"aws:CurrentTime": "2027-03-31T23:59:59Z"}',
    ),
    "one of two, one with parts": (
        Or((And((MFA, RECENT)), TEAM)),
        "(MFA is present and the sign-in with MFA is less than 1 hour old) or the caller's tag team is pay or shop",
        "(MFA 認証済み、かつ MFA でのサインインから 1 時間未満)、または呼び出し元のタグ team が pay、shop のいずれか",
        '(Bool {"aws:MultiFactorAuthPresent": "true"} and NumericLessThan {"aws:MultiFactorAuthAge": "3600"}) '
        'or StringEquals {"aws:PrincipalTag/team": ["pay", "shop"]}',
    ),
    "several, one with alternatives": (
        And((TEAM, Or((MFA, Not(RECENT))))),
        "the caller's tag team is pay or shop and "
        "(MFA is present or this does not hold: (the sign-in with MFA is less than 1 hour old))",
        "呼び出し元のタグ team が pay、shop のいずれか、"
        "かつ (MFA 認証済み、または (MFA でのサインインから 1 時間未満) に該当しない)",
        'StringEquals {"aws:PrincipalTag/team": ["pay", "shop"]} and (Bool {"aws:MultiFactorAuthPresent": "true"} '
        'or not (NumericLessThan {"aws:MultiFactorAuthAge": "3600"}))',
    ),
    "not mfa": (
        Not(MFA),
        "MFA is not present",
        "MFA 未認証",
        'not (Bool {"aws:MultiFactorAuthPresent": "true"})',
    ),
    "the opposite of several": (
        Not(And((MFA, RECENT))),
        "this does not hold: (MFA is present and the sign-in with MFA is less than 1 hour old)",
        "(MFA 認証済み、かつ MFA でのサインインから 1 時間未満) に該当しない",
        'not (Bool {"aws:MultiFactorAuthPresent": "true"} and NumericLessThan {"aws:MultiFactorAuthAge": "3600"})',
    ),
    "the opposite of one": (
        Not(ConditionTest("Null", "sts:ExternalId", ("true",))),
        "this does not hold: (the ExternalId is absent)",
        "(外部 ID がリクエストにない) に該当しない",
        'not (Null {"sts:ExternalId": "true"})',
    ),
    "not decided": (
        DOUBT,
        'something holds that is not decided here: the condition operator "StringSounds"',
        "ここでは判定できない条件が成立 (条件演算子「StringSounds」)",
        """not decided {"the condition operator \\"StringSounds\\"": ["", ""]}""",
    ),
}


@pytest.mark.parametrize(("formula", "english", "japanese", "iam"), COMPOSED.values(), ids=COMPOSED.keys())
def test_a_residue_reads_as_exactly_what_it_asks_in_both_languages(
    formula: Formula, english: str, japanese: str, iam: str
) -> None:
    assert (short(formula, ENGLISH), short(formula, JAPANESE), as_iam(formula)) == (english, japanese, iam)
    assert sentence(formula, ENGLISH) == f"Only if {english}."
    assert sentence(formula, JAPANESE) == f"次の場合に限ります: {japanese}。"


def test_no_condition_and_no_way_are_sentences_of_their_own() -> None:
    assert [short(formula, JAPANESE) for formula in (ALWAYS, NEVER)] == ["条件なし", "成立しない"]
    assert [sentence(formula, JAPANESE) for formula in (ALWAYS, NEVER)] == [
        "条件はありません。",
        "どのような場合も該当しません。",
    ]


CHIPS = {
    "mfa and its age": (And((MFA, RECENT)), [(Icon.MFA, "MFA"), (Icon.CLOCK, "< 1 時間")]),
    "a date": (UNTIL, [(Icon.CALENDAR, "2027-03-31 まで")]),
    "external id": (ConditionTest("StringEquals", "sts:ExternalId", ("kf-1",)), [(Icon.KEY, "外部 ID")]),
    "several environments": (
        ConditionTest("StringLike", GITHUB, tuple(f"repo:k/s:environment:{name}" for name in ("dev", "prod"))),
        [(Icon.BRANCH, "環境 dev、prod")],
    ),
    "outside addresses": (
        ConditionTest("NotIpAddress", "aws:SourceIp", ("10.0.0.0/8",)),
        [(Icon.GLOBE, "SourceIp ∉ 10.0.0.0/8")],
    ),
    "one of two": (Or((MFA, TEAM)), [(Icon.OTHER, "MFA または team = pay、shop")]),
    "not": (Not(UNTIL), [(Icon.CALENDAR, "(2027-03-31 まで) ではない")]),
    "subjects": (ConditionTest("StringEquals", "saml:sub", ("a", "b")), [(Icon.PERSON, "サブジェクト 2 件")]),
    "not decided": (ConditionTest(OPAQUE, "AWS's pages disagree", ("", "")), [(Icon.OTHER, "判定不可")]),
}


@pytest.mark.parametrize(("formula", "chips"), CHIPS.values(), ids=CHIPS.keys())
def test_chips_are_short_in_japanese(formula: Formula, chips: list[tuple[Icon, str]]) -> None:
    assert pill(formula, JAPANESE) == tuple(Chip(icon, label) for icon, label in chips)


PARTIES = Parties("alice", "operator@prod")
SCP = StatementRef("scp", "keep-the-baseline", "DenyAssume", Position("scp.json", 4, 3))
TRUST = StatementRef("trust", "operator@prod", "1", Position("accounts.yaml", 9, 3))
RCP = StatementRef("rcp", "data-perimeter", "2", Position("rcp.json", 4, 3))

VERDICTS = {
    "allowed": (Decision(Verdict.ALLOWED, ALWAYS), "許可されます。"),
    "allowed under a condition": (
        Decision(Verdict.ALLOWED_IF, And((MFA, RECENT))),
        "次の場合に許可されます: MFA 認証済み、かつ MFA でのサインインから 1 時間未満。",
    ),
    "the caller's half is missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.IDENTITY,)),
        "許可されません: alice のアイデンティティベースのポリシーが sts:AssumeRole を許可していません。",
    ),
    "the role's half is missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.TRUST,)),
        "許可されません: operator@prod の信頼ポリシーが sts:AssumeRole を許可していません。",
    ),
    "both are missing": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.TRUST, Half.BOUNDARY)),
        "許可されません: operator@prod の信頼ポリシーと alice のアクセス許可の境界が sts:AssumeRole を"
        "許可していません。",
    ),
    "the answer hangs on another action": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER, missing=(Half.SCP,), action="sts:TagSession"),
        "許可されません: alice のアカウントに適用されるサービスコントロールポリシー (SCP) が sts:TagSession を"
        "許可していません。",
    ),
    "nothing allows it": (
        Decision(Verdict.IMPLICITLY_DENIED, NEVER),
        "許可されません: sts:AssumeRole を許可するポリシーがありません。",
    ),
    "denied": (
        Decision(Verdict.EXPLICITLY_DENIED, NEVER, (HalfResult(Half.SCP, True, ALWAYS, ALWAYS, (), (SCP, RCP)),)),
        "明示的に拒否されます: keep-the-baseline のステートメント DenyAssume と data-perimeter のステートメント 2。",
    ),
    "denied by no statement in particular": (
        Decision(Verdict.EXPLICITLY_DENIED, NEVER),
        "Deny ステートメントによって明示的に拒否されます。",
    ),
    "never": (
        Decision(Verdict.NEVER_SATISFIABLE, NEVER),
        "許可されることはありません: ポリシーの条件をすべて同時に満たすリクエストは存在しません。",
    ),
    "not any more": (
        Decision(Verdict.NEVER_SATISFIABLE, NEVER, is_over=True),
        "現在は許可されません: ポリシーの条件を満たせる期間が過ぎています。",
    ),
    "not decided": (
        Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown('the condition operator "StringSounds"'),)),
        "判定できません: 条件演算子「StringSounds」。",
    ),
    "not decided for two reasons": (
        Decision(
            Verdict.NOT_EVALUATED,
            NEVER,
            unknown=(
                Unknown('the condition operator "StringSounds"'),
                Unknown('the policy "Mystery", whose document is not at hand'),
            ),
        ),
        "判定できません: 条件演算子「StringSounds」とポリシー「Mystery」(ドキュメントが手元にない)。",
    ),
}


@pytest.mark.parametrize(("decision", "words"), VERDICTS.values(), ids=VERDICTS.keys())
def test_a_verdict_says_in_japanese_what_was_decided_and_what_is_missing(decision: Decision, words: str) -> None:
    assert verdict(decision, PARTIES, JAPANESE) == words


def test_all_six_verdicts_are_said() -> None:
    assert {decision.verdict for decision, _ in VERDICTS.values()} == set(Verdict)


_RCPS = "operator@prod のアカウントに適用されるリソースコントロールポリシー (RCP)"
HALVES = {
    "allows": (
        HalfResult(Half.TRUST, True, ALWAYS, allowed_by=(TRUST,)),
        ["operator@prod の信頼ポリシーは sts:AssumeRole を許可しています。"],
    ),
    "allows under a condition": (
        HalfResult(Half.TRUST, True, MFA, allowed_by=(TRUST,)),
        ["operator@prod の信頼ポリシーは次の場合に sts:AssumeRole を許可します: MFA 認証済み。"],
    ),
    "is not decided": (
        HalfResult(Half.TRUST, True, DOUBT, allowed_by=(TRUST,)),
        ["operator@prod の信頼ポリシーが sts:AssumeRole を許可するかどうかは判定できません。"],
    ),
    "is missing": (
        HalfResult(Half.IDENTITY, True, NEVER),
        ["alice のアイデンティティベースのポリシーには、sts:AssumeRole を許可するものがありません。"],
    ),
    "is not needed": (
        HalfResult(Half.RESOURCE, False, NEVER),
        ["operator@prod のリソースベースのポリシーによる許可は必要ありません。もう一方のポリシーだけで許可されます。"],
    ),
    "is not known": (
        HalfResult(Half.SESSION, True, ALWAYS, outside=True),
        [
            "alice のセッションポリシーは、ファイルに記述がありません。"
            "許可しているものとして扱いますが、実際の内容は所有者しか知りません。"
        ],
    ),
    "denies": (
        HalfResult(Half.RCP, True, ALWAYS, ALWAYS, denied_by=(RCP,)),
        [f"{_RCPS} は sts:AssumeRole を拒否しています。"],
    ),
    "denies under a condition": (
        HalfResult(Half.BOUNDARY, True, ALWAYS, Not(MFA), denied_by=(SCP,)),
        [
            "alice のアクセス許可の境界は sts:AssumeRole を許可しています。",
            "alice のアクセス許可の境界は次の場合に sts:AssumeRole を拒否します: MFA 未認証。",
        ],
    ),
    "denies perhaps": (
        HalfResult(Half.BOUNDARY, True, ALWAYS, DOUBT, denied_by=(SCP,)),
        [
            "alice のアクセス許可の境界は sts:AssumeRole を許可しています。",
            "alice のアクセス許可の境界が sts:AssumeRole を拒否するかどうかは判定できません。",
        ],
    ),
    "denies elsewhere": (
        HalfResult(Half.BOUNDARY, True, ALWAYS, NEVER, denied_by=(SCP,)),
        [
            "alice のアクセス許可の境界は sts:AssumeRole を許可しています。",
            "alice のアクセス許可の境界には sts:AssumeRole の Deny がありますが、ここでは該当しません。",
        ],
    ),
}


@pytest.mark.parametrize(("half", "words"), HALVES.values(), ids=HALVES.keys())
def test_each_half_says_in_japanese_what_it_does(half: HalfResult, words: list[str]) -> None:
    decision = Decision(Verdict.ALLOWED, ALWAYS, (half,))

    assert [reason.words for reason in reasons(decision, PARTIES, JAPANESE)] == words


def test_a_name_at_the_start_of_a_sentence_keeps_its_small_letter() -> None:
    half = HalfResult(Half.IDENTITY, True, NEVER)

    (reason,) = reasons(Decision(Verdict.ALLOWED, ALWAYS, (half,)), Parties("alice", "x"), JAPANESE)

    assert reason.words.startswith("alice の")


TERMS = {"MFA", "IP", "ARN", "ID", "VPC", "UTC", "GitHub", "SCP", "RCP", "Deny", "AWS", "sub", "aud", "amr"}
"""What AWS's Japanese pages leave in Latin letters, and the claims of a token."""

OUTPUTS = {
    **{case["name"]: (case["ja"], case["iam"]) for case in CASES},
    **{name: (japanese, iam) for name, (_, _, japanese, iam) in COMPOSED.items()},
    **{f"verdict: {name}": (words, "") for name, (_, words) in VERDICTS.items()},
    **{f"half: {name}": ("".join(words), "") for name, (_, words) in HALVES.items()},
}
NAMES = "alice operator prod sts AssumeRole TagSession keep the baseline DenyAssume data perimeter StringSounds Mystery"


@pytest.mark.parametrize(("japanese", "iam"), OUTPUTS.values(), ids=OUTPUTS.keys())
def test_no_english_is_left_but_names_keys_operators_and_terms(japanese: str, iam: str) -> None:
    left = set(_latin(japanese)) - set(_latin(iam)) - set(NAMES.split()) - TERMS

    assert left == set()


_TESTS: st.SearchStrategy[Formula] = st.builds(
    lambda quantifier, base, suffix, values: ConditionTest(f"{quantifier}{base}{suffix}", "custom:Key", values),
    st.sampled_from(("", "ForAnyValue:", "ForAllValues:")),
    st.sampled_from((*POSITIVE, *NEGATED)),
    st.sampled_from(("", "IfExists")),
    st.lists(st.sampled_from(("true", "false", "a", "b", "2027-03-31T23:59:59Z")), max_size=3, unique=True).map(tuple),
)


@settings(deadline=None)  # a busy machine must not fail it
@given(_TESTS, _TESTS)
def test_tests_that_read_the_same_in_japanese_read_the_same_in_english(one: Formula, other: Formula) -> None:
    assert (short(one, JAPANESE) == short(other, JAPANESE)) == (short(one, ENGLISH) == short(other, ENGLISH))


def _latin(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", text)
