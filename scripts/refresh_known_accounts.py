"""Turns fwdcloudsec's list of known AWS accounts into the snapshot under generator/iam_atlas/data/.

    git clone https://github.com/fwdcloudsec/known_aws_accounts
    python scripts/refresh_known_accounts.py known_aws_accounts/accounts.yaml 2025-09-17   # the day of its last commit

The same list gives the same text on every machine; the manifest holds its SHA-256.
"""

import argparse
import hashlib
import json
from datetime import date
from pathlib import Path

import yaml

from iam_atlas.data.known_accounts import MANIFEST, SNAPSHOT

DATA = Path(__file__).resolve().parent.parent / "generator" / "iam_atlas" / "data"


def main() -> int:
    """Write the snapshot and its manifest."""
    parser = argparse.ArgumentParser(description="Refresh the snapshot of known AWS accounts.")
    parser.add_argument("list", type=Path, help="accounts.yaml of fwdcloudsec/known_aws_accounts")
    parser.add_argument("date", type=date.fromisoformat, help="the day that the list is of")
    arguments = parser.parse_args()
    text = snapshot(arguments.list.read_text(encoding="utf-8"))
    manifest = {
        "source": "https://github.com/fwdcloudsec/known_aws_accounts, accounts.yaml",
        "licence": "Apache-2.0",
        "date": arguments.date.isoformat(),
        "count": text.count("\n"),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    (DATA / SNAPSHOT).write_text(text, encoding="utf-8", newline="\n")
    (DATA / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {manifest['count']} accounts to {DATA}")
    return 0


def snapshot(listed: str) -> str:
    """One account a line, sorted: its id, a tab, whose it is; where two claim it, both."""
    owners: dict[str, set[str]] = {}
    for entry in yaml.load(listed, Loader=yaml.BaseLoader):  # ids as written, leading zeros kept
        name = f"AWS: {entry['name']}" if entry.get("type") == "aws" else entry["name"]
        for account in entry["accounts"]:
            owners.setdefault(account, set()).add(" ".join(name.split()))
    return "".join(f"{account}\t{', '.join(sorted(names))}\n" for account, names in sorted(owners.items()))


if __name__ == "__main__":
    raise SystemExit(main())
