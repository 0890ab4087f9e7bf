"""Turns moto's list of AWS managed policies into the snapshot under generator/iam_atlas/data/.

    python scripts/refresh_managed_policies.py 5.2.5          # fetch that release of moto with pip, then write
    python scripts/refresh_managed_policies.py path/to/moto.whl

The same release gives the same text on every machine; the manifest holds its SHA-256.
"""

import argparse
import ast
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TypedDict

DATA = Path(__file__).resolve().parent.parent / "generator" / "iam_atlas" / "data"
MEMBER = "moto/iam/aws_managed_policies.py"
VARIABLE = "aws_managed_policies_data"


class Entry(TypedDict):
    """One policy as moto lists it; its other keys are not used."""

    Path: str
    UpdateDate: str
    Document: dict[str, object]


def main() -> int:
    """Write the snapshot and its manifest."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(arguments.moto)
        if wheel.suffix != ".whl":
            wheel = _download(arguments.moto, Path(folder))
        entries = _entries(wheel)
        version = wheel.name.split("-")[1]
    _write(entries, f"moto {version}, {MEMBER}")
    print(f"wrote {len(entries)} policies to {DATA}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Refresh the snapshot of AWS managed policies.")
    parser.add_argument("moto", help="a release of moto (5.2.5) or the path of its wheel")
    return parser.parse_args()


def _download(version: str, folder: Path) -> Path:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        f"moto=={version}",
    ]
    subprocess.run(command, check=True)
    return next(folder.glob("moto-*.whl"))


def _entries(wheel: Path) -> dict[str, Entry]:
    """Read the literal out of moto's module without running it."""
    with zipfile.ZipFile(wheel) as archive:
        module = ast.parse(archive.read(MEMBER).decode("utf-8"))
    for node in module.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == VARIABLE for t in node.targets):
            entries: dict[str, Entry] = json.loads(ast.literal_eval(node.value))
            return entries
    sys.exit(f"{wheel.name}: {MEMBER} no longer assigns {VARIABLE}")


def _write(entries: dict[str, Entry], source: str) -> None:
    lines = sorted(
        f"{entry['Path'].lstrip('/')}{name}\t{_compact(entry['Document'])}\n" for name, entry in entries.items()
    )
    text = "".join(lines).encode("utf-8")
    manifest = {
        "source": source,
        "licence": "Apache-2.0",
        "date": max(entry["UpdateDate"] for entry in entries.values())[:10],
        "count": len(lines),
        "sha256": hashlib.sha256(text).hexdigest(),
    }
    (DATA / "managed_policies.txt.gz").write_bytes(_compressed(text))
    (DATA / "managed_policies.manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _compact(document: dict[str, object]) -> str:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _compressed(text: bytes) -> bytes:
    """Without the time and file name that gzip puts into its header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as stream:
        stream.write(text)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
