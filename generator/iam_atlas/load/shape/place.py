"""Where a node of the file stands, as words for a message: `entry 2 of "groups" of user "erin"`."""

from dataclasses import dataclass, replace

from iam_atlas.errors import Said, said
from iam_atlas.load.shape.kinds import ENTRY
from iam_atlas.load.words import quoted


@dataclass(frozen=True, slots=True)
class Place:
    """A place, put into words only when something is wrong there: nearly every node of a large file is right.

    `noun` says what stands there (None for the value of a key), `word` is its key, name or number (None for what needs
    none). `around` is what it is said to be of. Whatever stands in a `thing` is said to be of that one.
    """

    noun: Said | None
    word: str | int | None
    around: "Place | None" = None
    thing: bool = False

    @property
    def what(self) -> Said:
        """The place in words."""
        own = self._own()
        return own if self.around is None else said("{what} of {owner}", what=own, owner=self.around.what)

    @property
    def owner(self) -> "Place | None":
        """What a thing that stands here is said to be of; None at the top."""
        return self if self.thing else self.around

    def under(self, key: str) -> "Place":
        """The value of a known key."""
        return Place(None, key, None if self.owner is None else self)

    def named(self, noun: Said, name: str) -> "Place":
        """The value under a name that the user chose."""
        return Place(noun, name, self.owner, thing=True)

    def numbered(self, noun: Said, number: int) -> "Place":
        """An entry of a list, counted from 1."""
        return Place(noun, number, self if noun is ENTRY else self.owner or self, thing=True)

    def as_thing(self) -> "Place":
        """The same, but what stands here is said to be of it."""
        return self if self.thing else replace(self, thing=True)

    def _own(self) -> Said:
        if self.noun is None:
            return quoted(str(self.word))
        match self.word:
            case None:
                return self.noun
            case int(number):
                return said("{kind} {number}", kind=self.noun, number=number)
            case name:
                return said("{kind} {name}", kind=self.noun, name=quoted(name))


THIS_FILE = Place(said("this file"), None)
