"""A text of the file to the same text as a public site may show it.

Two rules for names, since a name may be an ordinary word too. Where the file means somebody, the name is always
replaced: this is the work of `masking`, which knows what a field is, and of `exactly` and the ARNs here. In any other
text it is replaced as a word of its own, whatever its capitals, unless it is a word that our own sentences or AWS use
(`admin`, `may`), or lies in the name of something else that the file declares (`ben-sandbox`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from iam_atlas.public.phrases import Phrases, phrases
from iam_atlas.public.secrets import EMAIL, RANGE, Secrets
from iam_atlas.public.vocabulary import is_common
from iam_atlas.wording.translate import Translator

# Where AWS signs people in: the host says which account or which directory it is.
SIGN_IN = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+(?:signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)|awsapps\.com)"
    r"(?![\w-])[^\s\"'<>)]*",
    re.IGNORECASE,
)
GROUPED_ID = re.compile(r"(?<![0-9])([0-9]{4})([- ]?)([0-9]{4})\2([0-9]{4})(?![0-9])")
_OF_A_USER = re.compile(r"(?<![\w-])((?:user|mfa|u2f)/(?:[!-.0-~]+/)*|assumed-role/[^\s/]+/)([\w+=,.@-]+)")
_ACCOUNT_IN_PART = re.compile(r"(?<=:)(?=[0-9*?]*[*?])[0-9*?]*[0-9][0-9*?]*(?=:)")


@dataclass(frozen=True, slots=True)
class Replacing:
    """Everything that texts are looked through for: `with_at` before addresses, `names` after them.

    `no_sign_in` and `no_email` are words that stand for a value.
    """

    secrets: Secrets
    names: Phrases
    with_at: Phrases
    no_sign_in: str
    no_email: str
    _done: dict[str, str] = field(default_factory=dict, compare=False)

    def text(self, text: str) -> str:
        """Any text: a name that it is as a whole, or what lies in it."""
        if text not in self._done:
            self._done[text] = self._exactly(text) or self._within(text)
        return self._done[text]

    def user(self, name: str) -> str:
        """The name of a user, known to be one."""
        return self.secrets.users.get(name, name)

    def range(self, text: str) -> str:
        """A range of addresses, known to be one."""
        return self.secrets.ranges.get(text) or self.text(text)

    def external_id(self, text: str) -> str:
        """An ExternalId, known to be one."""
        return self.secrets.external_ids.get(text) or self.text(text)

    def account_pattern(self, text: str) -> str:
        """An account id, known to be one or a part of one."""
        is_part = bool(self.secrets.ids) and any(sign in text for sign in "*?")
        return re.sub("[0-9]", "X", text) if is_part else self.text(text)

    def _exactly(self, text: str) -> str | None:
        secrets = self.secrets
        if text in secrets.things:
            return secrets.things[text]
        if text in secrets.kept:
            return text
        kind, colon, name = text.rpartition("user:")
        if colon and not kind and name in secrets.users:
            return f"user:{secrets.users[name]}"
        if text in secrets.emails and text not in secrets.users:
            return self.no_email
        return secrets.users.get(text) or secrets.people.get(text)

    def _within(self, text: str) -> str:
        text = SIGN_IN.sub(self.no_sign_in, text) if self.secrets.aliases or self._hides_ids else text
        text = _OF_A_USER.sub(lambda found: found[1] + self.user(found[2]), text)
        text = self.names.replace(EMAIL.sub(self._email, self.with_at.replace(text)))
        if self.secrets.ranges:
            text = RANGE.sub(lambda found: self.secrets.ranges.get(found[0], found[0]), text)
        if not self.secrets.ids:
            return text
        text = GROUPED_ID.sub(lambda found: self.secrets.ids.get(found[1] + found[3] + found[4], found[0]), text)
        return _ACCOUNT_IN_PART.sub(lambda found: re.sub("[0-9]", "X", found[0]), text) if self._hides_ids else text

    def _email(self, found: re.Match[str]) -> str:
        """An address that is kept back, or in which a name lies that is."""
        stays = found[0] in self.secrets.kept or found[0] not in self.secrets.emails
        return found[0] if stays and self.names.first(found[0]) is None else self.no_email

    @property
    def _hides_ids(self) -> bool:
        return self.secrets.redaction.account_ids != "show"


def replacing(secrets: Secrets, kept_back: Mapping[str, str], t: Translator) -> Replacing:
    """Ready to replace `secrets`, and the values of single keys that things keep back, in the words of `t`."""
    values = {**kept_back, **dict.fromkeys(secrets.aliases, t("(not shown here)"))}
    no_email = t("mail address not shown")
    odd = {address: no_email for address in secrets.emails if not EMAIL.fullmatch(address)}
    users = {name: instead for name, instead in secrets.users.items() if "@" in name}
    return Replacing(
        secrets=secrets,
        names=names_in_texts(secrets, values),
        with_at=phrases({**odd, **users}, kept=(name for name in secrets.kept if EMAIL.search(name))),
        no_sign_in=t("(address not shown here)"),
        no_email=no_email,
    )


def names_in_texts(secrets: Secrets, values: Mapping[str, str]) -> Phrases:
    """What is replaced wherever it is a word of its own: names and values that are no ordinary words."""
    every = {**values, **secrets.external_ids, **secrets.people, **secrets.users, **secrets.things}
    # Somebody's name in full may be their user name with other capitals: the stand-in is the same.
    telling = {text: instead for text, instead in every.items() if not is_common(text) and text not in secrets.kept}
    alone = phrases(telling)
    return phrases(telling, kept=(name for name in secrets.kept if alone.first(name) is not None))
