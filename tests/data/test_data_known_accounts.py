"""The bundled list of known accounts is whole, and answers with a hint or not at all."""

import hashlib
import json
import re
from importlib.resources import files

from scripts.refresh_known_accounts import snapshot

from iam_atlas.data.known_accounts import MANIFEST, SNAPSHOT, owner_of

DATA = files("iam_atlas.data")


def test_a_known_account_has_its_vendor_and_an_unknown_one_nothing() -> None:
    assert owner_of("464622532012") == "Datadog"
    assert owner_of("111111111111") is None


def test_the_snapshot_is_the_one_that_its_manifest_names() -> None:
    text, manifest = (
        DATA.joinpath(SNAPSHOT).read_text(encoding="utf-8"),
        json.loads(DATA.joinpath(MANIFEST).read_text()),
    )

    assert hashlib.sha256(text.encode()).hexdigest() == manifest["sha256"]
    assert text.count("\n") == manifest["count"] > 400
    assert all(re.fullmatch(r"\d{12}\t\S.*", line) for line in text.splitlines())


def test_a_list_becomes_one_sorted_line_an_account() -> None:
    listed = """
- { name: Zeta, source: [x], accounts: ["020000000002"] }
- { name: Scanner, type: aws, source: [x], accounts: ["020000000002", "010000000001"] }
"""

    assert snapshot(listed) == "010000000001\tAWS: Scanner\n020000000002\tAWS: Scanner, Zeta\n"
