"""Random questions of every kind of caller and target, and the requests that such a caller can send.

Left out, since the answer is NotEvaluated by intent: NotPrincipal, `Principal: "*"` in an Allow for a service or a
provider, canonical user ids, `*` alone as a value of an ARN operator, operators that do not exist.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from hypothesis import strategies as st
from iam_strategies import ACCESS_POOLS, KeyPool, Pick, condition_test, request_of, tapes

from iam_atlas.errors import Position
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.policy import Policy, PolicyKind, Principal, Statement
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target
from iam_atlas.model.grants import Effect

HERE = Position("accounts.yaml", 1, 1)
A, B, C = "111111111111", "222222222222", "333333333333"
ORG, PATH = "o-aaaaaaaaaa", "o-aaaaaaaaaa/r-aaaa/"
GITHUB = "token.actions.githubusercontent.com"
_SSO = "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_"
_LINKED = "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
_PROVIDERS = (CallerKind.SAML, CallerKind.WEB_IDENTITY)
_OUTSIDE = (*_PROVIDERS, CallerKind.SERVICE)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the policies of one question are about: few keys, so that conditions meet.

    In a plain scene every statement covers the request, so that its conditions decide.
    """

    asked: Question
    person: "Person"
    pools: tuple[KeyPool, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A caller, the values that aws:PrincipalArn and aws:userid can have in its requests, and entries that name it."""

    caller: Caller
    arns: tuple[str, ...] = ()
    userids: tuple[str, ...] = ()
    names: tuple[Principal, ...] = ()


def _account_names(account: str, partition: str) -> tuple[Principal, ...]:
    return Principal("AWS", f"arn:{partition}:iam::{account}:root"), Principal("AWS", account)


def _user(name: str, caller: Caller) -> Person:
    arn = f"arn:{caller.partition}:iam::{caller.account_id}:user/{name}"
    full = replace(caller, arn=arn, user_name=name.rpartition("/")[2])
    return Person(full, (arn,), ("AIDAEXAMPLE",), (Principal("AWS", arn), *_names_of_account(caller)))


def _session(role: str, caller: Caller, known: str = "") -> Person:
    """A session of a role; without a known name the caller's ARN is the role's."""
    arn = f"arn:{caller.partition}:iam::{caller.account_id}:{role}"
    short = role.rpartition("/")[2]
    own = f"arn:{caller.partition}:sts::{caller.account_id}:assumed-role/{short}/"
    full = replace(caller, arn=f"{own}{known}" if known else arn, role_arn=arn, session_name=known or None)
    userids = (f"AROAEXAMPLE:{known}",) if known else ("AROAEXAMPLE:s", "AROAEXAMPLE:ss")
    names = (Principal("AWS", arn), Principal("AWS", f"{own}s"), *_names_of_account(caller))
    return Person(full, (arn,), userids, names)


def _names_of_account(caller: Caller) -> tuple[Principal, ...]:
    return _account_names(caller.account_id or "", caller.partition)


def _caller(kind: CallerKind, account: str = A, partition: str = "aws", organization: str | None = ORG) -> Caller:
    path = PATH if organization == ORG else organization
    return Caller(kind=kind, account_id=account, partition=partition, organization_id=organization, org_path=path)


def _outside(kind: CallerKind, arn: str, principal: str) -> Person:
    return Person(Caller(kind=kind, arn=arn), names=(Principal(principal, arn),))


def _path_unknown(person: Person) -> Person:
    return replace(person, caller=replace(person.caller, role_arn=None, session_name=None, identity_known=False))


def _shaped(person: Person, shape: str) -> Person:
    """The same, of whom only the shape of the ARN is known."""
    caller = replace(person.caller, arn="", role_arn=None, user_name=None, session_name=None, arn_patterns=(shape,))
    return replace(person, caller=caller)


_USER, _SESSION = _caller(CallerKind.USER), _caller(CallerKind.SESSION)
USERS = (
    _user("team/u", replace(_USER, tags={"Team": "a"})),
    _user("v", _caller(CallerKind.USER, B, organization=None)),
    _user("w", _caller(CallerKind.USER, organization="")),
    _user("u", _caller(CallerKind.USER, A, "aws-cn", None)),
    _shaped(_user("team/m", _USER), f"arn:aws:iam::{A}:user/*"),
)
SESSIONS = (
    _session("role/team/x", _SESSION, "s"),
    _session("role/team/x", _SESSION),
    _session("role/y", _caller(CallerKind.SESSION, B, organization=None)),
    _session("role/y", _caller(CallerKind.SESSION, A, "aws-cn", None), "t"),
    _path_unknown(_session("role/team/x", _caller(CallerKind.SESSION, B, organization=None), "s")),
    _session(_LINKED, replace(_SESSION, service_linked=True), "ecs"),
    _shaped(_session(f"{_SSO}0123456789abcdef", _SESSION), f"arn:aws:iam::{A}:{_SSO}*"),
)
ROOTS = (
    Person(replace(_caller(CallerKind.ROOT), arn=f"arn:aws:iam::{A}:root"), (f"arn:aws:iam::{A}:root",), (A,)),
    Person(replace(_caller(CallerKind.ROOT, B), arn=f"arn:aws:iam::{B}:root"), (f"arn:aws:iam::{B}:root",), (B,)),
)
SERVICES = tuple(_outside(CallerKind.SERVICE, name, "Service") for name in ("ec2.amazonaws.com", "sns.amazonaws.com"))
SAML = tuple(_outside(CallerKind.SAML, f"arn:aws:iam::{account}:saml-provider/idp", "Federated") for account in (A, B))
WEB = (
    _outside(CallerKind.WEB_IDENTITY, f"arn:aws:iam::{A}:oidc-provider/{GITHUB}", "Federated"),
    _outside(CallerKind.WEB_IDENTITY, "cognito-identity.amazonaws.com", "Federated"),
)
ANYBODY = (
    Person(Caller(kind=CallerKind.ANONYMOUS)),
    Person(
        Caller(kind=CallerKind.ACCOUNT, arn=f"arn:aws:iam::{C}:root", account_id=C, identity_known=False),
        (f"arn:aws:iam::{C}:user/whoever", f"arn:aws:iam::{C}:role/whoever"),
        names=_account_names(C, "aws"),
    ),
)
EVERYBODY = (*USERS, *SESSIONS, *ROOTS, *SERVICES, *SAML, *WEB, *ANYBODY)
STRANGE_NAMES = tuple(
    Principal(kind, value)
    for kind, value in (
        ("AWS", f"arn:aws:iam::{B}:root"),
        ("AWS", f"arn:aws:iam::{A}:user/team/U"),
        ("AWS", f"arn:aws:iam::{A}:user/*"),
        ("AWS", f"arn:aws:iam::{A}:role/q"),
        ("AWS", f"arn:aws:sts::{A}:assumed-role/x/other"),
        ("AWS", f"arn:aws:sts::{A}:assumed-role/z/s"),
        ("AWS", f"arn:aws:iam::{A}:group/g"),
        ("AWS", f"arn:aws-cn:iam::{A}:root"),
        ("AWS", "AROAEXAMPLEEXAMPLE"),
        ("AWS", "ec2.amazonaws.com"),
        ("Service", "lambda.amazonaws.com"),
        ("Service", "cognito-identity.amazonaws.com"),
        ("Federated", "ec2.amazonaws.com"),
        ("Federated", f"arn:aws:iam::{A}:saml-provider/other"),
    )
)

_PEOPLE = (*USERS, *SESSIONS)
_ASKING = {
    "sts:AssumeRole": (*_PEOPLE * 2, *SERVICES * 2, *EVERYBODY),
    "sts:TagSession": (*_PEOPLE * 2, *SERVICES * 2, *SAML * 2, *WEB * 2, *EVERYBODY),
    "sts:AssumeRoleWithSAML": (*SAML[:1] * 20, *EVERYBODY),
    "sts:AssumeRoleWithWebIdentity": (*WEB * 12, *EVERYBODY),
    "s3:GetObject": (*_PEOPLE * 4, *ROOTS * 2, *EVERYBODY),
    "kms:Decrypt": (*_PEOPLE * 4, *ROOTS * 2, *EVERYBODY),
    "sqs:SendMessage": (*_PEOPLE * 4, *SERVICES * 4, *EVERYBODY),
}
"""Who asks for an action: mostly those who can."""

ACTIONS = (*_ASKING, "sts:AssumeRole", "sts:AssumeRole")


@st.composite
def access(
    draw: st.DrawFn, requests: int = 1, pools: tuple[KeyPool, ...] = ACCESS_POOLS
) -> tuple[Question, tuple[Context, ...]]:
    """A question, disputes settled, and requests that its caller can send; conditions are drawn from `pools`."""
    return _access(draw(tapes(350 + 50 * requests)), requests, pools)


def _access(pick: Pick, requests: int, pools: tuple[KeyPool, ...]) -> tuple[Question, tuple[Context, ...]]:
    asked, person = _question(pick)
    scene = _Scene(asked, person, tuple(pick(pools) for _ in range(4)), plain=pick((True, False)))
    question = replace(asked, policies=_policies(pick, scene))
    return question, tuple(request_of(pick, question, person.arns, person.userids) for _ in range(requests))


def _question(pick: Pick) -> tuple[Question, Person]:
    action = pick(ACTIONS)
    person = pick(_ASKING[action])
    caller = person.caller
    if caller.kind not in (*_OUTSIDE, CallerKind.ANONYMOUS):
        caller = replace(caller, in_management=pick((False,) * 5 + (True,)))
    person = replace(person, caller=caller)
    target = _target(pick, action, caller)
    return Question(caller=caller, action=action, target=target, policies=PolicySet(), settle_disputes=True), person


def _target(pick: Pick, action: str, caller: Caller) -> Target:
    """A role, object, key or queue, in the caller's account or another, now and then in another partition."""
    account = pick((caller.account_id or A, A, B))
    partition = pick((caller.partition,) * 15 + ("aws-us-gov",))
    home = f"arn:{partition}:{{}}:eu-central-1:{account}:"
    linked = pick((False,) * 12 + (True,))
    arn = {
        "sts": f"arn:{partition}:iam::{account}:role/{'aws-service-role/x/' if linked else ''}u",
        "s3": f"arn:{partition}:s3:::bucket/home/u",
        "kms": f"{home.format('kms')}key/u",
        "sqs": f"{home.format('sqs')}u",
    }[action.partition(":")[0]]
    return Target(
        arn=arn,
        account_id=account,
        partition=partition,
        is_role=":role/" in arn,
        service_linked=":role/" in arn and linked,
        in_management=pick((False,) * 5 + (True,)),
        organization_id=pick((None, ORG, "o-bbbbbbbbbb")),
    )


def _policies(pick: Pick, scene: _Scene) -> PolicySet:
    """Policies of every kind that the caller can have; in a plain scene one kind of ceiling at most."""
    caller, target = scene.asked.caller, scene.asked.target
    own = caller.kind in (CallerKind.USER, CallerKind.SESSION) and caller.identity_known
    ceiling = pick((PolicyKind.BOUNDARY, PolicyKind.SESSION, PolicyKind.SCP, PolicyKind.RCP, PolicyKind.IDENTITY))

    def several(kind: PolicyKind, counts: tuple[int, ...]) -> tuple[Policy, ...]:
        wanted = not scene.plain or kind is ceiling or kind not in (*_CEILINGS, PolicyKind.RCP)
        number = pick(counts) if wanted else 0
        return tuple(_policy(pick, kind, f"{kind.value}{n}", scene) for n in range(number))

    def one(kind: PolicyKind, counts: tuple[int, ...]) -> Policy | None:
        return next(iter(several(kind, counts)), None)

    return PolicySet(
        identity=several(PolicyKind.IDENTITY, (1, 1, 2, 0)) if own else (),
        boundary=one(PolicyKind.BOUNDARY, (1, 1, 0)) if own and not caller.service_linked else None,
        session=one(PolicyKind.SESSION, (1, 1, 0)) if own and caller.kind is CallerKind.SESSION else None,
        scps=tuple(several(PolicyKind.SCP, (1, 1, 1, 2, 0)) for _ in range(pick((1, 2, 3, 0)))),
        rcps=tuple(several(PolicyKind.RCP, (1,)) for _ in range(pick((0, 1, 2)))),
        resource=one(PolicyKind.TRUST, (1,)) if target.is_role else one(PolicyKind.RESOURCE, (1, 1, 1, 0)),
    )


def _policy(pick: Pick, kind: PolicyKind, name: str, scene: _Scene) -> Policy:
    """A policy of one to three statements; now and then of a version without policy variables."""
    version = pick(("2012-10-17",) * 7 + ("2008-10-17", ""))
    literal = version != "2012-10-17"
    count = pick((1, 1, 1, 2) if scene.plain else (1, 1, 2, 3))
    statements = tuple(_statement(pick, kind, str(n + 1), scene, literal) for n in range(count))
    return Policy(name, kind, version, statements, HERE)


_CEILINGS = (PolicyKind.BOUNDARY, PolicyKind.SESSION, PolicyKind.SCP)
_WITH_PRINCIPAL = (PolicyKind.TRUST, PolicyKind.RESOURCE, PolicyKind.RCP)


def _statement(pick: Pick, kind: PolicyKind, name: str, scene: _Scene, literal: bool) -> Statement:
    """Mostly an Allow that covers the action and the target; a Deny mostly has a condition."""
    usual = Effect.DENY if kind is PolicyKind.RCP else Effect.ALLOW
    effect = pick((usual,) * 7 + (Effect.DENY,))
    tests = (0, 0, 1, 1, 2) if effect is Effect.ALLOW else (1, 2, 2, 1, 2, 0)
    actions, not_actions = _listed(pick, *_action_patterns(scene.asked.action), scene.plain)
    resources, not_resources = _listed(pick, *_resource_patterns(scene.asked.target), scene.plain)
    return Statement(
        effect=effect,
        name=name,
        position=HERE,
        principals=_principals(pick, kind, effect, scene) if kind in _WITH_PRINCIPAL else None,
        actions=actions,
        not_actions=not_actions,
        resources=() if kind is PolicyKind.TRUST else resources,
        not_resources=() if kind is PolicyKind.TRUST else not_resources,
        tests=tuple(replace(condition_test(pick, scene.pools), literal=literal) for _ in range(pick(tests))),
    )


@lru_cache
def _action_patterns(action: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns that cover the action, and patterns that do not."""
    service, _, name = action.partition(":")
    covering = (action, "*", f"{service}:*", action.upper(), f"{service}:{name[:4]}*", f"{service}:?{name[1:].lower()}")
    return covering, ("iam:*", f"{service}:{name[:-1]}", f"{service}:*Z")


@lru_cache
def _resource_patterns(target: Target) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns that cover the target, and patterns that do not, or only for some callers."""
    short, last = target.arn[:-1], target.arn[-1]
    covering = (
        target.arn,
        "*",
        f"{short}*",
        f"{short}?",
        f"arn:*{target.arn[-4:]}",
        f"{short}${{aws:RequestTag/Team, '{last}'}}",
    )
    some = (f"{short}${{aws:username}}", f"{short}${{aws:PrincipalTag/Team}}", f"{short}*${{aws:username}}")
    return covering, (*some, f"{short}x", target.arn.upper(), f"{target.arn}?")


def _listed(
    pick: Pick, covering: tuple[str, ...], others: tuple[str, ...], plain: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An element and its Not form: one of them, of one or two entries, mostly so that the statement covers."""
    inverted, covers = pick((False,) * 6 + (True,)), pick((True,) * 5 + (plain,))
    first = covering if covers != inverted else others
    second = (*covering, *others) if first is covering else others
    entries = tuple(dict.fromkeys(pick(pool) for pool in pick(((first,), (first,), (first, second)))))
    return ((), entries) if inverted else (entries, ())


def _principals(pick: Pick, kind: PolicyKind, effect: Effect, scene: _Scene) -> tuple[Principal, ...]:
    """One to three entries, mostly with one that names the caller; an RCP can only name everyone."""
    everyone = (Principal("*", "*"), Principal("AWS", "*"))
    if kind is PolicyKind.RCP:
        return everyone[:1]
    person = scene.person
    doubtful = person.caller.kind in _OUTSIDE and effect is Effect.ALLOW
    naming = (*person.names, *person.names, *(() if doubtful else everyone)) or STRANGE_NAMES
    others = (*STRANGE_NAMES, *_alike(person), *_alike(person))
    last = (naming,) if scene.plain else (others,)
    pools = pick(((naming,), (naming,), (naming, others), (naming, naming), last))
    return tuple(dict.fromkeys(pick(pool) for pool in pools))


def left_out(question: Question) -> str:
    """Why the question is not held against the plain flow, empty when it is."""
    if question.caller.kind in _PROVIDERS and not question.target.is_role:
        return "AWS documents no request of a provider's users for anything but a role"
    return ""


def _alike(person: Person) -> tuple[Principal, ...]:
    """Entries that look like those that name the caller, and do not."""
    own = tuple(one for one in person.names if one.value.startswith("arn:") and not one.value.endswith(":root"))
    kinds = [Principal(kind, one.value) for one in person.names for kind in ("AWS", "Service", "Federated")]
    return (
        *(one for one in kinds if one not in person.names),
        *(replace(one, value=f"{one.value[:-1]}*") for one in own),
        *(replace(one, value=one.value[:-1] + one.value[-1].swapcase()) for one in own),
        *(replace(one, value=one.value.replace("arn:aws:", "arn:aws-us-gov:")) for one in own),
        *(replace(one, value=one.value.replace("/team/", "/")) for one in own if _has_path(one, person.caller)),
    )


def _has_path(name: Principal, caller: Caller) -> bool:
    """Role names are unique in an account: where the caller's path is not known, a role of its name is its role."""
    return "/team/" in name.value and (caller.role_arn is not None or caller.kind is CallerKind.USER)
