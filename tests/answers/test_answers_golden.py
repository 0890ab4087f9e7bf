"""Whole answers of the commands about the reference organisation, word by word.

IAM_ATLAS_ACCEPT=1 in the environment: every golden file is then written anew, and the difference is read in review.
"""

import os
import re
import shlex
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from iam_atlas import questions
from iam_atlas.atlas import Atlas
from iam_atlas.cli import run
from iam_atlas.versions import load_atlas

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"

COMMANDS: tuple[str, ...] = (
    "who-can break-glass-admin@prod",
    "who-can ci-deploy@prod",
    "who-can auditor@prod",
    "who-can order-worker@dev",
    "reach ben",
    "reach erin",
    "reach github",
    "reach okta",
    "reach watchful",
    "reach operators",
    "reach customer@prod",
    "path ben operator@prod",
    "path github ci-deploy@prod",
    "path github break-glass-admin@prod",
    "path okta auditor@prod",
    "path erin operator@prod",
    "explain aiko developer@prod",
    "explain aiko developer@prod --context aws:MultiFactorAuthPresent=true",
    "explain aiko developer@prod --context aws:MultiFactorAuthPresent=false --context aws:Nonsense=1",
    "explain erin developer@prod",
    "explain okta federated-auditor@jump --today 2026-12-01",
    "explain chie break-glass-admin@prod",
    "explain github ci-hub@tools",
    "explain github ci-deploy@prod",
    "explain ci-hub@tools ci-deploy@prod",
    "explain ci-deploy@prod operator@prod",
    "explain watchful watchful-read@prod",
    "explain watchful auditor@prod",
    "explain ecs-tasks.amazonaws.com order-worker@prod",
    "explain lambda.amazonaws.com order-worker@prod",
    "explain break-glass-admin@jump break-glass-admin@prod",
    "can operator@prod s3:DeleteBucket '*'",
    "can operator@prod s3:GetObject '*'",
    "can operator@prod s3:GetObject arn:aws:s3:::anything/file",
    "can break-glass-admin@prod s3:DeleteBucket '*'",
    "can break-glass-admin@prod cloudtrail:StopLogging '*'",
    "can developer@dev iam:CreateUser '*'",
    "can iam-admin@jump iam:CreateUser '*'",
    "can aiko sts:AssumeRole '*'",
    "can aiko sts:AssumeRole arn:aws:iam::222222222222:role/developer",
    "can developer@dev s3:DeleteBucket trail-bucket",
    "path account:jump developer@dev",
    "explain account:jump developer@dev",
    "can order-worker@prod sqs:ReceiveMessage '*'",
    "can auditor@security s3:GetObject trail-bucket",
    "can break-glass-admin@security s3:GetObject trail-bucket",
    "can auditor@log-archive kms:Decrypt trail-key",
    "can auditor@log-archive sqs:SendMessage trail-key",
    "explain aiko developer@prod --lang ja",
    "explain erin developer@prod --lang ja",
    "path github break-glass-admin@prod --lang ja",
    "can operator@prod s3:DeleteBucket '*' --lang ja",
    "reach github --lang ja",
    "who-can break-glass-admin@prod --lang ja",
)


@pytest.fixture(scope="module")
def load_once() -> Callable[[Path, date | None], Atlas]:
    """The file is the same for every command, and analysing it takes most of the time."""
    return cache(load_atlas)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers(
    command: str,
    load_once: Callable[[Path, date | None], Atlas],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "load_atlas", load_once)
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    words = shlex.split(command)

    code = run([*words, *([] if "--lang" in words else ["--lang", "en"])])

    told = capsys.readouterr()
    golden = GOLDEN / f"{re.sub('[^a-zA-Z0-9@.-]+', '-', command).strip('-')}.txt"
    if os.environ.get("IAM_ATLAS_ACCEPT"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told.out, encoding="utf-8")
    assert (code, told.err) == (0, "")
    assert told.out == golden.read_text(encoding="utf-8"), "IAM_ATLAS_ACCEPT=1 accepts a change of wording"


def test_no_golden_file_is_left_of_a_command_that_is_gone() -> None:
    assert len(list(GOLDEN.glob("*.txt"))) == len(COMMANDS)
