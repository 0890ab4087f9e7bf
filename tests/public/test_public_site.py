"""Built public sites: no file of them has what is kept back, in whatever form; the internal ones have all of it."""

import gzip
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from built_site import ORGANISATIONS, copy_of_the_reference, once, public_site, site_of
from iam_atlas import making

pytestmark = pytest.mark.site

WORDS_OF_THE_REFERENCE = (
    "aiko",
    "ben",
    "chie",
    "daniel",
    "erin",
    "emergency-1",
    "Chie Mori",
    "Daniel Osei",
    "Erin Vale",
)
TEXTS_OF_THE_REFERENCE = (
    *("100000000001", "100000000002", "100000000003", "100000000004", "111111111111", "222222222222", "333333333333"),
    *("444444444444", "999988887777", "kf-7c1e52d0", "kingfisher-jump", "kingfisher-jump.signin.aws.amazon.com"),
    *("aws-help@example.com", "platform@example.com", "security@example.com", "shop@example.com"),
    *("finance@example.com", "support@watchful.example"),
)
WORDS_OF_ODD_NAMES = ("O.Brien+tag=x,y@example.com", "寿限無 寿限無 五劫の擦り切れ LONG", "user/0", "user--0")
TEXTS_OF_ODD_NAMES = (
    *("100000000001", "100000000002", "100000000005", "999988887777", "999988887778", "a" * 64),
    *("root+<b>@odd.example", "odd-jump-alias", "198.51.100.0/25", "2001:db8:99::/48", "x&<y>-ext-id"),
)


THEME = "/assets/javascripts/"
"""Scripts of the theme, the same on every site; in one of them `ben` is Dutch."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What must not be found: `words` as words of their own, `texts` anywhere."""

    words: tuple[str, ...]
    texts: tuple[str, ...]

    def found_in(self, contents: Mapping[str, str]) -> list[tuple[str, str]]:
        found = []
        for path, content in contents.items():
            for form in (path, *forms(content)):
                small = form.lower()
                found += [(path, one) for one in self.texts if one.lower() in small]
                words = () if THEME in f"/{path}" and "atlas" not in path else self.words
                found += [(path, one) for one in words if one.lower() in small and is_a_word(one, form)]
        return sorted(set(found))


REFERENCE = Kept(WORDS_OF_THE_REFERENCE, TEXTS_OF_THE_REFERENCE)
ODD = Kept(WORDS_OF_ODD_NAMES, TEXTS_OF_ODD_NAMES)


def is_a_word(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text, re.IGNORECASE))


def forms(text: str) -> Iterator[str]:
    """The text as it is, and as programs read it."""
    yield text
    yield unquote(html.unescape(text))
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


@cache
def contents(site: Path) -> Mapping[str, str]:
    """Every file that the site has, but fonts and pictures."""
    return {
        path.relative_to(site).as_posix(): read(path)
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix not in (".woff2", ".png", ".webp")
    }


def read(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode(errors="replace")


def odd_names(folder: Path, audience: str) -> Path:
    """The organisation with odd names, and more in it that a public site keeps back."""
    text = (ORGANISATIONS / "odd-names" / "accounts.yaml").read_text(encoding="utf-8")
    text = text.replace("site: {", f"site: {{ audience: {audience}, languages: [en, ja],", 1)
    text = text.replace("kind: jump,", 'kind: jump, alias: odd-jump-alias, email: "root+<b>@odd.example",', 1)
    text = text.replace('external_id: "<script>"', 'external_id: "x&<y>-ext-id"', 1)
    ranges = "require: { source_ip: [198.51.100.0/25, '2001:db8:99::/48'] }"
    text = text.replace("  viewer:\n", f"  viewer:\n    {ranges}\n", 1)
    folder.mkdir(parents=True)
    (folder / "accounts.yaml").write_text(text, encoding="utf-8")
    return folder / "accounts.yaml"


def test_no_file_of_the_public_reference_has_what_is_kept_back(shared: Path) -> None:
    site = contents(public_site(shared))

    assert REFERENCE.found_in(site) == []
    assert {"atlas/people/person-2.html", "ja/atlas/people/person-2.html", "search/search_index.js"} <= site.keys()
    assert not [path for path in site if "/source/" in path]


def test_no_file_of_public_odd_names_has_what_is_kept_back(shared: Path) -> None:
    site = once(shared, "odd", lambda folder: site_of(odd_names(folder, "public").parent))

    assert ODD.found_in(contents(site)) == []


def test_internal_sites_have_all_of_it(tmp_path: Path) -> None:
    """The near twin: what is looked for is what would be there."""
    reference = written(copy_of_the_reference(tmp_path / "reference"))
    odd = written(odd_names(tmp_path / "odd", "internal"))

    assert missing(REFERENCE, reference) == []
    assert missing(ODD, odd) == []


def missing(kept: Kept, files: Mapping[str, str]) -> list[str]:
    found = {one for _, one in kept.found_in(files)}
    return [one for one in (*kept.words, *kept.texts) if one not in found]


def written(accounts_file: Path) -> Mapping[str, str]:
    files = making.site_of(making.Run(accounts_file)).files
    return {path: content.decode(errors="replace") for path, content in files.items() if "/assets/" not in path}
