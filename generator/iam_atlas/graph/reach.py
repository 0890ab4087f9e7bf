"""Which statements of a policy speak about assuming a role: tells pairs worth deciding, and pairs that are alike."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from iam_atlas.iam.arn import account_of, is_account_root
from iam_atlas.iam.conditions.known import Knowledge, fill_known
from iam_atlas.iam.conditions.variables import parse_template, variables_of
from iam_atlas.iam.glob import Pattern, Variable, Wild, glob_matches, matches_among, parse_glob
from iam_atlas.iam.matching import is_variable_before_resource
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.model.grants import Effect

_ACTION = "sts:assumerole"
ASSUMING = (_ACTION, "sts:assumerolewithsaml", "sts:assumerolewithwebidentity")
"""The actions that take on a role, in lower case."""

_ACTIONS = (
    *ASSUMING,
    "sts:setcontext",
    "sts:setsourceidentity",
    "sts:tagsession",
)
_ABOUT_TARGET = ("aws:resource",)
_ABOUT_ACCOUNT = "aws:principalaccount"
_ABOUT_CALLER = ("aws:principalarn", "aws:principaltag/", "aws:userid", "aws:username")


@dataclass(frozen=True, slots=True)
class _Part:
    """A statement about assuming roles: ARNs it names, patterns; `inverted` when they say where it does not apply.

    `open` says that a resource has a policy variable of which nothing is known.
    """

    allows: bool
    exact: frozenset[str]
    patterns: tuple[Pattern, ...]
    inverted: bool
    open: bool

    def touches(self, arn: str) -> bool:
        if not self.patterns:
            return (arn in self.exact) != self.inverted
        return (arn in self.exact or any(glob_matches(pattern, arn) for pattern in self.patterns)) != self.inverted

    @property
    def is_wide(self) -> bool:
        """Whether it allows by more than the ARNs that it names."""
        return self.allows and bool(self.patterns or self.inverted)

    def among(self, arns: Collection[str]) -> set[str]:
        """Those of the ARNs that it touches, in a fraction of the time of asking `touches` of each."""
        found = self.exact.intersection(arns).union(*(matches_among(pattern, arns) for pattern in self.patterns))
        return set(arns) - found if self.inverted else set(found)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a policy says about assuming roles, with a proof of an identity provider or without.

    `named` are the ARNs that its Allow statements name in full; with `wide` some Allow statement uses a pattern and may
    reach others. `about_target`, `about_caller` and `about_account` say whether an answer may depend on more than the
    statements touched: on the target itself, on the single caller, on the caller's account. `accounts` are the ids of
    those in which a principal of its statements lies; `open` says that callers of other accounts may be meant, too.
    """

    parts: tuple[_Part, ...]
    named: frozenset[str]
    wide: bool
    about_target: bool
    about_caller: bool
    about_account: bool
    accounts: frozenset[str]
    open: bool

    def touched(self, arn: str) -> tuple[int, ...]:
        """The numbers of the statements that apply to the role with this ARN."""
        return tuple([number for number, part in enumerate(self.parts) if part.touches(arn)])


_NOTHING = Knowledge({})
_EVERYTHING: Pattern = (Wild.STAR,)


@dataclass(slots=True)
class Reaches:
    """The reach of each policy, worked out once; policies are known by identity."""

    _plain: dict[int, tuple[Policy, Reach]] = field(default_factory=dict)
    _varied: dict[tuple[object, ...], tuple[Policy, Reach]] = field(default_factory=dict)
    _keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _reached: dict[frozenset[_Part], frozenset[str]] = field(default_factory=dict)

    def of(self, policy: Policy, knowledge: Callable[[], Knowledge] = lambda: _NOTHING) -> Reach:
        """The reach of `policy`, for callers of whom that is known: their own resource is not any resource.

        `knowledge` is asked for where a resource has a policy variable, as hardly any has.
        """
        plain = self._plain.get(id(policy))
        if plain is not None:
            return plain[1]
        if id(policy) not in self._keys:
            self._keys[id(policy)] = tuple(sorted(_keys_in_resources(policy)))
        keys = self._keys[id(policy)]
        return self._for(policy, keys, knowledge()) if keys else self._for_anybody(policy)

    # Policies are kept beside their reach: the id of one must not be given to another.

    def _for_anybody(self, policy: Policy) -> Reach:
        reach = _reach(policy, _NOTHING)
        self._plain[id(policy)] = (policy, reach)
        return reach

    def _for(self, policy: Policy, keys: tuple[str, ...], knowledge: Knowledge) -> Reach:
        key = (id(policy), knowledge.complete, *(knowledge.context.get(key) for key in keys))
        if key not in self._varied:
            self._varied[key] = (policy, _reach(policy, knowledge))
        return self._varied[key][1]

    def widely(self, reaches: Iterable[Reach], arns: Collection[str]) -> frozenset[str]:
        """Those of `arns`, the same in every call, that an Allow statement of theirs reaches by more than their names.

        Policies that say the same of roles, as those of most copies do, are looked up once.
        """
        return self._among(frozenset(p for reach in reaches if reach.wide for p in reach.parts if p.is_wide), arns)

    def widest(self, reaches: Iterable[Reach], arns: Collection[str]) -> frozenset[str]:
        """Those of `arns`, the same in every call, that any Allow statement of theirs reaches."""
        return self._among(frozenset(part for reach in reaches for part in reach.parts if part.allows), arns)

    def _among(self, parts: frozenset[_Part], arns: Collection[str]) -> frozenset[str]:
        if parts not in self._reached:
            self._reached[parts] = frozenset[str]().union(*(part.among(arns) for part in parts))
        return self._reached[parts]


