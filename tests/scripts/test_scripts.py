"""The modules of the page script: what is pure in them is tested by Node's own test runner, in the files beside."""

from pathlib import Path

import pytest

from node import run_node

FILES = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_every_sentence_of_the_file_holds(path: Path) -> None:
    done = run_node("--test-reporter=spec", path)

    if done.returncode:
        pytest.fail("\n".join((done.stdout.partition("failing tests:")[2] or done.stdout, done.stderr)), pytrace=False)
    assert "✔" in done.stdout
