"""What exists in AWS, as its own tools print it -> accounts.yaml and its documents, as texts."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.found import FoundAccount, Note
from iam_atlas.importers.terraform import read_terraform

Reader: TypeAlias = Callable[[Mapping[str, bytes]], tuple[list[FoundAccount], tuple[Note, ...]]]

ORGANIZATIONS = "organizations"
READERS: Mapping[str, Reader] = {
    "auth-details": lambda files: (read_dumps(files), ()),
    "terraform": read_terraform,
}
"""What an import reads, by its name: files by their names to the accounts that they tell of."""
