"""Who may do what with shared resources on two sides becomes the uses that changed."""

from collections import defaultdict
from collections.abc import Mapping

from iam_atlas.changes.changes import ORDER, Kind, UseChange
from iam_atlas.changes.decisions import kind_of
from iam_atlas.changes.sides import Side
from iam_atlas.graph.uses import Use
from iam_atlas.iam.decision import Decision

_Key = tuple[str, str, str]  # who, which resource, on which ARN
_Uses = Mapping[tuple[_Key, str], Use]  # by action, too


def use_changes(before: Side, after: Side) -> tuple[UseChange, ...]:
    """The actions on each resource that somebody gained or lost, those alike in one."""
    was, now = _uses(before), _uses(after)
    found: defaultdict[tuple[Kind, _Key], list[str]] = defaultdict(list)
    for key, action in sorted(was.keys() | now.keys()):
        kind = kind_of(_decision(was, key, action), _decision(now, key, action))
        if kind is not None:
            found[kind, key].append(action)
    changes = (_change(kind, key, tuple(actions), was, now) for (kind, key), actions in found.items())
    return tuple(
        sorted(changes, key=lambda c: (ORDER[c.kind], c.resource, c.who.kind.value, c.who.name, c.on, c.actions))
    )


def _change(kind: Kind, key: _Key, actions: tuple[str, ...], was: _Uses, now: _Uses) -> UseChange:
    before, after = was.get((key, actions[0])), now.get((key, actions[0]))
    use = after or before
    assert use is not None
    return UseChange(kind, use.caller, use.resource, use.on, actions, before, after)


def _uses(side: Side) -> _Uses:
    """Every use by caller, resource, ARN and action; of two ways to the same one that which opens."""
    found: dict[tuple[_Key, str], Use] = {}
    for use in side.atlas.uses.uses:
        resource = side.atlas.landscape.resources[use.resource]
        key = (side.names.who(use.caller), resource.arn, use.on)
        for action in use.actions:
            known = found.get((key, action))
            if known is None or (use.opens and not known.opens):
                found[key, action] = use
    return found


def _decision(uses: _Uses, key: _Key, action: str) -> Decision | None:
    use = uses.get((key, action))
    return None if use is None else use.decision
