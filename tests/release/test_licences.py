"""Every pinned package has a licence that may be used here, and the committed page says which."""

import re

from scripts.write_licences import PAGE, licences

FREE = {"Apache-2.0", "Artistic-1.0-Perl", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "EPL-2.0", "GPL-2.0-or-later"}
FREE |= {"ISC", "MIT", "MIT-0", "MPL-2.0", "OFL-1.1", "PSF-2.0"}


def test_the_committed_page_is_the_one_that_the_pins_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == licences(), "run: python scripts/write_licences.py"


def test_every_licence_is_a_known_free_one_and_none_is_the_agpl() -> None:
    rows = re.findall(r"^\| (?!what|package|---).* \| ([^|]+) \|$", licences(), re.MULTILINE)
    names = {name for row in rows for name in re.split(r" (?:OR|AND) ", row)}

    assert len(rows) > 60
    assert names <= FREE
