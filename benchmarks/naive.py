"""An organisation -> the site that one would write first: diagram and page for each role copy, all in the navigation.

The diagrams are drawn by the `diagrams` package as it comes: its own layout by `dot`. Where there is no `dot` on the
path, the one that comes with pygraphviz lays out what `diagrams` writes. Nothing is decided and nothing explained.
"""

import sys
from pathlib import Path

import pygraphviz
import yaml
from benchmarks.measuring import Taken, taken_by
from benchmarks.organisations import Size, organisation
from diagrams import Cluster, Diagram, setdiagram
from diagrams.aws.management import Organizations
from diagrams.aws.security import IAMRole

_PROGRAM = "import sys; from benchmarks.naive import write; write(sys.argv[1])"


def naive_site(size: Size, root: Path) -> Taken:
    """What writing it and building it by MkDocs took."""
    (root / "docs").mkdir(parents=True)
    (root / "accounts.yaml").write_text(organisation(size), encoding="utf-8")
    here = str(Path(__file__).resolve().parent.parent)
    written = taken_by((sys.executable, "-c", _PROGRAM, str(root)), Path(here))
    built = taken_by((sys.executable, "-m", "mkdocs", "build", "--quiet"), root, {"NO_MKDOCS_2_WARNING": "1"})
    return Taken(written.wall + built.wall, written.cpu + built.cpu, max(written.memory, built.memory))


def write(folder: str) -> None:
    """The pages, the pictures and mkdocs.yml."""
    root = Path(folder)
    document = yaml.safe_load((root / "accounts.yaml").read_text(encoding="utf-8"))
    pages = []
    for role, told in document["roles"].items():
        for account in told.get("accounts") or _granted(document, role):
            name = f"{role}-{account}"
            (root / "docs" / f"{name}.svg").write_bytes(_picture(role, account, _groups(document, role, account)))
            text = f"# {role} in {account}\n\n![{name}]({name}.svg)\n\n```yaml\n{yaml.safe_dump(told)}```\n"
            (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
            pages.append(f"{name}.md")
    (root / "docs" / "index.md").write_text("# Roles\n", encoding="utf-8")
    settings = {"site_name": "Naive", "theme": {"name": "material"}, "nav": ["index.md", *pages]}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def _granted(document: dict[str, dict[str, list[dict[str, list[str]]]]], role: str) -> list[str]:
    """Where a role is that names no accounts of its own."""
    rows = (row for rows in document["grants"].values() for row in rows if role in row["roles"])
    return [account for row in rows for account in row["accounts"]]


def _groups(document: dict[str, dict[str, list[dict[str, list[str]]]]], role: str, account: str) -> list[str]:
    return [
        name
        for name, rows in document["grants"].items()
        if any(role in row["roles"] and account in row["accounts"] for row in rows)
    ]


def _picture(role: str, account: str, groups: list[str]) -> bytes:
    canvas = Diagram(role, show=False, filename=role)
    setdiagram(canvas)
    with Cluster(account):
        target = IAMRole(role)
    for group in groups:
        _ = Organizations(group) >> target
    setdiagram(None)
    drawn: bytes = pygraphviz.AGraph(string=canvas.dot.source).draw(format="svg", prog="dot")
    return drawn
