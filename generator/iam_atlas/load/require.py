"""`require:` maps as `Require`: what must hold, in the file's own words, with names resolved."""

from dataclasses import fields, replace

from iam_atlas.errors import said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.iam.conditions.addresses import parse_network
from iam_atlas.load.documents import conditions_of
from iam_atlas.load.nearest import hint
from iam_atlas.load.node import Findings, Mapping, Scalar
from iam_atlas.load.scope import Scope
from iam_atlas.load.values import START_OF_DAY, child, duration, flag, lists, moment, scalar, scalars, text, texts
from iam_atlas.load.words import quoted
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_NOT_KEYS = frozenset({"position", "defaulted"})


def load_require(node: Mapping | None, scope: Scope) -> Require:
    """What one `require:` map says; `NOTHING_REQUIRED` when there is none.

    Reports addresses that are no network, a period that ends before it starts, an unknown account, and `org` or
    `source_org` where the file gives the organization no id. `hours` is warned about: IAM cannot enforce it.
    """
    if node is None or not node.entries:
        return NOTHING_REQUIRED
    findings = scope.findings
    _check(node, scope)
    conditions = child(node, "conditions")
    return Require(
        mfa=flag(node, "mfa"),
        mfa_max_age=duration(node, "mfa_max_age", findings),
        external_id=text(node, "external_id"),
        org=_switch_or_text(node, "org"),
        org_paths=texts(node, "org_paths"),
        source_ip=texts(node, "source_ip"),
        source_vpc=texts(node, "source_vpc"),
        source_vpce=texts(node, "source_vpce"),
        principal_tags=lists(node, "principal_tags"),
        session_tags=lists(node, "session_tags"),
        transitive_tags=texts(node, "transitive_tags"),
        source_identity=_switch_or_text(node, "source_identity"),
        session_name=text(node, "session_name"),
        starts=moment(node, "from", findings, START_OF_DAY),
        until=moment(node, "until", findings),
        hours=text(node, "hours"),
        source_account=_source_account(scalar(node, "source_account"), scope),
        source_arn=texts(node, "source_arn"),
        source_org=bool(flag(node, "source_org")),
        claims=lists(node, "claims"),
        conditions=conditions_of(conditions, findings) if conditions else {},
        position=node.position,
    )


def with_defaults(require: Require, defaults: Require) -> Require:
    """`require` with each key that it leaves open taken from `defaults`, and those keys named in `defaulted`."""
    open_keys = {
        field.name: getattr(defaults, field.name)
        for field in fields(Require)
        if field.name not in _NOT_KEYS and not _is_set(require, field.name) and _is_set(defaults, field.name)
    }
    if not open_keys:
        return require
    position = require.position or defaults.position
    return replace(require, **open_keys, position=position, defaulted=tuple(sorted(open_keys)))


def _is_set(require: Require, key: str) -> bool:
    """Whether the file says anything under the key; `mfa: false` does, since it keeps a default away."""
    value = getattr(require, key)
    return value is not None and value not in ((), {}) and not (key == "source_org" and value is False)


def _switch_or_text(node: Mapping, key: str) -> bool | str | None:
    switch = flag(node, key)
    return text(node, key) if switch is None else switch


def _source_account(written: Scalar | None, scope: Scope) -> str | None:
    if written is None or written.text == "self" or is_account_id(written.text):
        return written.text if written else None
    account = scope.accounts.get(written.text)
    if account is None and written.text not in scope.spoiled_accounts:
        message = said(
            "source_account: there is no account {name}{hint}",
            name=quoted(written.text),
            hint=hint(written.text, (*scope.accounts, "self"), "accounts"),
        )
        scope.findings.error(written, "unknown-account", message)
    return account.id if account else None


def _check(node: Mapping, scope: Scope) -> None:
    findings = scope.findings
    for address in scalars(node.get("source_ip")):
        _check_network(address, findings)
    starts, until = moment(node, "from", Findings(), START_OF_DAY), moment(node, "until", Findings())
    if starts and until and starts.at >= until.at:
        findings.error(
            node.key("until") or node,
            "empty-period",
            said(
                "until {until} is not after from {starts}",
                until=quoted(until.written),
                starts=quoted(starts.written),
            ),
        )
    for key in ("org", "source_org"):
        if flag(node, key) and not (scope.organization and scope.organization.id):
            message = said('"{key}: true" needs the id of the organization; add organization: {{ id: o-... }}', key=key)
            findings.error(node.key(key) or node, "organization-without-id", message)
    if hours := scalar(node, "hours"):
        message = said(
            "hours {hours} cannot be enforced by IAM, which knows no hours of the day; it is shown as an agreement",
            hours=quoted(hours.text),
        )
        findings.warning(hours, "hours-not-enforced", message)


def _check_network(address: Scalar, findings: Findings) -> None:
    if parse_network(address.text) is None:
        message = said(
            "source_ip {address} is not a network; accepted are 203.0.113.0/24, 203.0.113.7 and 2001:db8::/32",
            address=quoted(address.text),
        )
        findings.error(address, "invalid-network", message)
