"""Runs the shell steps of a workflow for real, in a scratch repository; only what a hosting service does is a stub."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

Step = Mapping[str, object]

_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
# Each call becomes a line of calls.log; `gh` and `curl` print what answer.txt says, where a call asks for something.
_STUB = """#!/bin/sh
printf '%s\\n' "{name} $*" >> "$CALLS"
case "$*" in *PATCH*|*POST*|*PUT*|install*) ;; *) cat "$ANSWER" ;; esac
"""


@dataclass(frozen=True)
class Place:
    """A scratch repository, and what the stubs were called with."""

    root: Path
    temp: Path

    @property
    def calls(self) -> list[str]:
        log = self.temp / "calls.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def answers(self, text: str) -> None:
        """What the hosting service answers when it is asked for the comments there are."""
        (self.temp / "answer.txt").write_text(text, encoding="utf-8")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *_AUTHOR, *words], cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def shell(self, script: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        """Run it as the services do: bash that stops at the first failure."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.root,
            env={**self._environment, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def _environment(self) -> Mapping[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CI_", "GITHUB_"))},
            "PATH": f"{self.temp / 'bin'}:{os.environ['PATH']}",
            "CALLS": str(self.temp / "calls.log"),
            "ANSWER": str(self.temp / "answer.txt"),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
            "GITHUB_REPOSITORY": "kingfisher/atlas",
        }


def a_place(folder: Path) -> Place:
    """An empty repository, with the program of these sources and stubs of pip, gh and curl on the path."""
    place = Place(folder / "repository", folder / "temp")
    place.root.mkdir()
    (place.temp / "bin").mkdir(parents=True)
    _executable(place.temp / "bin" / "iam-atlas", f'#!/bin/sh\nexec "{sys.executable}" -m iam_atlas "$@"\n')
    for name in ("pip", "gh", "curl"):
        _executable(place.temp / "bin" / name, _STUB.format(name=name))
    place.answers("")
    place.git("init", "--quiet", "--initial-branch", "main")
    return place


def github_steps(job: object) -> tuple[Step, ...]:
    """The steps of a job, or of a composite action."""
    return tuple(cast("Mapping[str, list[Step]]", job)["steps"])


def run_steps(place: Place, steps: tuple[Step, ...], values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Run every `run:`; each script with what it printed. `values` are what expressions stand for; others fail."""
    for step in steps:
        script = step.get("run")
        if isinstance(script, str):
            assert not _EXPRESSION.search(script), "an expression inside a script is an injection"
            env = cast("Mapping[str, object]", step.get("env") or {})
            done = place.shell(script, {name: _filled(str(value), values) for name, value in env.items()})
            assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
            yield script, done.stdout


def parsed(text: str) -> Mapping[str, object]:
    """A YAML file whose key `on` is not taken for a switch."""
    return cast("Mapping[str, object]", yaml.load(text, Loader=yaml.BaseLoader))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: values[found[1]], text)


def _executable(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
