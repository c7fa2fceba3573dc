"""`chapterhouse serve` in a process of its own, for tests: what it answers, tells and prints."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

SECONDS = 20
"""How long any one step of the preview may take before the test gives up."""

Events = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Running:
    """A preview that listens."""

    url: str
    port: int
    before: tuple[str, ...]
    """What it printed before it listened."""
    output: IO[bytes]
    process: subprocess.Popen[bytes]

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in lower case, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    @contextmanager
    def events(self, page: str = "/") -> Iterator[Events]:
        """What an open page is told, one thing after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", f"/_chapterhouse/events?page={page}")
        answer = connection.getresponse()
        try:
            yield (json.loads(line[6:]) for line in answer if line.startswith(b"data: "))
        finally:
            connection.close()

    def shows(self, events: Events, words: bytes, page: str = "/") -> None:
        """Waits until a page has these words."""
        while words not in self.get(page)[2]:
            next(events)

    def says(self, words: str) -> list[str]:
        """What the terminal shows from here to the first line with these words."""
        return _lines(self.output, words)


@contextmanager
def running(
    site: Path, *options: str, program: Sequence[str] = ("-m", "chapterhouse")
) -> Iterator[Running]:
    """The preview of a site, ended by Ctrl+C."""
    command = [sys.executable, *program, "serve", str(site), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, env=dict(os.environ)
    )
    assert process.stdout is not None
    try:
        *before, last = _lines(process.stdout, "(stop with Ctrl+C)")
        url = last.split()[0]
        port = int(url.split("/")[2].rpartition(":")[2])
        yield Running(url, port, tuple(before), process.stdout, process)
    finally:
        complaints = ended(process) if process.returncode is None else ""
    assert "Traceback" not in complaints


def ended(process: subprocess.Popen[bytes]) -> str:
    """Ends it by Ctrl+C; what it complained of. A test that fails leaves none behind."""
    process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=SECONDS)[1].decode()
    finally:
        process.kill()


def _lines(output: IO[bytes], words: str) -> list[str]:
    found: list[str] = []
    while not found or words not in found[-1]:
        assert select.select([output], [], [], SECONDS)[0], found
        line = output.readline().decode()
        assert line, found
        found.append(line.rstrip("\n"))
    return found
