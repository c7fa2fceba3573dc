"""The preview: the site over HTTP on this machine, rebuilt as its files change.

The pages are served as they were built, plus one script that reloads them. A build that
fails leaves the last good site standing and its sentence shown. This is not a server for
visitors: it listens on the loopback address and answers to no other host name.
"""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
import threading
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from .build import CONTENT, SEEDS, THEMES, Report, build
from .errors import ChapterhouseError, Failures, OutputError, explain
from .release import Release
from .theme import bundled_themes
from .watch import watching

HOST = "127.0.0.1"

_OWN = "/_chapterhouse"
_SCRIPT = f'<script type="module" src="{_OWN}/reload.js"></script></body>'


@dataclass(frozen=True, slots=True)
class State:
    """How the latest build went."""

    built: int
    """How many builds have succeeded."""
    problems: tuple[str, ...] = ()
    """Why the latest one did not, a line each."""


class Board:
    """Where the builder leaves the latest state and every open page waits for the next."""

    def __init__(self) -> None:
        self.state = State(0)
        self._changed = threading.Condition()

    def post(self, state: State) -> None:
        """Replace the state and wake all who wait."""
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def wait(self, known: State | None, seconds: float) -> State:
        """The state as soon as it is not the known one, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != known, seconds)
            return self.state


def serve(
    folder: Path,
    output: Path | None,
    address: str | None,
    port: int,
    release: Release,
    say: Callable[[str], None],
    told: Callable[[Report], str],
) -> None:
    """Build, serve and rebuild until interrupted. `told` puts a report into words.

    Without `output` the preview is built in a temporary folder, so that output/ keeps what
    `build` made. Raises OutputError when the port is taken and ChapterhouseError when the
    first build fails.
    """
    with (
        closing(_listen(port)) as listener,
        tempfile.TemporaryDirectory(prefix="chapterhouse-") as temporary,
    ):
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        target = output or Path(temporary)
        board = Board()

        def once() -> None:
            report = build(
                folder,
                target,
                address or (None if output else url),
                release=release,
                allow_loss=True,
                remember=False,
            )
            say(told(report))

        once()
        board.post(State(1))
        builder = threading.Thread(
            target=_keep_building, args=(folder, once, board, say), daemon=True
        )
        builder.start()
        say(f"{url}  (stop with Ctrl+C)")
        settings = uvicorn.Config(
            application(target, board), log_level="error", timeout_graceful_shutdown=1
        )
        uvicorn.Server(settings).run(sockets=[listener])


def application(output: Path, board: Board) -> Starlette:
    """The site in `output` with the reload script, as an ASGI application."""

    async def events(_request: Request) -> StreamingResponse:
        return StreamingResponse(_events(board), media_type="text/event-stream")

    async def script(_request: Request) -> Response:
        code = files(__package__).joinpath("reload.js").read_bytes()
        return Response(code, media_type="text/javascript", headers=_NEVER_STORE)

    return Starlette(
        routes=[
            Route(f"{_OWN}/events", events),
            Route(f"{_OWN}/reload.js", script),
            Mount("/", _Site(directory=output, html=True)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
    )


_NEVER_STORE = {"Cache-Control": "no-store"}


class _Site(StaticFiles):
    """The output folder; pages get the reload script on their way out."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.startswith(".chapterhouse"):
            path += "/no-page"  # the builder's own notes; a static host has no such file
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and response.media_type == "text/html":
            page = Path(response.path).read_text(encoding="utf-8")
            body = page.replace("</body>", _SCRIPT)
            return HTMLResponse(body, response.status_code, headers=_NEVER_STORE)
        response.headers.update(_NEVER_STORE)
        return response


async def _events(board: Board) -> AsyncIterator[str]:
    """Server-sent events: the state now, and again whenever it changes."""
    known: State | None = None
    while True:
        state = await asyncio.to_thread(board.wait, known, 1.0)
        if state == known:
            yield ": still here\n\n"
            continue
        known = state
        if state.problems:
            yield f"event: problem\ndata: {json.dumps(state.problems)}\n\n"
        else:
            yield f"event: built\ndata: {state.built}\n\n"


def _keep_building(
    folder: Path, once: Callable[[], None], board: Board, say: Callable[[str], None]
) -> None:
    folders = (folder / CONTENT, folder / SEEDS, folder / THEMES, bundled_themes())
    here = dict.fromkeys(path.resolve() for path in folders if path.is_dir())
    with watching(tuple(here)) as changes:
        for _ in changes:
            board.post(_next_state(board.state, once, say))


def _next_state(before: State, once: Callable[[], None], say: Callable[[str], None]) -> State:
    """How a build went. Whatever it raises is shown, and the next change is tried again."""
    try:
        once()
    except Failures as failures:
        problems = tuple(explain(problem) for problem in failures.errors)
    except ChapterhouseError as error:
        problems = (explain(error),)
    except Exception as bug:
        say(traceback.format_exc())
        problems = (f"a bug in Chapterhouse: {bug!r}",)
    else:
        return State(before.built + 1)
    say("\n".join(problems))
    return State(before.built, problems)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise OutputError(
            f"cannot listen on {HOST}:{port}: {error}", hint="choose another with --port"
        ) from None
    return listener
