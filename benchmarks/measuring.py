"""A command -> what it took: seconds on the wall and of the processors, and the most memory that its processes held."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_LOOK = 0.05
"""Seconds between two looks at the memory: a peak that is shorter is not seen."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds, and megabytes; memory that processes share counts once."""

    wall: float
    cpu: float
    memory: float


def taken_by(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Taken:
    """Run the command. Raises CalledProcessError, with what it said, when it fails."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    ended, peak = Event(), [0.0]
    watch = Thread(target=_watch, args=(process.pid, ended, peak))
    watch.start()
    said, _ = process.communicate()
    ended.set()
    watch.join()
    wall, after = time.perf_counter() - start, os.times()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(wall, cpu, peak[0])


def _watch(pid: int, ended: Event, peak: list[float]) -> None:
    while not ended.wait(_LOOK):
        peak[0] = max(peak[0], _memory(pid))


def _memory(pid: int) -> float:
    """Megabytes of a process and all that it started, shared memory by share as Linux counts it; 0 where it is gone."""
    own = 0.0
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        own = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (OSError, StopIteration):
        return own
    return own + sum(_memory(int(child)) for child in children)
