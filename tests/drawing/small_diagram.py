"""Diagrams made by hand, for tests of layout and SVG that need no atlas."""

from collections.abc import Iterable

from iam_atlas.drawing.column_graph import (
    Card,
    CardKind,
    Column,
    Diagram,
    Edge,
    Frame,
    FrameKind,
    Gate,
    GateKind,
    GateTest,
    Heading,
    Tone,
)
from iam_atlas.iam.level import Level

MFA = (GateTest("mfa", "MFA"),)


def a_role_card(name: str, account: str = "prod", *, title: str | None = None, level: Level = Level.READ) -> Card:
    return Card(
        id=f"role--{name}--{account}",
        column=Column.ROLE,
        kind=CardKind.ROLE,
        title=title if title is not None else name,
        label=f"role {name} in {account}",
        icon="role",
        href=f"roles/{name}.md#in-{account}",
        level=level,
        badge=level.value.upper(),
        environment=account,
        tone=Tone.PRODUCTION,
        frame=f"account--{account}",
    )


def a_group_card(name: str, *, title: str | None = None) -> Card:
    return Card(
        id=f"group--{name}",
        column=Column.MIDDLE,
        kind=CardKind.GROUP,
        title=title if title is not None else name,
        subtitle="2 members",
        label=f"group {name}",
        icon="group",
        href=f"groups/{name}.md",
        frame="groups",
    )


def a_person_card(name: str) -> Card:
    return Card(
        id=f"user--{name}",
        column=Column.WHO,
        kind=CardKind.PERSON,
        title=name,
        label=f"person {name}",
        icon="user",
        href=f"people/{name}.md",
        frame="users",
    )


def a_gate(source: str, number: int = 0, *, kind: GateKind = GateKind.PLAIN, chain: bool = False) -> Gate:
    return Gate(
        id=f"gate--{source}-{number}",
        source=source,
        column=Column.CHAIN if chain else Column.GATE,
        tests=MFA,
        asks=("mfa",),
        kind=kind,
        label="Only if MFA is present.",
    )


def a_diagram(
    people: Iterable[tuple[str, str]] = (), ways: Iterable[tuple[str, str]] = (), hops: Iterable[tuple[str, str]] = ()
) -> Diagram:
    """People and their groups, groups and the roles they become (`name@account`), roles and the roles they go on to."""
    people, ways, hops = tuple(people), tuple(ways), tuple(hops)
    groups = sorted({group for _, group in people} | {group for group, _ in ways})
    roles = sorted({role for _, role in ways} | {role for hop in hops for role in hop})
    accounts = sorted({role.partition("@")[2] for role in roles})
    gates = [a_gate(f"group--{group}") for group in groups if any(way[0] == group for way in ways)]
    chain = [a_gate(_role(source), chain=True) for source in sorted({source for source, _ in hops})]
    edges = [Edge(source=f"user--{person}", target=f"group--{group}") for person, group in people]
    edges += [Edge(source=gate.source, target=gate.id) for gate in (*gates, *chain)]
    edges += [Edge(source=f"gate--group--{group}-0", target=_role(role)) for group, role in ways]
    edges += [Edge(source=f"gate--{_role(source)}-0", target=_role(target)) for source, target in hops]
    return Diagram(
        id="home",
        title="A small diagram",
        description="People, groups and roles.",
        headings=(Heading(Column.MIDDLE, "Group"), Heading(Column.ROLE, "Can become")),
        frames=(
            Frame(id="home--jump", kind=FrameKind.JUMP, title="jump", tone=Tone.JUMP),
            Frame(id="users", kind=FrameKind.INNER, title="Users", parent="home--jump"),
            Frame(id="groups", kind=FrameKind.INNER, title="Groups", parent="home--jump"),
            *(
                Frame(id=f"account--{name}", kind=FrameKind.ACCOUNT, title=name, href=f"accounts/{name}.md")
                for name in accounts
            ),
        ),
        cards=(
            *(a_person_card(name) for name in sorted({person for person, _ in people})),
            *(a_group_card(name) for name in groups),
            *(a_role_card(*role.split("@")) for role in roles),
        ),
        gates=(*gates, *chain),
        edges=tuple(edges),
    )


def _role(text: str) -> str:
    name, _, account = text.partition("@")
    return f"role--{name}--{account}"
