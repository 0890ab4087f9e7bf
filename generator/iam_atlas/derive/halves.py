"""What `derive` makes of a landscape: both halves of every access as policy documents, and how large those are."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.errors import Position, Said
from iam_atlas.model.grants import Ref
from iam_atlas.model.policies import AttachedPolicy, Document
from iam_atlas.model.roles import RoleKey


@dataclass(frozen=True, slots=True)
class Size:
    """A document's size against AWS's quota, in characters without white space."""

    what: Said
    characters: int
    quota: int
    position: Position

    @property
    def over(self) -> bool:
        """Whether AWS would refuse the document at the default quota."""
        return self.characters > self.quota

    @property
    def near(self) -> bool:
        """Whether it takes nine tenths of the default quota or more, and not more than all of it."""
        return not self.over and self.characters * 10 >= self.quota * 9


@dataclass(frozen=True, slots=True)
class Halves:
    """Every policy that takes part in deciding.

    `trust` has one document per role copy (service-linked and raw ones included), the same object for copies whose
    documents say the same at the same places of the file; `trust_is_raw` names those taken as written. `identity` maps
    users, groups, role copies (`Ref(ROLE, "x@y")`) and permission sets to all their policies: attached, inline, and
    last the derived (or raw) one that carries sts:AssumeRole, whose name is `assume-roles`. `resource` has the
    resource-based policy of each resource by name. `agreements` lists, by role copy, requirements that IAM cannot
    enforce (`hours`) as written. `sizes` covers every document here and every declared policy and guardrail.
    """

    trust: Mapping[RoleKey, Document]
    trust_is_raw: frozenset[RoleKey]
    identity: Mapping[Ref, tuple[AttachedPolicy, ...]]
    resource: Mapping[str, Document]
    agreements: Mapping[RoleKey, tuple[str, ...]]
    sizes: tuple[Size, ...]
