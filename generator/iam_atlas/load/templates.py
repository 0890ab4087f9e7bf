"""Texts with `{{account.id}}` and the few other names of the schema as texts with the values of one account."""

import re
from collections.abc import Iterable, Iterator, Mapping

from iam_atlas.errors import listed, said
from iam_atlas.load.nearest import some
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.words import nearest, quoted
from iam_atlas.model.accounts import Account

Values = Mapping[str, str | None]

DOCUMENT_NAMES = (
    "account.id",
    "account.name",
    "account.partition",
    "account.region",
    "environment",
    "workload",
    "organization.id",
)
_REMEDIES = {
    "account.region": said("; give the account a region, or defaults one"),
    "environment": said("; give the account an environment"),
    "workload": said("; only accounts under workloads have one"),
    "organization.id": said("; give organization an id"),
}
_TEMPLATE = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def names_used(text: str) -> Iterator[str]:
    """The names between `{{` and `}}`, in order; `${aws:username}` belongs to IAM and is not one of them."""
    return (match[1] for match in _TEMPLATE.finditer(text)) if "{{" in text else iter(())


def fill(text: str, values: Values) -> str:
    """The text with each name replaced; a name without a value stays as written (it was reported)."""
    if "{{" not in text:
        return text
    return _TEMPLATE.sub(lambda match: values.get(match[1]) or match[0], text)


def account_values(account: Account, organization_id: str | None) -> dict[str, str | None]:
    """What the names stand for in one account.

    `account.name` is the key in the file, not AWS's display name: it is what bucket and log group names are made of.
    """
    return {
        "account.id": account.id,
        "account.name": account.name,
        "account.partition": account.partition,
        "account.region": account.regions[0] if account.regions else None,
        "environment": account.environment,
        "workload": account.workload,
        "organization.id": organization_id,
    }


def check_names(found: Scalar, accepted: tuple[str, ...], findings: Findings) -> bool:
    """Report names that are not accepted here; whether all are."""
    unknown = [name for name in names_used(found.text) if name not in accepted]
    for name in unknown:
        near = nearest(name, accepted)
        ending = said("; did you mean {near}?", near=quoted(_braced(near))) if near else ""
        known = said("; accepted are {words}", words=listed(map(_braced, accepted))) if accepted and not near else ""
        findings.error(
            found,
            "unknown-template",
            said("{name} has no meaning here{hint}", name=quoted(_braced(name)), hint=ending or known),
        )
    return not unknown


class MissingValues:
    """Collects templates that have no value in some account, so that one mistake gives one message."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[Scalar, str], set[str]] = {}

    def note(self, place: Scalar, names: Iterable[str], values: Values, account: str) -> None:
        """Remember those of `names` that `values` leaves open in `account`; `place` is where they are used."""
        for name in names:
            if name in values and not values[name]:
                self._accounts.setdefault((place, name), set()).add(account)

    def report(self, findings: Findings) -> None:
        """Report each template once, with the accounts that have no value for it."""
        for (place, name), accounts in self._accounts.items():
            message = said(
                "{name} has no value in {accounts}{remedy}",
                name=quoted(_braced(name)),
                accounts=some(accounts),
                remedy=_REMEDIES.get(name, ""),
            )
            findings.error(place, "template-without-value", message)


def _braced(name: str) -> str:
    return f"{{{{{name}}}}}"
