"""What a preview builds again, and when: the pages that are other files than in the last build that ended well.

MkDocs compares times instead: a page that was written by a run and moved here while MkDocs wrote its HTML would look
older than that, and would never be shown. After a build that fails MkDocs answers no request until one succeeds, so one
that began while a run was moving files is tried again: what comes back unchanged would start none.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from mkdocs.config.base import Config
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

_PATIENCE, _PAUSE = 3.0, 0.1  # seconds

_State: TypeAlias = tuple[int, int, int]
"""When a file was written, how long it is and which file it is: a file that is moved here is another one."""


class _NoSettings(Config):  # type: ignore[no-untyped-call]  # what MkDocs does for each schema
    """What the plugin can be told."""


@dataclass(eq=False)
class Rebuilding(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Tells MkDocs what to build again in a preview; one for all builds of a process."""

    _built: dict[str, _State] = field(default_factory=dict)
    _found: dict[str, _State] = field(default_factory=dict)

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: object) -> None:
        """Have all builds after the first one tried again."""
        server.builder = partial(patiently, builder)

    @event_priority(-100)
    def on_files(self, files: Files, **_: object) -> None:
        """Say of each file, once for the whole build, whether it is another one; the files of other plugins, too."""
        self._found = {}
        for file in files:
            if file.abs_src_path is not None:  # else its text is in memory, and MkDocs always writes it
                state = self._found[file.abs_src_path] = _state(file.abs_src_path)
                is_another = self._built.get(file.abs_src_path) != state
                file.is_modified = partial(bool, is_another)  # type: ignore[method-assign]

    @event_priority(-100)
    def on_post_build(self, **_: object) -> None:
        """Keep what was built, now that nothing can fail any more."""
        self._built = self._found


def _state(path: str) -> _State:
    found = Path(path).stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def patiently(build: Callable[[], None]) -> None:
    """Build; again for a while when a file or the configuration is not there. The last failure is raised."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return build()
        except (ConfigurationError, OSError):
            if time.monotonic() > end:
                raise
        time.sleep(_PAUSE)
