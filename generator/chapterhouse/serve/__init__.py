"""The preview over HTTP: the site as a static host would serve it, kept up as its files change.

A change that can't be understood leaves the last good site standing and its sentence shown. This
is no server for visitors: it listens on the loopback address unless told otherwise, and answers
to no other host name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from socket import socket
from threading import Thread
from webbrowser import open_new_tab

import uvicorn

from ..build import OUTPUT, check_folders
from ..flow import CONTENT, SEEDS, THEMES
from ..model import Remark
from ..preview import Preview
from ..processes import collect_seldom, helped
from ..release import Release
from ..theme import bundled_themes, installed_themes
from ..watch import watching
from .app import application
from .board import Board
from .keeping import Keeper
from .listening import HOST, PORT, listen, origin

_TURN = 0.001
"""Seconds after which a thread that works lets others go on: word of a save goes through five."""

__all__ = ["HOST", "PORT", "Place", "serve"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the preview is to be had."""

    host: str = HOST
    port: int | None = None
    """None: the first free one from PORT on."""
    open: bool = False
    """Whether to show it in the browser."""


def serve(
    folder: Path,
    address: str | None,
    place: Place,
    processes: int,
    release: Callable[[], Release],
    say: Callable[[str], None],
    worded: Callable[[Remark], str | None],
) -> None:
    """Serve the site in `folder` until interrupted, in memory: output/ stays as it is.

    `processes` read the transcripts in the beginning, `release` says which episodes are shown
    today, `say` writes a line to the terminal and `worded` puts a remark into words. Raises
    OutputError when the port is taken and ChapterhouseError with everything that is wrong with the
    site.
    """
    check_folders(folder, folder / OUTPUT)
    with closing(listen(place.host, place.port)) as listener, helped(processes) as run:
        root = origin(place.host, listener)
        themes = (bundled_themes(), *(offer.folder for offer in installed_themes()))
        with watching(folder, (CONTENT, SEEDS, THEMES), themes) as changes:
            preview, board = Preview(folder, root, address, run, release), Board()
            collect_seldom()  # most of the site stays as it is
            sys.setswitchinterval(_TURN)
            keeper = Keeper(preview, board, say, worded)
            keeper.tell_news()
            url = root + preview.base
            say(f"{url}  (stop with Ctrl+C)")
            app = application(preview, board, place.host)
            settings = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
            server = _Server(settings, board, url if place.open else None)
            keeper.keep_up(changes, server.end)
            server.run(sockets=[listener])
            if keeper.failure is not None:
                raise keeper.failure


class _Server(uvicorn.Server):
    """Tells open pages that it ends, so that none of them keeps it."""

    def __init__(self, settings: uvicorn.Config, board: Board, shown: str | None) -> None:
        """`shown` is what is opened in the browser."""
        super().__init__(settings)
        self._board, self._shown = board, shown

    def end(self) -> None:
        """Soon, and from any thread."""
        self.should_exit = True

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """From here on it answers; a browser may take until it has got an answer, or is closed."""
        await super().startup(sockets)
        if self._shown is not None:
            Thread(target=open_new_tab, args=(self._shown,), daemon=True).start()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Begins when a signal came; not in its handler, which may hold up who has a lock."""
        self._board.post(over=True)
        # A browser that has paused a recording still takes it: that it is cut off is no error.
        getLogger("uvicorn.error").disabled = True
        await super().shutdown(sockets)
