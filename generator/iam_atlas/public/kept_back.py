"""`redact:` of single things to a landscape without what they keep back, and to the values that must not be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, cast

from iam_atlas.errors import UsageError, listed, said
from iam_atlas.exporters.redaction import redaction_of
from iam_atlas.model.annotations import Annotations, Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.public.secrets import declared_things

_Thing = TypeVar("_Thing", bound=Declared)

_ABOUT = frozenset(
    {"title", "description", "notes", "owner", "links", "runbook", "tags", "request", "expires", "review_by"}
)
_OWN: Mapping[str, str] = {
    **{key: key for key in ("email", "alias", "contacts", "root", "signin_url", "slack", "oncall", "backstage")},
    **{key: key for key in ("contact", "data_access", "team", "manager", "same_person_as", "break_glass", "start_url")},
    "name": "full_name",
}
"""Keys of the file to fields that say nothing about access, and may be empty."""

REPLACED = frozenset({"id", "account_ids", "external_id", "name"})
"""Keys whose values cannot be left out, since statements about access name them; stand-ins serve for them."""


@dataclass(frozen=True, slots=True)
class KeptBack:
    """`landscape` is without the values; `values` are those that are a text of their own, wherever else they stand."""

    landscape: Landscape
    values: frozenset[str]


def without_kept_back(landscape: Landscape) -> KeptBack:
    """Leave out what `redact:` names, thing by thing.

    Raises UsageError for keys without which pages would tell something wrong about access (`members`, `trust`).
    """
    redaction = redaction_of(landscape.site)
    asking = [one for one in declared_things(landscape) if redaction.omits(one) or redaction.omitted_keys(one)]
    _refuse_access(landscape)
    sections = {}
    for field in fields(landscape):
        section = getattr(landscape, field.name)
        if isinstance(section, Mapping) and any(one in asking for one in section.values()):
            sections[field.name] = {name: _without(one, landscape) for name, one in section.items()}
    values = frozenset(text for one in asking for text in _texts(one, _keys(one, landscape)))
    return KeptBack(replace(landscape, **cast("Any", sections)), values)


def _keys(thing: Declared, landscape: Landscape) -> frozenset[str]:
    """The keys of the thing that are left out: all that can be, of a thing that stays out as a whole."""
    redaction = redaction_of(landscape.site)
    return frozenset({*_ABOUT, *_OWN}) if redaction.omits(thing) else redaction.omitted_keys(thing)


def _without(thing: _Thing, landscape: Landscape) -> _Thing:
    keys = _keys(thing, landscape)
    if not keys:
        return thing
    plain = Annotations()
    about = replace(thing.about, **{key: getattr(plain, key) for key in keys & _ABOUT})
    if redaction_of(landscape.site).omits(thing):
        about = replace(about, redact=False)  # its stand-in may be told of, so that no way through it is missing
    defaults = {field.name: field.default for field in fields(thing)}
    own = {_OWN[key] for key in keys if key in _OWN} & defaults.keys()
    emptied: dict[str, Any] = {name: {} if name == "contacts" else None for name in own}
    return replace(thing, about=about, **emptied)


def _refuse_access(landscape: Landscape) -> None:
    redaction = redaction_of(landscape.site)
    wrong = [
        said("{place}: redact of {name} names {keys}", place=str(one.position), name=f'"{one.name}"', keys=listed(keys))
        for one in declared_things(landscape)
        if (keys := sorted(redaction.omitted_keys(one) - _ABOUT - _OWN.keys() - REPLACED))
    ]
    if wrong:
        raise UsageError(
            said(
                "a public site cannot leave these keys out without telling something wrong about access: {things}. "
                "Nothing was written. Take them out of redact, or keep back the whole thing with redact: true",
                things=listed(wrong),
            )
        )


def _texts(thing: Declared, keys: frozenset[str]) -> Iterator[str]:
    """Texts of single values; not of prose, whose words are everybody's."""
    names = {*(_OWN[key] for key in keys if key in _OWN)} - {"team", "manager", "same_person_as"}
    found = (getattr(thing, name, None) for name in sorted(names))
    yield from (value for value in found if isinstance(value, str) and value)
    if "runbook" in keys and thing.about.runbook:
        yield thing.about.runbook
    if "name" in keys:
        called = getattr(thing, "aws_name", None)
        yield from () if called is None or called == thing.name else (called,)
