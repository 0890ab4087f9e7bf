"""Tables of second hops, and those of providers and vendors, read back, tell what was decided and leave nothing out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from builders import the_organisation, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.render import render_pages
from random_organisations import organisation
from surfaces import Pages, Pair, Told, becomes, copy_in, name_of, names_in, state_of
from test_surfaces import SEEDS, Differences, differences, read
from tongues import CONDITIONAL, IN_ENGLISH, IN_JAPANESE, OPEN, VAIN, Tongue

_OPENS = {OPEN, CONDITIONAL}
_SECTIONS = {RefKind.USER: Section.PEOPLE, RefKind.PROVIDER: Section.PROVIDERS, RefKind.VENDOR: Section.VENDORS}


def _onward(text: str, tongue: Tongue) -> Told:
    told: defaultdict[Pair, set[str]] = defaultdict(set)
    for row in tongue.rows(text, "From", "To", "When"):
        for copy in names_in(row["To"], "roles"):
            for who in names_in(row["From"], "roles"):
                told[who, copy.removeprefix("role:")].add(tongue.state(row["When"]))
    return told


def _hops(atlas: Atlas) -> Mapping[str, list[tuple[str, str]]]:
    """By role copy, where it opens to and in which state; what cannot be counted on, too."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for step in atlas.graph.steps:
        if step.caller.kind is RefKind.ROLE and state_of(step) in _OPENS | {VAIN}:
            found[step.caller.name].append((becomes(step), state_of(step)))
    return found


def _further(first: Iterable[str], hops: Mapping[str, list[tuple[str, str]]]) -> Told:
    """Every hop from these copies and from those that can be counted on after them."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    waiting, seen = [*first], set[str]()
    while waiting:
        here = waiting.pop()
        for copy, state in hops.get(here, ()) if here not in seen else ():
            found[f"role:{here}", copy].add(state)
            waiting.extend([copy] if state in _OPENS else [])
        seen.add(here)
    return found


def _first(atlas: Atlas, ref: Ref) -> list[str]:
    """The copies that somebody gets into; those of a provider by its groups, too."""
    return [
        becomes(step)
        for step in atlas.graph.steps
        if state_of(step) in _OPENS
        and not step.to_permission_set
        and (step.caller == ref or _comes_by(atlas, ref, step.caller))
    ]


def _comes_by(atlas: Atlas, ref: Ref, caller: Ref) -> bool:
    """Whether the caller is a group that the provider keeps."""
    group = atlas.landscape.groups.get(caller.name) if caller.kind is RefKind.GROUP else None
    return ref.kind is RefKind.PROVIDER and group is not None and group.source == ref.name


def _expected(atlas: Atlas) -> Iterator[tuple[str, Told]]:
    """The pages of users, of who comes from outside and of roles, each with the hops from there."""
    hops = _hops(atlas)
    users = (Ref(RefKind.USER, name) for name in atlas.landscape.users)
    for ref in (*users, *_outside(atlas)):
        yield page(_SECTIONS[ref.kind], ref.name), _further(_first(atlas, ref), hops)
    for role in atlas.landscape.roles.values():
        copies = [str(copy.key) for copy in role.copies.values()]
        own = {(f"role:{copy}", to): {state} for copy in copies for to, state in hops.get(copy, ())}
        yield page(Section.ROLES, role.name), own


def _reached(pages: Pages, ref: Ref, tongue: Tongue) -> Told:
    told: defaultdict[Pair, set[str]] = defaultdict(set)
    for row in tongue.rows(pages[page(_SECTIONS[ref.kind], ref.name)], "Account", "Role", "Level"):
        for account in names_in(row["Account"], "providers"):
            told[name_of(ref), copy_in(row["Role"], account)].add(tongue.state(row["When"]))
    return told


def _outside(atlas: Atlas) -> list[Ref]:
    providers = [Ref(RefKind.PROVIDER, name) for name in atlas.landscape.providers]
    return [*providers, *(Ref(RefKind.VENDOR, name) for name in atlas.landscape.vendors)]


def _of_pages(told_of: Atlas, decided_in: Atlas, tongue: Tongue) -> Mapping[str, Differences]:
    """By page."""
    pages = render_pages(told_of, {}, tongue.t.language)
    found = {path: differences(_onward(pages[path], tongue), hops) for path, hops in _expected(decided_in)}
    for ref in _outside(decided_in):
        own: defaultdict[Pair, set[str]] = defaultdict(set)
        for step in decided_in.graph.by_caller.get(ref, ()):
            own[name_of(ref), becomes(step)].add(state_of(step))
        found[page(_SECTIONS[ref.kind], ref.name)] |= differences(_reached(pages, ref, tongue), own)
    return {path: differences for path, differences in found.items() if differences}


@pytest.mark.parametrize("tongue", [IN_ENGLISH, IN_JAPANESE], ids=["en", "ja"])
@pytest.mark.parametrize("seed", SEEDS)
def test_second_hops_and_those_from_outside_are_told_as_decided(seed: int, tongue: Tongue, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps(organisation(seed)))

    assert _of_pages(atlas, atlas, tongue) == {}


@pytest.mark.parametrize("name", ["reference", "minimal", "one-account", "eight-hops"])
def test_and_so_they_are_in_written_organisations(name: str) -> None:
    atlas = analyse(the_reference() if name == "reference" else the_organisation(name), None)

    assert _of_pages(atlas, atlas, IN_ENGLISH) == {}


_TRUSTED = """
version: 1
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
users: { alice: [ops] }
vendors: { watch: { account_ids: ["121212121212"] } }
roles:
  first: ReadOnlyAccess
  next: { policies: [ReadOnlyAccess], accounts: [prod], trust: [TRUST] }
grants: { ops: { prod: first } }
"""
_OPEN, _SHUT = "{ role: first }, { vendor: watch }", "{ user: alice }"


def test_what_is_told_of_others_is_seen_not_to_be_so(tmp_path: Path) -> None:
    open_to_them = read(tmp_path, _TRUSTED.replace("TRUST", _OPEN))
    shut = read(tmp_path, _TRUSTED.replace("TRUST", _SHUT))
    pages = ["people/alice.md", "vendors/watch.md", "roles/first.md"]

    assert [*_of_pages(open_to_them, shut, IN_ENGLISH)] == [*_of_pages(shut, open_to_them, IN_ENGLISH)] == pages
    assert _of_pages(open_to_them, open_to_them, IN_ENGLISH) == _of_pages(shut, shut, IN_ENGLISH) == {}
