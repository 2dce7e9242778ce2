"""Page pictures at an address of this machine. In: previews, one after another. Out: a small web server on 127.0.0.1.

Nobody else can reach it: it listens to this machine only, and answers only when asked by its own name, so that no
web page can make a browser ask it (DNS rebinding). It reads nothing but what it was given.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Final

from bulletin.messages import Language
from bulletin.press.preview import Preview

HOST: Final = "127.0.0.1"
_WIDTH_PX: Final = 900
_PAGE: Final = re.compile(r"/pages/(\d{1,6})/(\d{1,3})/(\d{1,5})\.png")
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
}


class Stage:
    """What is shown now. `show` replaces it; a browser that looks on sees it within a second."""

    def __init__(self, language: Language) -> None:
        self.address = ""
        self._language = language
        self._previews: tuple[Preview, ...] = ()
        self._version = 0

    def show(self, previews: tuple[Preview, ...]) -> None:
        """Show these editions instead of those before."""
        self._previews = previews
        self._version += 1

    def state(self) -> dict[str, object]:
        """What the page draws itself from."""
        notices = dict.fromkeys(notice for preview in self._previews for notice in preview.notices)
        return {
            "version": self._version,
            "editions": [{"name": preview.name, "pages": preview.pages} for preview in self._previews],
            "notices": [
                {
                    "severity": notice.severity.value,
                    "where": " · ".join(filter(None, (notice.article, notice.place))),
                    "message": notice.message(self._language),
                    "hint": notice.hint(self._language),
                }
                for notice in notices
            ],
        }

    def picture(self, version: int, edition: int, page: int) -> bytes | None:
        """A page as PNG, None if that is no longer shown."""
        previews = self._previews
        if version != self._version or edition >= len(previews) or not 1 <= page <= previews[edition].pages:
            return None
        return previews[edition].page_png(page, _WIDTH_PX)


@contextmanager
def serving(stage: Stage, port: int = 0) -> Iterator[None]:
    """Serve `stage` inside the `with` block and put the address into it. Raises OSError if the port is taken."""
    server = ThreadingHTTPServer((HOST, port), _handler(stage))
    server.daemon_threads = True
    stage.address = f"http://{HOST}:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(stage: Stage) -> type[BaseHTTPRequestHandler]:
    page = resources.files("bulletin.press").joinpath("preview.html").read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0]
            if host not in (HOST, "localhost"):
                self._answer(403, b"", "text/plain")
            elif self.path == "/":
                self._answer(200, page, "text/html; charset=utf-8")
            elif self.path == "/state":
                data = json.dumps(stage.state(), ensure_ascii=False).encode("utf-8")
                self._answer(200, data, "application/json")
            else:
                found = _PAGE.fullmatch(self.path)
                picture = stage.picture(*map(int, found.groups())) if found else None
                self._answer(200 if picture else 404, picture or b"", "image/png")

        def _answer(self, status: int, data: bytes, media_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(data)))
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(data)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the browser has turned to a newer page

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the terminal is the editor's."""

    return Handler
