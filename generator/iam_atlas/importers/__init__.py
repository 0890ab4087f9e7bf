"""What exists in AWS, as its own tools print it -> accounts.yaml and its documents, as texts."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from iam_atlas.importers.auth_details import read_dumps
from iam_atlas.importers.found import FoundAccount

Reader: TypeAlias = Callable[[Mapping[str, bytes]], list[FoundAccount]]

ORGANIZATIONS = "organizations"
READERS: Mapping[str, Reader] = {"auth-details": read_dumps}
"""What an import reads, by its name: files by their names to the accounts that they tell of."""
