"""The atlas with whom an export is for: the language of its comments, and what may stand in it."""

from dataclasses import dataclass

from iam_atlas.atlas import Atlas
from iam_atlas.exporters.profile_names import ProfileNames, profile_names
from iam_atlas.exporters.redaction import SHOWN, Redaction, hidden_things
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey
from iam_atlas.wording.translate import Translator

_IN_AN_ACCOUNT = (RefKind.ROLE, RefKind.PERMISSION_SET)


@dataclass(frozen=True, slots=True)
class Showing:
    """What every export for people reads.

    `hidden` are the things that stay out as a whole. `names` are the profiles' names, the same in all exports.
    """

    atlas: Atlas
    t: Translator
    redaction: Redaction
    hidden: frozenset[Ref]
    names: ProfileNames

    @property
    def landscape(self) -> Landscape:
        """The declared truth behind it."""
        return self.atlas.landscape

    @property
    def shows_accounts(self) -> bool:
        """Whether ids of accounts stand as they are; without them no ARN and no link leads anywhere."""
        return self.redaction.account_ids == "show"

    def shows(self, ref: Ref) -> bool:
        """Whether nothing that `ref` names is kept back; a role copy names its role and its account."""
        if ref.kind not in _IN_AN_ACCOUNT:
            return ref not in self.hidden and (self.redaction.shows_people or ":user/" not in ref.name)
        name, account = RoleKey.of(ref.name)
        return not {Ref(ref.kind, name), Ref(RefKind.ACCOUNT, account)} & self.hidden

    def shows_step(self, step: Access) -> bool:
        """Whether nothing is kept back that the step names."""
        if not self.hidden and self.redaction.shows_people:
            return True
        through = (Ref(RefKind.GROUP, group) for group in step.through)
        return all(self.shows(ref) for ref in (step.caller, step.becomes, *through))


def showing(atlas: Atlas, t: Translator, redaction: Redaction = SHOWN) -> Showing:
    """All of the atlas, as a command shows it to whoever has the file; with another `redaction`, what that leaves."""
    landscape = atlas.landscape
    return Showing(atlas, t, redaction, hidden_things(landscape, redaction), profile_names(landscape))
