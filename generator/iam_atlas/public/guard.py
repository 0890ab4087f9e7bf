"""Files that are about to be written to what is still found in them of what a public site keeps back.

The last look, for whatever the stand-ins may have missed: it knows nothing of how they came about. Each text is read
as it is, and as a browser or a program would read it: without the escapes of HTML, addresses and JSON.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from iam_atlas.errors import OutputError, Said, listed, said
from iam_atlas.model.addresses import slug
from iam_atlas.public.phrases import Phrases, phrases
from iam_atlas.public.replacing import GROUPED_ID
from iam_atlas.public.secrets import Secrets
from iam_atlas.public.vocabulary import is_common, is_said, parts_of

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_NAMED = re.compile(r"(?:(?<![\w-])(?:user|mfa)/|\buser:)([\w+=,.@-]+)")
_ADDRESSED = re.compile(r"(?:user--|people/)([a-z0-9-]+)")
_ENDS = ".,-"  # of a sentence, after a name that may have them too
_SHOWN_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Guard:
    """What must not be found: `names` as words of their own, `users` where one is meant, `slugs` in addresses."""

    ids: frozenset[str]
    users: frozenset[str]
    slugs: frozenset[str]
    names: Phrases

    def found(self, text: str) -> str | None:
        """The first thing that is kept back, as it stands in `text`; None when there is nothing."""
        return next((one for form in _read(text) if (one := self._in(form)) is not None), None)

    def _in(self, text: str) -> str | None:
        for found in GROUPED_ID.finditer(text) if self.ids else ():
            if found[1] + found[3] + found[4] in self.ids:
                return found[0]
        for found in _NAMED.finditer(text) if self.users else ():
            if found[1] in self.users or found[1].rstrip(_ENDS) in self.users:
                return found[0]
        for found in _ADDRESSED.finditer(text) if self.users else ():
            if found[1] in self.slugs:
                return found[0]
        return self.names.first(text)


def guard_of(secrets: Secrets, values: Iterable[str]) -> Guard:
    """The guard for these secrets and single `values` that things keep back.

    A name that also is an ordinary word, or part of the name of something else, is only looked for where a user is
    meant: else nobody called `admin` could have a public site.
    """
    others = frozenset(part for name in secrets.kept for part in parts_of(name))
    told = (*secrets.users, *secrets.people, *secrets.things, *secrets.external_ids, *secrets.aliases, *values)
    telling = [one for one in told if not is_common(one) and not parts_of(one) <= others]
    ranges = [one for one in secrets.ranges if not is_said(one)]
    names = phrases(dict.fromkeys((*telling, *ranges, *secrets.emails), ""))
    slugs = frozenset(slug(name) for name in secrets.users)
    return Guard(frozenset(secrets.ids), frozenset(secrets.users), slugs, names)


def refuse_leaks(guard: Guard, files: Mapping[str, str]) -> None:
    """Raise OutputError when the text or the path of a file, by its path, still has what must not be published."""
    found = [*_leaks(guard, files)]
    if found:
        raise OutputError(
            said(
                "nothing was written, because a public site would still show what it keeps back: {places}",
                places=listed(found[:_SHOWN_AT_ONCE]),
            )
        )


def _leaks(guard: Guard, files: Mapping[str, str]) -> Iterator[Said]:
    for path, text in files.items():
        if (in_path := guard.found(path)) is not None:
            yield said('"{what}" in the name of {path}', what=in_path, path=path)
        if guard.found(text) is None:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if (what := guard.found(line)) is not None:
                yield said('"{what}" in {path}:{line}', what=what, path=path, line=number)


def _read(text: str) -> Iterator[str]:
    yield text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    plain = unquote(unescape(plain), errors="replace")
    if plain != text:
        yield plain
