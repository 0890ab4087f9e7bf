"""What of the atlas a reader of the pages may see, and in which characters."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from iam_atlas.atlas import Atlas
from iam_atlas.errors import Position
from iam_atlas.exporters.redaction import redaction_of
from iam_atlas.exporters.showing import Showing, showing
from iam_atlas.iam.decision import Decision, HalfResult, StatementRef
from iam_atlas.iam.formula import Formula, Test, with_tests
from iam_atlas.model.policies import Json
from iam_atlas.wording.translate import Translator

CALLER, ROLE = "\ue000", "\ue001"
"""In a sentence, where the script puts the names of caller and role (`operator@prod`)."""

GAPS = "\ue002\ue003\ue004"
"""In a record that several things share, where the script puts what each of them has for itself (see `packing`)."""

SourceAddress = Callable[[Position], str | None]

_ALIVE = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff{CALLER}{ROLE}{GAPS}]"
)


@dataclass(frozen=True, slots=True)
class Shown(Showing):
    """The atlas, the language, and what stays out. `source_address` is where a reader sees a place of the input."""

    source_address: SourceAddress

    def value(self, value: Json) -> Json:
        """`value` with every text in it as it may be shown; keys stay, which are ours."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        return value

    def text(self, text: str) -> str:
        """`text` of the input, redacted and tame."""
        return tame(self.redaction.text(text))

    def decision(self, decision: Decision) -> Decision:
        """The decision with all texts of the input in it tame, and the values of its conditions as in atlas.json."""
        return replace(
            decision,
            residue=self._formula(decision.residue),
            halves=tuple(map(self._half, decision.halves)),
            unknown=tuple(replace(one, what=tame(one.what)) for one in decision.unknown),
        )

    def _half(self, half: HalfResult) -> HalfResult:
        return replace(
            half,
            allow=self._formula(half.allow),
            deny=self._formula(half.deny),
            allowed_by=tuple(map(_tame_ref, half.allowed_by)),
            denied_by=tuple(map(_tame_ref, half.denied_by)),
        )

    def _formula(self, formula: Formula) -> Formula:
        return with_tests(formula, self._test)

    def _test(self, test: Test) -> Test:
        values = self.redaction.values(test.key, test.values)
        return replace(test, key=tame(test.key), values=tuple(map(tame, values)))


def shown(atlas: Atlas, t: Translator, source_address: SourceAddress) -> Shown:
    """What `site.redact` and `site.audience` leave of the atlas."""
    left = showing(atlas, t, redaction_of(atlas.landscape.site))
    return Shown(left.atlas, left.t, left.redaction, left.hidden, left.names, source_address)


def tame(text: str) -> str:
    """`text` with U+FFFD for what would act on the text around it, or be taken for the place of a name."""
    return text if text.isascii() and text.isprintable() else _ALIVE.sub("\ufffd", text)


def _tame_ref(ref: StatementRef) -> StatementRef:
    return replace(ref, policy=tame(ref.policy), statement=tame(ref.statement))
