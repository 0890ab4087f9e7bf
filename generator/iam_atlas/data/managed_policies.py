"""Turns the bundled snapshot of AWS managed policies into policy documents by name."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

SNAPSHOT = "managed_policies.txt.gz"
MANIFEST = "managed_policies.manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the snapshot is.

    `date` is the day (ISO 8601) of the newest policy version in it: AWS may have changed any policy since. `sha256` is
    that of the uncompressed text, so that it does not depend on who compressed it.
    """

    source: str
    licence: str
    date: str
    count: int
    sha256: str


def document(name: str) -> Mapping[str, Json] | None:
    """The default version of an AWS managed policy; None when the snapshot lacks it: then it is unknown, not empty.

    `name` carries the path without its leading slash (`ReadOnlyAccess`, `job-function/ViewOnlyAccess`). Every document
    is that of the commercial partition, `aws`: China and GovCloud have policies of the same name that may say
    something else.
    """
    line = _lines().get(name)
    return None if line is None else _parsed(line)


def names() -> frozenset[str]:
    """Every policy of the snapshot, each with its path."""
    return frozenset(_lines())


def arn(name: str, partition: str) -> str:
    """The ARN of an AWS managed policy; `aws` stands where the account id of a customer's own policy stands."""
    return f"arn:{partition}:iam::aws:policy/{name}"


def manifest() -> Manifest:
    """Where the snapshot comes from, as written by scripts/refresh_managed_policies.py."""
    return Manifest(**json.loads(_bytes(MANIFEST)))


def snapshot_text() -> str:
    """The snapshot uncompressed: one policy a line, `name<TAB>document`, sorted by name."""
    return gzip.decompress(_bytes(SNAPSHOT)).decode("utf-8")


def _bytes(name: str) -> bytes:
    return (files("iam_atlas.data") / name).read_bytes()


@cache
def _lines() -> Mapping[str, str]:
    """Documents stay text until somebody asks: an organisation uses a dozen of some 1,500."""
    pairs = (line.partition("\t") for line in snapshot_text().splitlines())
    return {name: text for name, _, text in pairs}


@cache
def _parsed(text: str) -> Mapping[str, Json]:
    parsed: dict[str, Json] = json.loads(text)
    return parsed


SNAPSHOT_DATE: str = manifest().date
