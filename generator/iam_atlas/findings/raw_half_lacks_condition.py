"""Raw policies under which somebody gets in without a condition that the file declares."""

from collections.abc import Iterator

from iam_atlas.derive.conditions import condition_block
from iam_atlas.derive.place import place_in
from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, in_words, quoted, some, warning
from iam_atlas.graph.access import Access
from iam_atlas.graph.without import fails_without
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document
from iam_atlas.model.require import Require
from iam_atlas.model.roles import RoleKey

_PEOPLE = (RefKind.GROUP, RefKind.USER)
# The file settles these for a declared caller, so that they never stand in a residue.
_SETTLED = ("aws:principalorgid", "aws:principalorgpaths", "aws:principaltag/", "aws:principalarn")


def raw_half_lacks_condition(analysis: Analysis) -> Iterator[Problem]:
    """A warning at the raw document: `trust_policy` against the role's `require`, `assume_policy` against the grant's.

    What a role requires is asked of people alone.
    A condition is lacking when the step opens for requests that do not bring its key at all.
    """
    for caller, steps in analysis.graph.by_caller.items():
        raw = _assume_policy(analysis.landscape, caller)
        for step in steps:
            if raw is not None or step.role in analysis.halves.trust_is_raw:
                yield from _of_step(analysis, step, raw)


def _of_step(analysis: Analysis, step: Access, raw: Document | None) -> Iterator[Problem]:
    """What is lacking in the documents of one step; `raw` is the identity half that its caller wrote by hand."""
    own = [grant for grant in step.grants if grant.grantee == step.caller]
    if not own or step.to_permission_set or not step.decision.verdict.opens:
        return
    copy = analysis.landscape.copy_of(step.role)
    if copy.trust_policy is not None and step.caller.kind in _PEOPLE:
        yield from _lacks(analysis, step, copy.require, copy.trust_policy, "trust_policy")
    if raw is not None:
        for grant in own:
            yield from _lacks(analysis, step, grant.require, raw, "assume_policy")


def _assume_policy(landscape: Landscape, ref: Ref) -> Document | None:
    """The raw identity half of a user, group or role copy."""
    if ref.kind is RefKind.ROLE:
        return landscape.copy_of(RoleKey.of(ref.name)).permissions.assume_policy
    if ref.kind not in _PEOPLE:
        return None
    holder = landscape.users[ref.name] if ref.kind is RefKind.USER else landscape.groups[ref.name]
    return holder.permissions.assume_policy


def _lacks(analysis: Analysis, step: Access, require: Require, document: Document, name: str) -> Iterator[Problem]:
    block = condition_block(require, place_in(analysis.landscape, step.role.account))
    keys = sorted({key for tests in block.values() for key in tests if not key.lower().startswith(_SETTLED)})
    lacking = [key for key in keys if not _is_asked(step, key)]
    if lacking:
        message = said(
            "the raw {name} lets {who} into {role} without {keys}, which the file requires",
            name=name,
            who=in_words(step.caller),
            role=quoted(step.role),
            keys=some(lacking),
        )
        yield warning(document.position, "raw-half-lacks-condition", message, (step,))


def _is_asked(step: Access, wanted: str) -> bool:
    return fails_without(step.decision.residue, lambda key: key.lower() == wanted.lower())
