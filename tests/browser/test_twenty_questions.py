"""Twenty questions that people bring: each answered from home in three clicks, or by one search, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from search_box import search

pytestmark = pytest.mark.browser

HOMES = {"en": "/index.html", "ja": "/ja/index.html"}
MOST_CLICKS = 3
PASSAGES = ".md-content :is(tr, li, p, dd, summary, pre)"


@dataclass(frozen=True)
class Question:
    """A question, the way to its answer, and what the answer says.

    `clicks` are the ends of addresses of links, or texts of folded blocks by language; `searched` is typed instead, by
    language, and `found` is the page to open. Each entry of `answers` is one passage that holds all these words; `here`
    adds passages by language. `silent` are words that no cell of a table of the page may hold.
    """

    asks: str
    clicks: tuple[str | Mapping[str, str], ...] = ()
    searched: Mapping[str, str] = field(default_factory=dict)
    found: str = ""
    answers: tuple[tuple[str, ...], ...] = ()
    here: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


QUESTIONS = (
    Question(
        "Which roles does ben have in production, and under which conditions?",
        searched={"en": "ben", "ja": "ben"},
        found="people/ben.html",
        here={
            "en": (("prod", "operator", "Only if MFA is present."), ("prod", "developer", "Only if MFA is present.")),
            "ja": (("prod", "operator", "MFA 認証済み。"), ("prod", "developer", "MFA 認証済み。")),
        },
    ),
    Question(
        "Who can become break-glass-admin in prod?",
        ("roles/index.html", "roles/break-glass-admin.html"),
        answers=(("prod", "arn:aws:iam::444444444444:role/break-glass-admin"),),
        here={
            "en": (("chie, emergency-1", "break-glass", "less than 1 hour old"),),
            "ja": (("chie、emergency-1", "break-glass", "1 時間未満"),),
        },
    ),
    Question(
        "Can a contractor reach staging?",
        ("groups/index.html", "groups/shop-contractors.html"),
        answers=(("dev", "developer", "2027-03-31"), ("erin", "Erin Vale")),
        silent=("staging", "prod"),
    ),
    Question(
        "What may ci-deploy delete?",
        (
            "roles/index.html",
            "roles/ci-deploy.html",
            {"en": "What of it matters, action by action", "ja": "影響の大きいアクションの一覧"},
        ),
        answers=(("s3:DeleteObject",),),
        here={"en": (("it deletes data: s3:DeleteObject",),), "ja": (("データの削除", "s3:DeleteObject"),)},
    ),
    Question(
        "How long does a pipeline's session in prod last, and why?",
        ("roles/index.html", "roles/ci-deploy.html"),
        here={
            "en": (
                ("ci-hub@tools", "at most 1 hour (role chaining)"),
                ("role chaining", "one hour at most, whatever the role's own maximum"),
            ),
            "ja": (("ci-hub@tools", "最長 1 時間 (ロールの連鎖)"), ("ロールの連鎖", "セッションは最長 1 時間です")),
        },
    ),
    Question(
        "Who owns the log archive?",
        ("accounts/index.html", "accounts/log-archive.html"),
        answers=(("Security team", "security@example.com"),),
    ),
    Question(
        "Who can read the trail?",
        ("accounts/index.html", "accounts/log-archive.html", "resources/trail-bucket.html"),
        answers=(
            ("break-glass-admin@log-archive", "s3:GetObject"),
            ("security", "s3:ListBucket", "s3:GetObject"),
            ("auditor@security", "s3:ListBucket"),
        ),
    ),
    Question(
        "Which vendor comes in, bound to what?",
        ("vendors/index.html", "vendors/watchful.html"),
        answers=(
            ("999988887777",),
            ("prod", "watchful-read", "kf-7c1e52d0"),
            ("staging", "watchful-read", "kf-7c1e52d0"),
        ),
    ),
    Question(
        "What stops developers from leaving the region?",
        ("people/index.html", "people/aiko.html"),
        answers=(("only-our-regions", "Tokyo and Virginia only."),),
    ),
    Question(
        "What changed since last week?",
        ("atlas/what-changed.html",),
        answers=(("2026-11-19", "Let ben operate", "ben"),),
        here={
            "en": (("ben (through operators)", "operator@prod", "no access", "if MFA is present"),),
            "ja": (("ben (operators を通じて)", "operator@prod", "アクセスなし", "MFA 認証済み"),),
        },
    ),
    Question(
        "How does aiko configure her command line?",
        ("people/index.html", "people/aiko.html"),
        answers=(
            ("mfa_serial = arn:aws:iam::111111111111:mfa/aiko", "role_arn = arn:aws:iam::222222222222:role/developer"),
        ),
    ),
    Question(
        "What to do when AssumeRole is denied?",
        (
            "people/index.html",
            "people/aiko.html",
            {"en": "developer in dev and staging", "ja": "dev と staging の developer"},
        ),
        answers=(("aws sts get-caller-identity",),),
        here={"en": (("Who am I really?",),), "ja": (("実際には誰としてサインインしているか",),)},
    ),
    Question(
        "Which roles have no MFA?",
        ("roles/index.html",),
        answers=(("ci-hub", "github"), ("watchful-read", "watchful"), ("auditor", "federated-auditor@jump")),
        here={
            "en": (("operator", "nobody", "Keep production healthy."),),
            "ja": (("operator", "なし", "Keep production healthy."),),
        },
    ),
    Question(
        "Who approves access?",
        ("groups/index.html", "groups/operators.html"),
        answers=(("The group's owner approves it.",), ("Platform team", "platform@example.com")),
    ),
    Question(
        "Where does the Okta path end?",
        ("providers/index.html", "providers/okta.html"),
        answers=(
            ("jump", "federated-auditor", "2027-06-30"),
            ("federated-auditor@jump", "auditor@dev", "auditor@prod"),
        ),
    ),
    Question(
        "Which people are in several groups that together reach admin?",
        ("people/index.html",),
        answers=(("chie", "break-glass", "operators", "platform-admins", "ADMIN"), ("ben", "operators", "WRITE")),
    ),
    Question(
        "What is a permissions boundary?",
        searched={"en": "permissions boundary", "ja": "アクセス許可の境界"},
        found="words.html",
        here={"en": (("A ceiling on a user or role.",),), "ja": (("ユーザーやロールの権限の上限。",),)},
    ),
    Question(
        "Which accounts hold no workload?",
        ("accounts/index.html",),
        answers=(("jump", "111111111111"), ("log-archive", "100000000002"), ("tools", "deploy"), ("prod", "workload")),
    ),
    Question(
        "Who can edit IAM?",
        ("roles/index.html", "atlas/what-roles-can-do.html"),
        here={
            "en": (("Changes what an IAM identity may do", "break-glass-admin, iam-admin", "platform-admins"),),
            "ja": (("IAM アイデンティティの権限の変更", "break-glass-admin、iam-admin", "platform-admins"),),
        },
    ),
    Question(
        "Which findings were accepted, by whom, until when?",
        ("atlas/findings.html",),
        answers=(("broad-assume-role", "break-glass-admin@jump", "Security team", "2027-06-30"),),
    ),
)


@pytest.mark.parametrize("language", HOMES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asks)
def test_it_is_answered(question: Question, language: str, page: Page) -> None:
    page.goto(HOMES[language])
    assert len(question.clicks) <= MOST_CLICKS

    if question.searched:
        search(page, question.searched[language])
        page.locator(f'.md-search-result__link[href*="{question.found}"]').first.click()
    for step in question.clicks:
        (
            link_to(page, step) if isinstance(step, str) else page.locator("summary", has_text=step[language])
        ).first.click()

    for words in (*question.answers, *question.here.get(language, ())):
        expect(passage(page, words).first).to_be_visible()
    for word in question.silent:
        expect(page.locator(".md-content td", has_text=word)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "because"),
    [
        ("en", "the policies of daniel do not allow sts:AssumeRole"),
        ("ja", "daniel のアイデンティティベースのポリシーが sts:AssumeRole を許可していません"),
    ],
)
def test_why_daniel_cannot_restart_production_is_answered_by_one_click_and_two_choices(
    language: str, because: str, page: Page
) -> None:
    page.goto(HOMES[language])
    link_to(page, "atlas/paths.html").first.click()
    boxes = page.locator(".atlas-finder").get_by_role("combobox")
    expect(boxes).to_have_count(2)
    for box, text in zip(boxes.all(), ("daniel", "operator@prod"), strict=True):
        box.click()
        box.press_sequentially(text)
        expect(page.get_by_role("option", selected=True)).to_be_visible()
        box.press("Enter")

    expect(page.locator(".atlas-finder")).to_contain_text(because)
    expect(page.locator(".atlas-finder").get_by_role("link", name="operators", exact=True)).to_be_visible()


def link_to(page: Page, address: str) -> Locator:
    """The links that a reader sees to an address that ends like this."""
    return page.locator(f'a[href$="{address.removeprefix("atlas/")}"]').filter(visible=True)


def passage(page: Page, words: tuple[str, ...]) -> Locator:
    """Rows, paragraphs and the like with all these words."""
    found = page.locator(PASSAGES)
    for word in words:
        found = found.filter(has_text=word)
    return found
