"""Levels of permissions to the one word that stands on a card, in a chip and in a comparison."""

from iam_atlas.iam.level import Level
from iam_atlas.wording.translate import N_

LEVEL_WORDS = {
    Level.ADMIN: N_("ADMIN"),
    Level.WRITE: N_("WRITE"),
    Level.READ: N_("READ"),
    Level.NONE: N_("NONE"),
    Level.UNKNOWN: N_("UNKNOWN"),
}
"""Untranslated."""
