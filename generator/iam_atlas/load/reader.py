"""The text of one YAML file -> a tree of nodes with positions; whatever is not plain, safe YAML is reported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, cast

import yaml

from iam_atlas.errors import Position, Said, said
from iam_atlas.load.node import Findings, Mapping, Node, Scalar, Sequence
from iam_atlas.load.source_text import decode
from iam_atlas.load.words import quoted
from iam_atlas.load.yaml_words import explain
from iam_atlas.pause import gc_paused

DEEPEST = 100  # levels of maps and lists inside each other
MOST_REPEATED = 1_000_000  # nodes that aliases may stand for, all together


def read_yaml(data: bytes, file: str, findings: Findings) -> Node | None:
    """The one document of a YAML file; None when there is none that can be used (the reason was reported).

    Scalars stay as written. A value used again by an alias is the same node, with the position of its anchor. A
    duplicate key, a merge key and a tag are reported and left out; the rest of the tree is still returned.
    """
    text = decode(data, file, findings)
    if text is None:
        return None
    builder = _Builder(file, findings)
    try:
        with gc_paused():
            _feed(builder, text)
    except yaml.YAMLError as error:
        message, line, column = explain(error, text)
        findings.error(Position(file, line, column), "yaml-syntax", message)
        return None
    except _UnusableError as reason:
        findings.error(reason.position, reason.rule, reason.said)
        return None
    if builder.root is None:
        findings.error(Position(file, 1, 1), "empty-file", said("this file is empty"))
    return builder.root


class _UnusableError(Exception):
    """The document cannot be used at all; stops reading it."""

    def __init__(self, position: Position, rule: str, reason: Said) -> None:
        super().__init__(str(reason))
        self.position, self.rule, self.said = position, rule, reason


class _Mark(Protocol):
    """A place in the text, line and column from 0."""

    line: int
    column: int


class _Event(Protocol):
    """What the C parser gives: it always sets the marks, which the published types leave optional."""

    start_mark: _Mark
    end_mark: _Mark
    value: str
    style: str | None
    tag: str | None
    anchor: str
    flow_style: bool


@dataclass(slots=True)
class _Open:
    """A map or list that has begun and not yet ended. `size` counts its nodes with every alias written out."""

    start: _Event
    position: Position
    is_map: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    wants_key: bool = True
    size: int = 1


_Anchored: TypeAlias = "tuple[Node, int] | None"  # None while the anchored value is still being read


class _Builder:
    """Builds the tree from parser events; keeps the open maps and lists, and the anchors seen so far."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.root: Node | None = None
        self._file, self._findings = file, findings
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._repeated = 0
        self._documents = 0

    def start_document(self, event: _Event) -> None:
        self._documents += 1
        if self._documents == 2:
            raise _UnusableError(
                self._position(event), "several-documents", said('only one document in a file; remove the line "---"')
            )

    def scalar(self, event: _Event) -> None:
        mark, end = event.start_mark, event.end_mark
        one_line = mark.line == end.line
        length = end.column - mark.column if one_line else 1
        node = Scalar(
            event.value, not event.style and one_line, Position(self._file, mark.line + 1, mark.column + 1), length
        )
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1)
        self._place(node, 1)

    def start(self, event: _Event, *, is_map: bool) -> None:
        position = self._position(event)
        if len(self._open) >= DEEPEST:
            raise _UnusableError(
                position,
                "too-deep",
                said("maps and lists stand more than {levels} levels inside each other", levels=DEEPEST),
            )
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._open.append(_Open(event, position, is_map))

    def end(self, event: _Event) -> None:
        closed = self._open.pop()
        length = _flow_length(closed.start, event)
        node: Node
        if closed.is_map:
            node = Mapping(tuple(closed.entries), closed.position, length)
        else:
            node = Sequence(tuple(closed.items), closed.position, length)
        anchor = closed.start.anchor
        if anchor is not None:
            self._anchors[anchor] = (node, closed.size)
        self._place(node, closed.size)

    def alias(self, event: _Event) -> None:
        name, position = event.anchor, self._position(event)
        here, there = quoted(f"*{name}"), quoted(f"&{name}")
        if name not in self._anchors:
            message = said(
                "{here} repeats a value, but no {there} stands before it; a text that starts with * needs quotes",
                here=here,
                there=there,
            )
            raise _UnusableError(position, "unknown-alias", message)
        anchored = self._anchors[name]
        if anchored is None:
            message = said("{here} stands inside the value {there} that it repeats", here=here, there=there)
            raise _UnusableError(position, "cyclic-alias", message)
        node, size = anchored
        self._repeated += size
        if self._repeated > MOST_REPEATED:
            raise _UnusableError(
                position,
                "too-many-aliases",
                said("aliases repeat more than {count} values", count=f"{MOST_REPEATED:,}"),
            )
        self._place(node, size)

    def _place(self, node: Node, size: int) -> None:
        """Put a finished node where it belongs: the root, the next key, the value of that key, the next entry."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += size
        if not parent.is_map:
            parent.items.append(node)
        elif parent.wants_key:
            parent.key, parent.wants_key = self._accepted_key(node, parent), False
        else:
            if parent.key is not None:
                parent.entries.append((parent.key, node))
            parent.key, parent.wants_key = None, True

    def _accepted_key(self, node: Node, parent: _Open) -> Scalar | None:
        if not isinstance(node, Scalar):
            self._findings.error(
                node, "key", said("a key must be a text; a value that starts with {{{{ or [ needs quotes")
            )
            return None
        if node.text == "<<" and node.plain:
            message = said(
                'the merge key "<<" is not supported; write the keys out, or repeat a whole value with *name'
            )
            self._findings.error(node, "merge-key", message)
            return None
        first = parent.seen.setdefault(node.text, node)
        if first is not node:
            message = said(
                "key {key} stands twice in this map; the first is at {place}",
                key=quoted(node.text),
                place=str(first.position),
            )
            self._findings.error(node, "duplicate-key", message)
            return None
        return node

    def _refuse_tag(self, event: _Event) -> None:
        shown = (event.tag or "").replace("tag:yaml.org,2002:", "!!")
        message = said("the YAML tag {tag} is not accepted; write the value without it", tag=quoted(shown))
        self._findings.error(self._position(event), "yaml-tag", message)

    def _position(self, event: _Event) -> Position:
        return Position(self._file, event.start_mark.line + 1, event.start_mark.column + 1)


def _feed(builder: _Builder, text: str) -> None:
    next_event = cast("Callable[[], _Event | None]", yaml.CBaseLoader(text.encode("utf-8")).get_event)
    while (event := next_event()) is not None:
        kind: type = type(event)
        if kind is yaml.ScalarEvent:
            builder.scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            builder.start(event, is_map=kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.end(event)
        elif kind is yaml.AliasEvent:
            builder.alias(event)
        elif kind is yaml.DocumentStartEvent:
            builder.start_document(event)


def _flow_length(start: _Event, end: _Event) -> int:
    """How many characters `{...}` or `[...]` takes when it stands on one line, else 1."""
    if not start.flow_style or start.start_mark.line != end.end_mark.line:
        return 1
    return end.end_mark.column - start.start_mark.column
