"""Where a reader meets the site: served on this machine, or opened from disk."""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

from built_site import PUBLISHED_AT

PLACES = ("instant", "zensical", "disk")
"""MkDocs' build served, with instant navigation; Zensical's build served; MkDocs' build opened from disk."""


@dataclass(frozen=True)
class Place:
    """One of the `PLACES`; `address` is that of the site's folder, without a slash at the end."""

    name: str
    address: str

    def url(self, path: str, choices: str = "") -> str:
        """The address of a page; `choices` is what the drawing reads after the `#`."""
        return f"{self.address}/{path}" + (f"#~{choices}" if choices else "")


@contextmanager
def served(site: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address of a site on this machine, for as long as it is served, with these headers on everything."""
    handler = type("_SiteWithHeaders", (_Site,), {"headers_of_all": headers})
    with _Server(("127.0.0.1", 0), partial(handler, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Site(SimpleHTTPRequestHandler):
    """The files of a folder, without a line on stderr for each.

    The list of pages names the port that the site is served at, as it would be on the web: the theme navigates without
    loading documents only among the pages listed.
    """

    protocol_version = "HTTP/1.1"
    headers_of_all: Mapping[str, str] = MappingProxyType({})

    def end_headers(self) -> None:
        """Send the headers of all answers after those of this one."""
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:  # the base class calls it by this name
        """Answer with a file."""
        if self.path.split("?")[0] != "/sitemap.xml":
            super().do_GET()
            return
        listed = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
        body = listed.replace(PUBLISHED_AT, f"http://{self.headers['Host']}/").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server that finds nothing wrong with a browser that leaves a page before all of it has arrived."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what is not a lost connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typed as object: it is passed on
