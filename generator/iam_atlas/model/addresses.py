"""Stable ids for diagrams and file names for pages, made from names; injective, and safe in SVG, URLs and on disk."""

import hashlib
import re
from collections.abc import Mapping
from enum import Enum

from iam_atlas.model.grants import RefKind
from iam_atlas.model.roles import RoleKey

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_HASHED = re.compile(r"(?:.*-)?x[0-9a-f]{8}\Z")
_RESERVED = {"index", "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


class Section(Enum):
    """A folder of generated pages, one page a thing."""

    ACCOUNTS = "accounts"
    ROLES = "roles"
    GROUPS = "groups"
    PEOPLE = "people"
    PROVIDERS = "providers"
    VENDORS = "vendors"
    PERMISSION_SETS = "permission-sets"
    POLICIES = "policies"
    GUARDRAILS = "guardrails"
    RESOURCES = "resources"


FINDINGS = "findings.md"
"""The page of everything that was found, below the generated folder; each rule has its id there as an anchor."""

HISTORY = "what-changed.md"
"""The page of what the last versions changed, below the generated folder; there only in a site that is built."""

SECTION_OF: Mapping[RefKind, Section] = {
    RefKind.USER: Section.PEOPLE,
    RefKind.GROUP: Section.GROUPS,
    RefKind.ROLE: Section.ROLES,
    RefKind.PERMISSION_SET: Section.PERMISSION_SETS,
    RefKind.ACCOUNT: Section.ACCOUNTS,
    RefKind.PROVIDER: Section.PROVIDERS,
    RefKind.VENDOR: Section.VENDORS,
}
"""Where the pages stand about what a reference names; services and principals have none."""


def slug(name: str) -> str:
    """`name` as `[a-z0-9-]+`: itself when it already is that, else a readable part and eight hex digits.

    Two names never share a slug, not even names that differ only in case or Unicode form. Names with a meaning on
    some file system (`con`, `index`) and names that look like a made slug get the digits too.
    """
    if _SLUG.match(name) and len(name) <= 64 and name not in _RESERVED and not _HASHED.match(name):
        return name
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    digits = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{readable}-x{digits}" if readable else f"x{digits}"


def is_free(name: str) -> bool:
    """Whether `name` means nothing to any file system, with whatever ending, and looks like no slug that is made."""
    return name.lower().split(".")[0] not in _RESERVED and not _HASHED.match(name.lower())


def node_id(kind: str, *names: str) -> str:
    """The id of a node in a diagram: the kind and the slugs of the names, joined so that no two things collide."""
    return "--".join((kind, *(slug(name) for name in names)))


def role_node_id(key: RoleKey) -> str:
    """The id of a role copy: `role--developer--prod`."""
    return node_id("role", key.role, key.account)


def page(section: Section, name: str) -> str:
    """The page about `name`, relative to the generated folder: `roles/developer.md`."""
    return f"{section.value}/{slug(name)}.md"


def anchor(name: str) -> str:
    """The anchor of an account's copy on a role's page: `in-prod`."""
    return f"in-{slug(name)}"


SOURCE_LINES = 1000
"""Lines of an input file on one page."""


def source_page(file: str, line: int = 1) -> str:
    """The page that shows a line of an input file: `source/accounts-yaml-x1a2b3c4d.md`, below the generated folder.

    A long file has several, `...--2.md` and so on; no slug has two hyphens in a row.
    """
    number = (line - 1) // SOURCE_LINES + 1
    return f"source/{slug(file)}{f'--{number}' if number > 1 else ''}.md"


def line_anchor(line: int) -> str:
    """The anchor of a line on the page of its file, counted from 1: `line-42`."""
    return f"line-{line}"
