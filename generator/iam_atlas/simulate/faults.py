"""What is wrong with a case: an exception that carries sentences for the person who wrote it."""

from collections.abc import Iterable, Mapping

from iam_atlas.errors import Joint, listed
from iam_atlas.load.words import did_you_mean, quoted


class CaseError(Exception):
    """A line that is no case, or a policy in it that AWS would refuse. `reasons` says everything that was found."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


def refuse_unknown(fields: Mapping[str, object], known: tuple[str, ...], what: str) -> None:
    """Raise when a field has no meaning: passing over a misspelled policy would change the verdict."""
    strange = [name for name in fields if name not in known]
    if strange:
        raise CaseError(
            *(
                f"{quoted(name)} is no field of {what}{did_you_mean(name, known) or _there_are(known)}"
                for name in strange
            )
        )


def _there_are(known: Iterable[str]) -> str:
    return f"; there are {listed(known, Joint.AND)}"
