"""Role copies, callers and accounts to whether they are planned, and to the words that say so on cards and frames."""

from iam_atlas.drawing.targets import Target
from iam_atlas.exporters.planned import copy_waits_for, waits_of
from iam_atlas.model.grants import Ref
from iam_atlas.model.landscape import Landscape
from iam_atlas.wording.amounts import listing
from iam_atlas.wording.translate import Translator


def is_planned(landscape: Landscape, target: Target) -> bool:
    """Whether the role copy or permission set is still to be made, or its account is."""
    return bool(copy_waits_for(landscape, target.key, is_set=target.is_set))


def is_planned_caller(landscape: Landscape, caller: Ref) -> bool:
    """Whether the caller is, or lives in, something that is still to be made."""
    return bool(waits_of(landscape, caller))


def with_planned(label: str, planned: bool, t: Translator) -> str:
    """What a screen reader speaks, with that it is not there yet where it is not."""
    return t("{label}; planned and not there yet", label=label) if planned else label


def note_of(note: str, planned: bool, t: Translator) -> str:
    """What stands beside the title of an account: its id, and that it is planned."""
    return listing(filter(None, (note, t("planned") if planned else "")), t)
