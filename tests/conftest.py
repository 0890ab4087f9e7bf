"""What all tests share: steady settings, a folder for what is built once, and what a run says of itself at its end."""

from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine fails no test, and a run says the same as the one before.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("steady")

_ENGINES = ("mkdocs", "mkdocs-material", "zensical")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the engines that built the site: what pip installs of them may differ from what was wanted."""
    terminalreporter.write_line("engines: " + ", ".join(f"{name} {version(name)}" for name in _ENGINES))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of a run share."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if base.name.startswith("popen-") else base) / "shared"
