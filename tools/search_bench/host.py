"""A static host on this machine that counts what it sends.

It compresses what GitHub Pages compresses: files whose type mime-db marks as compressible
(https://github.com/jshttp/mime-db/issues/397 quotes the host on that), which are HTML, CSS,
scripts, JSON, SVG, XML, plain text and .wasm, but nothing of a type that it doesn't know and so
sends as application/octet-stream: neither .bin nor .pagefind, .pf_meta, .pf_index and
.pf_fragment. Each file is compressed once, before it counts, as a host's cache has it.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_OTHER = "application/octet-stream"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
}
"""The types that are compressed; what else a site has comes as it is."""
_LEVEL = 6
"""Of gzip: what zlib takes unless it is told."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer of the host."""

    path: str
    status: int
    head: int
    """Bytes of its status line and headers."""
    body: int
    """Bytes, compressed where the host compresses."""


@dataclass(frozen=True, slots=True)
class Host:
    """Folders at addresses of this machine, and what was sent of them."""

    folders: Mapping[str, Path]
    """Path that addresses begin with -> folder; the longest counts."""
    log: list[Sent] = field(default_factory=list)
    cache: dict[str, bytes] = field(default_factory=dict)
    """Address -> answer."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, target: str) -> bytes:
        """The bytes to send for a request's target, which are put down in the log."""
        path = unquote(urlsplit(target).path)
        with self.lock:
            if path not in self.cache:
                self.cache[path] = self._made(path)
            whole = self.cache[path]
            head = whole.index(b"\r\n\r\n") + 4
            self.log.append(Sent(path, int(whole[9:12]), head, len(whole) - head))
        return whole

    def take(self) -> list[Sent]:
        """What was sent since the last time, in order."""
        with self.lock:
            sent = list(self.log)
            self.log.clear()
        return sent

    def _made(self, path: str) -> bytes:
        file = self._file(path)
        if file is None:
            return _response("404 Not Found", _OTHER, b"", "")
        data = file.read_bytes()
        kind = _TYPES.get(file.suffix)
        if kind is None:
            return _response("200 OK", _OTHER, data, "")
        return _response("200 OK", kind, gzip.compress(data, _LEVEL, mtime=0), "gzip")

    def _file(self, path: str) -> Path | None:
        under = max((u for u in self.folders if path.startswith(u)), key=len, default=None)
        if under is None or ".." in path.split("/"):
            return None
        file = self.folders[under] / path.removeprefix(under)
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() else None


@contextmanager
def serving(host: Host) -> Iterator[str]:
    """The host's address, without a slash at the end, as long as it answers.

    HTTP/1.1 on the loopback address; connections stay open.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a small answer waits for the one before to be confirmed

    def __init__(self, *args: object, host: Host) -> None:
        self.host = host
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.wfile.write(self.host.answer(self.path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _response(status: str, kind: str, body: bytes, encoding: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Cache-Control: max-age=600",
        *([f"Content-Encoding: {encoding}", "Vary: Accept-Encoding"] if encoding else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
