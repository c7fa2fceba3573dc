"""Recordings to play in a browser, made here: a tone, and a stand-in for YouTube's player."""

from __future__ import annotations

import math
import socket
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

VIDEO_HOST = "https://www.youtube-nocookie.com"

STAND_IN = """<!doctype html><title>Stand-in</title><script>
const state = { time: Number(new URLSearchParams(location.search).get("start")), on: false };
const send = (said) => parent.postMessage(JSON.stringify({ ...said, id: 1 }), "*");
const change = (on) => {
  state.on = on;
  send({ event: "onStateChange", info: on ? 1 : 2 });
};
const tell = () => {
  send({ event: "infoDelivery", info: { currentTime: state.time, duration: 300 } });
};
const act = {
  playVideo: () => change(true),
  pauseVideo: () => change(false),
  seekTo: (to) => ((state.time = to), tell()),
};
window.heard = [];
addEventListener("message", ({ data, origin }) => {
  const said = JSON.parse(data);
  if (said.event === "listening") send({ event: "onReady", info: null });
  if (said.event !== "command") return;
  window.heard.push([said.func, ...said.args]);
  act[said.func]?.(...said.args);
});
setInterval(() => {
  if (state.on) state.time += 0.25;
  if (state.on) tell();
}, 250);
</script>"""
"""Speaks as much of YouTube's message protocol as a player needs."""


def tone(file: Path, seconds: int) -> None:
    """A WAV file: one channel, 8 bits, 8 kHz, 220 Hz."""
    one_second = bytes(128 + round(20 * math.sin(math.tau * 220 * n / 8000)) for n in range(8000))
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(one_second * seconds)


@contextmanager
def serve_ranges(folder: Path) -> Iterator[str]:
    """The files of `folder` from a host that answers Range, as a player needs it to seek.

    Gives the address without a slash at the end.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
