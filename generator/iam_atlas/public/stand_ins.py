"""Values that are kept back to what stands for each: the same everywhere, never the same for two that differ."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from iam_atlas.exporters.redaction import external_id_instead
from iam_atlas.model.annotations import Declared
from iam_atlas.model.people import User, UserKind
from iam_atlas.wording.translate import Translator

_SHOWN = 4  # last digits of a masked account id
_LETTERS = "XYZABCDEFGHIJKLMNOPQRSTUVW"


def for_ids(ids: Iterable[str], mode: str) -> Mapping[str, str]:
    """Twelve characters for each account id, in the order given: `XXXXXXXX1111` for `mask`, else `ACCOUNT-0001`.

    Letters in the place of the first X tell ids apart that end alike.
    """
    every = dict.fromkeys(ids)
    if mode != "mask":
        return {one: f"ACCOUNT-{number:04}" for number, one in enumerate(every, 1)}
    found: dict[str, str] = {}
    for one in every:
        forms = (letter + "X" * 7 + one[-_SHOWN:] for letter in _LETTERS)
        numbered = (f"ACCOUNT-{number:04}" for number in count(1))
        found[one] = next(form for form in chain(forms, numbered) if form not in found.values())
    return found


def for_users(users: Iterable[User], taken: Iterable[str] = ()) -> Mapping[str, str]:
    """`person-1`, and `machine-1` for a machine, numbered in the order in which the file declares them.

    What is a name in the file already (`taken`) stands for nobody.

    Not in that of their names: whoever knows all names would read them off it. Of no use to guess from, as a digest of
    a name would be.
    """
    ordered = sorted(users, key=lambda user: user.position)
    kinds = {user.name: "machine" if user.kind is UserKind.MACHINE else "person" for user in ordered}
    return _numbered(kinds, taken)


def for_things(things: Iterable[Declared], taken: Iterable[str] = ()) -> Mapping[str, str]:
    """`hidden-1` for each thing that is to stay out, in the order of the file; one for all that share a name."""
    ordered = sorted(things, key=lambda thing: (thing.position, thing.name))
    return _numbered({thing.name: "hidden" for thing in ordered}, taken)


def for_external_ids(ids: Iterable[str]) -> Mapping[str, str]:
    """A text that AWS would take for an ExternalId, so that whoever copies it sees what is missing."""
    return {one: external_id_instead(number) for number, one in enumerate(sorted(set(ids)), 1)}


def for_ranges(ranges: Iterable[str], t: Translator) -> Mapping[str, str]:
    """Words for each range of addresses."""
    return {one: t("hidden address range {count}", count=number) for number, one in enumerate(sorted(set(ranges)), 1)}


def _numbered(kinds: Mapping[str, str], taken: Iterable[str]) -> Mapping[str, str]:
    """With as many digits as the greatest number may have, so that they sort as they count."""
    names = {name.lower() for name in taken}
    most = len(kinds) + sum(name.startswith(tuple(kinds.values())) for name in names)
    digits = len(str(most))
    free = {kind: _free(kind, digits, names) for kind in kinds.values()}
    return {name: next(free[kind]) for name, kind in kinds.items()}


def _free(kind: str, digits: int, taken: set[str]) -> Iterator[str]:
    yield from (name for number in count(1) if (name := f"{kind}-{number:0{digits}}") not in taken)
