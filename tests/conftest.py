"""What a test run says about itself at its end."""

from importlib.metadata import version

import pytest

_ENGINES = ("mkdocs", "mkdocs-material", "zensical")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the engines that built the site: what pip installs of them may differ from what was wanted."""
    terminalreporter.write_line("engines: " + ", ".join(f"{name} {version(name)}" for name in _ENGINES))
