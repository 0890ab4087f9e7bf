"""Terraform resources that tie others together -> policies and groups by the principal that has them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.errors import said
from iam_atlas.importers.found import Doc, Note
from iam_atlas.importers.pages import refused
from iam_atlas.importers.terraform_resources import Resource
from iam_atlas.model.grants import RefKind

_Whose: TypeAlias = tuple[RefKind, str]
_KINDS = {"user": RefKind.USER, "group": RefKind.GROUP, "role": RefKind.ROLE}
LINKS = (
    *(f"aws_iam_{kind}_policy" for kind in _KINDS),
    *(f"aws_iam_{kind}_policy_attachment" for kind in _KINDS),
    *("aws_iam_policy_attachment", "aws_iam_group_membership", "aws_iam_user_group_membership"),
)
"""The types of resources that are links."""


@dataclass(slots=True)
class Links:
    """What each principal has by resources of their own, by kind and name; `groups` by the name of the user."""

    inline: dict[_Whose, dict[str, Doc]] = field(default_factory=dict)
    managed: dict[_Whose, list[str]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)


def links_of(resources: Iterable[Resource], notes: list[Note]) -> Links:
    """All links; one whose ends are not known yet is left out and told. Raises InputError where two may be meant."""
    every = list(resources)
    links, often = Links(), _twice(every)
    for one in every:
        for kind, ref in _KINDS.items():
            if one.type == f"aws_iam_{kind}_policy" and _is_known(one, (kind, "name", "policy"), notes):
                links.inline.setdefault((ref, one.text(kind)), {})[one.text("name")] = one.document("policy")
            if one.type == f"aws_iam_{kind}_policy_attachment" and _is_known(one, (kind, "policy_arn"), notes):
                links.managed.setdefault((ref, one.text(kind)), []).append(one.text("policy_arn"))
        _several(one, links, notes)
    _refuse_either(links, often, every)
    return links


def _refuse_either(links: Links, often: frozenset[_Whose], resources: list[Resource]) -> None:
    """Giving a policy to both of two would invent access, giving it to neither hide some."""
    for kind, name in (*links.inline, *links.managed, *((RefKind.USER, user) for user in links.groups)):
        if (kind, name) in often:
            message = said(
                "several accounts of this file have {name}, and Terraform does not say whose policies and groups these "
                "are: read the state of one account at a time",
                name=f"{kind.value}/{name}",
            )
            raise refused(resources[0].file, "ambiguous-name", message)


def _several(one: Resource, links: Links, notes: list[Note]) -> None:
    """Resources that tie more than two things together."""
    if one.type == "aws_iam_policy_attachment" and _is_known(one, ("policy_arn", "users", "groups", "roles"), notes):
        for kind, ref in _KINDS.items():
            for name in one.texts(f"{kind}s"):
                links.managed.setdefault((ref, name), []).append(one.text("policy_arn"))
    if one.type == "aws_iam_group_membership" and _is_known(one, ("group", "users"), notes):
        for user in one.texts("users"):
            links.groups.setdefault(user, []).append(one.text("group"))
    if one.type == "aws_iam_user_group_membership" and _is_known(one, ("user", "groups"), notes):
        links.groups.setdefault(one.text("user"), []).extend(one.texts("groups"))


def _is_known(one: Resource, keys: Iterable[str], notes: list[Note]) -> bool:
    open_keys = sorted(one.unknown & {*keys})
    for key in open_keys:
        notes.append(Note(one.address, said("{key} is known only after it is applied, and is left out", key=key)))
    return not open_keys


def _twice(resources: list[Resource]) -> frozenset[_Whose]:
    """Principals of one name in several accounts: a link says only the name."""
    seen: dict[_Whose, int] = {}
    for whose in _principals(resources):
        seen[whose] = seen.get(whose, 0) + 1
    return frozenset(whose for whose, count in seen.items() if count > 1)


def _principals(resources: list[Resource]) -> Iterator[_Whose]:
    for one in resources:
        kind = _KINDS.get(one.type.removeprefix("aws_iam_"))
        if kind is not None and one.values.get("name"):
            yield kind, one.text("name")
