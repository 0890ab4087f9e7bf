"""Turns `site.redact` and `site.audience` into what may be shown, for files that leave the team."""

import re
from dataclasses import dataclass, replace

from iam_atlas.iam.formula import Formula, with_tests
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Site
from iam_atlas.model.policies import Json

HIDDEN = "(redacted)"
_EXTERNAL_ID_INSTEAD = re.compile(r"HIDDEN-EXTERNAL-ID-[0-9]+\Z")

_ACCOUNT_ID = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_USER_ARN = re.compile(r"(:user/)\S+")
_VALUES = {
    "sts:externalid": "external_ids",
    "aws:sourceip": "source_ips",
    "aws:vpcsourceip": "source_ips",
    "aws:username": "user_names",
}


@dataclass(frozen=True, slots=True)
class Redaction:
    """What to leave out. Each kind is `show`, `mask` or `hide`; in a public build a kind not mentioned is masked."""

    public: bool
    account_ids: str
    external_ids: str
    source_ips: str
    user_names: str
    emails: str = "show"

    def text(self, text: str) -> str:
        """`text` without account ids and names of users in ARNs; a masked id keeps its last four digits."""
        if self.account_ids != "show":
            kept = 4 if self.account_ids == "mask" else 0
            text = _ACCOUNT_ID.sub(lambda found: found[0][-kept:].rjust(12, "*") if kept else "*" * 12, text)
        return text if self.shows_people else _USER_ARN.sub(r"\1" + HIDDEN, text)

    def json(self, value: Json) -> Json:
        """`value` with every text in it, keys too, as `text` leaves it."""
        return value if self.keeps_texts else self._json(value)

    def _json(self, value: Json) -> Json:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._json(item) for item in value]
        if isinstance(value, dict):
            return {self.text(key): self._json(item) for key, item in value.items()}
        return value

    def values(self, key: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """The values of a condition test on `key`; those of a kind that is not shown become one placeholder."""
        modes = {"external_ids": self.external_ids, "source_ips": self.source_ips, "user_names": self.user_names}
        kind = _VALUES.get(key.lower())
        return values if kind is None or modes[kind] == "show" else (HIDDEN,)

    def formula(self, formula: Formula) -> Formula:
        """`formula` with the values of its tests as `values` leaves them."""
        return with_tests(formula, lambda test: replace(test, values=self.values(test.key, test.values)))

    @property
    def kept_back(self) -> frozenset[str]:
        """The kinds of value that are not shown, as `site.redact` calls them."""
        kinds = ("account_ids", "emails", "external_ids", "source_ips", "user_names")
        return frozenset(kind for kind in kinds if getattr(self, kind) != "show")

    @property
    def keeps_texts(self) -> bool:
        """Whether `text` leaves every text as it is, so that nobody need look into any."""
        return self.account_ids == "show" and self.shows_people

    @property
    def shows_people(self) -> bool:
        """Whether users may be named; when not, they are left out and only groups remain."""
        return self.user_names == "show"

    def omits(self, thing: Declared) -> bool:
        """Whether the whole thing stays out: `redact: true` in a public build."""
        return self.public and thing.about.redact is True

    def omitted_keys(self, thing: Declared) -> frozenset[str]:
        """The keys of the thing that stay out: `redact: [...]` in a public build."""
        keys = thing.about.redact
        return frozenset(keys) if self.public and isinstance(keys, tuple) else frozenset()


SHOWN = Redaction(public=False, account_ids="show", external_ids="show", source_ips="show", user_names="show")
"""A command shows everything: who runs the program has the file."""


def external_id_instead(number: int) -> str:
    """What stands for an ExternalId in a public site: a text that AWS would take for one."""
    return f"HIDDEN-EXTERNAL-ID-{number}"


def is_external_id_instead(text: str) -> bool:
    """Whether `text` only stands for an ExternalId."""
    return bool(_EXTERNAL_ID_INSTEAD.match(text))


def hidden_things(landscape: Landscape, redaction: Redaction) -> frozenset[Ref]:
    """Everything that stays out as a whole, users too where people are not shown; a role stands by its bare name."""
    return frozenset(
        Ref(kind, name)
        for kind, things in landscape.declared.items()
        for name, thing in things.items()
        if redaction.omits(thing) or (kind is RefKind.USER and not redaction.shows_people)
    )


def redaction_of(site: Site) -> Redaction:
    """What `site` asks for."""
    public = site.audience == "public"
    usual = "mask" if public else "show"
    return Redaction(
        public=public,
        account_ids=site.redact.get("account_ids", usual),
        external_ids=site.redact.get("external_ids", usual),
        source_ips=site.redact.get("source_ips", usual),
        user_names=site.redact.get("user_names", usual),
        emails=site.redact.get("emails", usual),
    )
