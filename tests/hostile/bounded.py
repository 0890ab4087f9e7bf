"""Runs each case of a file in a process of its own: what it says, how long it takes, by how much memory grows.

python bounded.py CASES.json      prints one JSON object: the outcome of each case by its name
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from iam_atlas import transfer
from iam_atlas.errors import AtlasError, InputError
from iam_atlas.load.landscape import load_landscape
from iam_atlas.load.report import as_text
from iam_atlas.simulate.run import answers
from iam_atlas.wording.translate import ENGLISH

_SECONDS = 120  # of processor time, until a case is stopped


def _load(file: Path) -> str:
    load_landscape(file)
    return ""


def _import(source: str) -> Callable[[Path], str]:
    def run(file: Path) -> str:
        alone = [file] if source == "organizations" else []
        transfer.import_files(source, [] if alone else [file], alone, ENGLISH)
        return ""

    return run


def _simulate(file: Path) -> str:
    return "\n".join(answer.text for answer in answers(file.read_bytes()))


KINDS: Mapping[str, Callable[[Path], str]] = {
    "load": _load,
    "auth-details": _import("auth-details"),
    "organizations": _import("organizations"),
    "terraform": _import("terraform"),
    "simulate": _simulate,
}


def outcome(kind: str, file: Path) -> dict[str, object]:
    """What the reader of a kind says of a file."""
    before, start = _peak(), time.process_time()
    try:
        told, refused = KINDS[kind](file), False
    except InputError as error:
        told, refused = as_text(error.problems), True
    except AtlasError as error:
        told, refused = str(error), True
    seconds = time.process_time() - start
    return {
        "told": told[:1000] + told[-1000:],
        "length": len(told),
        "refused": refused,
        "seconds": seconds,
        "grown": _peak() - before,
    }


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(kind: str, file: Path) -> dict[str, object]:
    """The outcome in a child process; what killed that one is an outcome, too."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        with os.fdopen(writing, "w") as pipe:
            try:
                json.dump(outcome(kind, file), pipe)
            except BaseException as error:
                json.dump({"told": repr(error), "refused": False, "crashed": True}, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if text else {"told": f"ended with status {status}", "refused": False, "crashed": True}


if __name__ == "__main__":
    CASES = json.loads(Path(sys.argv[1]).read_bytes())
    json.dump({name: _apart(kind, Path(file)) for name, (kind, file) in CASES.items()}, sys.stdout)