def _keys_in_resources(policy: Policy) -> set[str]:
    """The keys that policy variables read in the resources of statements about assuming roles."""
    if policy.literal:
        return set()
    texts = (text for statement in _about(policy) for text in (*statement.resources, *statement.not_resources))
    return {
        variable.key.lower()
        for text in texts
        if "${" in text
        for variable in variables_of(parse_template(text, True, False))
    }


def _about(policy: Policy) -> list[Statement]:
    return [statement for statement in policy.statements if is_about(statement, *_ACTIONS)]


def _reach(policy: Policy, knowledge: Knowledge) -> Reach:
    about = _about(policy)
    parts = tuple(_part(statement, policy.literal, knowledge) for statement in about)
    allowing = [part for part in parts if part.allows]
    keys = {test.key.lower() for statement in about for test in statement.tests}
    filled_in = set() if policy.literal else {key.lower() for statement in about for key in _variables(statement)}
    by_resource = any(part.open for part in parts)
    variables = by_resource or bool(filled_in)
    return Reach(
        parts=parts,
        named=frozenset(arn for part in allowing if not part.inverted for arn in part.exact),
        wide=any(part.patterns or part.inverted for part in allowing),
        about_target=by_resource or any(key.startswith(_ABOUT_TARGET) for key in keys | filled_in),
        about_caller=variables or any(key.startswith(_ABOUT_CALLER) for key in keys) or _names_one(about),
        about_account=variables or _ABOUT_ACCOUNT in keys,
        accounts=frozenset(_accounts(about)),
        open=any(_is_open(statement) for statement in about),
    )


def is_about(statement: Statement, *actions: str) -> bool:
    """Whether its Action or NotAction covers one of `actions`, which are in lower case.

    A statement that AWS would refuse is about everything: it leaves a doubt about every action.
    """
    return bool(statement.invalid) or any(
        _covers(statement.actions, statement.not_actions, action) for action in actions
    )


@lru_cache(maxsize=16_384)
def _covers(actions: tuple[str, ...], not_actions: tuple[str, ...], action: str) -> bool:
    """Whether the elements cover the action; kept, since the statements of many role copies read the same."""
    if actions:
        return any(glob_matches(parse_glob(written.lower()), action) for written in actions)
    return not any(glob_matches(parse_glob(written.lower()), action) for written in not_actions)


def _part(statement: Statement, literal: bool, knowledge: Knowledge) -> _Part:
    if statement.invalid:
        return _Part(statement.effect is not Effect.DENY, frozenset(), (_EVERYTHING,), inverted=False, open=False)
    resources = statement.not_resources or statement.resources or ("*",)
    varied = [] if literal else [text for text in resources if "${" in text]
    wild = [text for text in resources if text not in varied and ("*" in text or "?" in text)]
    meant = [_meant(text, knowledge) for text in varied]
    unclear = any(pattern is None for pattern in meant)
    return _Part(
        allows=statement.effect is not Effect.DENY and is_about(statement, _ACTION),
        exact=frozenset(resources) - frozenset(wild) - frozenset(varied),
        # With an unknown variable in it, any text may be meant: then every role is touched.
        patterns=(
            *(parse_glob(text) for text in wild),
            *(_EVERYTHING if pattern is None else pattern for pattern in meant if pattern != _NO_RESOURCE),
        ),
        inverted=bool(statement.not_resources) and not unclear,
        open=unclear,
    )


_NO_RESOURCE: Pattern = ()
"""Matches the empty text only, which is no ARN."""


def _meant(text: str, knowledge: Knowledge) -> Pattern | None:
    """The resource with every variable filled in; None when one is unknown, or the engine does not decide it at all."""
    template = parse_template(text, True, False)
    if is_variable_before_resource(template):
        return None
    filled = fill_known(template, knowledge)
    if filled is None:
        return _NO_RESOURCE
    pieces = tuple(piece for piece in filled if not isinstance(piece, Variable))
    return pieces if len(pieces) == len(filled) else None


def _names_one(statements: Iterable[Statement]) -> bool:
    """Whether a principal is named that is not a whole account, a service or everybody."""
    return any(value != "*" and not is_account_root(value) for value in _named(statements))


def _accounts(statements: Iterable[Statement]) -> Iterator[str]:
    return (account for value in _named(statements) if (account := account_of(value)) is not None)


def _is_open(statement: Statement) -> bool:
    """Whether the statement may mean callers of accounts that it does not name: everybody, or all but some."""
    if statement.invalid or statement.not_principals is not None:
        return True
    return any(p.value == "*" or p.type == "CanonicalUser" for p in statement.principals or ())


def _named(statements: Iterable[Statement]) -> Iterator[str]:
    """The AWS principals that statements name, also those that they except."""
    every = (p for s in statements for p in (*(s.principals or ()), *(s.not_principals or ())))
    return (principal.value for principal in every if principal.type == "AWS")


def _variables(statement: Statement) -> Iterator[str]:
    """The keys that policy variables in the values of its conditions read."""
    values = (value for test in statement.tests for value in test.values if "${" in value)
    yield from (one.key for value in values for one in variables_of(parse_template(value, True, False)))
