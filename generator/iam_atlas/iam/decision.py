"""What was decided about one caller and one target, and why; every page, diagram and command reads this value."""

from dataclasses import dataclass
from functools import cached_property

from iam_atlas.errors import Position
from iam_atlas.iam.formula import NEVER, Formula
from iam_atlas.model.identity import Member


class Verdict(Member):
    """The six answers; see docs on how access is decided."""

    ALLOWED = "Allowed"
    ALLOWED_IF = "AllowedIf"
    IMPLICITLY_DENIED = "ImplicitlyDenied"
    EXPLICITLY_DENIED = "ExplicitlyDenied"
    NEVER_SATISFIABLE = "NeverSatisfiable"
    NOT_EVALUATED = "NotEvaluated"

    @cached_property  # asked about millions of times
    def opens(self) -> bool:
        """Whether some request gets through."""
        return self in (Verdict.ALLOWED, Verdict.ALLOWED_IF)

    @cached_property
    def may_open(self) -> bool:
        """Whether some request gets through, or may: that is not decided."""
        return self.opens or self is Verdict.NOT_EVALUATED


class Half(Member):
    """The kinds of policy that take part in a decision."""

    TRUST = "trust"  # the role trust policy
    RESOURCE = "resource"  # any other resource-based policy
    IDENTITY = "identity"
    BOUNDARY = "boundary"
    SESSION = "session"
    SCP = "scp"
    RCP = "rcp"


class Bar(Member):
    """What keeps a caller out whatever the target's own policy allows."""

    PARTITION = "another partition"
    NO_IDENTITY = "no identity"  # root users and anonymous callers assume no role
    SERVICE_LINKED = "service-linked"
    ACTION = "another action"  # callers of this kind come by another action
    PROVIDER = "provider of another account"


@dataclass(frozen=True, slots=True, order=True)
class StatementRef:
    """A statement that took part: which half, which policy by its name, which statement (Sid or number from 1)."""

    half_name: str
    policy: str
    statement: str
    position: Position


@dataclass(frozen=True, slots=True)
class HalfResult:
    """What one half says.

    `allow` is when it allows, `deny` when a Deny of it strikes (NEVER as a rule). `needed` is False when the other
    half suffices alone (same account, trust names the caller). `allowed_by` and `denied_by` name the statements,
    in policy order; an Allow that adds nothing to a wider one beside it is left out of `allowed_by`. An empty
    `allowed_by` with `needed` means this half is missing, unless `outside`: then the half lies in an account or
    provider that the file does not describe. The identity half (a vendor's own policies) is then taken as allowing, the
    trust half (a role in somebody else's account) as what the file declares, and whoever shows the decision must say
    so. Both formulas may hold `doubts.OPAQUE` tests: what was not evaluated.
    """

    half: Half
    needed: bool
    allow: Formula
    deny: Formula = NEVER
    allowed_by: tuple[StatementRef, ...] = ()
    denied_by: tuple[StatementRef, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that was not evaluated: what, where, and the sources that disagree or do not say."""

    what: str
    position: Position | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one caller, action and target.

    `residue` is ALWAYS for Allowed, NEVER for every kind of denial, the condition for AllowedIf. `halves` are in
    the order of `Half` and hold only those that apply. `missing` names the needed halves that nothing allows; with
    a `bar` the target's own policy is among them, whatever stands in it. `unknown` is not empty exactly when the
    verdict is NotEvaluated. `action` is set when the answer hangs on another action than the one asked about, which
    the same request needs too (`sts:TagSession`): halves and verdict then speak of that action. `is_over` marks a
    NeverSatisfiable that time alone has made so: some request got through, or may have, before the day of the question.
    """

    verdict: Verdict
    residue: Formula
    halves: tuple[HalfResult, ...] = ()
    missing: tuple[Half, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    action: str = ""
    bar: Bar | None = None
    is_over: bool = False
