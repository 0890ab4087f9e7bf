import pytest

from builders import a_landscape, an_account
from iam_atlas.drawing.column_graph import Tone
from iam_atlas.drawing.tones import account_order, place_name, tone_of, tone_of_environment
from iam_atlas.model.accounts import AccountKind
from iam_atlas.wording.translate import ENGLISH


@pytest.mark.parametrize(
    ("name", "tone"),
    [
        ("prod", Tone.PRODUCTION),
        ("PRD", Tone.PRODUCTION),
        ("eu-production", Tone.PRODUCTION),
        ("pre-prod", Tone.STAGING),
        ("preprod", Tone.STAGING),
        ("non-prod", Tone.DEVELOPMENT),
        ("nonprod", Tone.DEVELOPMENT),
        ("stg", Tone.STAGING),
        ("dev", Tone.DEVELOPMENT),
        ("本番", Tone.PRODUCTION),
        ("検証", Tone.STAGING),
        ("sandbox", Tone.SANDBOX),
        ("reproduction", Tone.NEUTRAL),
        ("blue", Tone.NEUTRAL),
        ("", Tone.NEUTRAL),
    ],
)
def test_an_environments_name_gives_its_tone(name: str, tone: Tone) -> None:
    assert tone_of_environment(name) is tone


def test_an_account_without_environment_has_the_tone_of_its_kind() -> None:
    assert tone_of(an_account("audit", kind=AccountKind.AUDIT)) is Tone.SECURITY
    assert tone_of(an_account("shop", kind=AccountKind.WORKLOAD)) is Tone.NEUTRAL


def test_a_workload_account_without_environment_is_coloured_by_its_name() -> None:
    assert tone_of(an_account("shop-prod", kind=AccountKind.WORKLOAD)) is Tone.PRODUCTION
    assert tone_of(an_account("prod", kind=AccountKind.AUDIT)) is Tone.SECURITY


def test_production_stands_above_staging_above_development() -> None:
    accounts = [an_account(name, environment=name) for name in ("dev", "staging", "prod")]

    assert [account.name for account in sorted(accounts, key=account_order)] == ["prod", "staging", "dev"]


def test_a_badge_says_the_environment_or_what_the_account_is_for() -> None:
    landscape = a_landscape()

    assert place_name(an_account("x", environment="prod"), landscape, ENGLISH) == "Production"
    assert place_name(an_account("x", environment="blue"), landscape, ENGLISH) == "blue"
    assert place_name(an_account("x", kind=AccountKind.LOG_ARCHIVE), landscape, ENGLISH) == "Log archive"
    assert place_name(an_account("x", kind=AccountKind.WORKLOAD), landscape, ENGLISH) == ""
