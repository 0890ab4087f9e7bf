"""What is wrong, as an English sentence with gaps, to the same in the reader's language."""

from collections.abc import Callable, Mapping, Sequence

from iam_atlas.errors import Joint, Listing, Said, Words
from iam_atlas.wording.amounts import all_of, any_of
from iam_atlas.wording.translate import Translator


def say(words: Words, t: Translator) -> str:
    """The words in the language, with all that is said inside them; a text and a number stay as they are."""
    match words:
        case Said():
            return _sentence(words, t)
        case Listing(items, joint):
            return _IN_A_ROW[joint]([say(item, t) for item in items], t)
        case _:
            return str(words)


def _sentence(words: Said, t: Translator) -> str:
    gaps = {name: say(filling, t) for name, filling in words.gaps}
    if words.many is None:
        return t(words.sentence, **gaps)
    return t.count(words.sentence, words.many, _number(words), **gaps)


def _number(words: Said) -> int:
    number = dict(words.gaps)["count"]
    return number if isinstance(number, int) else 0


def _commas(items: Sequence[str], t: Translator) -> str:
    return t(", ").join(items)


def _lines(items: Sequence[str], _: Translator) -> str:
    return "\n".join(items)


_IN_A_ROW: Mapping[Joint, Callable[[Sequence[str], Translator], str]] = {
    Joint.COMMA: _commas,
    Joint.AND: all_of,
    Joint.OR: any_of,
    Joint.LINE: _lines,
}
