"""The kinds of whatever can be referred to, as words in front of a name."""

from collections.abc import Mapping

from iam_atlas.errors import Said, Words, said
from iam_atlas.model.grants import RefKind

KINDS: Mapping[RefKind, Said] = {
    RefKind.USER: said("user"),
    RefKind.GROUP: said("group"),
    RefKind.ROLE: said("role"),
    RefKind.ACCOUNT: said("account"),
    RefKind.PERMISSION_SET: said("permission set"),
    RefKind.PROVIDER: said("provider"),
    RefKind.VENDOR: said("vendor"),
    RefKind.SERVICE: said("service"),
    RefKind.PRINCIPAL: said("principal"),
}


def with_kind(kind: RefKind, name: Words) -> Said:
    """`group "operators"`."""
    return said("{kind} {name}", kind=KINDS[kind], name=name)
