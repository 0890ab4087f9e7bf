"""Found accounts -> an accounts.yaml that was read back, and says of every principal what was found of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.derive.derive import derive_halves
from iam_atlas.errors import InputError
from iam_atlas.importers.found import FoundAccount, Note
from iam_atlas.importers.left_out import kept
from iam_atlas.importers.names import names_of
from iam_atlas.importers.notes import notes_of
from iam_atlas.importers.proposal import Proposal, Quoted, Surroundings, home_of, propose
from iam_atlas.importers.sides import declared_sides, found_side
from iam_atlas.importers.switching import with_switching_inline
from iam_atlas.importers.yaml_text import yaml_text
from iam_atlas.model.landscape import Landscape

Load: TypeAlias = Callable[[Mapping[str, str]], Landscape]
"""Reads the files of a proposal as any accounts.yaml is read; raises InputError."""

ROOT = "accounts.yaml"
_SCHEMA = "yaml-language-server: $schema=./schema/accounts.v1.schema.json"


@dataclass(frozen=True, slots=True)
class Imported:
    """The files by path, accounts.yaml among them, and what they do not say or say in another way."""

    files: Mapping[str, str]
    notes: tuple[Note, ...]


def import_accounts(
    accounts: Sequence[FoundAccount], given: Mapping[str, str], around: Surroundings, load: Load
) -> Imported:
    """The file for these accounts.

    A grant or a trust entry is a guess until it is read back and derived again: where that does not give what was
    found, the document itself stands in the file. `given` are names of accounts by id.
    """
    stay, left_out = kept(sorted(accounts, key=lambda one: one.id))
    whole, moved = with_switching_inline(stay)
    names = names_of(whole, given)
    home = home_of(whole)
    ordered = sorted(whole, key=lambda one: (one.id != home, names.accounts[one.id]))
    quoted = Quoted()
    while True:
        proposal = propose(ordered, names, quoted, around)
        files = files_of(proposal)
        try:
            wrong = _differing(ordered, load(files))
        except InputError:
            wrong = _everything(ordered)
            if wrong == quoted:
                raise
        more = Quoted(quoted.trust | wrong.trust, quoted.identity | wrong.identity)
        if more == quoted:
            return Imported(files, (*left_out, *moved, *notes_of(ordered, proposal, wrong), *around.notes))
        quoted = more


def files_of(proposal: Proposal) -> Mapping[str, str]:
    """The proposal as texts by path."""
    version = "version: 1\n\n"
    text = yaml_text(proposal.sections)
    return {ROOT: f"# {_SCHEMA}\n{version}{text}", **proposal.files}


def _differing(accounts: Sequence[FoundAccount], landscape: Landscape) -> Quoted:
    """The principals that the file says something else of than was found."""
    declared = declared_sides(landscape, derive_halves(landscape))
    trust, identity = set[str](), set[str]()
    for account in accounts:
        for one in account.principals:
            here, there = found_side(one, account), declared[one.arn]
            if not here.trusts_as(there):
                trust.add(one.arn)
            if not here.may_as(there):
                identity.add(one.arn)
    return Quoted(frozenset(trust), frozenset(identity))


def _everything(accounts: Sequence[FoundAccount]) -> Quoted:
    every = frozenset(_arns(accounts))
    return Quoted(frozenset(arn for arn in every if ":role/" in arn), every)


def _arns(accounts: Sequence[FoundAccount]) -> Iterator[str]:
    return (one.arn for account in accounts for one in account.principals)
