"""The landscape to the names of its things, and problems to the things that they are about."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import AccessProblem
from iam_atlas.findings.places import accounts_meant
from iam_atlas.graph.access import Access
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Permissions
from iam_atlas.model.roles import Role, RoleKey

Things = frozenset[str]
"""Names with their kind, as the file writes references: `group:developers`; of roles, one a copy: `role:viewer@dev`."""


@dataclass(frozen=True, slots=True)
class WhatIsMeant:
    """Things by where they stand, which is how problems lead to them. `order` are all these positions, sorted."""

    order: Sequence[Position]
    at: Mapping[Position, Things]
    roles: Mapping[Position, Role]
    files: Mapping[str, Things]

    def of(self, problem: Problem) -> tuple[Things, ...]:
        """The things that the problem is about: where it stands and, if all its steps lead into one role copy, that.

        A problem in a document of its own file is about the policy, or everything that has the document. Empty where
        it is about the file as a whole.
        """
        index = bisect_right(self.order, problem.position) - 1
        place = self.order[index] if index >= 0 else None
        if place is None or place.file != problem.position.file:
            things = self.files.get(problem.position.file, frozenset())
        elif place in self.roles:
            things = _copies(problem, self.roles[place])
        else:
            things = self.at[place]
        targets = {_role(step.role) for step in problem.steps} if isinstance(problem, AccessProblem) else set()
        found = (things, frozenset(targets) if len(targets) == 1 else frozenset[str]())
        return tuple(dict.fromkeys(one for one in found if one))


def names_of_things(landscape: Landscape) -> Mapping[str, Things]:
    """Everything that can be named with its kind, and what that comes to: `role:viewer` is every copy of the role."""
    found = {f"{kind}:{name}": frozenset((f"{kind}:{name}",)) for kind, name, _ in _declared(landscape)}
    for role in landscape.roles.values():
        copies = {_role(copy.key) for copy in role.copies.values()}
        found[f"role:{role.name}"] = frozenset(copies or {f"role:{role.name}"})
        found |= {name: frozenset((name,)) for name in copies}
    return found


def what_is_meant(landscape: Landscape) -> WhatIsMeant:
    """Ready to be asked about problems."""
    names = names_of_things(landscape)
    at = {thing.position: names[f"{kind}:{name}"] for kind, name, thing in _declared(landscape)}
    for grant in landscape.grants:
        name = f"{grant.grantee.kind.value}:{grant.grantee.name}"
        at[grant.position] = names.get(name, frozenset())
    at |= {entry.position: entry.things for entry in landscape.accepted}
    roles = {role.position: role for role in landscape.roles.values()}
    return WhatIsMeant(tuple(sorted(at)), at, roles, _files(landscape))


def _declared(landscape: Landscape) -> Iterator[tuple[str, str, Declared]]:
    sections: dict[str, Mapping[str, Declared]] = {
        **{kind.value: things for kind, things in landscape.declared.items()},
        "policy": landscape.policies,
        "guardrail": landscape.guardrails,
        "resource": landscape.resources,
        "team": landscape.teams,
        "ou": landscape.ous,
    }
    for kind, things in sections.items():
        yield from ((kind, name, thing) for name, thing in things.items())


def _role(key: RoleKey) -> str:
    return f"role:{key}"


def _copies(problem: Problem, role: Role) -> Things:
    """The copies of the role that the problem is about; the role itself where it has none."""
    steps = problem.steps if isinstance(problem, AccessProblem) else ()
    callers = {step.caller.name for step in steps if _is_copy(step, role)}
    targets = {step.role for step in steps}
    if steps and all(_is_copy(step, role) for step in steps):
        return frozenset(f"role:{name}" for name in callers)
    if targets and {key.role for key in targets} == {role.name}:
        return frozenset(map(_role, targets))
    accounts = accounts_meant(problem, role)
    return frozenset(_role(RoleKey(role.name, account)) for account in accounts) or frozenset((f"role:{role.name}",))


def _is_copy(step: Access, role: Role) -> bool:
    return step.caller.kind is RefKind.ROLE and RoleKey.of(step.caller.name).role == role.name


def _files(landscape: Landscape) -> Mapping[str, Things]:
    """Things by the file that their document stands in, where nothing else stands there."""
    found: dict[str, set[str]] = {}
    for name, document in _documents(landscape):
        found.setdefault(document.position.file, set()).add(name)
    declared = {policy.template.position.file for policy in landscape.policies.values() if policy.template}
    return {
        file: frozenset(name for name in names if file not in declared or name.startswith("policy:"))
        for file, names in found.items()
    }


def _documents(landscape: Landscape) -> Iterator[tuple[str, Document]]:
    for policy in landscape.policies.values():
        templates = (policy.template,) if policy.template else ()
        yield from ((f"policy:{policy.name}", one) for one in chain(templates, policy.documents.values()))
    for rail in landscape.guardrails.values():
        yield from ((f"guardrail:{rail.name}", one) for one in rail.documents.values())
    for resource in landscape.resources.values():
        yield from ((f"resource:{resource.name}", one) for one in _there(resource.policy))
    for copy in landscape.role_copies():
        whole = (*_there(copy.trust_policy), *_of(copy.permissions))
        yield from ((_role(copy.key), one) for one in whole)
    for kind, holders in (
        ("user", landscape.users),
        ("group", landscape.groups),
        ("permission_set", landscape.permission_sets),
    ):
        for name, holder in holders.items():
            yield from ((f"{kind}:{name}", one) for one in _of(holder.permissions))


def _of(permissions: Permissions) -> Iterator[Document]:
    boundary = permissions.boundary
    attached = (*permissions.policies, *((boundary,) if boundary else ()))
    yield from _there(*(policy.document for policy in attached), permissions.assume_policy)


def _there(*documents: Document | None) -> Iterable[Document]:
    return (one for one in documents if one is not None)
