"""The parts of a derived statement become JSON with a Sid that says what it is for, and statements a document."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from iam_atlas.derive.blocks import Block, one_or_list
from iam_atlas.errors import Position
from iam_atlas.model.policies import Document, Json

VERSION = "2012-10-17"


@dataclass(frozen=True, slots=True)
class Statement:
    """One derived statement, its Sid still in words.

    `principal` maps a type (AWS, Service, Federated) to values. An empty `principal` or `resources` is left out.
    """

    sid: tuple[str, ...]
    actions: tuple[str, ...]
    condition: Block
    position: Position
    principal: tuple[tuple[str, tuple[str, ...]], ...] = ()
    resources: tuple[str, ...] = ()
    effect: str = "Allow"


def a_document(statements: Iterable[Statement], position: Position) -> Document:
    """The policy document with these statements in their order, each with a Sid of its own.

    The same Sid twice gets a number; a statement that only repeats an earlier one is left out.
    """
    written: list[Json] = []
    positions: list[Position] = []
    seen: list[Json] = []
    names: set[str] = set()
    for statement in statements:
        body = _body(statement)
        if body in seen:
            continue
        seen.append(body)
        written.append({"Sid": _free(sid(*statement.sid), names), **body})
        positions.append(statement.position)
    return Document({"Version": VERSION, "Statement": written}, position, tuple(positions))


def sid(*words: str) -> str:
    """Words in one alphanumeric name: `sid("role", "ci-hub", "in", "tools")` is `RoleCiHubInTools`."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return "".join(part[0].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", plain) if part)


def _body(statement: Statement) -> dict[str, Json]:
    body: dict[str, Json] = {"Effect": statement.effect}
    if statement.principal:
        body["Principal"] = {kind: one_or_list(values) for kind, values in statement.principal}
    body["Action"] = one_or_list(statement.actions)
    if statement.resources:
        body["Resource"] = list(statement.resources)
    if statement.condition:
        condition: Json = {operator: dict(tests) for operator, tests in statement.condition.items()}
        body["Condition"] = condition
    return body


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}{number}", number + 1
    taken.add(name)
    return name
