"""The site over HTTP: what a static host would answer, and a script that reloads the page."""

from __future__ import annotations

import json
import mimetypes
import os
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from .. import urls
from ..errors import ChapterhouseError
from ..preview import Preview, Problem, problems_of
from ..standing import Look
from .board import Board, State
from .listening import is_known
from .ranges import part_of
from .waiting import OverError, done

OWN = "/_chapterhouse"
"""The preview's own addresses; no site has such a folder."""

_SCRIPTS = ("news.js", "overlay.js", "playing.js", "reload.js")
_NEVER_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_STORE = {"Cache-Control": "max-age=86400, immutable", "X-Content-Type-Options": "nosniff"}
_ALIVE = 15.0
"""Seconds after which an open page is told that nothing has happened."""
_TYPES = {
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Not Python's own table for these, which knows what the machine at hand knows."""
_TEXT = ("text/", "application/json", "application/xml")


def application(preview: Preview, board: Board, host: str) -> Starlette:
    """The preview as an ASGI application; `host` is where it listens."""
    app = _App(preview, board, host)
    return Starlette(
        routes=[
            Route(f"{OWN}/events", app.events),
            Route(f"{OWN}/state", app.state),
            Route(f"{OWN}/{{name}}", app.script),
            Route("/{path:path}", app.site),
        ],
    )


@dataclass(frozen=True, slots=True)
class _App:
    preview: Preview
    board: Board
    host: str

    async def events(self, request: Request) -> Response:
        if not is_known(request.headers.get("host", ""), self.host):
            return _foreign()
        told = self._events(self._page_asked_about(request))
        return StreamingResponse(told, media_type="text/event-stream", headers=_NEVER_STORE)

    async def state(self, request: Request) -> Response:
        """What the next event would tell, at once."""
        if not is_known(request.headers.get("host", ""), self.host):
            return _foreign()
        path = self._page_asked_about(request)
        try:
            said = await done(partial(self._state, self.board.state, path), self.board)
        except OverError:
            return _ending()
        return Response(json.dumps(said), 200, _NEVER_STORE, media_type(".json"))

    async def script(self, request: Request) -> Response:
        if not is_known(request.headers.get("host", ""), self.host):
            return _foreign()
        name = request.path_params["name"]
        if name not in _SCRIPTS:
            return PlainTextResponse("not found", 404)
        code = files(__package__).joinpath(name).read_bytes()
        return Response(code, media_type="text/javascript", headers=_NEVER_STORE)

    async def site(self, request: Request) -> Response:
        if not is_known(request.headers.get("host", ""), self.host):
            return _foreign()
        whole: str = request.scope["path"]  # not request.url's, which ends at a "#" of a name
        path = self._below(whole)
        if path is None:
            return self._beside(whole)
        try:
            return await done(partial(self._answer, path, request), self.board)
        except ChapterhouseError as error:
            return _broken(problems_of(error))
        except OverError:
            return _ending()

    def _page_asked_about(self, request: Request) -> str:
        return self._below(unquote(request.query_params.get("page", ""))) or ""

    # --- the site ----------------------------------------------------------------------------

    def _below(self, path: str) -> str | None:
        """The path in the site of one on this host, unescaped as servers get to know it."""
        base = unquote(self.preview.base)
        if not path.startswith(base):
            return None
        return path.removeprefix(base)

    def _beside(self, path: str) -> Response:
        """The whole site lies below a path: the root leads there, anything else is a link that
        forgets the path, and would be wrong on the real host, too."""
        base = self.preview.base
        if path == "/" or path == unquote(base).rstrip("/"):
            return RedirectResponse(base, headers=_NEVER_STORE)
        return PlainTextResponse(f"not found: this site lies below {base}", 404)

    def _answer(self, path: str, request: Request) -> Response:
        if {"", ".", ".."} & set(path.split("/")[:-1]) or "\\" in path or "\0" in path:
            return self._missing()
        file = _file_at(path)
        if file.startswith(urls.ASSETS.lstrip("/")):
            return self._asset(file, request)
        made = self.preview.page(file)[0] if file.endswith(".html") else None
        found = made or self.preview.file(file)
        if isinstance(found, Path):
            return self._own_file(file, found)
        if found is not None:
            return self._made(file, found, request)
        if path and not path.endswith("/") and self.preview.file(f"{path}/index.html") is not None:
            return self._led_to_folder(path, request)
        return self._missing()

    def _led_to_folder(self, path: str, request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"{self.preview.base}{quote(path)}/{query}"
        return RedirectResponse(address, headers=_NEVER_STORE)

    def _asset(self, path: str, request: Request) -> Response:
        data, present = self.preview.asset(path)
        if not isinstance(data, bytes):
            return self._missing()
        return _data(path, data, request, _STORE if present else _NEVER_STORE)

    def _made(self, path: str, data: bytes, request: Request) -> Response:
        if media_type(path).startswith("text/html"):
            return self._page(path, 200)
        return _data(path, data, request, _NEVER_STORE)

    def _own_file(self, file: str, path: Path) -> Response:
        """From the disk, where a long recording may lie; not through a link that leads away."""
        content = os.path.realpath(self.preview.content)
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(content) or not real.is_file():
            return self._missing()
        if media_type(file).startswith("text/html"):
            made = _with_script(real.read_bytes(), self.preview.page(file)[1])
            return Response(made, 200, _NEVER_STORE, media_type(file))
        return FileResponse(real, headers=_NEVER_STORE, media_type=media_type(path.name))

    def _missing(self) -> Response:
        path = urls.file_of(urls.NOT_FOUND)
        return self._page(path, 404)

    def _page(self, path: str, status: int) -> Response:
        page, look = self.preview.page(path)
        if page is None:
            return PlainTextResponse("not found", 404)
        made = _with_script(page, look)
        return Response(made, status, _NEVER_STORE, media_type(path))

    # --- events ------------------------------------------------------------------------------

    async def _events(self, path: str) -> AsyncIterator[str]:
        """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html):
        the state now, and again whenever it changes."""
        known: State | None = None
        while not self.board.state.over:
            state = await self.board.next(known, _ALIVE)
            if state == known:
                yield ": still here\n\n"
                continue
            known = state
            try:
                said = await done(partial(self._state, state, path), self.board)
            except OverError:
                return
            yield f"data: {json.dumps(said)}\n\n"

    def _state(self, state: State, path: str) -> dict[str, object]:
        """What a page at this path of the site should know; where it has moved, of where it is."""
        problems, look, moved = state.problems, None, self.preview.now_at(f"/{path}")
        file = _file_at((moved or path).lstrip("/"))
        try:
            self.preview.check(file)
            look = asdict(self.preview.page(file)[1])
        except ChapterhouseError as error:
            problems += tuple(each for each in problems_of(error) if each not in problems)
        return {
            "problems": [asdict(each) for each in problems],
            "look": look,
            "moved": moved and self.preview.base + moved.lstrip("/"),
        }


def _data(path: str, data: bytes, request: Request, kept: dict[str, str]) -> Response:
    status, headers, part = part_of(data, request.headers.get("range"))
    return Response(part, status, {**kept, **headers}, media_type(path))


def _file_at(path: str) -> str:
    """Of a path that is no address any more: a "#" or "?" in it belongs to the name."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def _with_script(page: bytes, look: Look) -> bytes:
    tag = f'<script type="module" src="{OWN}/reload.js?{_query(look)}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag


def media_type(name: str) -> str:
    """What a host says that a file is."""
    ending = Path(name).suffix.lower()
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def _query(look: Look) -> str:
    return f"page={look.page}&amp;scripts={look.scripts}&amp;styles={look.styles}"


def _foreign() -> Response:
    said = "this preview answers to its own address only; see --host\n"
    return PlainTextResponse(said, 400)


def _ending() -> Response:
    return PlainTextResponse("this preview was ended\n", 503, _NEVER_STORE)


def _broken(problems: tuple[Problem, ...]) -> Response:
    """In place of a page that can't be made; its script shows the rest, and brings the page."""
    said = "".join(f"<p>{escape(each.said)}</p>" for each in problems)
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>This page can't be made</title><body>{said}"
        f'<script type="module" src="{OWN}/reload.js?page=none"></script></body></html>'
    )
    return Response(page, 500, _NEVER_STORE, "text/html; charset=utf-8")
