"""What a preview builds again, and when: the files that are other ones than in the last build that ended well.

MkDocs compares times instead: a page that was written by a run and moved here while MkDocs wrote its HTML would look
older than that, and would never be shown. After a build that fails MkDocs answers no request until one succeeds, so one
that began while a run was moving files is tried again: what comes back unchanged would start none.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from iam_atlas.site.figures import NoSettings
from iam_atlas.site.watching import stamp_of

_PATIENCE, _PAUSE = 3.0, 0.1  # seconds

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(eq=False)
class Rebuilding(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Tells MkDocs what to build again in a preview; one for all builds of a process."""

    _built: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: object) -> None:
        """Have every further build tried again, and begin one: MkDocs watches nothing while it builds the first."""
        server.builder = partial(patiently, builder)
        server._want_rebuild = True

    @event_priority(-100)
    def on_files(self, files: Files, **_: object) -> None:
        """Say of each file, once for the whole build, whether it is another one; the files of other plugins, too."""
        self._found = {}
        for file in files:
            # Some have their text in memory; some are not there, as links that Emacs makes, which MkDocs leaves out.
            stamp = stamp_of(Path(file.abs_src_path)) if file.abs_src_path else None
            if file.abs_src_path and stamp:
                self._found[file.abs_src_path] = stamp
                is_another = self._built.get(file.abs_src_path) != stamp
                file.is_modified = partial(bool, is_another)  # type: ignore[method-assign]

    @event_priority(-100)
    def on_post_build(self, **_: object) -> None:
        """Keep what was built, now that all of it is written."""
        self._built = self._found


def patiently(work: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
    """Do the work; again for a while when a file or the configuration is not there. The last failure is raised."""
    end = None
    while True:
        try:
            return work(*given, **named)
        except (ConfigurationError, FileNotFoundError):
            if end is None:
                end = time.monotonic() + _PATIENCE
            elif time.monotonic() > end:
                raise
        time.sleep(_PAUSE)
