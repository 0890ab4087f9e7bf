"""Something made of the input to the right to use it: only while the input still says what it was made of."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from iam_atlas.errors import OutputError, listed, said
from iam_atlas.site.inputs import Read, changed_since
from iam_atlas.site.lock import Notice

_ATTEMPTS = 5
_Made = TypeVar("_Made")
_Held = TypeVar("_Held")


@contextmanager
def settled(
    holding: Callable[[Path, Notice], AbstractContextManager[_Held]],
    make: Callable[[], _Made],
    read_of: Callable[[_Made], Read],
    notice: Notice,
) -> Iterator[tuple[_Held, _Made]]:
    """Hold the project by `holding`, with what `make` makes of the input as it is at that moment.

    Making takes a while, and another run may write something newer meanwhile: what is older must not replace it. So it
    is made again, and `notice` hears of it. Raises OutputError where the input never comes to rest.
    """
    for _ in range(_ATTEMPTS):
        made = make()
        read = read_of(made)
        with holding(read.root, notice) as held:
            changed = changed_since(read.root, read.inputs)
            if not changed:
                yield held, made
                return
        notice(said("{files} changed during this run. Starting again.", files=listed(changed)))
    raise OutputError(
        said(
            "{files} kept changing during the run; nothing was written. Run the command again when that is over",
            files=listed(changed),
        )
    )
