"""The customer's own policies in several accounts -> `policies:` of the file, those alike one entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iam_atlas.importers.documents import Documents, Place, shared, spelling
from iam_atlas.importers.found import Doc, FoundAccount, FoundPolicy
from iam_atlas.importers.names import Names, aws_policy, looks_like_aws
from iam_atlas.importers.yaml_text import Plain

_Member = tuple[Place, FoundPolicy]


@dataclass(slots=True)
class OwnPolicies:
    """`keys` are the names in the file by ARN; `section` is what stands under `policies:`."""

    keys: dict[str, str] = field(default_factory=dict)
    section: dict[str, Plain] = field(default_factory=dict)

    def name(self, arn: str) -> str:
        """How an attached policy is written: its key, AWS's name for it, or the ARN of one that nothing tells of."""
        return self.keys.get(arn) or aws_policy(arn) or arn


def own_policies(accounts: Sequence[FoundAccount], names: Names, documents: Documents) -> OwnPolicies:
    """Every policy that was found, attached or not."""
    by_name: dict[tuple[str, str], list[_Member]] = {}
    for account in accounts:
        for policy in account.policies.values():
            by_name.setdefault((policy.name, policy.path), []).append((names.place(account), policy))
    found, attached = OwnPolicies(), _attached(accounts)
    for name, path in sorted(by_name):
        for document, members in _alike(by_name[name, path]):
            _add(found, documents, document, members, attached)
    return found


def _alike(members: list[_Member]) -> list[tuple[Doc, list[_Member]]]:
    """Policies of one name that say the same, by what they say; that of most accounts first."""
    groups: dict[str, tuple[Doc, list[_Member]]] = {}
    for document, member in zip(shared([(place, one.document) for place, one in members]), members, strict=True):
        groups.setdefault(spelling(document), (document, []))[1].append(member)
    return sorted(groups.values(), key=lambda group: -len(group[1]))


def _add(
    found: OwnPolicies, documents: Documents, document: Doc, members: list[_Member], attached: frozenset[str]
) -> None:
    first = members[0][1]
    key = _free_key(first.name, members[0][0].name, found.section)
    path = documents.place("policies", key, document)
    entry: dict[str, Plain] = {"document": path}
    if first.path != "/":
        entry = {"path": first.path, **entry}
    if key != first.name:
        entry = {"name": first.name, **entry}
    # Where it is attached, it exists without being declared for the account.
    if not {policy.arn for _, policy in members} <= attached:
        entry["accounts"] = [place.name for place, _ in members]
    found.section[key] = path if [*entry] == ["document"] else entry
    found.keys.update({policy.arn: key for _, policy in members})


def _attached(accounts: Sequence[FoundAccount]) -> frozenset[str]:
    everybody = [one for account in accounts for one in account.principals]
    return frozenset(arn for one in everybody for arn in (*one.managed, *([one.boundary] if one.boundary else [])))


def _free_key(name: str, account: str, taken: dict[str, Plain]) -> str:
    """A key that no policy of AWS has: the file would have to guess which of the two is meant."""
    wanted = f"own-{name}" if looks_like_aws(name) else name
    key, number = wanted if wanted not in taken else f"{wanted}-{account}", 1
    while key in taken:
        number += 1
        key = f"{wanted}-{account}-{number}"
    return key
