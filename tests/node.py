"""JavaScript run by Node, which comes with Playwright: a fresh machine has no other."""

import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable


def run_node(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """What Node says to these arguments, `given` on its standard input."""
    command = [compute_driver_executable()[0], *arguments]
    return subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
