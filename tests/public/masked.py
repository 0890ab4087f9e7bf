"""A landscape and what a public site has of it, as tests ask for them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from built_site import ORGANISATIONS
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Site
from iam_atlas.public.publication import Publication, publication
from iam_atlas.public.replacing import Replacing, replacing
from iam_atlas.public.secrets import secrets_of
from iam_atlas.wording.translate import ENGLISH

KEPT_BACK = ORGANISATIONS / "kept-back" / "accounts.yaml"


def published(landscape: Landscape, **redact: str) -> Publication:
    """What the public may see of it."""
    return publication(analyse(for_the_public(landscape, **redact), None), ENGLISH)


def for_the_public(landscape: Landscape, **redact: str) -> Landscape:
    return replace(landscape, site=replace(landscape.site, audience="public", redact=redact))


def texts_of(landscape: Landscape, **redact: str) -> Replacing:
    """What replaces texts of the landscape."""
    return replacing(secrets_of(analyse(for_the_public(landscape, **redact), None), ENGLISH), {}, ENGLISH)


@cache
def kept_back_atlas() -> Atlas:
    """The organisation that has everything that a public site keeps back, as it truly is."""
    return _read(KEPT_BACK)


@cache
def kept_back_publication() -> Publication:
    """The same as the public may see it."""
    return publication(kept_back_atlas(), ENGLISH)


def _read(file: Path) -> Atlas:
    landscape = load_landscape(file)
    assert landscape.site != Site()
    return analyse(landscape, None)
