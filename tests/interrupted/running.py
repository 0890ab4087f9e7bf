"""What the tests of interrupted runs share: commands that run quickly, and a count of what happened in which phase."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONG = int(os.environ.get("IAM_ATLAS_KILLS", "0"))
"""How many runs to end in all, spread over the commands; 0 for the few of `make test`."""
ENDED: Counter[tuple[str, str]] = Counter()
FOUND: Counter[str] = Counter()


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, or a signal as a negative number; what it said; what it changed, in order."""

    code: int
    said: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Warm:
    """A process that runs commands in a folder, quickly."""

    process: "subprocess.Popen[str]"

    def __call__(self, folder: Path, *words: str, **request: Any) -> Ended:
        """Run one; `warm.py` says what else can be asked for."""
        answer = self._ask({"folder": str(folder), "words": words, **request})
        return Ended(answer["code"], answer["said"], tuple(answer["changes"]))

    def remember(self, folder: Path) -> None:
        """Make the site of this folder once for all runs: making it changes no file."""
        self._ask({"remember": str(folder)})

    def _ask(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer: Mapping[str, Any] = json.loads(self.process.stdout.readline())
        return answer
